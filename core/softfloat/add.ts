/** Addition and subtraction. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { flushed } from './flush.ts';
import type { FloatFormat, Unpacked } from './format.ts';
import { constant, exponentOf, isNan, isZero, magnitudeOf, shiftLeft, shiftRightSticky, signOf, unpackFinite } from './format.ts';
import { invalidOperation } from './nan.ts';
import { type FloatContext, LEADING_BIT, roundInline } from './round.ts';
import { rounding } from './rules.ts';

/** Where the larger of two numbers to be added has its leading one: the sum has one bit more, and stays below bit 63. */
export const ADDEND_LEADING_BIT = LEADING_BIT - 1;

/** The zero of an exact sum of two numbers that cancel. IEEE 754, 6.3 The sign bit. */
export function cancelledZero<V>(m: Computation<V>, format: FloatFormat, mode: V): V {
  const isDown = m.eq(mode, constant(m, rounding.towardNegative));
  return m.select(isDown, constant(m, format.signMask), constant(m, 0));
}

/**
 * Adds two finite numbers of which `larger` is not the smaller in magnitude. When the smaller one loses bits to its alignment, the
 * difference loses at most one leading place, so the sticky bit stays below the place where rounding looks.
 */
export function addUnpacked<V>(m: Computation<V>, context: FloatContext, larger: Unpacked<V>, smaller: Unpacked<V>, mode: V): V {
  const aligned = shiftRightSticky(m, smaller.significand, m.sub(larger.exponent, smaller.exponent));
  const isAddition = m.eq(larger.sign, smaller.sign);
  const sum = m.add(larger.significand, aligned);
  const difference = m.sub(larger.significand, aligned);
  const significand = m.select(isAddition, sum, difference);
  return m.ifValue(
    isZero(m, significand),
    () => m.select(isAddition, larger.sign, cancelledZero(m, context.format, mode)),
    () => {
      const shift = m.sub(m.clz(significand), constant(m, 63 - LEADING_BIT));
      const exponent = m.sub(m.add(larger.exponent, constant(m, 1)), shift);
      return roundInline(m, context, { sign: larger.sign, exponent, significand: m.sll(significand, shift) }, mode);
    },
  );
}

export function defineAddition(context: FloatContext): { readonly add: Helper; readonly sub: Helper } {
  const { format, nanOf } = context;
  const alignment = ADDEND_LEADING_BIT - format.fractionBits;
  const addend = <V>(m: Computation<V>, a: V): Unpacked<V> => {
    const unpacked = unpackFinite(m, format, a);
    return { ...unpacked, significand: shiftLeft(m, unpacked.significand, alignment) };
  };

  function define(name: string, isSubtraction: boolean): Helper {
    const negatedIfSubtracted = <V>(m: Computation<V>, b: V): V => (isSubtraction ? m.xor(b, constant(m, format.signMask)) : b);

    /** The sum of finite numbers; where one is not, or where flushing may have to be asked, what `otherwise` says. */
    function sum<V>(m: Computation<V>, [a, b, mode]: readonly [V, V, V], asksFlushing: boolean, otherwise: () => V): V {
      const addendB = negatedIfSubtracted(m, b);
      const isSwapped = m.ltu(magnitudeOf(m, format, a), magnitudeOf(m, format, addendB));
      const larger = m.select(isSwapped, addendB, a);
      const smaller = m.select(isSwapped, a, addendB);
      const areFinite = m.ltu(exponentOf(m, format, larger), constant(m, format.maxExponent));
      const isCommon = asksFlushing ? m.and(areFinite, m.ne(exponentOf(m, format, smaller), constant(m, 0))) : areFinite;
      return m.ifValue(isCommon, () => addUnpacked(m, context, addend(m, larger), addend(m, smaller), mode), otherwise);
    }

    /** One of the operands is infinite or a NaN. */
    const special = defineHelper({
      name: `${format.name}${name}Special`,
      parameterCount: 2,
      compute: (m, a, b) =>
        m.ifValue(
          m.or(isNan(m, format, a), isNan(m, format, b)),
          () => m.call(nanOf[1], a, b),
          () => {
            const addendB = negatedIfSubtracted(m, b);
            const isInfinite = (x: typeof a) => m.eq(magnitudeOf(m, format, x), constant(m, format.infinity));
            const isUndefined = m.and(isInfinite(a), isInfinite(addendB));
            return m.ifValue(
              m.and(isUndefined, m.ne(signOf(m, format, a), signOf(m, format, addendB))),
              () => invalidOperation(m, context),
              () => m.select(isInfinite(a), a, addendB),
            );
          },
        ),
    });

    /** One of the operands is not normal, and may have to be flushed. */
    const flushing = defineHelper({
      name: `${format.name}${name}Flushing`,
      parameterCount: 3,
      compute: (m, a, b, mode) => {
        const [x, y] = [flushed(m, context, a), flushed(m, context, b)];
        return sum(m, [x, y, mode], false, () => m.call(special, x, y));
      },
    });

    const canFlush = context.flush !== undefined;
    return defineHelper({
      name: `${format.name}${name}`,
      parameterCount: 3,
      compute: (m, a, b, mode) =>
        sum(m, [a, b, mode], canFlush, () => (canFlush ? m.call(flushing, a, b, mode) : m.call(special, a, b))),
    });
  }

  return { add: define('Add', false), sub: define('Sub', true) };
}
