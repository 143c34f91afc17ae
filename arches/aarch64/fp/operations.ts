/**
 * What floating-point instructions compute, of one number or lane: the same for scalars and vectors. Numbers are zero-extended, and so are
 * results. `mode` is FPCR's rounding mode (`rounding`).
 */
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { truncatedTo } from '../vocabulary.ts';
import { roundingMode } from './control.ts';
import { defineEstimates, type Estimates } from './estimates.ts';
import { absolute, double, type FloatSize, half, negated, type Precision, single } from './float.ts';
import { defineSteps, type Steps } from './steps.ts';

const extrasOf = ({ operations }: Precision): Steps & Estimates => ({
  ...defineSteps(operations),
  ...defineEstimates(operations),
});
const extras = new Map([half, single, double].map((precision) => [precision, extrasOf(precision)]));

export interface FloatOperation {
  readonly mnemonic: string;
  /** Does `mode` count? */
  readonly isRounded: boolean;
  compute<V>(m: Computation<V>, precision: Precision, mode: V, ...numbers: readonly V[]): V;
}

type HelperOf = (precision: Precision) => Helper;

/** A helper of numbers and the rounding mode. */
const rounded = (mnemonic: string, helperOf: HelperOf): FloatOperation => ({
  mnemonic,
  isRounded: true,
  compute: (m, precision, mode, ...numbers) => m.call(helperOf(precision), ...numbers, mode),
});

/** A helper of numbers alone. */
const exact = (mnemonic: string, helperOf: HelperOf): FloatOperation => ({
  mnemonic,
  isRounded: false,
  compute: (m, precision, _, ...numbers) => m.call(helperOf(precision), ...numbers),
});

/** The rounding mode of FPCR where it counts. */
export const modeOf = <V>(m: Computation<V>, { isRounded }: FloatOperation): V => (isRounded ? roundingMode(m) : m.const64(0n));

/** (a, b) */
export const fmul = rounded('fmul', (p) => p.operations.mul);
export const fdiv = rounded('fdiv', (p) => p.operations.div);
export const fadd = rounded('fadd', (p) => p.operations.add);
export const fsub = rounded('fsub', (p) => p.operations.sub);
export const fmax = exact('fmax', (p) => p.operations.maximum);
export const fmin = exact('fmin', (p) => p.operations.minimum);
export const fmaxnm = exact('fmaxnm', (p) => p.operations.maxNum);
export const fminnm = exact('fminnm', (p) => p.operations.minNum);
export const fmulx = rounded('fmulx', (p) => extras.get(p)!.mulX);
export const frecps = rounded('frecps', (p) => extras.get(p)!.recipStep);
export const frsqrts = rounded('frsqrts', (p) => extras.get(p)!.rsqrtStep);
/** The product with the other sign; of a NaN too. */
export const fnmul: FloatOperation = {
  mnemonic: 'fnmul',
  isRounded: true,
  compute: (m, p, mode, a, b) => negated(m, p, m.call(p.operations.mul, a!, b!, mode)),
};
export const fabd: FloatOperation = {
  mnemonic: 'fabd',
  isRounded: true,
  compute: (m, p, mode, a, b) => absolute(m, p, m.call(p.operations.sub, a!, b!, mode)),
};

/** (a, b, addend): addend + a × b, and addend − a × b. */
export const fmla = rounded('fmla', (p) => p.operations.mulAdd);
export const fmls: FloatOperation = {
  mnemonic: 'fmls',
  isRounded: true,
  compute: (m, p, mode, a, b, addend) => m.call(p.operations.mulAdd, negated(m, p, a!), b!, addend!, mode),
};

/** (a) */
export const fabs: FloatOperation = { mnemonic: 'fabs', isRounded: false, compute: (m, p, _, a) => absolute(m, p, a!) };
export const fneg: FloatOperation = { mnemonic: 'fneg', isRounded: false, compute: (m, p, _, a) => negated(m, p, a!) };
export const fsqrt = rounded('fsqrt', (p) => p.operations.sqrt);
export const frecpe = rounded('frecpe', (p) => extras.get(p)!.recip);
export const frsqrte = exact('frsqrte', (p) => extras.get(p)!.rsqrt);
export const frecpx = exact('frecpx', (p) => extras.get(p)!.recipExponent);

/** Rounding modes that instructions have in their names. */
export const NAMED_MODES = { n: 0, p: 3, m: 2, z: 1, a: 4 } as const;
export type NamedMode = keyof typeof NAMED_MODES;

