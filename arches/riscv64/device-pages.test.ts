/** A page that leads to a device now and to memory then: accesses go where the page table says at that moment, in both readings. */
import { describe, expect, it } from 'vitest';
import { writeField } from '#core/isa/evaluate.ts';
import { assemble } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import type { Board } from '#core/machine/board.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { initialMixing, type MixingState, mixingDevice } from '#core/testing/mixing-device.ts';
import { riscv64 } from './arch.ts';
import { ld, sd } from './i/loads-stores.ts';
import { layout } from './layout.ts';

const RAM = 0x8000_0000;
const DEVICE = 0x1000_0000;
const PAGE = 4096;
/** Pages of RAM; virtual page 1 is `data` or the device, virtual page 2 the leaf table. */
const page = { code: 0, root: 1, middle: 2, leaf: 3, data: 4 } as const;
const VALID = 0x01;
const READ_WRITE = 0xc7; // V, R, W, A, D

const pte = (address: number, flags: number) => ((BigInt(address) >> 12n) << 10n) | BigInt(flags);
const TO_DEVICE = pte(DEVICE, READ_WRITE);
const TO_DATA = pte(RAM + page.data * PAGE, READ_WRITE);

const board: Board = {
  name: 'small',
  arch: riscv64,
  parameters: { shift: 0, quantum: 100 },
  harts: [{ index: 0, resetPc: BigInt(RAM) }],
  regions: [{ name: 'ram', kind: 'ram', base: RAM, sizeBytes: 8 * PAGE }],
  devices: [
    {
      name: 'mixing',
      kind: mixingDevice,
      initialState: initialMixing,
      windows: [{ space: 'mmio', base: DEVICE, sizeBytes: PAGE }],
      storage: null,
    },
  ],
  hypervisor: null,
  wires: [],
};

const x = (index: number): Field => ({ name: `x${index}`, offset: layout.x.offset + 8 * index, width: 8 });

/** x10: the page in question. x12: its entry. x13, x14: entries that lead to the device and to memory. x15: 77. */
const registers: readonly (readonly [Field, bigint])[] = [
  [x(10), 0x1000n],
  [x(12), 0x2008n],
  [x(13), TO_DEVICE],
  [x(14), TO_DATA],
  [x(15), 77n],
  [layout.mstatus, 0xa_0002_0800n], // MPRV, MPP = S: M's loads and stores translate as S's
  [layout.satp, (8n << 60n) | BigInt((RAM + page.root * PAGE) / PAGE)],
  [{ name: 'pmpcfg0', offset: layout.pmpcfg.offset, width: 8 }, 0x1fn],
  [{ name: 'pmpaddr0', offset: layout.pmpaddr.offset, width: 8 }, (1n << 54n) - 1n],
];

function run(machine: Machine, words: readonly number[]): MachineState {
  const bytes = new Uint8Array(5 * PAGE);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word, true);
  view.setBigUint64(page.root * PAGE, pte(RAM + page.middle * PAGE, VALID), true);
  view.setBigUint64(page.middle * PAGE, pte(RAM + page.leaf * PAGE, VALID), true);
  view.setBigUint64(page.leaf * PAGE + 8, TO_DEVICE, true);
  view.setBigUint64(page.leaf * PAGE + 16, pte(RAM + page.leaf * PAGE, READ_WRITE), true);
  view.setBigUint64(page.data * PAGE, 0x1234n, true);
  const state = machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes }]);
  const block = state.harts[0]!.slice();
  for (const [field, value] of registers) writeField(new DataView(block.buffer), field, value);
  const granted = { type: 'machine/granted', steps: words.length, idleUntilNs: 0 } as const;
  return machine.reduce({ ...state, harts: [block] }, granted).state;
}

const load = (rd: number) => assemble(ld, { rd, rs1: 10, imm: 0n });
const store = assemble(sd, { rs1: 10, rs2: 15, imm: 0n });
const map = (entry: number) => assemble(sd, { rs1: 12, rs2: entry, imm: 0n });

describe.each(['interpreter', 'reference'] as const)('the %s', (reading) => {
  const machine = createMachine(board, [], reading);
  const valueIn = (state: MachineState, { offset }: Field) => new DataView(state.harts[0]!.buffer).getBigUint64(offset, true);
  const register = (state: MachineState) => (state.devices[0] as MixingState).register;

  it('loads from memory once the page leads there', () => {
    const state = run(machine, [load(5), load(6), map(14), load(7)]);
    expect(valueIn(state, x(5))).toBe(1n); // what the device has at first
    expect(valueIn(state, x(6))).not.toBe(1n); // and another value each time
    expect(valueIn(state, x(7))).toBe(0x1234n);
  });

  it('loads from the device once the page leads there again', () => {
    const state = run(machine, [map(14), load(5), map(13), load(6)]);
    expect(valueIn(state, x(5))).toBe(0x1234n);
    expect(valueIn(state, x(6))).toBe(1n);
  });

  it('stores to memory once the page leads there', () => {
    const once = run(machine, [store]);
    const state = run(machine, [store, map(14), store, load(5)]);
    expect(register(once)).not.toBe(1n);
    expect(register(state)).toBe(register(once));
    expect(valueIn(state, x(5))).toBe(77n);
  });

  it('stores to the device once the page leads there again', () => {
    const state = run(machine, [map(14), store, map(13), store, map(14), load(5)]);
    expect(register(state)).toBe(register(run(machine, [store])));
    expect(valueIn(state, x(5))).toBe(77n);
  });
});
