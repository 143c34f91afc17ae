/** For tests: random programs with a trap handler, interrupts and a device, that exercise all of a PE. */
import fc from 'fast-check';
import { assert } from '#core/assert.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import { F16, F32, F64 } from '#core/softfloat/format.ts';
import { anyFloat } from '#core/softfloat/testing/operands.ts';
import type { MixingState } from '#core/testing/mixing-device.ts';
import { insns } from '../a64.ts';
import { exclusiveAccesses } from '../atomics/exclusive.ts';
import { atomicOperations } from '../atomics/operations.ts';
import { floatingPoint } from '../fp/fp.ts';
import { layout, registerOf } from '../layout.ts';
import { pairLoadsStores } from '../loads-stores/pairs.ts';
import { singleLoadsStores } from '../loads-stores/single.ts';
import { simdLoadsStores } from '../simd/loads-stores.ts';
import { advancedSimd } from '../simd/simd.ts';
import { structures } from '../simd/structures.ts';
import { HCR, MDCR, MDSCR, SCTLR } from '../sysreg/bits.ts';
import { systemRegisters } from '../sysreg/table.ts';
import { anyU64, anyWord } from './execute.ts';

export const RAM_BASE = 0x8000_0000;
export const RAM_PAGES = 32;
export const DEVICE_BASE = 0x1000_0000;

const PAGE = 4096;
/** Pages of RAM by use; the others hold data. */
const page = {
  code: 0,
  vectors1: 1,
  vectors2: 2,
  root: 8,
  middle: 9,
  leaf: 10,
  low: 11,
  guestRoot: 12,
  guestLow: 13,
  data: 16,
} as const;
const addressOf = (number: number) => RAM_BASE + number * PAGE;

export interface Scene {
  /** Program, as words from the start of RAM on. */
  readonly words: readonly number[];
  readonly data: readonly bigint[];
  /** Attributes and permutation of the 4 KiB pages that the tables show at RAM_BASE. */
  readonly leaves: readonly { readonly to: number; readonly attributes: bigint }[];
  readonly device: MixingState;
  /** Fields of the block, for each hart in turn. */
  readonly fields: readonly (readonly (readonly [Field, bigint])[])[];
}

/** MRS and MSR between x29 and ELR or SPSR of a level; LLVM 14's words. */
const MRS_ELR = { 1: 0xd538_403d, 2: 0xd53c_403d } as const;
const MSR_ELR = { 1: 0xd518_403d, 2: 0xd51c_403d } as const;
const MRS_SPSR = { 1: 0xd538_401d, 2: 0xd53c_401d } as const;
const MSR_SPSR = { 1: 0xd518_401d, 2: 0xd51c_401d } as const;
const ADD_4 = 0x9100_13bd; // add x29, x29, #4
const MASK = 0xb27a_0bbd; // orr x29, x29, #0x1c0
const STEP = 0xb26b_03bd; // orr x29, x29, #0x200000
const ERET = 0xd69f_03e0;

/** A synchronous exception goes on after the instruction that had it, for one step if there is such a thing; an interrupt is left where it struck, and masked. */
function vectorsOf(level: 1 | 2): readonly number[] {
  const table = new Array<number>(0x800 / 4).fill(0);
  for (let vector = 0; vector < 16; vector++) {
    const isSynchronous = vector % 4 === 0;
    const handler = isSynchronous
      ? [MRS_ELR[level], ADD_4, MSR_ELR[level], MRS_SPSR[level], STEP, MSR_SPSR[level], ERET]
      : [MRS_SPSR[level], MASK, MSR_SPSR[level], ERET];
    for (const [i, word] of handler.entries()) table[(vector * 0x80) / 4 + i] = word;
  }
  return table;
}

