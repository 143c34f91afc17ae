/**
 * IEEE 754 by its definition, for tests: numbers are exact fractions of bigints, and one function rounds. Shares nothing with what it
 * checks but the descriptions of the formats. NaNs that come out are the default one of the test's rules.
 */
import type { FloatFormat } from '../format.ts';
import { exception, rounding } from '../rules.ts';

export interface Outcome {
  readonly bits: bigint;
  readonly exceptions: number;
}

export type Tininess = 'beforeRounding' | 'afterRounding';

/** A finite number: (−1)^sign × n ÷ d, d > 0. */
interface Fraction {
  readonly isNegative: boolean;
  readonly n: bigint;
  readonly d: bigint;
}

type Value = { readonly kind: 'finite'; readonly fraction: Fraction } | Infinite | NotANumber;
type Infinite = { readonly kind: 'infinite'; readonly isNegative: boolean };
type NotANumber = { readonly kind: 'nan'; readonly isSignaling: boolean };

const power2 = (exponent: number): Fraction => ({
  isNegative: false,
  n: exponent >= 0 ? 1n << BigInt(exponent) : 1n,
  d: exponent >= 0 ? 1n : 1n << BigInt(-exponent),
});

function times(a: Fraction, b: Fraction): Fraction {
  return { isNegative: a.isNegative !== b.isNegative, n: a.n * b.n, d: a.d * b.d };
}

export function numberOf(format: FloatFormat, bits: bigint): Value {
  const isNegative = (bits & format.signMask) !== 0n;
  const exponent = Number((bits & (format.signMask - 1n)) / format.hiddenBit);
  const fraction = bits & format.fractionMask;
  if (exponent === format.maxExponent && !format.isAllFinite)
    return fraction === 0n ? { kind: 'infinite', isNegative } : { kind: 'nan', isSignaling: (fraction & format.quietBit) === 0n };
  const significand = exponent === 0 ? fraction : fraction + format.hiddenBit;
  const { n, d } = power2(Math.max(exponent, 1) - format.bias - format.fractionBits);
  return { kind: 'finite', fraction: { isNegative, n: significand * n, d } };
}

/** What an inexact quotient becomes: `floor` of its magnitude, or one more. */
function roundUp(floor: bigint, twiceRest: bigint, d: bigint, isNegative: boolean, mode: number): boolean {
  if (twiceRest === 0n) return false;
  switch (mode) {
    case rounding.tiesToEven:
      return twiceRest > d || (twiceRest === d && floor % 2n === 1n);
    case rounding.tiesToAway:
      return twiceRest >= d;
    case rounding.towardPositive:
      return !isNegative;
    case rounding.towardNegative:
      return isNegative;
    default:
      return false;
  }
}

/** The multiple of 2^quantum that the fraction rounds to, as a count of them. */
function roundToQuantum({ isNegative, n, d }: Fraction, quantum: number, mode: number): { count: bigint; isExact: boolean } {
  const [scaledN, scaledD] = quantum >= 0 ? [n, d << BigInt(quantum)] : [n << BigInt(-quantum), d];
  const floor = scaledN / scaledD;
  const rest = scaledN % scaledD;
  const count = roundUp(floor, 2n * rest, scaledD, isNegative, mode) ? floor + 1n : floor;
  return { count, isExact: rest === 0n };
}

/** e such that 2^e ≤ n ÷ d < 2^(e+1). */
function exponentOf({ n, d }: Fraction): number {
  let exponent = n.toString(2).length - d.toString(2).length;
  const { n: powerN, d: powerD } = power2(exponent);
  if (n * powerD < powerN * d) exponent -= 1;
  return exponent;
}

