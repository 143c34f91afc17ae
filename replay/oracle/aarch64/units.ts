/** Random units of a case: what kinds there are and how often each comes. */
import type { Unit } from '../unit.ts';
import { drawValue } from '../values.ts';
import { unitOf } from './case.ts';
import {
  accessDefinitions,
  branchDefinitions,
  type Definition,
  drawUndefined,
  drawWord,
  exclusiveDefinitions,
  integerDefinitions,
  keepsRegisters,
  literalDefinitions,
  vectorAccessDefinitions,
  vectorDefinitions,
} from './definitions.ts';
import { drawFree } from './registers.ts';
import { systemKinds } from './system-units.ts';
import type { Draw, Kinds, UnitContext } from './unit-context.ts';
import * as w from './words.ts';

const SKIP_MAX = 6;

/** A word of some definitions that writes no register but free ones. */
function drawSafe({ random, registers }: UnitContext, definitions: readonly Definition[]): number {
  for (;;) {
    const word = drawWord(random, random.pick(definitions));
    if (word !== undefined && keepsRegisters(word, registers.free)) return word;
  }
}

const compute =
  (definitions: readonly Definition[]): Draw =>
  (context) =>
    unitOf(drawSafe(context, definitions));

const constant: Draw = ({ random, registers }) => unitOf(...w.li(random.pick(registers.free), drawValue(random)));

/** A number that some base may be made of: SP by way of another register. */
const base: Draw = ({ random, registers, drawAddress }) => {
  const to = random.pick(registers.bases);
  if (to !== w.SP) return unitOf(...w.li(to, drawAddress()));
  const [by] = drawFree(random, registers, 1) as [number];
  return unitOf(...w.li(by, drawAddress()), w.addImmediate(w.SP, by, 0));
};

const BASE_AT = 5;
const OFFSET_REGISTER_AT = 16;
const field = (word: number, at: number): number => (word >>> at) & 31;
const withField = (word: number, at: number, value: number): number => ((word & ~(31 << at)) | (value << at)) >>> 0;
const isUnsignedOffset = (word: number): boolean => ((word >>> 24) & 0x3b) === 0x39;
const LARGE_OFFSET = 0x003f_0000;
/** Register offsets, and SIMD ones that are added to the base after the access. */
const isRegisterOffset = (word: number): boolean =>
  ((word >>> 24) & 0x3b) === 0x38 ? ((word >>> 21) & 1) === 1 && ((word >>> 10) & 3) === 2 : isRegisterPostIndexed(word);
const isRegisterPostIndexed = (word: number): boolean =>
  ((word >>> 24) & 0xbe) === 0x0c && ((word >>> 23) & 1) === 1 && field(word, OFFSET_REGISTER_AT) !== 31;

/** LDAPR, whose alignment QEMU 7.2 does not look at. */
const isLdapr = (word: number): boolean => (word & 0x3fff_fc00) === 0x38bf_c000;
/** LDLAR and STLLR, of which QEMU 7.2 does not tell a hypervisor that they are ordered. */
const isLimitedOrder = (word: number): boolean => (word & 0x3f80_8000) === 0x0880_0000;

const isStructure = (word: number): boolean => (word & 0xbe00_0000) === 0x0c00_0000;
/** Pairs of V registers, and stores of one of 16 bytes. */
const isWide = (word: number): boolean =>
  (word & 0x3c00_0000) === 0x2c00_0000 || ((word & 0xfe80_0000) >>> 0 === 0x3c80_0000 && ((word >>> 22) & 1) === 0);
const PAGE_BITS = 12;
/** As far as a word's own offset may lead, in either direction, and what is accessed there. */
const REACH = 1024;
const LARGEST_ACCESS = 64;

