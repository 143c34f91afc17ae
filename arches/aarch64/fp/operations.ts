/**
 * What floating-point instructions compute, of one number or lane: the same for scalars and vectors. Numbers are zero-extended, and so are
 * results. `mode` is FPCR's rounding mode (`rounding`).
 */
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { defineEstimates, type Estimates } from './estimates.ts';
import { absolute, double, half, negated, type Precision, single } from './float.ts';
import { defineSteps, type Steps } from './steps.ts';

const extrasOf = ({ operations }: Precision): Steps & Estimates => ({
  ...defineSteps(operations),
  ...defineEstimates(operations),
});
const extras = new Map([half, single, double].map((precision) => [precision, extrasOf(precision)]));

/** Of `count` numbers. */
export interface FloatOperation {
  readonly mnemonic: string;
  compute<V>(m: Computation<V>, precision: Precision, mode: V, ...numbers: readonly V[]): V;
}

/** A helper of numbers and the rounding mode. */
const rounded =
  (helperOf: (precision: Precision) => Helper): FloatOperation['compute'] =>
  (m, precision, mode, ...numbers) =>
    m.call(helperOf(precision), ...numbers, mode);

/** A helper of numbers alone. */
const exact =
  (helperOf: (precision: Precision) => Helper): FloatOperation['compute'] =>
  (m, precision, _, ...numbers) =>
    m.call(helperOf(precision), ...numbers);

const operation = (mnemonic: string, compute: FloatOperation['compute']): FloatOperation => ({ mnemonic, compute });

/** (a, b) */
export const fmul = operation(
  'fmul',
  rounded((p) => p.operations.mul),
);
export const fdiv = operation(
  'fdiv',
  rounded((p) => p.operations.div),
);
export const fadd = operation(
  'fadd',
  rounded((p) => p.operations.add),
);
export const fsub = operation(
  'fsub',
  rounded((p) => p.operations.sub),
);
export const fmax = operation(
  'fmax',
  exact((p) => p.operations.maximum),
);
export const fmin = operation(
  'fmin',
  exact((p) => p.operations.minimum),
);
export const fmaxnm = operation(
  'fmaxnm',
  exact((p) => p.operations.maxNum),
);
export const fminnm = operation(
  'fminnm',
  exact((p) => p.operations.minNum),
);
/** The product with the other sign; of a NaN too. */
export const fnmul = operation('fnmul', (m, p, mode, a, b) => negated(m, p, m.call(p.operations.mul, a!, b!, mode)));
export const fmulx = operation(
  'fmulx',
  rounded((p) => extras.get(p)!.mulX),
);
export const frecps = operation(
  'frecps',
  rounded((p) => extras.get(p)!.recipStep),
);
export const frsqrts = operation(
  'frsqrts',
  rounded((p) => extras.get(p)!.rsqrtStep),
);
export const fabd = operation('fabd', (m, p, mode, a, b) => absolute(m, p, m.call(p.operations.sub, a!, b!, mode)));

/** (a, b, addend): addend + a × b, and addend − a × b. */
export const fmla = operation(
  'fmla',
  rounded((p) => p.operations.mulAdd),
);
export const fmls = operation('fmls', (m, p, mode, a, b, addend) =>
  m.call(p.operations.mulAdd, negated(m, p, a!), b!, addend!, mode),
);

/** (a) */
export const fabs = operation('fabs', (m, p, _, a) => absolute(m, p, a!));
export const fneg = operation('fneg', (m, p, _, a) => negated(m, p, a!));
export const fsqrt = operation(
  'fsqrt',
  rounded((p) => p.operations.sqrt),
);
export const frecpe = operation(
  'frecpe',
  rounded((p) => extras.get(p)!.recip),
);
export const frsqrte = operation(
  'frsqrte',
  exact((p) => extras.get(p)!.rsqrt),
);
export const frecpx = operation(
  'frecpx',
  exact((p) => extras.get(p)!.recipExponent),
);

/** Rounding modes that instructions have in their names. */
export const NAMED_MODES = { n: 0, p: 3, m: 2, z: 1, a: 4 } as const;
export type NamedMode = keyof typeof NAMED_MODES;

/** (a): to an integral number. */
const toIntegral = (mnemonic: string, named: number | undefined): FloatOperation =>
  operation(mnemonic, (m, p, mode, a) =>
    m.call(p.operations.toIntegral, a!, named === undefined ? mode : m.const64(BigInt(named))),
  );
export const frintn = toIntegral('frintn', NAMED_MODES.n);
export const frintp = toIntegral('frintp', NAMED_MODES.p);
export const frintm = toIntegral('frintm', NAMED_MODES.m);
export const frintz = toIntegral('frintz', NAMED_MODES.z);
export const frinta = toIntegral('frinta', NAMED_MODES.a);
export const frinti = toIntegral('frinti', undefined);
export const frintx = operation(
  'frintx',
  rounded((p) => p.operations.toIntegralExact),
);

/** (a, b): all ones of the precision where it holds, else zero. */
const comparison = (mnemonic: string, helperOf: (p: Precision) => Helper, order: 'given' | 'swapped', isAbsolute = false) =>
  operation(mnemonic, (m, p, _, a, b) => {
    const [x, y] = isAbsolute ? [absolute(m, p, a!), absolute(m, p, b!)] : [a!, b!];
    const holds = m.call(helperOf(p), ...(order === 'given' ? [x, y] : [y, x]));
    return m.and(m.sub(m.const64(0n), holds), m.const64(p.format.signMask * 2n - 1n));
  });
export const fcmeq = comparison('fcmeq', (p) => p.operations.isEqual, 'given');
export const fcmge = comparison('fcmge', (p) => p.operations.isLessOrEqual, 'swapped');
export const fcmgt = comparison('fcmgt', (p) => p.operations.isLess, 'swapped');
export const fcmle = comparison('fcmle', (p) => p.operations.isLessOrEqual, 'given');
export const fcmlt = comparison('fcmlt', (p) => p.operations.isLess, 'given');
export const facge = comparison('facge', (p) => p.operations.isLessOrEqual, 'swapped', true);
export const facgt = comparison('facgt', (p) => p.operations.isLess, 'swapped', true);

/** A helper by the integer's size: the size of a lane, or of a general register. */
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
