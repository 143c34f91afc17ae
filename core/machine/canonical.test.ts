/** Plain data as bytes: equal bytes for equal data, other bytes for other data. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from './canonical.ts';

const bytesOf = (value: unknown) => [...canonicalBytes({ value }, ['value'])];

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0)),
    fc.boolean(),
    fc.bigInt(0n, (1n << 64n) - 1n),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constant(null),
    fc.uint8Array({ maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('canonical bytes', () => {
  it.each<[string, unknown, readonly number[]]>([
    ['null', null, [0]],
    ['false and true', [false, true], [7, 2, 0, 0, 0, 1, 2]],
    ['a number, an IEEE double', 1.5, [3, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f]],
    ['a bigint, 64 bits', 0x1_0203n, [4, 3, 2, 1, 0, 0, 0, 0, 0]],
    ['a string, by code units', 'aé', [5, 2, 0, 0, 0, 0x61, 0, 0, 0, 0xe9, 0, 0, 0]],
    ['bytes', Uint8Array.of(7, 8), [6, 2, 0, 0, 0, 7, 8]],
    [
      'an object, by sorted keys',
      { b: null, a: true },
      [8, 2, 0, 0, 0, 5, 1, 0, 0, 0, 0x61, 0, 0, 0, 2, 5, 1, 0, 0, 0, 0x62, 0, 0, 0, 0],
    ],
  ])('of %s', (_, value, bytes) => expect(bytesOf(value)).toEqual(bytes));

  it('are equal exactly when the data is', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        expect(bytesOf(structuredClone(a))).toEqual(bytesOf(a));
        let isEqual = true;
        try {
          expect(b).toStrictEqual(a);
        } catch {
          isEqual = false;
        }
        expect(Buffer.compare(Buffer.from(bytesOf(a)), Buffer.from(bytesOf(b))) === 0).toBe(isEqual);
      }),
      { numRuns: 300 },
    );
  });

  it('follow the fields named, in their order', () => {
    const state = { a: 1n, b: 2n, cache: 3n };
    expect(canonicalBytes(state, ['b', 'a'])).toEqual(canonicalBytes({ a: 1n, b: 2n, cache: 9n }, ['b', 'a']));
    expect(canonicalBytes(state, ['b', 'a'])).not.toEqual(canonicalBytes(state, ['a', 'b']));
  });

  it('refuse what is not plain data', () => {
    for (const value of [undefined, () => 0, Symbol('x')]) expect(() => bytesOf(value)).toThrow('a state holds plain data');
  });
});
