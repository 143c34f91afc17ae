/** A recording, opened: what it holds, its run again, and any moment of it. */
import { readFileSync } from 'node:fs';
import type { RegisterDescription } from '#core/inspect/description.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { type MemoryRead, readMemory } from '#core/inspect/memory.ts';
import { findRegister } from '#core/inspect/registers.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import type { MachineState } from '#core/machine/state.ts';
import { symbolLookup } from './cli/symbol-lookup.ts';
import { Replayer } from './engine/replay.ts';
import { instructionAt, instructionText } from './inspect/disassembly.ts';
import { type LogReader, openLog } from './log/reader.ts';
import type { ExitFact, LogEvent, LogHeader } from './log/types.ts';
import { parsePosition } from './positions/parse.ts';
import type { Position } from './positions/position.ts';
import { type ResolveOptions, resolvePosition, resolvePositions } from './positions/resolve.ts';
import { type Phase, Timeline, type TimelineOptions } from './timeline/timeline.ts';

export interface OpenOptions {
  /** Take what is intact of a recording that is damaged or was not ended. */
  readonly isPartial?: boolean;
  /** ELF files that name addresses, besides those whose digests were recorded and that lie beside it. */
  readonly symbols?: readonly string[];
}

/**
 * `source`: the path of a file, or its bytes, which must not be written while the recording is in use. Throws `LogError` for what
 * is no recording, or a damaged one; `ImageError` for a file of symbols; and what the file system does.
 */
export function openRecording(source: string | Uint8Array, { isPartial = false, symbols = [] }: OpenOptions = {}): Recording {
  const log = openLog(typeof source === 'string' ? readFileSync(source) : source);
  if (log.damage !== null && !isPartial) throw log.damage;
  const path = typeof source === 'string' ? source : '.';
  return new Recording(log, symbolLookup({ tell: () => undefined }, { log: path, recorded: log.header.symbols, paths: symbols }));
}

/** What names addresses. */
export interface Symbols {
  /** `uart_putc+0x14 (uart.c:31)`, or '' when no file knows. */
  nameOf(address: bigint): string;
  addressOf(symbol: string): bigint | undefined;
}

export class Recording {
  readonly log: LogReader;
  readonly symbols: Symbols;

  constructor(log: LogReader, symbols: Symbols) {
    this.log = log;
    this.symbols = symbols;
  }

  /** The machine: its board, parameters and images. */
  get header(): LogHeader {
    return this.log.header;
  }

  /** Inputs and facts in the order of their steps. Decodes as it goes; throws `LogError` for what can't be decoded. */
  events(fromStep = 0): Generator<LogEvent> {
    return this.log.events(fromStep);
  }

  /** The VM exits, as `replay exits` counts them. */
  *exits(): Generator<ExitFact> {
    for (const event of this.log.events()) if (event.kind === 'exit') yield event;
  }

  /** What one device printed, or all together: as text, a character a byte. */
  console(device?: number): string {
    let text = '';
    for (const event of this.log.events())
      if (event.kind === 'output' && (device === undefined || event.device === device))
        text += Buffer.from(event.bytes).toString('latin1');
    return text;
  }

  /**
   * To run it again, from start to end, every fact and digest checked: `replayer.session.steps$` is the stream of its steps. Throws
   * `LogError`, `RequestError` or `ImageError` when the machine can't be built anew.
   */
  replay(reading: Reading = 'interpreter'): Replayer {
    return new Replayer(this.log, reading);
  }

  /** To go to any moment of it. Throws as `replay` does. */
  timeline(options: TimelineOptions = {}): RecordingTimeline {
    return new RecordingTimeline(this.log, this.symbols, options);
  }
}

/** A timeline whose moments have names, and whose states can be looked into. */
export class RecordingTimeline extends Timeline {
  readonly #symbols: Symbols;

  constructor(log: LogReader, symbols: Symbols, options: TimelineOptions) {
    super(log, options);
    this.#symbols = symbols;
  }

  /**
   * Goes to a step, or to the moment that a position names: `exit:12`, `console:"login:"`, `pc:main#2` …, see `POSITION_HELP`. The
   * phase is the position's own unless given. Throws `PositionError` for one that says nothing or that there is not, `RangeError`
   * for a step that is not recorded, and `TimelineError` when the machine no longer does what was recorded.
   */
  override seek(position: number | string | Position, phase?: Phase): MachineState {
    if (typeof position === 'number') return super.seek(position, phase);
    const moment = resolvePosition(this, positionOf(position), this.#resolving);
    return super.seek(moment.step, phase ?? moment.phase);
  }

  /** Goes to each moment that a position names in turn, as `exit:%1` does every VM exit, and gives the state there. */
  *visit(position: string | Position): Generator<MachineState> {
    for (const { step, phase } of resolvePositions(this, positionOf(position), this.#resolving)) yield super.seek(step, phase);
  }

  /** Value of a register, by its name in the manual or the calling convention. Throws `RangeError` for one that there is not. */
  register(name: string, hart = this.state.turn.hart): bigint {
    const { description } = this.machine.board.arch;
    const register = findRegister(description, name);
    if (register === undefined) throw new RangeError(`there is no register '${name}' on a ${this.machine.board.name}`);
    return register.read(viewHart(this.machine, this.state, this.#checked(hart)));
  }

  /** All registers, in the order in which people see them. */
  get registers(): readonly RegisterDescription[] {
    return this.machine.board.arch.description.registers;
  }

  /** Address of the instruction that is next for a hart. */
  pc(hart?: number): bigint {
    return this.register(this.machine.board.arch.description.frames.pc, hart);
  }

  /** Bytes of memory as a hart addresses them, as far as they can be read, and why not further. */
  read(address: bigint, sizeBytes: number, hart = this.state.turn.hart): MemoryRead {
    const reader = { machine: this.machine, state: this.state, hart: this.#checked(hart) };
    return readMemory(reader, { address, access: 'load', space: 'virtual' }, sizeBytes);
  }

  /** The instruction at an address, as the architecture's assembler writes it; undefined where nothing can be fetched. */
  disassemble(address = this.pc(), hart = this.state.turn.hart): string | undefined {
    const reader = { machine: this.machine, state: this.state, hart: this.#checked(hart) };
    const instruction = instructionAt(reader, address);
    return instruction && instructionText(instruction, (target) => this.#symbols.nameOf(target));
  }

  get #resolving(): ResolveOptions {
    return { addressOf: (symbol) => this.#symbols.addressOf(symbol) };
  }

  #checked(hart: number): number {
    const count = this.machine.board.harts.length;
    if (!Number.isSafeInteger(hart) || hart < 0 || hart >= count)
      throw new RangeError(`there is no hart ${hart}: it has ${count}, from 0`);
    return hart;
  }
}

const positionOf = (position: string | Position): Position => (typeof position === 'string' ? parsePosition(position) : position);
