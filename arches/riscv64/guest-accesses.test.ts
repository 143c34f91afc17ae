/** HLV and HSV on a machine: pages, devices, accesses that cross a page, and faults, in both readings. */
import { describe, expect, it } from 'vitest';
import { writeField } from '#core/isa/evaluate.ts';
import { assemble } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import type { Board } from '#core/machine/board.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { initialMixing, type MixingState, mixingDevice } from '#core/testing/mixing-device.ts';
import { riscv64 } from './arch.ts';
import { hlvD, hlvW, hlvWu, hsvD, hsvW } from './h/hypervisor.ts';
import { addi } from './i/integer.ts';
import { ld, sd } from './i/loads-stores.ts';
import { layout } from './layout.ts';

const RAM = 0x8000_0000;
const DEVICE = 0x1000_0000;
const NOWHERE = 0x7000_0000;
const PAGE = 4096;
/** Pages of RAM. */
const page = { code: 0, root: 1, middle: 2, leaf: 3, guestRoot: 4, guestMiddle: 8, guestLeaf: 9, first: 10, second: 11, own: 12 };
/** Pages of the guest, virtual and physical alike below 2 MiB. VS-stage swaps the first two. */
const FIRST = 0xa000n;
const SECOND = 0xb000n;
const MMIO = 0xc000n;
const HOLE = 0xd000n; // where G-stage leads to nothing
const ENTRY = 0x3050n; // of `FIRST`, in VS-stage
const CODE = 0x11000n;
const BEFORE_UNKNOWN = 0xf000n; // the page of `FIRST`, and behind it one that G-stage does not have
const UNKNOWN_GPA = 0xe000n;
const UNMAPPED = 0x12000n; // not even in VS-stage

const VALID = 0x01;
const SUPERVISOR = 0xcf; // V, R, W, X, A, D
const USER = 0xdf;
const pte = (address: number, flags: number) => ((BigInt(address) >> 12n) << 10n) | BigInt(flags);
const ram = (number: number) => RAM + number * PAGE;
const atp = (root: number) => (8n << 60n) | BigInt(ram(root) / PAGE);

const board: Board = {
  name: 'small',
  arch: riscv64,
  parameters: { shift: 0, quantum: 100 },
  harts: [{ index: 0, resetPc: BigInt(RAM) }],
  regions: [{ name: 'ram', kind: 'ram', base: RAM, sizeBytes: 16 * PAGE }],
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
const VALUE = 0x8877_6655_4433_2211n;
const SPVP = 1n << 8n;
const GVA = 1n << 6n;

/** HS, which also takes the exceptions, at its second instruction. x10, x11: addresses. x14, x15: what is stored. */
const registers = (address: bigint, other: bigint): readonly (readonly [Field, bigint])[] => [
  [layout.privilege, 1n],
  [layout.medeleg, 0xf0_b1ffn],
  [layout.stvec, BigInt(RAM + 4)],
  [layout.satp, atp(page.own)],
  [layout.vsatp, (8n << 60n) | 1n],
  [layout.hgatp, atp(page.guestRoot)],
  [layout.hstatus, 0x2_0000_0000n | SPVP],
  [{ name: 'pmpcfg0', offset: layout.pmpcfg.offset, width: 8 }, 0x1fn],
  [{ name: 'pmpaddr0', offset: layout.pmpaddr.offset, width: 8 }, (1n << 54n) - 1n],
  [x(10), address],
  [x(11), ENTRY],
  [x(14), other],
  [x(15), VALUE],
];

function memory(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(16 * PAGE);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word, true);
  const put = (table: number, index: number, entry: bigint) => view.setBigUint64(table * PAGE + 8 * index, entry, true);
  put(page.root, 0, pte(page.middle * PAGE, VALID));
  put(page.middle, 0, pte(page.leaf * PAGE, VALID));
  for (const number of [3, 12, 13, 17]) put(page.leaf, number, pte(number * PAGE, SUPERVISOR));
  put(page.leaf, 10, pte(Number(SECOND), SUPERVISOR));
  put(page.leaf, 11, pte(Number(FIRST), SUPERVISOR));
  put(page.leaf, 15, pte(Number(SECOND), SUPERVISOR));
  put(page.leaf, 16, pte(Number(UNKNOWN_GPA), SUPERVISOR));
  put(page.guestRoot, 0, pte(ram(page.guestMiddle), VALID));
  put(page.guestMiddle, 0, pte(ram(page.guestLeaf), VALID));
  for (const number of [page.root, page.middle, page.leaf, page.first, page.second])
    put(page.guestLeaf, number, pte(ram(number), USER));
  put(page.guestLeaf, 12, pte(DEVICE, USER));
  put(page.guestLeaf, 13, pte(NOWHERE, USER));
  put(page.guestLeaf, 17, pte(ram(page.code), USER));
  // HS's own tables have the code where it is, and `FIRST` in a page of RAM that the guest does not have.
  put(page.own, 2, pte(RAM, SUPERVISOR));
  put(page.own, 0, pte(ram(page.own + 1), VALID));
  put(page.own + 1, 0, pte(ram(page.own + 2), VALID));
  put(page.own + 2, 10, pte(ram(page.own + 3), SUPERVISOR));
  return bytes;
}

