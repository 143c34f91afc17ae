/** For tests: random programs with page tables, a trap handler, interrupts and a device, that exercise all of a hart. */
import fc from 'fast-check';
import { assemble, type Insn } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import type { MixingState } from '#core/testing/mixing-device.ts';
import { addi } from '../i/integer.ts';
import * as loadsStores from '../i/loads-stores.ts';
import { layout } from '../layout.ts';
import { mret } from '../priv/privileged.ts';
import { insns } from '../rv64.ts';
import { csrrs, csrrw } from '../zicsr/zicsr.ts';
import { anyU64, anyWord } from './execute.ts';

export const RAM_BASE = 0x8000_0000;
export const RAM_PAGES = 32;
export const DEVICE_BASE = 0x1000_0000;

const PAGE = 4096;
/** Pages of RAM by use; the others hold data. */
const page = { code: 0, handler: 1, root: 8, middle: 9, leaf: 10, low: 11 } as const;
const addressOf = (number: number) => RAM_BASE + number * PAGE;
const MEPC = 0x341n;
const MSCRATCH = 0x340n;

export interface Scene {
  /** Program, as halfwords from the start of RAM on. */
  readonly halfwords: readonly number[];
  /** Flags and permutation of the 4 KiB pages that Sv39 shows at RAM_BASE. */
  readonly leaves: readonly { readonly to: number; readonly flags: number }[];
  readonly data: readonly bigint[];
  readonly device: MixingState;
  /** Fields of the block, for each hart in turn. */
  readonly fields: readonly (readonly (readonly [Field, bigint])[])[];
}

/** The handler goes on after the instruction that trapped, or leaves an interrupt where it struck and masks it. */
const handler = [
  assemble(csrrw, { rd: 31, rs1: 31, csr: MSCRATCH }),
  assemble(csrrs, { rd: 31, rs1: 0, csr: MEPC }),
  assemble(addi, { rd: 31, rs1: 31, imm: 4n }),
  assemble(csrrw, { rd: 0, rs1: 31, csr: MEPC }),
  assemble(csrrw, { rd: 31, rs1: 31, csr: MSCRATCH }),
  assemble(mret, {}),
];

/** RAM of a scene. */
export function assembleAll(scene: Scene): Uint8Array {
  const bytes = new Uint8Array(RAM_PAGES * PAGE);
  const view = new DataView(bytes.buffer);
  for (const [i, halfword] of scene.halfwords.entries()) view.setUint16(2 * i, halfword, true);
  for (const [i, word] of handler.entries()) view.setUint32(page.handler * PAGE + 4 * i, word, true);
  for (const [i, value] of scene.data.entries()) view.setBigUint64(16 * PAGE + 8 * i, value, true);
  const entry = (table: number, index: number, address: number, flags: number) =>
    view.setBigUint64(table * PAGE + 8 * index, ((BigInt(address) >> 12n) << 10n) | BigInt(flags), true);
  entry(page.root, 2, addressOf(page.middle), 0x01);
  entry(page.root, 0, addressOf(page.low), 0x01);
  entry(page.middle, 0, addressOf(page.leaf), 0x01);
  entry(page.middle, 1, RAM_BASE, 0xcf); // a superpage over the same RAM, misaligned on purpose half the time by its flags
  entry(page.low, 128, DEVICE_BASE, 0xc7);
  for (const [i, { to, flags }] of scene.leaves.entries()) entry(page.leaf, i, addressOf(to), flags);
  return bytes;
}

const flags = fc.constantFrom(0xcf, 0xcf, 0xdf, 0xdf, 0x0f, 0x1f, 0x4f, 0xc7, 0x43, 0xcb, 0x00, 0x01, 0xd9);
const leaf = (index: number) =>
  fc.record({
    to: fc.oneof({ weight: 4, arbitrary: fc.constant(index) }, { weight: 1, arbitrary: fc.nat({ max: RAM_PAGES - 1 }) }),
    flags,
  });

const anyAddress = fc.oneof(
  fc.nat({ max: RAM_PAGES * PAGE - 1 }).map((offset) => BigInt(RAM_BASE + offset)),
  fc.nat({ max: 255 }).map((offset) => BigInt(RAM_BASE + offset)), // the program itself
  fc.nat({ max: 40 }).map((offset) => BigInt(RAM_BASE + 17 * PAGE - 20 + offset)), // around a page's end
  fc.nat({ max: 31 }).map((index) => BigInt(addressOf(page.leaf) + 8 * index)), // page tables
  fc.nat({ max: 8 }).map((index) => BigInt(DEVICE_BASE + 8 * index)),
  fc.constantFrom(0x1000n, BigInt(DEVICE_BASE + 2048), 0x4000_0000n, 0x8020_0000n),
);
const anyRegister = fc.oneof(anyAddress, anyAddress, anyU64);

/** `satp`, `vsatp` and `hgatp` alike: Sv39 or Sv39x4 by the tables of the scene. */
const ROOT = (8n << 60n) | (BigInt(addressOf(page.root)) >> 12n);

