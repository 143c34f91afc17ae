/** The end of every operation: rounding an exact result, given as a significand with a sticky last bit, to the format. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { constant, type FloatFormat, shiftLeft, shiftRight, shiftRightSticky, type Unpacked } from './format.ts';
import { exception, type FloatRules, rounding } from './rules.ts';

/** Where results to be rounded have their leading one: the number is `significand` × 2^(exponent − bias − 62). */
export const LEADING_BIT = 62;

/** What the operations of one format share. */
export interface FloatContext {
  /** What the names of its helpers begin with. */
  readonly name: string;
  readonly format: FloatFormat;
  readonly rules: FloatRules;
  /** (sign, exponent, significand, mode): rounds and packs what is {@link Unpacked} with its leading one at bit 62. */
  readonly round: Helper;
  /** (a), (a, b) and (a, b, c): the result of an operation with a NaN among its operands. */
  readonly nanOf: readonly [Helper, Helper, Helper];
  /** (a): an operand, flushed if it has to be. None where nothing is ever flushed. */
  readonly flush: Helper | undefined;
}

/** Bits below the last place. */
const roundBitsOf = (format: FloatFormat) => LEADING_BIT - format.fractionBits;

const tailMaskOf = (format: FloatFormat) => (1n << BigInt(roundBitsOf(format))) - 1n;

const tiesToEvenIncrement = <V>(m: Computation<V>, format: FloatFormat, significand: V): V => {
  const lastPlace = m.and(shiftRight(m, significand, roundBitsOf(format)), constant(m, 1));
  return m.add(lastPlace, constant(m, tailMaskOf(format) >> 1n));
};

/** What to add to the significand so that cutting its tail off rounds it. It is 0 only in modes that round this number towards zero. */
function incrementOf<V>(m: Computation<V>, format: FloatFormat, sign: V, significand: V, mode: V): V {
  const isMode = (name: keyof typeof rounding) => m.eq(mode, constant(m, rounding[name]));
  const isNegative = m.ne(sign, constant(m, 0));
  const isAway = m.ne(isMode('towardPositive'), isNegative);
  const directed = m.select(isAway, constant(m, tailMaskOf(format)), constant(m, 0));
  const tiesToAway = constant(m, (tailMaskOf(format) + 1n) >> 1n);
  const nearest = m.select(isMode('tiesToAway'), tiesToAway, tiesToEvenIncrement(m, format, significand));
  const isNearest = m.or(isMode('tiesToAway'), isMode('tiesToEven'));
  return m.select(isNearest, nearest, m.select(isMode('towardZero'), constant(m, 0), directed));
}

/** A rounding that carries into a new leading one leaves a fraction of zeros and adds one to the exponent, as it should. */
function pack<V>(m: Computation<V>, format: FloatFormat, sign: V, exponent: V, incremented: V): V {
  const fraction = shiftRight(m, incremented, roundBitsOf(format));
  const below = shiftLeft(m, m.sub(exponent, constant(m, 1)), format.fractionBits);
  return m.add(m.or(sign, below), fraction);
}

function raiseIfInexact<V>(m: Computation<V>, { format, rules }: Pick<FloatContext, 'format' | 'rules'>, significand: V): void {
  const tail = m.and(significand, constant(m, tailMaskOf(format)));
  m.if(m.ne(tail, constant(m, 0)), () => rules.raise(m, exception.inexact));
}

/** Rounds where it stands in the common case: to nearest, and far enough from both ends of the exponents. */
export function roundInline<V>(m: Computation<V>, context: FloatContext, result: Unpacked<V>, mode: V): V {
  const { format } = context;
  const { sign, exponent, significand } = result;
  const isInside = m.ltu(m.sub(exponent, constant(m, 1)), constant(m, format.maxExponent - 2));
  const isCommon = m.and(isInside, m.eq(mode, constant(m, rounding.tiesToEven)));
  return m.ifValue(
    isCommon,
    () => {
      raiseIfInexact(m, context, significand);
      return pack(m, format, sign, exponent, m.add(significand, tiesToEvenIncrement(m, format, significand)));
    },
    () => m.call(context.round, sign, exponent, significand, mode),
  );
}

