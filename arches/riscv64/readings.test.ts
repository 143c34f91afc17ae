/** One text, two readings: they agree on every program, with faults, devices and interrupts; and neither slices nor caches show. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { Board } from '#core/machine/board.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { initialMixing, mixingDevice } from '#core/testing/mixing-device.ts';
import { bothReadings, describeReadings, type Outcome, run, SOAK, seen as seenOf } from '#core/testing/reading-laws.ts';
import { riscv64 } from './arch.ts';
import { layout } from './layout.ts';
import { insns } from './rv64.ts';
import { anyWord } from './testing/execute.ts';
import { anyScene, assembleAll, DEVICE_BASE, RAM_BASE, RAM_PAGES, type Scene } from './testing/scenes.ts';

const TIMEOUT_MS = 120_000 * SOAK;

const board = (harts: number, quantum: number): Board => ({
  name: 'small',
  arch: riscv64,
  parameters: { shift: 3, quantum },
  harts: Array.from({ length: harts }, (_, index) => ({ index, resetPc: BigInt(RAM_BASE) })),
  regions: [
    { name: 'ram', kind: 'ram', base: RAM_BASE, sizeBytes: RAM_PAGES * 4096 },
    { name: 'rom', kind: 'rom', base: 0x1000, sizeBytes: 4096 },
  ],
  devices: [
    {
      name: 'mixing',
      kind: mixingDevice,
      initialState: initialMixing,
      windows: [{ space: 'mmio', base: DEVICE_BASE, sizeBytes: 4096 }],
      storage: null,
    },
  ],
  hypervisor: null,
  wires: Array.from({ length: harts }, (_, hart) => [
    { from: { device: 'mixing', line: 0 }, to: { hart, bit: 7 } },
    { from: { device: 'mixing', line: 1 }, to: { hart, bit: hart === 0 ? 11 : 9 } },
  ]).flat(),
});

const one = bothReadings(board(1, 7));
const two = bothReadings(board(2, 7));
const seen = (machine: Machine, outcome: Outcome) => seenOf(one, machine, outcome);

/** The state that a scene describes, as a value of `machine`. */
function stateOf(machine: Machine, scene: Scene): MachineState {
  const initial = createMachineState(machine, scene);
  const harts = initial.harts.map((block, index) => {
    const copy = block.slice();
    const view = new DataView(copy.buffer);
    for (const [field, value] of scene.fields[index % scene.fields.length]!) writeField(view, field as Field, value);
    return copy;
  });
  return { ...initial, harts, devices: [scene.device] };
}

const createMachineState = (machine: Machine, scene: Scene): MachineState =>
  machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: assembleAll(scene) }]);

const COUNTS = { agreement: 600, slices: 100, caches: 100, states: 60 };
describeReadings('one hart', one, anyScene, stateOf, COUNTS);
describeReadings('two harts', two, anyScene, stateOf, COUNTS);

it('an interrupt that leads to another privilege fetches its handler as that one', () => {
  const [sample] = fc.sample(anyScene, { numRuns: 1, seed: 1 });
  const nops = Array<number>(64).fill(0x0001);
  const fields: Scene['fields'][number] = [
    [layout.privilege, 1n],
    [layout.mstatus, 0xa_0000_0002n],
    [layout.satp, (8n << 60n) | BigInt((RAM_BASE + 8 * 4096) / 4096)],
    [layout.mie, 0x80n],
    [layout.mtvec, BigInt(RAM_BASE + 4096)],
    [{ name: 'pmpcfg0', offset: layout.pmpcfg.offset, width: 8 }, 0x1fn],
    [{ name: 'pmpaddr0', offset: layout.pmpaddr.offset, width: 8 }, (1n << 54n) - 1n],
    [{ name: 'x31', offset: layout.x.offset + 8 * 31, width: 8 }, 1n],
  ];
  // In S the handler's page shows the program's, whose words do not swap x31 and mscratch.
  const leaves = sample!.leaves.map((_, page) => ({ to: page === 1 ? 0 : page, flags: 0xcf }));
  const scene: Scene = { halfwords: nops, leaves, data: [], device: { ...initialMixing, timer: 40 }, fields: [fields] };
  for (const machine of [one.interpreter, one.reference]) {
    const { state } = run(machine, stateOf(machine, scene), [7]); // five nops, the interrupt, and csrrw x31, mscratch, x31
    expect(new DataView(state.harts[0]!.buffer).getBigUint64(layout.mscratch.offset, true)).toBe(1n);
  }
});