/** RAM of a scene. */
export function assembleAll(scene: Scene): Uint8Array {
  const bytes = new Uint8Array(RAM_PAGES * PAGE);
  const view = new DataView(bytes.buffer);
  const put = (at: number, words: readonly number[]) => {
    for (const [i, word] of words.entries()) view.setUint32(at + 4 * i, word, true);
  };
  put(page.code * PAGE, scene.words);
  put(page.vectors1 * PAGE, vectorsOf(1));
  put(page.vectors2 * PAGE, vectorsOf(2));
  for (const [i, value] of scene.data.entries()) view.setBigUint64(page.data * PAGE + 8 * i, value, true);
  const entry = (table: number, index: number, address: number, attributes: bigint) =>
    view.setBigUint64(table * PAGE + 8 * index, BigInt(address) | attributes, true);
  entry(page.root, 2, addressOf(page.middle), TABLE);
  entry(page.root, 0, addressOf(page.low), TABLE);
  entry(page.middle, 0, addressOf(page.leaf), TABLE);
  entry(page.middle, 1, RAM_BASE, BLOCK | AF | USER); // the same RAM again
  entry(page.low, DEVICE_BASE / 2 ** 21, DEVICE_BASE, BLOCK | AF | USER);
  // Stage 2: the tables of stage 1 for RAM, whose attributes mean something else there, and the device.
  entry(page.guestRoot, 2, addressOf(page.middle), TABLE);
  entry(page.guestRoot, 0, addressOf(page.guestLow), TABLE);
  entry(page.guestLow, DEVICE_BASE / 2 ** 21, DEVICE_BASE, BLOCK | AF | USER | READ_ONLY);
  for (const [i, { to, attributes }] of scene.leaves.entries()) entry(page.leaf, i, addressOf(to), PAGE_ENTRY | attributes);
  return bytes;
}

const TABLE = 3n;
const BLOCK = 1n;
const PAGE_ENTRY = 3n;
const USER = 1n << 6n;
const READ_ONLY = 1n << 7n;
const AF = 1n << 10n;
const DBM = 1n << 51n;
const PXN = 1n << 53n;
const UXN = 1n << 54n;

const attributes = fc.constantFrom(
  ...[
    AF,
    AF,
    AF | READ_ONLY | USER,
    AF | READ_ONLY | USER,
    AF | USER,
    AF | READ_ONLY,
    0n,
    USER,
    READ_ONLY | DBM,
    AF | USER | READ_ONLY | DBM,
  ],
  ...[AF | PXN, AF | USER | UXN, AF | PXN | UXN | USER],
);
const leaf = (index: number) =>
  fc.record({
    to: fc.oneof({ weight: 4, arbitrary: fc.constant(index) }, { weight: 1, arbitrary: fc.nat({ max: RAM_PAGES - 1 }) }),
    attributes,
  });

/** 39 bits of address from the table at level 1; what is above faults. As TCR_EL1, and TCR_EL2 with E2H. */
const TCR = 25n | (1n << 23n) | (5n << 32n);
/** 39 bits of guest address, from a table at level 1. */
const VTCR = 25n | (1n << 6n) | (5n << 16n);
const [HA, HD, TBI0, HPD0] = [1n << 39n, 1n << 40n, 1n << 37n, 1n << 41n];
/** The same in TCR_EL2 without E2H. */
const [HA_EL2, HD_EL2, TBI_EL2] = [1n << 21n, 1n << 22n, 1n << 20n];

const anyAddress = fc.oneof(
  fc.nat({ max: RAM_PAGES * PAGE - 1 }).map((offset) => BigInt(RAM_BASE + offset)),
  fc.nat({ max: 255 }).map((offset) => BigInt(RAM_BASE + offset)), // the program itself
  fc.nat({ max: 40 }).map((offset) => BigInt(RAM_BASE + 17 * PAGE - 20 + offset)), // around a page's end
  fc.nat({ max: 16 }).map((index) => BigInt(addressOf(page.data) + 16 * index)),
  fc.nat({ max: 31 }).map((index) => BigInt(addressOf(page.leaf) + 8 * index)), // entries of a table
  fc.nat({ max: 8 }).map((index) => BigInt(DEVICE_BASE + 8 * index)),
  fc.constantFrom(0x1000n, BigInt(DEVICE_BASE + 2048), 0x4000_0000n, 1n << 48n),
);
const anyRegister = fc.oneof(anyAddress, anyAddress, anyU64);

const some = (...bits: readonly bigint[]): fc.Arbitrary<bigint> =>
  fc.subarray([...bits]).map((chosen) => chosen.reduce((value, bit) => value | bit, 0n));

const CPTR_TFP = 1n << 10n;
/** AHP, DN, FZ, RMode and FZ16. */
const FPCR_BITS = [26n, 25n, 24n, 23n, 22n, 19n].map((bit) => 1n << bit);