export function defineRound(name: string, format: FloatFormat, rules: FloatRules): Helper {
  /** Exponent below 1: the places that the format does not have are lost, and a result that is inexact may underflow. */
  function roundSubnormal<V>(m: Computation<V>, { sign, exponent, significand }: Unpacked<V>, mode: V): V {
    const denormalized = shiftRightSticky(m, significand, m.sub(constant(m, 1), exponent));
    m.if(m.ne(m.and(denormalized, constant(m, tailMaskOf(format))), constant(m, 0)), () => {
      const { inexact, underflow } = exception;
      const both = () => rules.raise(m, underflow | inexact);
      if (rules.tininess === 'beforeRounding') return both();
      // Only the largest numbers below the smallest normal one can become it by rounding to the format's full precision.
      const incremented = m.add(significand, incrementOf(m, format, sign, significand, mode));
      const isTiny = m.or(m.lts(exponent, constant(m, 0)), m.ltu(incremented, constant(m, 1n << 63n)));
      m.if(isTiny, both, () => rules.raise(m, inexact));
    });
    const incremented = m.add(denormalized, incrementOf(m, format, sign, denormalized, mode));
    return pack(m, format, sign, constant(m, 1), incremented);
  }

  function flushOrRound<V>(m: Computation<V>, result: Unpacked<V>, mode: V): V {
    const { flushing } = rules;
    if (flushing === undefined) return roundSubnormal(m, result, mode);
    return m.ifValue(
      flushing.results(m, format),
      () => {
        rules.raise(m, flushing.resultExceptions);
        return result.sign;
      },
      () => roundSubnormal(m, result, mode),
    );
  }

  return defineHelper({
    name: `${name}Round`,
    parameterCount: 4,
    compute: (m, sign, exponent, significand, mode) =>
      m.ifValue(
        m.lts(exponent, constant(m, 1)),
        () => flushOrRound(m, { sign, exponent, significand }, mode),
        () => {
          const increment = incrementOf(m, format, sign, significand, mode);
          const incremented = m.add(significand, increment);
          const carry = shiftRight(m, incremented, LEADING_BIT + 1);
          return m.ifValue(
            m.lts(m.add(exponent, carry), constant(m, format.maxExponent)),
            () => {
              raiseIfInexact(m, { format, rules }, significand);
              return pack(m, format, sign, exponent, incremented);
            },
            () => {
              if (format.isAllFinite) {
                rules.raise(m, exception.invalid);
                return m.or(sign, constant(m, format.infinity - 1n));
              }
              rules.raise(m, exception.overflow | exception.inexact);
              // A mode that rounds towards zero stops at the largest finite number, the one before infinity.
              const isTowardZero = m.eq(increment, constant(m, 0));
              return m.or(sign, m.sub(constant(m, format.infinity), isTowardZero));
            },
          );
        },
      ),
  });
}

/**
 * The same with one mode, whatever `mode` is: towards zero, and then to the odd one of two neighbors if anything was lost. What is so rounded
 * can be rounded again to a narrower format as if it had been exact. A result that is flushed stays zero.
 */
export function defineRoundToOdd({ name, format, rules, round }: FloatContext): Helper {
  return defineHelper({
    name: `${name}RoundToOdd`,
    parameterCount: 4,
    compute: (m, sign, exponent, significand) => {
      const isBelow = m.lts(exponent, constant(m, 1));
      const places = m.select(isBelow, m.sub(constant(m, 1), exponent), constant(m, 0));
      const tail = m.and(shiftRightSticky(m, significand, places), constant(m, tailMaskOf(format)));
      const isInexact = m.ne(tail, constant(m, 0));
      const isFlushed = rules.flushing === undefined ? constant(m, 0) : m.and(isBelow, rules.flushing.results(m, format));
      const rounded = m.call(round, sign, exponent, significand, constant(m, rounding.towardZero));
      return m.or(rounded, m.and(isInexact, m.xor(isFlushed, constant(m, 1))));
    },
  });
}