it(
  'setting an accessed bit may grow the arena',
  () => {
    // So many pages are written before that one of these machines has no slot left when the walk writes its entry.
    const [sample] = fc.sample(anyScene, { numRuns: 1, seed: 1 });
    const scene: Scene = { ...sample!, leaves: sample!.leaves.map((_, page) => ({ to: page, flags: 0x0f })) };
    const { regions, ...rest } = board(1, 7);
    const roomy: Board = { ...rest, regions: [...regions, { name: 'filler', kind: 'storage', base: null, sizeBytes: 2 ** 25 }] };
    const paging = [
      [layout.privilege, 1n],
      [layout.satp, (8n << 60n) | BigInt((RAM_BASE + 8 * 4096) / 4096)],
    ] as const;
    const fields = [[...sample!.fields[0]!, ...paging]];
    for (let pages = 4072; pages < 4096; pages++) {
      const filler = { region: 'filler', offset: 0, bytes: new Uint8Array(pages * 4096).fill(1) };
      const machine = createMachine(roomy, [filler], 'reference');
      expect(run(machine, stateOf(machine, { ...scene, fields }), [1]).state.step).toBe(1);
    }
  },
  TIMEOUT_MS,
);

it('what was decoded from memory that was given back does not show in what gets that memory next', () => {
  const { interpreter, reference } = one;
  for (const scene of fc.sample(anyScene, { numRuns: 60, seed: 3 })) {
    const from = stateOf(interpreter, scene);
    const compiled = run(interpreter, from, [60]);
    expect(seen(interpreter, compiled)).toEqual(seen(reference, run(reference, stateOf(reference, scene), [60])));
    interpreter.reduce(interpreter.initialState, { type: 'machine/granted', steps: 0, idleUntilNs: 0 });
    for (const state of [from, compiled.state]) interpreter.release(state);
  }
});

it.each(insns.map((insn) => [insn.mnemonic, insn] as const))(
  '%s, first in a program, is the same in both readings',
  (_, insn) => {
    const { interpreter, reference } = one;
    fc.assert(
      fc.property(anyScene, anyWord([insn]), fc.nat({ max: 8 }), (scene, word, steps) => {
        const halfwords = [...((word & 3) === 3 ? [word & 0xffff, word >>> 16] : [word]), ...scene.halfwords];
        const first = { ...scene, halfwords };
        const compiled = run(interpreter, stateOf(interpreter, first), [1 + steps]);
        const evaluated = run(reference, stateOf(reference, first), [1 + steps]);
        expect(seen(interpreter, compiled)).toEqual(seen(reference, evaluated));
      }),
      { numRuns: 8 * SOAK },
    );
  },
  TIMEOUT_MS,
);

it('the scenes use what they are meant to: both harts step, devices answer, traps and interrupts happen, guests run', () => {
  const counts: Record<string, number> = {};
  for (const scene of fc.sample(anyScene, { numRuns: 400, seed: 2 })) {
    const { state, effects } = run(one.interpreter, stateOf(one.interpreter, scene), [150]);
    for (const { type } of effects) counts[type] = (counts[type] ?? 0) + 1;
    const view = new DataView(state.harts[0]!.buffer);
    if (view.getBigUint64(layout.mcause.offset, true) !== 0n) counts['trap'] = (counts['trap'] ?? 0) + 1;
    if (view.getBigUint64(layout.retired.offset, true) > 20n) counts['retired'] = (counts['retired'] ?? 0) + 1;
  }
  for (const type of ['interrupt/taken', 'console/sent', 'trap', 'retired', 'vcpu/exited', 'vcpu/entered'])
    expect(counts[type], type).toBeGreaterThan(2);
});