/** A breakpoint in the program and a watchpoint in what it reads and writes, of every level, for loads and stores. */
const anyPoints = fc
  .record({ breakpoint: fc.nat({ max: 8 }), watched: fc.nat({ max: 31 }), mask: fc.constantFrom(0, 12, 16, 16, 16) })
  .map(({ breakpoint, watched, mask }): (readonly [Field, bigint])[] => [
    [registerOf(layout.DBGBVR, 0), BigInt(RAM_BASE + 4 * breakpoint)],
    [registerOf(layout.DBGBCR, 0), 0x21e7n],
    [registerOf(layout.DBGWVR, 0), BigInt(addressOf(page.data) + 8 * watched)],
    [registerOf(layout.DBGWCR, 0), 0x3fffn | BigInt(mask << 24)],
  ]);

/** Registers that decide about exceptions and interrupts, and how numbers are rounded. */
const anySystem = fc
  .record({
    level: fc.constantFrom(0n, 1n, 2n, 2n),
    SPSel: fc.constantFrom(0n, 1n),
    masks: fc.constantFrom(0n, 0n, 1n),
    NZCV: fc.bigInt(0n, 15n),
    PAN: fc.constantFrom(0n, 0n, 1n),
    UAO: fc.constantFrom(0n, 0n, 1n),
    TCR_EL1: some(HA, HD, TBI0, HPD0).map((bits) => TCR | bits),
    VTCR_EL2: some(HA_EL2, HD_EL2).map((bits) => VTCR | bits),
    TCR_EL2: some(HA, HD, HA_EL2, HD_EL2, TBI_EL2).map((bits) => TCR | (5n << 16n) | bits),
    SCTLR_EL1: some(
      SCTLR.A,
      SCTLR.SA,
      SCTLR.SA0,
      SCTLR.UMA,
      SCTLR.UCT,
      SCTLR.UCI,
      SCTLR.DZE,
      SCTLR.NTWI,
      SCTLR.NTWE,
      SCTLR.SPAN,
      SCTLR.M,
      SCTLR.WXN,
    ),
    SCTLR_EL2: some(SCTLR.A, SCTLR.SA, SCTLR.SA0, SCTLR.UMA, SCTLR.DZE, SCTLR.NTWI, SCTLR.SPAN, SCTLR.DSSBS, SCTLR.M),
    HCR_EL2: some(
      HCR.IMO,
      HCR.FMO,
      HCR.AMO,
      HCR.VI,
      HCR.VF,
      HCR.VSE,
      HCR.TWI,
      HCR.TVM,
      HCR.TID3,
      HCR.TSC,
      HCR.TGE,
      HCR.E2H,
    ).chain((bits) => fc.constantFrom(0n, 0n, 0n, HCR.VM, HCR.DC).map((stage2) => bits | stage2)),
    CPACR_EL1: fc.constantFrom(0n, 1n << 20n, 3n << 20n, 3n << 20n),
    CPTR_EL2: fc.constantFrom(0n, 0n, 0n, CPTR_TFP, 3n << 20n),
    FPCR: some(...FPCR_BITS),
    CNTKCTL_EL1: fc.constantFrom(0n, 0x303n),
    OSLK: fc.constantFrom(0n, 0n, 0n, 0n, 1n),
    MDSCR_EL1: fc
      .constantFrom(0n, 0n, 0n, MDSCR.SS, MDSCR.SS, MDSCR.MDE, MDSCR.MDE, MDSCR.MDE)
      .chain((bits) => some(MDSCR.KDE).map((kde) => bits | kde)),
    MDCR_EL2: fc.constantFrom(0n, MDCR.TDE),
  })
  .map(({ level, masks, SPSel, ...rest }): (readonly [Field, bigint])[] => [
    [layout.EL, level],
    [layout.SPSel, level === 0n ? 0n : SPSel],
    ...[layout.D, layout.A, layout.I, layout.F].map((field) => [field, masks] as const),
    [layout.VBAR_EL1, BigInt(addressOf(page.vectors1))],
    [layout.VBAR_EL2, BigInt(addressOf(page.vectors2))],
    [layout.TTBR0_EL1, BigInt(addressOf(page.root))],
    [layout.TTBR0_EL2, BigInt(addressOf(page.root))],
    [layout.VTTBR_EL2, BigInt(addressOf(page.guestRoot))],
    ...Object.entries(rest).map(([name, value]) => [layout[name as keyof typeof rest], value] as const),
  ]);

