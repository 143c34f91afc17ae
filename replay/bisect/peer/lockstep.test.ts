/** A peer that is our own machine, built rightly or wrongly, and counts, waits and answers in its own way. Needs no QEMU. */
import { describe, expect, it } from 'vitest';
import { xor } from '#arches/riscv64/i/integer.ts';
import { defineInsn } from '#arches/riscv64/vocabulary.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { findRegister } from '#core/inspect/registers.ts';
import { writeField } from '#core/isa/evaluate.ts';
import type { MachineState } from '#core/machine/state.ts';
import type { PeerInterrupts } from '../../boards/peer-setup.ts';
import { qemuBeside } from '../../boards/registry.ts';
import { type BoardRequest, RequestError } from '../../boards/request.ts';
import { type Build, presentBuild } from '../../engine/build.ts';
import { Recorder } from '../../engine/record.ts';
import { openLog } from '../../log/reader.ts';
import { millRequest } from '../../soak/mill.ts';
import { bisect } from '../bisect.ts';
import { breaking } from '../testing.ts';
import { compareWithPeer } from './lockstep.ts';
import { Ours } from './ours.ts';
import { type Peer, PeerError, type Registers } from './peer.ts';

const STEPS = 20_000;
const setup = qemuBeside('riscv64-virt', millRequest);
/** Names that the peer tells cheaply. */
const GENERAL = ['pc', ...Array.from({ length: 31 }, (_, i) => `x${i + 1}`)];
const NAMES = [...GENERAL, 'mstatus', 'mie', 'mip', 'mtvec', 'mepc', 'mcause', 'mtval', 'mscratch', 'priv', 'mcycle'];

function record(request: BoardRequest, build: Build = presentBuild) {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({ board: 'riscv64-virt', request, symbols: [], sink, reading: 'interpreter', build });
  while (recorder.session.state.step < STEPS) recorder.advance(STEPS, Number.POSITIVE_INFINITY);
  recorder.end('maxSteps');
  return openLog(Buffer.concat(pieces));
}

/** Our machine in the place of another emulator. */
class OwnPeer implements Peer {
  readonly name = 'another';
  readonly names = NAMES;
  readonly #machine;
  #state: MachineState;

  constructor(request: BoardRequest, build: Build) {
    const { board, contents } = build.setUpBoard('riscv64-virt', request);
    this.#machine = build.createMachine(board, contents, 'interpreter');
    this.#state = this.#machine.initialState;
  }

  async readGeneral(): Promise<Registers> {
    return this.read(GENERAL);
  }

