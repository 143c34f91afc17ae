/** High halves of 128-bit products, from products of 32-bit halves. */
import { type Computation, defineHelper } from '#core/isa/semantics.ts';

const HALF = 32n;

/** Upper 64 bits of the product of two unsigned values. */
export const mulhu = defineHelper({
  name: 'mulhu',
  parameterCount: 2,
  compute: <V>(m: Computation<V>, a: V, b: V): V => {
    const upper = (value: V) => m.srl(value, m.const64(HALF));
    const [a0, a1, b0, b1] = [m.zext32(a), upper(a), m.zext32(b), upper(b)];
    // None of these sums overflows: (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1.
    const low = m.mul(a0, b0);
    const middle = m.add(m.mul(a1, b0), upper(low));
    const otherMiddle = m.add(m.mul(a0, b1), m.zext32(middle));
    return m.add(m.add(m.mul(a1, b1), upper(middle)), upper(otherMiddle));
  },
});

/** A negative `a` is 2^64 less than `a` read as unsigned, so the upper half is `b` less. */
const excess = <V>(m: Computation<V>, a: V, b: V): V => m.and(m.sra(a, m.const64(63n)), b);

/** Upper 64 bits of the product of two signed values. */
export const mulh = defineHelper({
  name: 'mulh',
  parameterCount: 2,
  compute: <V>(m: Computation<V>, a: V, b: V): V => m.sub(m.sub(m.call(mulhu, a, b), excess(m, a, b)), excess(m, b, a)),
});

/** Upper 64 bits of the product of signed `a` and unsigned `b`. */
export const mulhsu = defineHelper({
  name: 'mulhsu',
  parameterCount: 2,
  compute: <V>(m: Computation<V>, a: V, b: V): V => m.sub(m.call(mulhu, a, b), excess(m, a, b)),
});
