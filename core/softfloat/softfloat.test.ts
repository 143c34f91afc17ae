/** Every operation against IEEE 754's definition, in both readings, with every rounding mode and both kinds of tininess. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Helper } from '../isa/semantics.ts';
import { F16, F16_FINITE, F32, F64, type FloatFormat } from './format.ts';
import { defineSoftFloat, type FloatOperations, type SoftFloat } from './softfloat.ts';
import { compiled, evaluated, simpleRules } from './testing/bench.ts';
import { anyFloat, anyInteger, anyPair } from './testing/operands.ts';
import { type Outcome, type ReferenceRules, reference, type Tininess } from './testing/reference.ts';

const softFloats: Readonly<Record<Tininess, SoftFloat>> = {
  beforeRounding: defineSoftFloat(simpleRules('beforeRounding')),
  afterRounding: defineSoftFloat(simpleRules('afterRounding')),
};
const operationsOf = ({ f16, f32, f64 }: SoftFloat, format: FloatFormat) =>
  [f16, f32, f64].find((operations) => operations.format === format)!;
const isHelper = (value: unknown): value is Helper => typeof value === 'object' && value !== null && 'compute' in value;
const helpersOf = (softFloat: SoftFloat): Helper[] =>
  [softFloat, softFloat.f16, softFloat.f32, softFloat.f64].flatMap((helpers) => Object.values(helpers)).filter(isHelper);

/** Numbers of a format whose exponents are near those of another. */
const anyNear = (format: FloatFormat, other: FloatFormat): fc.Arbitrary<bigint> =>
  fc
    .tuple(fc.boolean(), fc.integer({ min: -other.bias - other.fractionBits - 3, max: other.bias + 3 }), anyFloat(format))
    .map(([isNegative, power, bits]) => {
      const exponent = BigInt(Math.min(Math.max(power + format.bias, 0), format.maxExponent - 1));
      return (isNegative ? format.signMask : 0n) | (exponent * format.hiddenBit) | (bits & format.fractionMask);
    });

const anyMode = fc.nat({ max: 4 });
const anyTininess = fc.constantFrom<Tininess>('beforeRounding', 'afterRounding');
const numRuns = 500;

/** For messages. */
const shown = ({ bits, exceptions }: Outcome) => `${bits.toString(16)} flags ${exceptions.toString(2).padStart(5, '0')}`;

const calls = {
  beforeRounding: { evaluator: evaluated(), wasm: compiled(helpersOf(softFloats.beforeRounding)) },
  afterRounding: { evaluator: evaluated(), wasm: compiled(helpersOf(softFloats.afterRounding)) },
};