const anyStack = fc.nat({ max: 200 }).map((index) => BigInt(addressOf(page.data) + 16 * index));

/** A half of a V register: numbers of one format where arithmetic goes wrong. */
const anyFloats = fc.oneof(
  anyFloat(F64),
  fc.tuple(anyFloat(F32), anyFloat(F32)).map(([a, b]) => (a << 32n) | b),
  fc.array(anyFloat(F16), { minLength: 4, maxLength: 4 }).map((lanes) => lanes.reduce((half, lane) => (half << 16n) | lane)),
);

const anyHart = fc
  .tuple(
    fc.tuple(anySystem, anyPoints).map(([system, points]) => [...system, ...points]),
    fc.array(anyRegister, { minLength: 31, maxLength: 31 }),
    fc.array(fc.oneof(anyU64, anyFloats), { minLength: 64, maxLength: 64 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: anyStack }, { weight: 1, arbitrary: anyRegister }), { minLength: 4, maxLength: 4 }),
  )
  .map(([system, x, v, stacks]) => [
    ...system,
    ...x.map((value, i) => [registerOf(layout.x, i), value] as const),
    ...v.map((value, i) => [registerOf(i < 32 ? layout.vLow : layout.vHigh, i % 32), value] as const),
    [layout.SP, stacks[0]!] as const,
    [layout.SP_EL0, stacks[1]!] as const,
    [layout.SP_EL1, stacks[2]!] as const,
    [layout.SP_EL2, stacks[3]!] as const,
  ]);

/** Accesses whose offset is small, so that they reach what their base points to. */
const SMALL = 64n;
const accesses = [...singleLoadsStores, ...pairLoadsStores, ...exclusiveAccesses, ...atomicOperations, ...simdLoadsStores];
const access = anyWord(accesses).map((word) => {
  const field = insns.flatMap(({ encodings }) => encodings).find(({ match, mask }) => ((word ^ match) & mask) === 0);
  const fields = field?.decode(word);
  const imm = fields?.['imm'];
  if (field === undefined || fields === undefined || typeof imm !== 'bigint' || !('rt' in fields) || 'rm' in fields) return word;
  return field.encode({ ...fields, imm: imm % SMALL });
});

/** Branches that stay near, so that programs loop and skip. */
const near = fc.integer({ min: -16, max: 16 }).chain((words) => {
  const offset = 4 * words;
  return fc.constantFrom(
    0x1400_0000 | ((offset >> 2) & 0x3ff_ffff),
    0x5400_0000 | (((offset >> 2) & 0x7_ffff) << 5) | 1,
    0x5400_000b | (((offset >> 2) & 0x7_ffff) << 5),
    0xb400_0003 | (((offset >> 2) & 0x7_ffff) << 5),
    0x3700_0004 | (((offset >> 2) & 0x3fff) << 5),
  );
});

/** MRS and MSR of registers that there are. */
const systemMove = fc
  .tuple(fc.constantFrom(...systemRegisters), fc.nat({ max: 31 }), fc.boolean())
  .map(([{ number }, rt, isRead]) => {
    assert(number < 0x1_0000, 'a register has 16 bits');
    return (0xd500_0000 | (isRead ? 0x0020_0000 : 0) | (number << 5) | rt) >>> 0;
  });

/** SIMD and floating point have more definitions than all else. */
const isOfV: ReadonlySet<Insn> = new Set([...advancedSimd, ...floatingPoint]);

const anyProgram = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: anyWord(insns.filter((insn) => !isOfV.has(insn))) },
    { weight: 3, arbitrary: anyWord([...isOfV]) },
    { weight: 3, arbitrary: access },
    { weight: 1, arbitrary: anyWord(structures) },
    { weight: 1, arbitrary: near.map((word) => word >>> 0) },
    { weight: 1, arbitrary: systemMove },
  ),
  { minLength: 1, maxLength: 60 },
);

export const anyScene: fc.Arbitrary<Scene> = fc.record({
  words: anyProgram,
  data: fc.array(anyU64, { maxLength: 8 }),
  leaves: fc.tuple(...Array.from({ length: RAM_PAGES }, (_, i) => leaf(i))),
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