/** Structures, pairs and wide stores of V registers stay within a page: of one that faults half-way, QEMU 7.2 has done the first half. */
function withinPage({ random, registers }: UnitContext, drawn: number, base: number): Unit {
  const [page, offset] = drawFree(random, registers, 2) as [number, number];
  const word = isUnsignedOffset(drawn) ? drawn & ~LARGE_OFFSET : drawn;
  const within = REACH + random.below(2 ** PAGE_BITS - 2 * REACH - LARGEST_ACCESS);
  const point = base === w.SP ? [w.addImmediate(page, w.SP, 0)] : [w.orr(page, w.ZERO, base)];
  const inPage = w.addImmediate(page, page, random.chance(50) ? within & ~15 : within);
  const near = [...point, w.clearLow(page, page, PAGE_BITS), inPage];
  const by = withField(word, BASE_AT, page);
  if (!isRegisterOffset(word)) return unitOf(...near, by);
  return unitOf(...near, w.movz(offset, random.below(LARGEST_ACCESS), 0), withField(by, OFFSET_REGISTER_AT, offset));
}

/** An access by a base; an offset in a register is a small one, so that the base stays near the data. */
const access =
  (definitions: readonly Definition[]): Draw =>
  (context) => {
    const { random, registers, traits } = context;
    for (;;) {
      const drawn = drawSafe(context, definitions);
      if (isLimitedOrder(drawn) && traits.hasStage2) continue;
      const near = isUnsignedOffset(drawn) && random.chance(85) ? drawn & ~LARGE_OFFSET : drawn;
      const rn = random.pick(registers.bases);
      const word = withField(near, BASE_AT, rn);
      if (isLdapr(word)) {
        const [by] = drawFree(random, registers, 1) as [number];
        if (rn === w.SP || field(word, 0) === by) continue;
        return unitOf(w.clearLow(by, rn, 3), withField(word, BASE_AT, by));
      }
      if (isStructure(word) || isWide(word)) return withinPage(context, word, rn);
      if (!isRegisterOffset(word)) return unitOf(word);
      const [by] = drawFree(random, registers, 1) as [number];
      return unitOf(w.movz(by, random.below(random.chance(75) ? 64 : 4096), 0), withField(word, OFFSET_REGISTER_AT, by));
    }
  };

const isStoreExclusive = ({ insn }: Definition): boolean => insn.mnemonic.startsWith('st');
/** Size and whether it is a pair: bits 31:30 and 21. */
const sameAccess = (a: number, b: number): boolean => (a & 0xc020_0000) === (b & 0xc020_0000);

/**
 * A load-exclusive and its store, with something between that may open the monitor, and sometimes a store without a load. Elsewhere they
 * go, and of another size, is the implementation's choice.
 */
const exclusive: Draw = (context) => {
  const { random, registers } = context;
  const loads = exclusiveDefinitions.filter((each) => !isStoreExclusive(each));
  const stores = exclusiveDefinitions.filter(isStoreExclusive);
  const [base] = drawFree(random, registers, 1) as [number];
  const from = random.pick(registers.bases);
  const free = registers.free.filter((number) => number !== base);
  const draw = (among: readonly Definition[]): number => {
    for (;;) {
      const word = drawSafe({ ...context, registers: { ...registers, free } }, among);
      const [rt, rt2, rs] = [field(word, 0), field(word, 10), field(word, 16)];
      // Equal registers are CONSTRAINED UNPREDICTABLE.
      const isPair = (word & 0x0020_0000) !== 0;
      if (isPair && rt === rt2) continue;
      if (among === stores && (rs === rt || (isPair && rs === rt2))) continue;
      return withField(word, BASE_AT, base);
    }
  };
  const load = draw(loads);
  let store = draw(stores);
  while (!sameAccess(load, store)) store = draw(stores);
  const point = [from === w.SP ? w.addImmediate(base, w.SP, 0) : w.orr(base, w.ZERO, from)];
  const aligned = random.chance(90) ? [...point, w.clearLow(base, base, 4)] : point;
  switch (random.below(6)) {
    case 0:
      // No monitor: aligned, as QEMU 7.2 looks at that no sooner than at the monitor.
      return unitOf(...point, w.clearLow(base, base, 4), w.CLREX, store);
    case 1:
      return unitOf(...aligned, load, w.CLREX);
    default:
      return unitOf(...aligned, load, store);
  }
};

