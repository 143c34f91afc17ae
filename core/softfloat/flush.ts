/** Subnormal numbers that are taken for zeros. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { type FloatFormat, isSubnormal, signOf } from './format.ts';
import type { FloatContext } from './round.ts';
import type { FloatRules } from './rules.ts';

/** (a): the number, or a zero of its sign. None where nothing can be flushed. */
export function defineFlush(name: string, format: FloatFormat, { flushing }: FloatRules): Helper | undefined {
  if (flushing === undefined) return undefined;
  return defineHelper({
    name: `${name}Flush`,
    parameterCount: 1,
    compute: (m, a) =>
      m.ifValue(
        m.and(isSubnormal(m, format, a), flushing.operands(m, format)),
        () => {
          flushing.raiseOperand(m, format);
          return signOf(m, format, a);
        },
        () => a,
      ),
  });
}

/** An operand as an operation sees it. */
export function flushed<V>(m: Computation<V>, { flush }: FloatContext, a: V): V {
  return flush === undefined ? a : m.call(flush, a);
}

/** The same where subnormal numbers are rare. */
export function flushedIfSubnormal<V>(m: Computation<V>, { format, flush }: FloatContext, a: V): V {
  if (flush === undefined) return a;
  return m.ifValue(
    isSubnormal(m, format, a),
    () => m.call(flush, a),
    () => a,
  );
}