/** (a): to an integral number. */
const toIntegral = (mnemonic: string, mode: number): FloatOperation => ({
  mnemonic,
  isRounded: false,
  compute: (m, p, _, a) => m.call(p.operations.toIntegral, a!, m.const64(BigInt(mode))),
});
export const frintn = toIntegral('frintn', NAMED_MODES.n);
export const frintp = toIntegral('frintp', NAMED_MODES.p);
export const frintm = toIntegral('frintm', NAMED_MODES.m);
export const frintz = toIntegral('frintz', NAMED_MODES.z);
export const frinta = toIntegral('frinta', NAMED_MODES.a);
export const frinti = rounded('frinti', (p) => p.operations.toIntegral);
export const frintx = rounded('frintx', (p) => p.operations.toIntegralExact);

/** (a, b): all ones of the precision where it holds, else zero. Without `b` it is zero. */
const comparison = (mnemonic: string, helperOf: HelperOf, order: 'given' | 'swapped', isAbsolute = false): FloatOperation => ({
  mnemonic,
  isRounded: false,
  compute: (m, p, _, a, b = m.const64(0n)) => {
    const [x, y] = isAbsolute ? [absolute(m, p, a!), absolute(m, p, b)] : [a!, b];
    const holds = m.call(helperOf(p), ...(order === 'given' ? [x, y] : [y, x]));
    return m.and(m.sub(m.const64(0n), holds), m.const64(p.format.signMask * 2n - 1n));
  },
});
export const fcmeq = comparison('fcmeq', (p) => p.operations.isEqual, 'given');
export const fcmge = comparison('fcmge', (p) => p.operations.isLessOrEqual, 'swapped');
export const fcmgt = comparison('fcmgt', (p) => p.operations.isLess, 'swapped');
export const fcmle = comparison('fcmle', (p) => p.operations.isLessOrEqual, 'given');
export const fcmlt = comparison('fcmlt', (p) => p.operations.isLess, 'given');
export const facge = comparison('facge', (p) => p.operations.isLessOrEqual, 'swapped', true);
export const facgt = comparison('facgt', (p) => p.operations.isLess, 'swapped', true);

/** By the integer's size: that of a lane, or of a general register. */
const toFixedHelpers = {
  16: { signed: 'toFixedI16', unsigned: 'toFixedU16' },
  32: { signed: 'toFixedI32', unsigned: 'toFixedU32' },
  64: { signed: 'toFixedI64', unsigned: 'toFixedU64' },
} as const;

export type Signedness = 'signed' | 'unsigned';
export type IntegerSize = keyof typeof toFixedHelpers;

/** The integer that a × 2^fractionBits is rounded to, in the low `size` bits; what is above may be signs. */
export function toFixed<V>(
  m: Computation<V>,
  p: Precision,
  to: { readonly size: IntegerSize; readonly signedness: Signedness },
  [a, fractionBits, mode]: readonly [a: V, fractionBits: V, mode: V],
): V {
  return m.call(p.operations[toFixedHelpers[to.size][to.signedness]], a, fractionBits, mode);
}

/** The number that integer ÷ 2^fractionBits is rounded to; the integer is extended to 64 bits. */
export function fromFixed<V>(
  m: Computation<V>,
  p: Precision,
  signedness: Signedness,
  [integer, fractionBits, mode]: readonly [integer: V, fractionBits: V, mode: V],
): V {
  const helper = signedness === 'signed' ? p.operations.fromFixedI64 : p.operations.fromFixedU64;
  return m.call(helper, integer, fractionBits, mode);
}

export const toMnemonic = (mode: NamedMode, signedness: Signedness) => `fcvt${mode}${signedness === 'signed' ? 's' : 'u'}`;
export const fromMnemonic = (signedness: Signedness) => (signedness === 'signed' ? 'scvtf' : 'ucvtf');

/** (a, fractionBits, without it 0): between a number and an integer or fixed-point number of the same size. */
export const toLane = (mode: NamedMode, signedness: Signedness): FloatOperation => ({
  mnemonic: toMnemonic(mode, signedness),
  isRounded: false,
  compute: (m, p, _, a, fractionBits = m.const64(0n)) => {
    const operands = [a!, fractionBits, m.const64(BigInt(NAMED_MODES[mode]))] as const;
    return truncatedTo(m, p.size, toFixed(m, p, { size: p.size, signedness }, operands));
  },
});

export const fromLane = (signedness: Signedness): FloatOperation => ({
  mnemonic: fromMnemonic(signedness),
  isRounded: true,
  compute: (m, p, mode, a, fractionBits = m.const64(0n)) => {
    const integer = signedness === 'signed' ? signExtended(m, p.size, a!) : a!;
    return fromFixed(m, p, signedness, [integer, fractionBits, mode]);
  },
});

function signExtended<V>(m: Computation<V>, size: FloatSize, lane: V): V {
  if (size === 64) return lane;
  return size === 32 ? m.sext32(lane) : m.sext16(lane);
}
