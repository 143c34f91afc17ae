/** What commands that look into a moment have in common: a recording one goes about in, its symbols, the positions that users write. */
import type { Command } from 'commander';
import type { ArchDescription, Lookup } from '#core/inspect/description.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { lookUp, type Reader } from '#core/inspect/memory.ts';
import { findRegister } from '#core/inspect/registers.ts';
import type { Access, HartView } from '#core/machine/hart.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import type { Running } from '../inspect/backtrace.ts';
import type { LogReader } from '../log/reader.ts';
import type { ExitFact } from '../log/types.ts';
import { parsePosition } from '../positions/parse.ts';
import type { Position } from '../positions/position.ts';
import { type Moment, resolvePosition, resolvePositions } from '../positions/resolve.ts';
import { Timeline } from '../timeline/timeline.ts';
import { capOption } from './cap-option.ts';
import { type NumberedExit, numberedExits } from './exit-rows.ts';
import { type LookupOptions, lookupOf } from './lookup-options.ts';
import type { Output } from './output.ts';
import { Progress } from './progress.ts';
import { parseCount } from './quantities.ts';
import { readingOption } from './reading-option.ts';
import { openRecording } from './recording-file.ts';
import { type SymbolLookup, symbolLookup } from './symbol-lookup.ts';
import { UsageError } from './usage-error.ts';

export interface VisitOptions {
  readonly hart?: number;
  readonly symbols: readonly string[];
  readonly reading: Reading;
  /** Bytes that snapshots may hold. */
  readonly cap: number;
}

/** Adds the options that every such command has. */
export function withVisitOptions(command: Command): Command {
  return command
    .option('--hart <n>', 'which hart; unless given, the one whose turn it is, or that the VM exit is of', parseCount)
    .option(
      '--symbols <elf>',
      'names addresses; may be given again',
      (path: string, before: readonly string[]) => [...before, path],
      [],
    )
    .addOption(capOption())
    .addOption(readingOption());
}

export class Visit {
  readonly log: LogReader;
  readonly timeline: Timeline;
  readonly symbols: SymbolLookup;
  readonly arch: ArchDescription;
  readonly #hart: number | undefined;
  readonly #progress: Progress;
  moment: Moment = { step: 0, phase: 'settled' };

  /** Tells what it does without. Throws what `openRecording`, `symbolLookup` and `Timeline` throw, and `UsageError` for a hart that is not there. */
  static async to(output: Output, path: string, options: VisitOptions): Promise<Visit> {
    return new Visit(output, path, await openRecording(path), options);
  }

  private constructor(output: Output, path: string, log: LogReader, { hart, symbols, reading, cap }: VisitOptions) {
    this.log = log;
    if (this.log.damage !== null) output.tell(`replay: ${path}: ${this.log.damage.message}; what is before can be looked at`);
    this.symbols = symbolLookup(output, { log: path, recorded: this.log.header.symbols, paths: symbols });
    this.#progress = new Progress(`running ${path}`, false);
    const progress = (done: number, total: number) => this.report(done, total);
    const tell = (note: string) => output.tell(`replay: note: ${path}: ${note}`);
    this.timeline = new Timeline(this.log, { reading, progress, cap, tell });
    this.arch = this.timeline.machine.board.arch.description;
    if (hart !== undefined && hart >= this.harts) throw new UsageError(`there is no hart ${hart}: it has ${this.harts}, from 0`);
    this.#hart = hart;
  }

  /** Goes to a position. Throws `PositionError`. */
  goTo(text: string): void {
    this.goToMoment(this.resolve(text));
  }

  resolve(text: string): Moment {
    return resolvePosition(this.timeline, parsePosition(text), this.symbols);
  }

  /** All that a position names. One may go to each while there are more to come. */
  momentsOf(position: Position): Generator<Moment> {
    return resolvePositions(this.timeline, position, this.symbols);
  }

  goToMoment(moment: Moment): void {
    this.timeline.seek(moment.step, moment.phase);
    this.moment = moment;
    this.arrive();
  }

  /** A long way is gone so far. */
  report(done: number, total: number): void {
    this.#progress.report(done / total);
  }

  /** A long way has come to its end. */
  arrive(): void {
    this.#progress.end();
  }

  /** The hart that is looked at. */
  get hart(): number {
    return this.#hart ?? this.#exitAt(this.moment)?.hart ?? this.timeline.state.turn.hart;
  }

  /** The VM exit that the moment is right after. */
  #exitAt({ step, phase }: Moment): ExitFact | undefined {
    if (phase === 'settled' || this.harts === 1) return undefined;
    for (const event of this.log.events(step - 1)) {
      if (event.step >= step) return undefined;
      if (event.kind === 'exit') return event;
    }
    return undefined;
  }

  get harts(): number {
    return this.timeline.machine.board.harts.length;
  }

  get reader(): Reader {
    return { machine: this.timeline.machine, state: this.timeline.state, hart: this.hart };
  }

  view(): HartView {
    return this.viewOf(this.hart);
  }

  viewOf(hart: number): HartView {
    return viewHart(this.timeline.machine, this.timeline.state, hart);
  }

  /**
   * What runs on the hart: itself, or the guest that it left for the built-in hypervisor. That one has no instructions, and the
   * guest's registers are where they were.
   */
  get running(): Running {
    const { reader, arch } = this;
    const view = this.view();
    const isOutside = reader.machine.board.hypervisor !== null && !arch.guestPrivileges.includes(arch.privilegeOf(view));
    const pc = isOutside ? this.lastExit?.exit.details['pc'] : undefined;
    if (typeof pc !== 'bigint') return { reader, pc: findRegister(arch, arch.frames.pc)!.read(view), privilege: undefined };
    const canFetch = (privilege: string) =>
      lookUp(reader, { address: pc, access: 'fetch', space: 'virtual', privilege }).kind === 'mapped';
    return { reader, pc, privilege: arch.guestPrivileges.find(canFetch) ?? arch.guestPrivileges[0] };
  }

  /**
   * How an address is meant: as by what runs on the hart, unless the options say otherwise. Undefined for a physical one. Throws
   * `UsageError`.
   */
  lookup(address: bigint, access: Access, options: LookupOptions): Lookup | undefined {
    const { physical = false, guestPhysical = false, as } = options;
    const isSaid = physical || guestPhysical || as !== undefined;
    return lookupOf(this.arch, address, access, isSaid ? options : { as: this.running.privilege });
  }

  /** The last VM exit of the hart before the moment. */
  get lastExit(): NumberedExit | undefined {
    let last: NumberedExit | undefined;
    for (const numbered of numberedExits(this.log)) {
      if (numbered.exit.step >= this.timeline.step) break;
      if (numbered.exit.hart === this.hart) last = numbered;
    }
    return last;
  }

  nameOf = (address: bigint): string => this.symbols.nameOf(address);
}
