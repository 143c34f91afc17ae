/** Comparisons, and the smaller and the larger of two numbers. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { flushedIfSubnormal } from './flush.ts';
import { constant, type FloatFormat, isNan, isSignaling, magnitudeOf, shiftLeft, signOf } from './format.ts';
import type { FloatContext } from './round.ts';
import { exception } from './rules.ts';

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
export function defineComparison(context: FloatContext, { name, isSignaling, holds }: Comparison): Helper {
  return defineHelper({
    name: `${context.format.name}${name}`,
    parameterCount: 2,
    compute: (m, a, b) =>
      compare(m, context, { a, b, isSignaling, whenUnordered: 0 }, (orderA, orderB) => holds(m, orderA, orderB)),
  });
}

/** What {@link defineOrdering} answers. */
export const ordering = { equal: 0, less: 1, greater: 2, unordered: 3 } as const;

/** (a, b): how a stands to b, as a number of `ordering`. */
export function defineOrdering(context: FloatContext, name: string, isSignaling: boolean): Helper {
  return defineHelper({
    name: `${context.format.name}${name}`,
    parameterCount: 2,
    compute: (m, a, b) =>
      compare(m, context, { a, b, isSignaling, whenUnordered: ordering.unordered }, (orderA, orderB) =>
        m.or(m.lts(orderA, orderB), shiftLeft(m, m.lts(orderB, orderA), 1)),
      ),
  });
}

interface Compared<V> {
  readonly a: V;
  readonly b: V;
  readonly isSignaling: boolean;
  readonly whenUnordered: number;
}

function compare<V>(m: Computation<V>, context: FloatContext, given: Compared<V>, ofOrders: (a: V, b: V) => V): V {
  const { format, rules } = context;
  const [a, b] = [flushedIfSubnormal(m, context, given.a), flushedIfSubnormal(m, context, given.b)];
  return m.ifValue(
    m.or(isNan(m, format, a), isNan(m, format, b)),
    () => {
      if (given.isSignaling) rules.raise(m, exception.invalid);
      else raiseIfSignaling(m, { format, rules }, a, b);
      return constant(m, given.whenUnordered);
    },
    () => ofOrders(orderOf(m, format, a), orderOf(m, format, b)),
  );
}

function raiseIfSignaling<V>(m: Computation<V>, { format, rules }: Pick<FloatContext, 'format' | 'rules'>, a: V, b: V): void {
  m.if(m.or(isSignaling(m, format, a), isSignaling(m, format, b)), () => rules.raise(m, exception.invalid));
}

export const compareQuietEqual: Comparison = { name: 'EqQuiet', isSignaling: false, holds: (m, a, b) => m.eq(a, b) };
export const compareSignalingLess: Comparison = { name: 'LtSignaling', isSignaling: true, holds: (m, a, b) => m.lts(a, b) };
export const compareSignalingLessEqual: Comparison = {
  name: 'LeSignaling',
  isSignaling: true,
  holds: (m, a, b) => m.xor(m.lts(b, a), constant(m, 1)),
};

/**
 * What becomes of NaNs. `numbers2019`: minimumNumber and maximumNumber of IEEE 754-2019 (9.6); one NaN is no result, the other
 * operand is. `numbers2008`: minNum and maxNum of IEEE 754-2008 (5.3.1); the same unless a NaN is signaling, which gives a NaN.
 * `nans`: minimum and maximum of IEEE 754-2019; any NaN gives a NaN.
 */
export type ExtremumKind = 'numbers2019' | 'numbers2008' | 'nans';

const EXTREMUM_NAMES = {
  numbers2019: { minimum: 'MinimumNumber', maximum: 'MaximumNumber' },
  numbers2008: { minimum: 'MinNum', maximum: 'MaxNum' },
  nans: { minimum: 'Minimum', maximum: 'Maximum' },
} as const;

/** (a, b): the smaller or the larger. −0 is smaller than +0. */
export function defineExtremum(context: FloatContext, which: 'minimum' | 'maximum', kind: ExtremumKind): Helper {
  const { format, rules, nanOf } = context;

  /** The number beside a NaN; of two NaNs one. */
  function number2019<V>(m: Computation<V>, a: V, b: V): V {
    const [isNanA, isNanB] = [isNan(m, format, a), isNan(m, format, b)];
    raiseIfSignaling(m, { format, rules }, a, b);
    const number = m.select(isNanA, b, a);
    return m.select(m.and(isNanA, isNanB), rules.propagateNan(m, format, [a, b]), number);
  }

  function number2008<V>(m: Computation<V>, a: V, b: V): V {
    const [isNanA, isNanB] = [isNan(m, format, a), isNan(m, format, b)];
    const isSignalingAny = m.or(isSignaling(m, format, a), isSignaling(m, format, b));
    return m.ifValue(
      m.or(isSignalingAny, m.and(isNanA, isNanB)),
      () => m.call(nanOf[1], a, b),
      () => m.select(isNanA, b, a),
    );
  }

  function ofNan<V>(m: Computation<V>, a: V, b: V): V {
    switch (kind) {
      case 'numbers2019':
        return number2019(m, a, b);
      case 'numbers2008':
        return number2008(m, a, b);
      case 'nans':
        return m.call(nanOf[1], a, b);
    }
  }

  return defineHelper({
    name: `${format.name}${EXTREMUM_NAMES[kind][which]}`,
    parameterCount: 2,
    compute: (m, givenA, givenB) => {
      const [a, b] = [flushedIfSubnormal(m, context, givenA), flushedIfSubnormal(m, context, givenB)];
      return m.ifValue(
        m.or(isNan(m, format, a), isNan(m, format, b)),
        () => ofNan(m, a, b),
        () => {
          const isBelow = m.lts(totalOrderOf(m, format, a), totalOrderOf(m, format, b));
          return which === 'minimum' ? m.select(isBelow, a, b) : m.select(isBelow, b, a);
        },
      );
    },
  });
}
