/** Results that are NaNs. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { constant, type FloatFormat, isSignaling } from './format.ts';
import type { FloatContext } from './round.ts';
import { exception, type FloatRules } from './rules.ts';

export function defineNanOf(name: string, format: FloatFormat, rules: FloatRules): FloatContext['nanOf'] {
  const define = (parameterCount: number): Helper =>
    defineHelper({
      name: `${name}NanOf${parameterCount}`,
      parameterCount,
      compute: (m, ...operands) => {
        const signaling = operands.map((operand) => isSignaling(m, format, operand)).reduce((a, b) => m.or(a, b));
        m.if(signaling, () => rules.raise(m, exception.invalid));
        return rules.propagateNan(m, format, operands);
      },
    });
  return [define(1), define(2), define(3)];
}

/** The result of an operation that has no result: infinity less infinity, zero by zero. */
export function invalidOperation<V>(m: Computation<V>, { format, rules }: FloatContext): V {
  rules.raise(m, exception.invalid);
  return constant(m, rules.defaultNan(format));
}