  async read(names: readonly string[]): Promise<Registers> {
    const { description } = this.#machine.board.arch;
    const view = viewHart(this.#machine, this.#state, 0);
    return new Map(names.map((name) => [name, findRegister(description, name)!.read(view)]));
  }

  async write(values: Registers): Promise<void> {
    const { arch } = this.#machine.board;
    const block = this.#state.harts[0]!.slice();
    for (const [name, value] of values) {
      const { aliases } = findRegister(arch.description, name)!;
      const field = arch.fields.find((each) => each.name === name || aliases.includes(each.name));
      if (field === undefined) throw new PeerError(`it has no ${name}`);
      writeField(new DataView(block.buffer), field, value);
    }
    this.#state = { ...this.#state, harts: [block] };
  }

  readonly written: string[] = [];

  async writeMemory(address: number, bytes: Uint8Array): Promise<void> {
    this.written.push(`${address.toString(16)}: ${bytes.join()}`);
  }

  async step(takesInterrupts: boolean): Promise<void> {
    const mie = (await this.read(['mie'])).get('mie')!;
    if (!takesInterrupts) await this.write(new Map([['mie', 0n]]));
    const granted = { type: 'machine/granted', steps: 1, idleUntilNs: Number.POSITIVE_INFINITY } as const;
    this.#state = this.#machine.reduce(this.#state, granted).state;
    const isWritten = (await this.read(['mie'])).get('mie') !== 0n;
    if (!takesInterrupts && !isWritten) await this.write(new Map([['mie', mie]]));
  }

  readonly raised: number[] = [];

  async takeInterrupt(input: number): Promise<void> {
    this.raised.push(input);
    await this.step(true);
  }

  async runTo(pc: bigint): Promise<void> {
    for (let steps = 0; steps < 100_000; steps++) {
      await this.step(false);
      if ((await this.read(['pc'])).get('pc') === pc) return;
    }
    throw new PeerError('it does not come there');
  }

  async close(): Promise<void> {}
}

/** `xor` that is wrong for some operands, which come about once in 256 times. */
const { execute } = defineInsn({
  mnemonic: 'xor',
  spec: '',
  encodings: xor.encodings,
  execute: (m, { rd, rs1, rs2 }) => {
    const [a, b] = [m.readX(rs1), m.readX(rs2)];
    m.writeX(rd, m.xor(m.xor(a, b), m.eq(m.and(a, m.const64(0xffn)), m.const64(0xa5n))));
  },
});
const broken = breaking('xor', (insn) => ({ ...insn, execute }));

/** The peer's steps take twice as long, so its clock shows another time, and its timer is due elsewhere. */
const compare = (log: ReturnType<typeof record>, build: Build) =>
  compareWithPeer({
    setup,
    start: () => Promise.resolve(new OwnPeer({ ...millRequest, shift: 4 }, presentBuild)),
    ours: (names) => new Ours(log, names, build),
  });

describe('our registers after a step', () => {
  it('are those of its state, though only what may have changed is read', () => {
    const ours = new Ours(
      record(millRequest),
      NAMES.filter((name) => !setup.ignored.includes(name)),
    );
    // The start, and the first interrupts.
    for (const start of [0, 12_400]) {
      ours.timeline.seek(start);
      for (let step = start; step < start + 300; step++) {
        const [before, state] = [ours.values(), ours.timeline.state];
        ours.advance(step + 1);
        expect(ours.valuesAfter(before, state)).toEqual(ours.values());
      }
    }
  });
});

describe('a peer', { timeout: 60_000 }, () => {
  it('with a time of its own is no difference', async () => {
    const found = await compare(record(millRequest), presentBuild);
    expect(found).toMatchObject({ difference: null, stopped: null, steps: STEPS, unlikeAtReset: [] });
    // mtime, read by the handler of each timer interrupt and once before.
    expect(found.given.values).toBeGreaterThanOrEqual(Math.floor(STEPS / 12_600));
  });

  it('is raised the interrupts that ours takes, by cause, and silenced when ours is written to', async () => {
    const MACHINE_TIMER = 7;
    const peer = new OwnPeer(millRequest, presentBuild);
    const interrupts: PeerInterrupts = {
      kind: 'raised',
      controller: 'clint',
      silence: { address: 0x4000, value: 3 },
      processor: '',
      inputs: new Map([[MACHINE_TIMER, 5]]),
    };
    const found = await compareWithPeer({
      setup: { ...setup, interrupts },
      start: () => Promise.resolve(peer),
      ours: (names) => new Ours(record(millRequest), names),
    });
    expect(found).toMatchObject({ difference: null, stopped: null, steps: STEPS, given: { interrupts: 1 } });
    expect(peer.raised).toEqual([5]);
    expect(new Set(peer.written)).toEqual(new Set(['4000: 3,0,0,0']));
  });

  it('is given back bits that it clears when it takes an exception, and no others', async () => {
    /** Clears the low byte of a register when it takes the timer's interrupt. */
    class ClearingPeer extends OwnPeer {
      override async takeInterrupt(input: number): Promise<void> {
        await super.takeInterrupt(input);
        const value = (await this.read(['x6'])).get('x6')!;
        await this.write(new Map([['x6', value & ~0xffn]]));
      }
    }
    const interrupts: PeerInterrupts = {
      kind: 'raised',
      controller: 'clint',
      silence: { address: 0x4000, value: 3 },
      processor: '',
      inputs: new Map([[7, 5]]),
    };
    const compareClearing = (bits: bigint) =>
      compareWithPeer({
        setup: { ...setup, interrupts, clearedByExceptions: { register: 'x6', bits } },
        start: () => Promise.resolve(new ClearingPeer(millRequest, presentBuild)),
        ours: (names) => new Ours(record(millRequest), names),
      });
    expect(await compareClearing(0xffn)).toMatchObject({ difference: null, stopped: null, steps: STEPS });
    expect((await compareClearing(0xf00n)).difference?.registers.map(({ name }) => name)).toEqual(['x6']);
  });

  it('shows the first instruction that a broken definition gets wrong', async () => {
    const log = record(millRequest, broken);
    const known = bisect({ log, build: broken }, { log, isRecorded: false }, { exhaustive: true }).divergence!;
    const { difference } = await compare(log, broken);
    expect(difference?.step).toBe(known.step);
    expect(difference!.registers).toHaveLength(1);
    expect(difference!.registers[0]!.ours ^ difference!.registers[0]!.theirs).toBe(1n);
  });

  it.each([
    [{ harts: 2 }, 'one hart'],
    [{ guest: '/sbin/guestmode' }, 'no hypervisor built in'],
  ])('is not set beside %j', (change, message) => {
    expect(() => qemuBeside('riscv64-virt', { ...millRequest, ...change })).toThrow(RequestError);
    expect(() => qemuBeside('riscv64-virt', { ...millRequest, ...change })).toThrow(message);
  });
});