/** Executes words; when the first traps, the others are the handler. */
function run(machine: Machine, address: bigint, words: readonly number[], other = 0n): MachineState {
  const state = machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: memory(words) }]);
  const block = state.harts[0]!.slice();
  for (const [field, value] of registers(address, other)) writeField(new DataView(block.buffer), field, value);
  const granted = { type: 'machine/granted', steps: words.length, idleUntilNs: 0 } as const;
  return machine.reduce({ ...state, harts: [block] }, granted).state;
}

const hlv = (rd: number, insn = hlvD) => assemble(insn, { rd, rs1: 10 });
const hsv = (rs2: number, insn = hsvD) => assemble(insn, { rs1: 10, rs2 });
const ldOf = (rd: number) => assemble(ld, { rd, rs1: 10, imm: 0n });
const sdOf = (rs2: number) => assemble(sd, { rs1: 10, rs2, imm: 0n });
const move = (imm: bigint) => assemble(addi, { rd: 10, rs1: 10, imm });

describe.each(['interpreter', 'reference'] as const)('the %s', (reading) => {
  const machine = createMachine(board, [], reading);
  const valueIn = (state: MachineState, { offset }: Field) => new DataView(state.harts[0]!.buffer).getBigUint64(offset, true);
  const deviceIn = (state: MachineState) => (state.devices[0] as MixingState).register;
  const afterFault = (address: bigint, word: number) => {
    const state = run(machine, address, [word]);
    return {
      cause: valueIn(state, layout.scause),
      value: valueIn(state, layout.stval),
      guest: valueIn(state, layout.htval) << 2n,
      instruction: valueIn(state, layout.htinst).toString(16),
      gva: (valueIn(state, layout.hstatus) & GVA) !== 0n,
    };
  };

  it('stores and loads across the end of a page, whose next is elsewhere', () => {
    const words = [hsv(15), hlv(5), move(4n), hlv(6, hlvW), hlv(7, hlvWu), move(-8n), hlv(8)];
    const state = run(machine, FIRST + 0xffcn, words);
    expect([5, 6, 7, 8].map((index) => valueIn(state, x(index)))).toEqual([
      VALUE,
      0xffff_ffff_8877_6655n,
      0x8877_6655n,
      0x4433_2211_0000_0000n,
    ]);
  });

  it('reads and writes a device, once an access', () => {
    const state = run(machine, MMIO, [hlv(5), hlv(6), hsv(15)]);
    expect(valueIn(state, x(5))).toBe(1n); // what the device has at first
    expect(valueIn(state, x(6))).not.toBe(1n); // and another value each time
    expect(deviceIn(state)).not.toBe(deviceIn(run(machine, MMIO, [hlv(5), hlv(6)])));
  });

  it('keeps the accesses of HS apart from those of the guest at the same address', () => {
    const state = run(machine, FIRST, [hsv(15), ldOf(5), sdOf(10), hlv(6), ldOf(7), hsv(10, hsvW), hlv(8), ldOf(9)]);
    expect([5, 6, 7, 8, 9].map((index) => valueIn(state, x(index)))).toEqual([0n, VALUE, FIRST, 0x8877_6655_0000_a000n, FIRST]);
  });

  it('heeds what a guest store makes of the tables of VS-stage', () => {
    const words = [hsv(15), hlv(5), assemble(hsvD, { rs1: 11, rs2: 14 }), hlv(6)];
    const state = run(machine, FIRST, words, pte(Number(FIRST), SUPERVISOR));
    // Until then `FIRST` and `SECOND` were swapped.
    expect([5, 6].map((index) => valueIn(state, x(index)))).toEqual([VALUE, 0n]);
  });

  it('heeds what a guest store makes of the instruction behind it', () => {
    const load = (imm: bigint) => assemble(addi, { rd: 5, rs1: 0, imm });
    const state = run(machine, CODE + 8n, [load(1n), hsv(14, hsvW), load(2n)], BigInt(load(3n)));
    expect(valueIn(state, x(5))).toBe(3n);
  });

  it('faults as the guest would, and says by which instruction', () => {
    const fault = { gva: true, guest: 0n };
    expect(afterFault(UNMAPPED, hlv(5))).toEqual({ ...fault, cause: 13n, value: UNMAPPED, instruction: '6c0042f3' });
    expect(afterFault(HOLE, hlv(5))).toEqual({ ...fault, cause: 5n, value: HOLE, instruction: '6c0042f3' });
    expect(afterFault(HOLE, hsv(15, hsvW))).toEqual({ ...fault, cause: 7n, value: HOLE, instruction: '6af04073' });
    // Devices answer aligned accesses only.
    expect(afterFault(MMIO + 1n, hlv(5))).toEqual({ ...fault, cause: 5n, value: MMIO + 1n, instruction: '6c0042f3' });
  });

  it('faults where the second page of an access does, before anything is stored', () => {
    const address = BEFORE_UNKNOWN + 0xffcn;
    const fault = { gva: true, value: address + 4n, guest: UNKNOWN_GPA };
    expect(afterFault(address, hlv(5))).toEqual({ ...fault, cause: 21n, instruction: '6c0242f3' });
    expect(afterFault(address, hsv(15))).toEqual({ ...fault, cause: 23n, instruction: '6ef24073' });
    const state = run(machine, address, [hsv(15), hlv(5, hlvW)]);
    expect(valueIn(state, x(5))).toBe(0n);
  });
});
