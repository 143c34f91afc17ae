/** Syntax of Advanced SIMD. */
import { all, bitsOf, isOf, isSame } from './operands.ts';
import type { Rule, Writer } from './template.ts';

/** A vector of bytes, by Q. */
const bytes: Writer = ({ word }) => (bitsOf(word, 30, 1) === 0 ? '8b' : '16b');

export const simdSyntax: Readonly<Record<string, readonly Rule[]>> = {
  threeSameLogical: [
    { template: 'mov Vd.<bytes>, Vn.<bytes>', when: all(isOf('orr'), isSame('n', 'm')), writers: { bytes } },
    { template: '* Vd.<bytes>, Vn.<bytes>, Vm.<bytes>', writers: { bytes } },
  ],
};