/** IEEE 754, 4.3 and 7.4 to 7.6: a fraction as a number of the format. */
export function round(format: FloatFormat, fraction: Fraction, mode: number, tininess: Tininess): Outcome {
  const sign = fraction.isNegative ? format.signMask : 0n;
  if (fraction.n === 0n) return { bits: sign, exceptions: 0 };
  const smallest = 1 - format.bias;
  const exponent = exponentOf(fraction);
  const quantum = Math.max(exponent, smallest) - format.fractionBits;
  const { count, isExact } = roundToQuantum(fraction, quantum, mode);
  // count × 2^quantum. A count of 2^(fractionBits + 1) is a new leading one, and the encoding carries over by itself.
  const bits = BigInt(quantum + format.fractionBits - smallest) * format.hiddenBit + count;
  if (bits >= format.infinity) {
    if (format.isAllFinite) return { bits: sign | (format.infinity - 1n), exceptions: exception.invalid };
    const isToInfinity = roundUp(0n, 7n, 4n, fraction.isNegative, mode);
    const largest = format.infinity - 1n;
    return { bits: sign | (isToInfinity ? format.infinity : largest), exceptions: exception.overflow | exception.inexact };
  }
  const unbounded = roundToQuantum(fraction, exponent - format.fractionBits, mode);
  const grows = unbounded.count === format.hiddenBit * 2n;
  const isTiny = (tininess === 'afterRounding' && grows ? exponent + 1 : exponent) < smallest;
  const underflow = isTiny && !isExact ? exception.underflow : 0;
  return { bits: sign | bits, exceptions: underflow | (isExact ? 0 : exception.inexact) };
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

export interface ReferenceRules {
  readonly format: FloatFormat;
  readonly mode: number;
  readonly tininess: Tininess;
}

const defaultNan = ({ infinity, quietBit }: FloatFormat) => infinity | quietBit;
const invalid = (format: FloatFormat): Outcome => ({ bits: defaultNan(format), exceptions: exception.invalid });
const exactly = (bits: bigint): Outcome => ({ bits, exceptions: 0 });
const infinity = (format: FloatFormat, isNegative: boolean) => format.infinity | (isNegative ? format.signMask : 0n);

function ofNan(format: FloatFormat, values: readonly Value[]): Outcome | undefined {
  if (!values.some(({ kind }) => kind === 'nan')) return undefined;
  const isSignaling = values.some((value) => value.kind === 'nan' && value.isSignaling);
  return { bits: defaultNan(format), exceptions: isSignaling ? exception.invalid : 0 };
}

const isNegative = (value: Value) =>
  value.kind === 'infinite' ? value.isNegative : value.kind === 'finite' && value.fraction.isNegative;
const isZero = (value: Value) => value.kind === 'finite' && value.fraction.n === 0n;

/** The product of two values that are not NaNs, or undefined where there is none. */
function product(a: Value, b: Value): Value | undefined {
  if (a.kind === 'finite' && b.kind === 'finite') return { kind: 'finite', fraction: times(a.fraction, b.fraction) };
  if (isZero(a) || isZero(b)) return undefined;
  return { kind: 'infinite', isNegative: isNegative(a) !== isNegative(b) };
}

function sum({ format, mode, tininess }: ReferenceRules, a: Value, b: Value): Outcome {
  if (a.kind === 'infinite' && b.kind === 'infinite' && a.isNegative !== b.isNegative) return invalid(format);
  const infinite = [a, b].find(({ kind }) => kind === 'infinite');
  if (infinite !== undefined) return exactly(infinity(format, isNegative(infinite)));
  if (a.kind !== 'finite' || b.kind !== 'finite') throw new Error('sum: not numbers');
  const signed = ({ isNegative, n }: Fraction) => (isNegative ? -n : n);
  const n = signed(a.fraction) * b.fraction.d + signed(b.fraction) * a.fraction.d;
  const d = a.fraction.d * b.fraction.d;
  // 6.3: the sum of two zeros of one sign has it; any other sum that is zero has the sign of the rounding.
  const bothNegative = a.fraction.isNegative && b.fraction.isNegative;
  const hasOneSign = a.fraction.isNegative === b.fraction.isNegative;
  const zeroIsNegative = hasOneSign ? bothNegative : mode === rounding.towardNegative;
  const sign = n === 0n ? zeroIsNegative : n < 0n;
  return round(format, { isNegative: sign, n: n < 0n ? -n : n, d }, mode, tininess);
}

const negated = (format: FloatFormat, bits: bigint) => bits ^ format.signMask;

export const reference = {
  add(rules: ReferenceRules, a: bigint, b: bigint): Outcome {
    const [x, y] = [numberOf(rules.format, a), numberOf(rules.format, b)];
    return ofNan(rules.format, [x, y]) ?? sum(rules, x, y);
  },

  sub: (rules: ReferenceRules, a: bigint, b: bigint): Outcome => reference.add(rules, a, negated(rules.format, b)),

  mul(rules: ReferenceRules, a: bigint, b: bigint): Outcome {
    const { format, mode, tininess } = rules;
    const [x, y] = [numberOf(format, a), numberOf(format, b)];
    const nan = ofNan(format, [x, y]);
    if (nan !== undefined) return nan;
    const result = product(x, y);
    if (result === undefined) return invalid(format);
    if (result.kind === 'finite') return round(format, result.fraction, mode, tininess);
    return exactly(infinity(format, isNegative(result)));
  },

  div(rules: ReferenceRules, a: bigint, b: bigint): Outcome {
    const { format, mode, tininess } = rules;
    const [x, y] = [numberOf(format, a), numberOf(format, b)];
    const nan = ofNan(format, [x, y]);
    if (nan !== undefined) return nan;
    const sign = isNegative(x) !== isNegative(y);
    if (x.kind === 'infinite') return y.kind === 'infinite' ? invalid(format) : exactly(infinity(format, sign));
    if (y.kind === 'infinite') return exactly(sign ? format.signMask : 0n);
    if (x.kind !== 'finite' || y.kind !== 'finite') throw new Error('div: not numbers');
    if (isZero(y)) return isZero(x) ? invalid(format) : { bits: infinity(format, sign), exceptions: exception.divideByZero };
    const { n, d } = y.fraction;
    return round(format, { isNegative: sign, n: x.fraction.n * d, d: x.fraction.d * n }, mode, tininess);
  },

  sqrt(rules: ReferenceRules, a: bigint): Outcome {
    const { format, mode, tininess } = rules;
    const x = numberOf(format, a);
    const nan = ofNan(format, [x]);
    if (nan !== undefined) return nan;
    if (isZero(x)) return exactly(a);
    if (isNegative(x)) return invalid(format);
    if (x.kind !== 'finite') return exactly(a);
    // Far below where rounding looks, all that the root is cut off by is one more digit.
    const places = 600n;
    const radicand = (x.fraction.n << (2n * places)) / x.fraction.d; // exact: the denominator is a lesser power of two
    const root = integerRoot(radicand);
    const lost = root * root === radicand ? 0n : 1n;
    return round(format, { isNegative: false, n: 2n * root + lost, d: 2n << places }, mode, tininess);
  },

  mulAdd(rules: ReferenceRules, a: bigint, b: bigint, c: bigint): Outcome {
    const { format } = rules;
    const [x, y, z] = [numberOf(format, a), numberOf(format, b), numberOf(format, c)];
    const isUndefined = (isZero(x) && y.kind === 'infinite') || (isZero(y) && x.kind === 'infinite');
    if (isUndefined) return invalid(format);
    const nan = ofNan(format, [x, y, z]);
    if (nan !== undefined) return nan;
    return sum(rules, product(x, y)!, z);
  },

  /** (a × b + c) ÷ 2. Of a and b that are not zero, and a c that is neither zero nor infinite. */
  halvedMulAdd(rules: ReferenceRules, a: bigint, b: bigint, c: bigint): Outcome {
    const { format } = rules;
    const [x, y, z] = [numberOf(format, a), numberOf(format, b), numberOf(format, c)];
    const nan = ofNan(format, [x, y, z]);
    if (nan !== undefined) return nan;
    const half = (value: Value): Value =>
      value.kind === 'finite' ? { kind: 'finite', fraction: times(value.fraction, power2(-1)) } : value;
    return sum(rules, half(product(x, y)!), half(z));
  },

  /** To an integral number. */
  toIntegral({ format, mode }: ReferenceRules, a: bigint): Outcome {
    const x = numberOf(format, a);
    const nan = ofNan(format, [x]);
    if (nan !== undefined) return nan;
    if (x.kind !== 'finite') return exactly(a);
    const { count, isExact } = roundToQuantum(x.fraction, 0, mode);
    const rounded = round(format, { isNegative: x.fraction.isNegative, n: count, d: 1n }, mode, 'afterRounding');
    return { bits: rounded.bits, exceptions: isExact ? 0 : exception.inexact };
  },

  /** a × 2^places, to an integer from `smallest` to `largest`. What does not fit gives the one that is nearer, and a NaN the largest. */
  toInteger(rules: ReferenceRules, smallest: bigint, largest: bigint, a: bigint, places = 0): Outcome {
    const x = numberOf(rules.format, a);
    if (x.kind === 'nan') return { bits: BigInt.asUintN(64, largest), exceptions: exception.invalid };
    const saturated = { bits: BigInt.asUintN(64, isNegative(x) ? smallest : largest), exceptions: exception.invalid };
    if (x.kind === 'infinite') return saturated;
    const { count, isExact } = roundToQuantum(times(x.fraction, power2(places)), 0, rules.mode);
    const integer = isNegative(x) ? -count : count;
    if (integer < smallest || integer > largest) return saturated;
    return { bits: BigInt.asUintN(64, integer), exceptions: isExact ? 0 : exception.inexact };
  },

  /** integer ÷ 2^places. */
  fromInteger: ({ format, mode, tininess }: ReferenceRules, integer: bigint, places = 0): Outcome =>
    round(format, { isNegative: integer < 0n, n: integer < 0n ? -integer : integer, d: 1n << BigInt(places) }, mode, tininess),

  /** From `from` to the format of the rules. */
  convert(rules: ReferenceRules, from: FloatFormat, a: bigint): Outcome {
    const x = numberOf(from, a);
    const { format } = rules;
    if (format.isAllFinite && x.kind !== 'finite') {
      const isBelow = (a & from.signMask) !== 0n;
      const magnitude = x.kind === 'nan' ? 0n : format.infinity - 1n;
      return { bits: magnitude | (isBelow ? format.signMask : 0n), exceptions: exception.invalid };
    }
    const nan = ofNan(format, [x]);
    if (nan !== undefined) return nan;
    if (x.kind === 'finite') return round(rules.format, x.fraction, rules.mode, rules.tininess);
    return exactly(infinity(rules.format, isNegative(x)));
  },

  /** −1, 0, 1, or undefined if a NaN is among them. */
  compare(format: FloatFormat, a: bigint, b: bigint): number | undefined {
    const ranks = [a, b].map((bits): Fraction | undefined => {
      const x = numberOf(format, bits);
      if (x.kind === 'nan') return undefined;
      return x.kind === 'finite' ? x.fraction : { ...power2(format.maxExponent + 1), isNegative: x.isNegative };
    });
    const [x, y] = ranks;
    if (x === undefined || y === undefined) return undefined;
    const difference = (x.isNegative ? -x.n : x.n) * y.d - (y.isNegative ? -y.n : y.n) * x.d;
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  },
};