describe.each(['evaluator', 'wasm'] as const)('%s', (reading) => {
  /** Checks one helper: `operands` are drawn, `expected` says what comes out. */
  function check<T extends readonly bigint[]>(
    format: FloatFormat,
    helperOf: (softFloat: SoftFloat) => Helper,
    operands: fc.Arbitrary<T>,
    expected: (rules: ReferenceRules, ...values: T) => Outcome,
  ): void {
    fc.assert(
      fc.property(operands, anyMode, anyTininess, (values, mode, tininess) => {
        const helper = helperOf(softFloats[tininess]);
        const parameters = [...values, BigInt(mode)].slice(0, helper.parameterCount);
        const came = calls[tininess][reading](helper, ...parameters);
        const context = `${helper.name}(${parameters.map((value) => value.toString(16)).join(', ')}), tiny ${tininess}`;
        expect(shown(came), context).toBe(shown(expected({ format, mode, tininess }, ...values)));
      }),
      { numRuns },
    );
  }

  describe.each([F16, F32, F64])('$name', (format) => {
    const of = (operation: Exclude<keyof FloatOperations, 'format' | 'context'>) => (softFloat: SoftFloat) =>
      operationsOf(softFloat, format)[operation];
    const any = anyFloat(format);
    const pair = anyPair(format).map(([a, b]): [bigint, bigint] => [a, b]);
    const one = any.map((a): [bigint] => [a]);

    it.each(['add', 'sub', 'mul', 'div'] as const)('rounds %s as defined', (operation) => {
      check(format, of(operation), pair, reference[operation]);
    });

    it('rounds results as defined that may or may not reach the smallest normal number', () => {
      const smallest = fc.integer({ min: -2, max: 2 }).map((units) => format.hiddenBit + BigInt(units));
      const reaching = (operation: 'mul' | 'div') =>
        fc.tuple(any, smallest, anyMode).map(([b, wanted, mode]): [bigint, bigint] => {
          const inverse = operation === 'mul' ? reference.div : reference.mul;
          return [inverse({ format, mode, tininess: 'afterRounding' }, wanted, b).bits, b];
        });
      check(format, of('mul'), reaching('mul'), reference.mul);
      check(format, of('div'), reaching('div'), reference.div);
      const below = fc.tuple(any, any, smallest).map(([a, b, c]): [bigint, bigint, bigint] => [a, b, c]);
      check(format, of('mulAdd'), below, reference.mulAdd);
    });

    it('rounds sqrt as defined', () => {
      const square = any.map((a): [bigint] => [reference.mul({ format, mode: 0, tininess: 'afterRounding' }, a, a).bits]);
      check(format, of('sqrt'), fc.oneof(one, square), reference.sqrt);
    });

    it('rounds mulAdd once, as defined, also where the terms nearly cancel', () => {
      const free = fc.tuple(any, any, any);
      const cancelling = fc
        .tuple(any, any, anyMode, fc.integer({ min: -3, max: 3 }))
        .map(([a, b, mode, units]): [bigint, bigint, bigint] => {
          const product = reference.mul({ format, mode, tininess: 'afterRounding' }, a, b).bits;
          const width = 1 + format.exponentBits + format.fractionBits;
          return [a, b, BigInt.asUintN(width, product + BigInt(units)) ^ format.signMask];
        });
      check(format, of('mulAdd'), fc.oneof(free, cancelling), reference.mulAdd);
    });

    it.each([
      ['toI32', -(1n << 31n), (1n << 31n) - 1n],
      ['toU32', 0n, (1n << 32n) - 1n],
      ['toI64', -(1n << 63n), (1n << 63n) - 1n],
      ['toU64', 0n, (1n << 64n) - 1n],
    ] as const)('converts %s as defined', (operation, smallest, largest) => {
      check(format, of(operation), one, (rules, a) => reference.toInteger(rules, smallest, largest, a));
    });

    it('halves mulAdd before it rounds it, once, as defined', () => {
      const isFactor = (bits: bigint) => (bits & (format.signMask - 1n)) !== 0n;
      const factor = any.filter(isFactor);
      const addend = factor.filter((bits) => (bits & (format.signMask - 1n)) !== format.infinity);
      check(format, of('halvedMulAdd'), fc.tuple(factor, factor, addend), reference.halvedMulAdd);
    });

    it.each([
      ['toIntegral', 0],
      ['toIntegralExact', 1],
    ] as const)('rounds %s as defined', (operation, inexact) => {
      check(format, of(operation), one, (rules, a) => {
        const { bits, exceptions } = reference.toIntegral(rules, a);
        return { bits, exceptions: inexact === 1 ? exceptions : exceptions & ~1 };
      });
    });

    const places = fc.integer({ min: 0, max: 64 }).map((count) => BigInt(count));
    it.each([
      ['toFixedI16', -(1n << 15n), (1n << 15n) - 1n],
      ['toFixedU16', 0n, (1n << 16n) - 1n],
      ['toFixedI32', -(1n << 31n), (1n << 31n) - 1n],
      ['toFixedU32', 0n, (1n << 32n) - 1n],
      ['toFixedI64', -(1n << 63n), (1n << 63n) - 1n],
      ['toFixedU64', 0n, (1n << 64n) - 1n],
    ] as const)('converts %s as defined', (operation, smallest, largest) => {
      check(format, of(operation), fc.tuple(any, places), (rules, a, count) =>
        reference.toInteger(rules, smallest, largest, a, Number(count)),
      );
    });

    it.each([
      ['fromFixedI64', BigInt.asIntN],
      ['fromFixedU64', BigInt.asUintN],
    ] as const)('converts %s as defined', (operation, extend) => {
      check(format, of(operation), fc.tuple(anyInteger, places), (rules, bits, count) =>
        reference.fromInteger(rules, extend(64, bits), Number(count)),
      );
    });

    it.each([
      ['orderQuiet', false],
      ['orderSignaling', true],
    ] as const)('answers %s as defined', (operation, isSignaling) => {
      check(format, of(operation), pair, (rules, a, b) => {
        const order = reference.compare(format, a, b);
        if (order !== undefined) return { bits: order === 0 ? 0n : order < 0 ? 1n : 2n, exceptions: 0 };
        return { bits: 3n, exceptions: isSignaling ? 16 : reference.add(rules, a, b).exceptions & 16 };
      });
    });

    it.each([
      ['fromI64', BigInt.asIntN],
      ['fromU64', BigInt.asUintN],
    ] as const)('converts %s as defined', (operation, extend) => {
      const integer = anyInteger.map((bits): [bigint] => [bits]);
      check(format, of(operation), integer, (rules, bits) => reference.fromInteger(rules, extend(64, bits)));
    });

    it.each([
      ['isEqual', false, (order: number) => order === 0],
      ['isLess', true, (order: number) => order < 0],
      ['isLessOrEqual', true, (order: number) => order <= 0],
    ] as const)('compares by %s as defined', (operation, isSignaling, holds) => {
      check(format, of(operation), pair, (rules, a, b) => {
        const order = reference.compare(format, a, b);
        if (order !== undefined) return { bits: holds(order) ? 1n : 0n, exceptions: 0 };
        return { bits: 0n, exceptions: isSignaling ? 16 : reference.add(rules, a, b).exceptions & 16 };
      });
    });

    it.each([
      ['minimumNumber', -1, 'never'],
      ['maximumNumber', 1, 'never'],
      ['minNum', -1, 'if signaling'],
      ['maxNum', 1, 'if signaling'],
      ['minimum', -1, 'always'],
      ['maximum', 1, 'always'],
    ] as const)('chooses the %s as defined', (operation, wanted, givesNan) => {
      const isNan = (bits: bigint) => reference.compare(format, bits, 0n) === undefined;
      check(format, of(operation), pair, (rules, a, b) => {
        const exceptions = isNan(a) || isNan(b) ? reference.add(rules, a, b).exceptions & 16 : 0;
        const nan = format.infinity | format.quietBit;
        const isNanAnyway = givesNan === 'always' || (givesNan === 'if signaling' && exceptions !== 0);
        if ((isNan(a) || isNan(b)) && isNanAnyway) return { bits: nan, exceptions };
        if (isNan(a) || isNan(b)) return { bits: !isNan(a) ? a : !isNan(b) ? b : nan, exceptions };
        const order = reference.compare(format, a, b)!;
        // Equal numbers are the same bits, or zeros of which the negative one is the smaller.
        const isFirst = order === 0 ? ((a & format.signMask) !== 0n) === wanted < 0 : order === wanted;
        return { bits: isFirst ? a : b, exceptions };
      });
    });
  });

  it.each([
    ['f16ToF32', F16, F32],
    ['f16ToF64', F16, F64],
    ['f32ToF64', F32, F64],
    ['f32ToF16', F32, F16],
    ['f64ToF16', F64, F16],
    ['f64ToF32', F64, F32],
    ['f16FiniteToF32', F16_FINITE, F32],
    ['f16FiniteToF64', F16_FINITE, F64],
    ['f32ToF16Finite', F32, F16_FINITE],
    ['f64ToF16Finite', F64, F16_FINITE],
  ] as const)('converts %s as defined', (name, from, to) => {
    const operand = fc.oneof(anyFloat(from), anyNear(from, to)).map((a): [bigint] => [a]);
    check(
      to,
      (softFloat) => softFloat[name],
      operand,
      (rules, a) => reference.convert(rules, from, a),
    );
  });

  it('converts to the odd one of two neighbors as defined', () => {
    const operand = fc.oneof(anyFloat(F64), anyNear(F64, F32)).map((a): [bigint, bigint] => [a, 1n]);
    check(
      F32,
      ({ f64ToF32Odd }) => f64ToF32Odd,
      operand,
      (rules, a, _mode) => {
        const { bits, exceptions } = reference.convert({ ...rules, mode: 1 }, F64, a);
        return { bits: bits | ((exceptions & 1) !== 0 ? 1n : 0n), exceptions };
      },
    );
  });

  it('converts doubles near the singles, and near halves between them, as defined', () => {
    const near = fc
      .tuple(anyFloat(F32), fc.boolean(), fc.integer({ min: -2, max: 2 }))
      .map(([single, isHalf, units]): [bigint] => {
        const { bits } = reference.convert({ format: F64, mode: 0, tininess: 'afterRounding' }, F32, single);
        return [BigInt.asUintN(64, bits + (isHalf ? 1n << 28n : 0n) + BigInt(units))];
      });
    check(
      F32,
      ({ f64ToF32 }) => f64ToF32,
      near,
      (rules, a) => reference.convert(rules, F64, a),
    );
  });
});
