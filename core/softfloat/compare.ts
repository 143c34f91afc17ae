/** Comparisons, and the smaller and the larger of two numbers. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { constant, type FloatFormat, isNan, isSignaling, magnitudeOf, signOf } from './format.ts';
import type { FloatContext } from './round.ts';
import { exception, raise } from './rules.ts';

/** An integer that orders numbers as signed integers are; both zeros are 0. */
function orderOf<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  const magnitude = magnitudeOf(m, format, a);
  return m.select(isNegative(m, format, a), m.sub(constant(m, 0), magnitude), magnitude);
}

/** The same with −0 below +0. */
function totalOrderOf<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.sub(orderOf(m, format, a), isNegative(m, format, a));
}

function isNegative<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.ne(signOf(m, format, a), constant(m, 0));
}

interface Comparison {
  readonly name: string;
  /** Does a quiet NaN raise invalid as well? A signaling one always does. */
  readonly isSignaling: boolean;
  readonly holds: <V>(m: Computation<V>, orderA: V, orderB: V) => V;
}

/** (a, b): 1 or 0. No comparison holds of a NaN. */
export function defineComparison({ format, rules }: FloatContext, comparison: Comparison): Helper {
  return defineHelper({
    name: `${format.name}${comparison.name}`,
    parameterCount: 2,
    compute: (m, a, b) =>
      m.ifValue(
        m.or(isNan(m, format, a), isNan(m, format, b)),
        () => {
          if (comparison.isSignaling) raise(m, rules, exception.invalid);
          else raiseIfSignaling(m, { format, rules }, a, b);
          return constant(m, 0);
        },
        () => comparison.holds(m, orderOf(m, format, a), orderOf(m, format, b)),
      ),
  });
}

function raiseIfSignaling<V>(m: Computation<V>, { format, rules }: Pick<FloatContext, 'format' | 'rules'>, a: V, b: V): void {
  m.if(m.or(isSignaling(m, format, a), isSignaling(m, format, b)), () => raise(m, rules, exception.invalid));
}

export const compareQuietEqual: Comparison = { name: 'EqQuiet', isSignaling: false, holds: (m, a, b) => m.eq(a, b) };
export const compareSignalingLess: Comparison = { name: 'LtSignaling', isSignaling: true, holds: (m, a, b) => m.lts(a, b) };
export const compareSignalingLessEqual: Comparison = {
  name: 'LeSignaling',
  isSignaling: true,
  holds: (m, a, b) => m.xor(m.lts(b, a), constant(m, 1)),
};

/**
 * (a, b): minimumNumber or maximumNumber of IEEE 754-2019 (9.6). −0 is smaller than +0, and one NaN is no result: the other
 * operand is.
 */
export function defineExtremum({ format, rules }: FloatContext, which: 'minimum' | 'maximum'): Helper {
  return defineHelper({
    name: `${format.name}${which === 'minimum' ? 'MinimumNumber' : 'MaximumNumber'}`,
    parameterCount: 2,
    compute: (m, a, b) => {
      const [isNanA, isNanB] = [isNan(m, format, a), isNan(m, format, b)];
      return m.ifValue(
        m.or(isNanA, isNanB),
        () => {
          raiseIfSignaling(m, { format, rules }, a, b);
          const number = m.select(isNanA, b, a);
          return m.select(m.and(isNanA, isNanB), rules.propagateNan(m, format, [a, b]), number);
        },
        () => {
          const isBelow = m.lts(totalOrderOf(m, format, a), totalOrderOf(m, format, b));
          return which === 'minimum' ? m.select(isBelow, a, b) : m.select(isBelow, b, a);
        },
      );
    },
  });
}
