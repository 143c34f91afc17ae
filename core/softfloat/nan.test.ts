/** What an architecture's rules are asked. These are such that NaNs keep their payload, as the first that is there, quieted. */
import { describe, expect, it } from 'vitest';
import { isNan } from './format.ts';
import type { FloatRules } from './rules.ts';
import { defineSoftFloat } from './softfloat.ts';
import { evaluated, simpleRules } from './testing/bench.ts';

const rules: FloatRules = {
  ...simpleRules('beforeRounding'),
  propagateNan: (m, format, operands) => {
    const first = operands.reduceRight((later, operand) => m.select(isNan(m, format, operand), operand, later));
    return m.or(first, m.const64(format.quietBit));
  },
  invalidInteger: (m) => m.const64(0x8000_0000_0000_0000n),
};
const { f64, f32 } = defineSoftFloat(rules);
const call = evaluated();

const ONE = 0x3ff0_0000_0000_0000n;
const SIGNALING = 0x7ff0_0000_0000_0001n;
const QUIETED = 0x7ff8_0000_0000_0001n;
const NEGATIVE_QUIET = 0xfff8_0000_0000_0002n;
const INVALID = 16;

describe('NaN rules', () => {
  it.each([
    ['add', ONE, SIGNALING, QUIETED, INVALID],
    ['add', NEGATIVE_QUIET, SIGNALING, NEGATIVE_QUIET, INVALID],
    ['add', NEGATIVE_QUIET, ONE, NEGATIVE_QUIET, 0],
    ['sub', ONE, NEGATIVE_QUIET, NEGATIVE_QUIET, 0], // subtracting does not turn the sign of a NaN
    ['mul', ONE, SIGNALING, QUIETED, INVALID],
    ['div', NEGATIVE_QUIET, ONE, NEGATIVE_QUIET, 0],
    ['minimumNumber', SIGNALING, NEGATIVE_QUIET, QUIETED, INVALID],
    ['minimumNumber', SIGNALING, ONE, ONE, INVALID],
  ] as const)('%s sees its operands as given', (operation, a, b, bits, exceptions) => {
    expect(call(f64[operation], a, b, 0n)).toEqual({ bits, exceptions });
  });

  it('sees the third operand of mulAdd, and that infinity by zero is invalid before it', () => {
    expect(call(f64.mulAdd, ONE, ONE, NEGATIVE_QUIET, 0n)).toEqual({ bits: NEGATIVE_QUIET, exceptions: 0 });
    expect(call(f64.mulAdd, f64.format.infinity, 0n, NEGATIVE_QUIET, 0n)).toEqual({ bits: NEGATIVE_QUIET, exceptions: INVALID });
  });

  it('gives the default NaN where no operand is one', () => {
    const bits = 0x7ff8_0000_0000_0000n;
    expect(call(f64.mul, 0n, f64.format.infinity, 0n)).toEqual({ bits, exceptions: INVALID });
    expect(call(f64.sub, f64.format.infinity, f64.format.infinity, 0n)).toEqual({ bits, exceptions: INVALID });
    expect(call(f64.div, 0n, 0n, 0n)).toEqual({ bits, exceptions: INVALID });
    expect(call(f64.sqrt, ONE | f64.format.signMask, 0n)).toEqual({ bits, exceptions: INVALID });
  });

  it('chooses the integer that no number converts to', () => {
    expect(call(f64.toI64, QUIETED, 0n)).toEqual({ bits: 1n << 63n, exceptions: INVALID });
    expect(call(f32.toU32, 0xbf80_0000n, 0n)).toEqual({ bits: 1n << 63n, exceptions: INVALID });
  });
});
