/** Rounding to an integral number of the same format. */
import { defineHelper, type Helper } from '../isa/semantics.ts';
import { isRoundedUp, splitAtPoint, TOP_BIT } from './convert-integer.ts';
import { flushedIfSubnormal } from './flush.ts';
import { constant, exponentOf, isNan, isZero, shiftLeft, shiftRight, unpackFinite } from './format.ts';
import type { FloatContext } from './round.ts';
import { exception } from './rules.ts';

/** (a, mode). `isExact`: does it raise inexact where the result is another number than the operand? */
export function defineToIntegral(context: FloatContext, isExact: boolean): Helper {
  const { format, rules, nanOf } = context;
  return defineHelper({
    name: `${format.name}ToIntegral${isExact ? 'Exact' : ''}`,
    parameterCount: 2,
    compute: (m, given, mode) => {
      const a = flushedIfSubnormal(m, context, given);
      const { sign, exponent, significand } = unpackFinite(m, format, a);
      /** All numbers from here on are integral. */
      const firstIntegral = format.bias + format.fractionBits;
      const rounded = () => {
        const place = m.sub(exponent, constant(m, format.bias));
        const split = splitAtPoint(m, shiftLeft(m, significand, TOP_BIT - format.fractionBits), place);
        const integer = m.add(split.integer, isRoundedUp(m, split, m.ne(sign, constant(m, 0)), mode));
        if (isExact) m.if(m.ne(split.fraction, constant(m, 0)), () => rules.raise(m, exception.inexact));
        const shift = m.clz(integer);
        // The leading one adds one to the exponent.
        const below = m.sub(constant(m, format.bias + TOP_BIT - 1), shift);
        const packed = m.add(
          shiftLeft(m, below, format.fractionBits),
          shiftRight(m, m.sll(integer, shift), TOP_BIT - format.fractionBits),
        );
        return m.or(sign, m.select(isZero(m, integer), constant(m, 0), packed));
      };
      return m.ifValue(m.ltu(exponentOf(m, format, a), constant(m, firstIntegral)), rounded, () =>
        m.ifValue(
          isNan(m, format, a),
          () => m.call(nanOf[0], a),
          () => a,
        ),
      );
    },
  });
}
