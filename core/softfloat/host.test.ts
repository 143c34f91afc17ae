/** Against the machine under this one: JavaScript's numbers are binary64 rounded to nearest, and `Math.fround` rounds to binary32. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Helper } from '../isa/semantics.ts';
import { F32, F64 } from './format.ts';
import { defineSoftFloat } from './softfloat.ts';
import { evaluated, simpleRules } from './testing/bench.ts';
import { anyFloat, anyPair } from './testing/operands.ts';

const { f32, f64, f64ToF32 } = defineSoftFloat(simpleRules('afterRounding'));
const call = evaluated();
const view = new DataView(new ArrayBuffer(8));

const doubleOf = (bits: bigint): number => {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
};
const singleOf = (bits: bigint): number => {
  view.setUint32(0, Number(bits));
  return view.getFloat32(0);
};
const NEAREST = 0n;
const isNumber = (value: number) => !Number.isNaN(value);

type Compute = (a: number, b: number) => number;
const operations: readonly (readonly [name: 'add' | 'sub' | 'mul' | 'div' | 'sqrt', compute: Compute])[] = [
  ['add', (a, b) => a + b],
  ['sub', (a, b) => a - b],
  ['mul', (a, b) => a * b],
  ['div', (a, b) => a / b],
  ['sqrt', (a) => Math.sqrt(a)],
];
const parametersOf = ({ parameterCount }: Helper, a: bigint, b: bigint) =>
  parameterCount === 2 ? [a, NEAREST] : [a, b, NEAREST];

it.each(operations)('%s of doubles is JavaScript’s', (name, compute) => {
  fc.assert(
    fc.property(anyPair(F64), ([a, b]) => {
      const expected = compute(doubleOf(a), doubleOf(b));
      fc.pre(isNumber(expected));
      expect(doubleOf(call(f64[name], ...parametersOf(f64[name], a, b)).bits)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

it.each([
  ['to nearest', 0n, (a: number) => (Math.abs(a % 1) === 0.5 ? 2 * Math.round(a / 2) : Math.round(a))],
  ['towards zero', 1n, Math.trunc],
  ['towards −∞', 2n, Math.floor],
  ['towards +∞', 3n, Math.ceil],
  ['to nearest, ties away from zero', 4n, (a: number) => Math.sign(a) * Math.round(Math.abs(a))],
] as const)('doubles become integral as JavaScript’s do %s', (_, mode, compute) => {
  // Beyond 2^52 all are integral, and Math.round is not asked to keep them.
  const near = fc.oneof(
    fc.double({ min: -8, max: 8, noNaN: true }),
    fc.integer({ min: -99, max: 99 }).map((n) => n / 4),
  );
  fc.assert(
    fc.property(near, (a) => {
      view.setFloat64(0, a);
      const { bits } = call(f64.toIntegral, view.getBigUint64(0), mode);
      expect(Math.abs(doubleOf(bits))).toBe(Math.abs(compute(a)));
      expect(doubleOf(bits) < 0 || Object.is(doubleOf(bits), -0)).toBe(a < 0 || Object.is(a, -0));
    }),
    { numRuns: 1000 },
  );
});

it('doubles become singles as JavaScript’s do', () => {
  fc.assert(
    fc.property(anyFloat(F64), (bits) => {
      fc.pre(isNumber(doubleOf(bits)));
      expect(singleOf(call(f64ToF32, bits, NEAREST).bits)).toBe(Math.fround(doubleOf(bits)));
    }),
    { numRuns: 3000 },
  );
});

it.each(operations)('%s of singles is JavaScript’s, rounded again', (name, compute) => {
  fc.assert(
    fc.property(anyPair(F32), ([a, b]) => {
      // 53 bits are more than twice 24 and two, so that rounding twice is rounding once.
      const expected = Math.fround(compute(singleOf(a), singleOf(b)));
      fc.pre(isNumber(expected));
      expect(singleOf(call(f32[name], ...parametersOf(f32[name], a, b)).bits)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});