/** CSRs that decide about traps and interrupts. */
const anyCsrs = fc
  .record({
    privilege: fc.constantFrom(0n, 1n, 3n, 3n),
    paging: fc.boolean(),
    mie: fc.constantFrom(0n, 0x888n, 0xaaan, 0xaaan),
    interruptsOn: fc.boolean(),
    sum: fc.boolean(),
    mprv: fc.boolean(),
    float: fc.constantFrom(0n, 1n, 3n),
    mpp: fc.constantFrom(0n, 1n, 3n),
    delegated: fc.constantFrom(0n, 0xb10dn),
    guest: fc.boolean(),
    guestPaging: fc.boolean(),
    secondStage: fc.boolean(),
    guestFloat: fc.constantFrom(0n, 1n, 3n),
    guestDelegated: fc.constantFrom(0n, 0xb1ffn),
    injected: fc.constantFrom(0n, 0n, 4n, 0x40n, 0x444n),
    hstatus: fc.constantFrom(0n, 0x180n, 0x380n, 0x70_0080n),
    hasTimers: fc.boolean(),
    stimecmp: fc.bigInt(0n, 8n),
    vstimecmp: fc.bigInt(0n, 8n),
    htimedelta: fc.constantFrom(0n, 2n, (1n << 64n) - 3n),
  })
  .map((csr): (readonly [Field, bigint])[] => {
    const on = (flag: boolean, bit: number) => (flag ? 1n << BigInt(bit) : 0n);
    const mstatus =
      on(csr.interruptsOn, 3) |
      on(csr.interruptsOn, 1) |
      on(csr.interruptsOn, 7) |
      on(csr.sum, 18) |
      on(csr.mprv, 17) |
      (csr.mpp << 11n) |
      (csr.float << 13n) |
      0xa_0000_0000n;
    return [
      [layout.privilege, csr.privilege],
      [layout.mstatus, mstatus],
      [layout.satp, csr.paging ? ROOT : 0n],
      [layout.mie, csr.mie | csr.injected | (csr.hasTimers ? 0x60n : 0n)],
      [layout.menvcfg, on(csr.hasTimers, 63)],
      [layout.henvcfg, on(csr.hasTimers, 63)],
      [layout.stimecmp, csr.stimecmp],
      [layout.vstimecmp, csr.vstimecmp],
      [layout.htimedelta, csr.htimedelta],
      [layout.medeleg, csr.delegated],
      [layout.mideleg, csr.delegated === 0n ? 0x1444n : 0x1666n],
      [layout.mtvec, BigInt(addressOf(page.handler))],
      [layout.stvec, BigInt(addressOf(page.handler))],
      [layout.vstvec, BigInt(addressOf(page.handler))],
      [layout.virtualized, csr.guest && csr.privilege < 3n ? 1n : 0n],
      [layout.hstatus, 0x2_0000_0000n | csr.hstatus],
      [layout.vsstatus, 0x2_0000_0000n | on(csr.interruptsOn, 1) | on(csr.sum, 18) | (csr.guestFloat << 13n)],
      [layout.vsatp, csr.guestPaging ? ROOT : 0n],
      [layout.hgatp, csr.secondStage ? ROOT : 0n],
      [layout.hedeleg, csr.guestDelegated],
      [layout.hideleg, csr.guestDelegated === 0n ? 0n : 0x444n],
      [layout.hcounteren, 5n],
      [layout.mip, csr.injected],
      [layout.mcounteren, 7n],
      [{ name: 'pmpcfg0', offset: layout.pmpcfg.offset, width: 8 }, 0x1fn],
      [{ name: 'pmpaddr0', offset: layout.pmpaddr.offset, width: 8 }, (1n << 54n) - 1n],
    ];
  });

const anyHart = fc
  .tuple(anyCsrs, fc.array(anyRegister, { minLength: 31, maxLength: 31 }), fc.array(anyU64, { minLength: 8, maxLength: 8 }))
  .map(([csrs, x, f]) => [
    ...csrs,
    ...x.map((value, i) => [{ name: `x${i + 1}`, offset: layout.x.offset + 8 * (i + 1), width: 8 } as Field, value] as const),
    ...f.map((value, i) => [{ name: `f${i}`, offset: layout.f.offset + 8 * i, width: 8 } as Field, value] as const),
  ]);

/** Loads and stores through the registers that hold addresses more often than not, at small offsets. */
const access = fc
  .tuple(
    fc.constantFrom(...Object.values(loadsStores)),
    fc.nat({ max: 31 }),
    fc.nat({ max: 31 }),
    fc.constantFrom(0n, 0n, 8n, 16n, 24n, 32n, 1n, -4n),
  )
  .map(([insn, a, b, imm]) => assemble(insn as Insn, { rd: a, rs1: b, rs2: a, imm }));

/** Every instruction is as likely as any other; compressed ones take one halfword. */
const anyProgram = fc
  .array(fc.oneof({ weight: 3, arbitrary: anyWord(insns) }, { weight: 1, arbitrary: access }), { minLength: 1, maxLength: 60 })
  .map((words) => words.flatMap((word) => ((word & 3) === 3 ? [word & 0xffff, word >>> 16] : [word])));

export const anyScene: fc.Arbitrary<Scene> = fc.record({
  halfwords: anyProgram,
  leaves: fc.tuple(...Array.from({ length: RAM_PAGES }, (_, i) => leaf(i))),
  data: fc.array(anyU64, { maxLength: 8 }),
  device: fc.record({
    register: anyU64,
    timer: fc.oneof(
      fc.constant(null),
      fc.nat({ max: 60 }).map((steps) => 8 * steps),
    ),
    level: fc.oneof(fc.constant(false), fc.constant(false), fc.constant(true)),
    dma: fc.oneof(
      fc.constant(null),
      fc.nat({ max: RAM_PAGES * PAGE }).map((offset) => RAM_BASE + offset),
      fc.constant(RAM_BASE + 16),
    ),
  }),
  fields: fc.array(anyHart, { minLength: 2, maxLength: 2 }),
});