const literal: Draw = (context) => {
  const { random, registers } = context;
  const word = drawSafe(context, literalDefinitions);
  // Mostly of this program.
  return unitOf(random.chance(80) && registers.free.length > 0 ? w.withOffset19(word, 4 * (random.below(64) - 32)) : word);
};

const BRANCH_TO_OFFSET_26 = 0x1400_0000;
const TEST_BRANCH = 0x3600_0000;

const branch: Draw = (context) => {
  const { random } = context;
  const definition = random.pick(branchDefinitions);
  const word = drawWord(random, definition)!;
  const group = word & 0x7e00_0000;
  return {
    sizeBytes: 4,
    skip: random.below(SKIP_MAX),
    words: (at, target) => {
      const offset = target - at;
      if ((word & 0x7c00_0000) === BRANCH_TO_OFFSET_26) return [w.withOffset26(word, offset)];
      return [group === TEST_BRANCH ? w.withOffset14(word, offset) : w.withOffset19(word, offset)];
    },
  };
};

/** A jump through a register to a unit further on. */
const indirect: Draw = ({ random, registers }) => {
  const [to] = drawFree(random, registers, 1) as [number];
  const jump = random.pick([w.br, w.blr, w.ret]);
  return { sizeBytes: 8, skip: random.below(SKIP_MAX), words: (at, target) => [w.adr(to, target - at), jump(to)] };
};

/** A jump to where nothing can be fetched. The harness goes on at the link. */
const wild: Draw = ({ random, registers, drawNowhere }) => {
  const [to] = drawFree(random, registers, 1) as [number];
  const there = w.li(to, drawNowhere() + BigInt(4 * random.below(16)));
  const jump = random.pick([w.br, w.blr, w.ret]);
  return unitOf(w.adr(registers.link, 4 * (there.length + 2)), ...there, jump(to));
};

/** A jump between two instructions. To where nothing is QEMU 7.2 does not look at the alignment first. */
const misaligned: Draw = ({ random, registers }) => {
  const [to] = drawFree(random, registers, 1) as [number];
  const jump = random.pick([w.br, w.blr, w.ret]);
  return unitOf(w.adr(registers.link, 12), w.adr(to, 1 + random.below(3)), jump(to));
};

/** Code that changes the instruction at its end, there and back. Caches do not show, but a prefetch may: so with barriers. */
const selfModifying: Draw = (context) => {
  const { random, registers } = context;
  const [at, now, change] = drawFree(random, registers, 3) as [number, number, number];
  const [first, second] = [drawSafe(context, integerDefinitions), drawSafe(context, integerDefinitions)];
  const toggle = w.li(change, BigInt((first ^ second) >>> 0));
  const body = (distance: number) => [
    w.adr(at, distance),
    w.ldr32(now, at),
    ...toggle,
    w.eor(now, now, change),
    w.str32(now, at),
    ...[DSB, w.ISB, first],
  ];
  return unitOf(...body(4 * (body(0).length - 1)));
};
const DSB = 0xd503_3f9f;

const undefinedWord: Draw = ({ random }) => unitOf(drawUndefined(random));

const KINDS: Kinds = [
  [260, compute(integerDefinitions)],
  [12, undefinedWord],
  [40, constant],
  [60, base],
  [200, access(accessDefinitions)],
  [25, exclusive],
  [12, literal],
  [80, branch],
  [20, indirect],
  [10, wild],
  [5, misaligned],
  [8, selfModifying],
];

const VECTOR_KINDS: Kinds = vectorDefinitions.length === 0 ? [] : [[260, compute(vectorDefinitions)]];
const VECTOR_ACCESS_KINDS: Kinds = vectorAccessDefinitions.length === 0 ? [] : [[90, access(vectorAccessDefinitions)]];

export const drawUnit = (context: UnitContext): Unit =>
  context.random.weighted([...KINDS, ...VECTOR_KINDS, ...VECTOR_ACCESS_KINDS, ...systemKinds])(context);
