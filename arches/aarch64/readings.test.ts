/** One text, two readings: they agree on every program, with faults, devices and interrupts; and neither slices nor caches show. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ArchDescription } from '#core/inspect/description.ts';
import { writeField } from '#core/isa/evaluate.ts';
import type { Board } from '#core/machine/board.ts';
import type { Arch } from '#core/machine/hart.ts';
import type { Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { initialMixing, mixingDevice } from '#core/testing/mixing-device.ts';
import { bothReadings, describeReadings, run, SOAK, seen } from '#core/testing/reading-laws.ts';
import { insns } from './a64.ts';
import { aarch64 } from './arch.ts';
import { exceptionClass } from './exception-classes.ts';
import { layout } from './layout.ts';
import { anyWord } from './testing/execute.ts';
import { anyScene, assembleAll, DEVICE_BASE, RAM_BASE, RAM_PAGES, type Scene } from './testing/scenes.ts';

/** What debuggers are told is still to come; no machine asks. */
const arch: Arch = { ...aarch64, description: {} as ArchDescription };

const board = (harts: number, quantum: number): Board => ({
  name: 'small',
  arch,
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
    { from: { device: 'mixing', line: 0 }, to: { hart, bit: 0 } },
    { from: { device: 'mixing', line: 1 }, to: { hart, bit: hart === 0 ? 1 : 2 } },
  ]).flat(),
});

const one = bothReadings(board(1, 7));
const two = bothReadings(board(2, 7));

/** The state that a scene describes, as a value of `machine`. */
function stateOf(machine: Machine, scene: Scene): MachineState {
  const initial = machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: assembleAll(scene) }]);
  const harts = initial.harts.map((block, index) => {
    const copy = block.slice();
    const view = new DataView(copy.buffer);
    for (const [field, value] of scene.fields[index % scene.fields.length]!) writeField(view, field, value);
    return copy;
  });
  return { ...initial, harts, devices: [scene.device] };
}

const TIMEOUT_MS = 120_000 * SOAK;
const COUNTS = { agreement: 80, slices: 30, caches: 30, states: 20 };
describeReadings('one hart', one, anyScene, stateOf, COUNTS);
describeReadings('two harts', two, anyScene, stateOf, COUNTS);

it(
  'each definition, first in a program, is the same in both readings',
  () => {
    const { interpreter, reference } = one;
    const scenes = fc.sample(anyScene, { numRuns: SOAK, seed: 11 });
    for (const insn of insns)
      for (const [i, word] of fc.sample(anyWord([insn]), { numRuns: SOAK, seed: 12 }).entries()) {
        const scene = { ...scenes[i]!, words: [word, ...scenes[i]!.words] };
        const compiled = run(interpreter, stateOf(interpreter, scene), [3]);
        const evaluated = run(reference, stateOf(reference, scene), [3]);
        expect(seen(one, interpreter, compiled), insn.mnemonic).toEqual(seen(one, reference, evaluated));
      }
  },
  TIMEOUT_MS,
);

it.each([
  ['interpreter', 1],
  ['interpreter', 2],
  ['reference', 1],
  ['reference', 2],
] as const)('%s: a branch into the midst of an instruction, %i bytes in, is a PC alignment fault there', (reading, bytesIn) => {
  const machine = one[reading];
  // add x9, x9, #9; br x0
  const program = new Uint8Array(Uint32Array.of(0x9100_2529, 0xd61f_0000).buffer);
  const initial = machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: program }]);
  const block = initial.harts[0]!.slice();
  new DataView(block.buffer).setBigUint64(layout.x.offset, BigInt(RAM_BASE + bytesIn), true);
  const { state } = run(machine, { ...initial, harts: [block] }, [3]);
  const view = new DataView(state.harts[0]!.buffer);
  const [syndrome, address] = [layout.ESR_EL2, layout.FAR_EL2].map(({ offset }) => view.getBigUint64(offset, true));
  expect([syndrome! >> 26n, address]).toEqual([0x22n, BigInt(RAM_BASE + bytesIn)]);
});

it('the scenes use what they are meant to: devices answer, exceptions and interrupts happen, levels change', () => {
  const counts: Record<string, number> = {};
  const count = (what: string, happened: boolean) => {
    counts[what] = (counts[what] ?? 0) + (happened ? 1 : 0);
  };
  for (const scene of fc.sample(anyScene, { numRuns: 300, seed: 2 })) {
    const { state, effects } = run(one.interpreter, stateOf(one.interpreter, scene), [150]);
    const view = new DataView(state.harts[0]!.buffer);
    for (const { type } of effects) count(type, true);
    count('exceptions of EL1', view.getBigUint64(layout.ESR_EL1.offset, true) !== 0n);
    count('exceptions of EL2', view.getBigUint64(layout.ESR_EL2.offset, true) !== 0n);
    count('retired', view.getBigUint64(layout.retired.offset, true) > 20n);
  }
  for (const type of [
    'interrupt/taken',
    'console/sent',
    'exceptions of EL1',
    'exceptions of EL2',
    'retired',
    'vcpu/exited',
    'vcpu/entered',
  ])
    expect(counts[type], type).toBeGreaterThan(2);
});

it(
  'the scenes meet breakpoints and watchpoints, and step',
  () => {
    const classes: number[] = [];
    for (const scene of fc.sample(anyScene, { numRuns: 250, seed: 2 })) {
      let state = stateOf(one.interpreter, scene);
      for (let slice = 0; slice < 20; slice++) {
        ({ state } = run(one.interpreter, state, [1]));
        const view = new DataView(state.harts[0]!.buffer);
        for (const field of [layout.ESR_EL1, layout.ESR_EL2])
          classes.push(Number(view.getBigUint64(field.offset, true) >> 26n) & ~1);
      }
    }
    for (const each of ['BREAKPOINT', 'SOFTWARE_STEP', 'WATCHPOINT'] as const)
      expect(classes.filter((found) => found === exceptionClass[each]).length, each).toBeGreaterThan(2);
  },
  TIMEOUT_MS,
);
