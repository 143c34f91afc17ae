/** Laws of all encodings at once. What each means is checked against another assembler in the tests of the definitions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding, Fields } from '#core/isa/insn.ts';
import { allInsns, DECODE_CHECKS_SP, DECODE_ILLEGAL_STATE, decode, insns } from './a64.ts';
import { SP } from './layout.ts';
import { checkingTwinOf, checkingTwins } from './loads-stores/base-address.ts';
import { inPlaceInsns } from './system/in-place.ts';
import { anyFields, anyWord } from './testing/execute.ts';

const encodings = insns.flatMap((insn) =>
  insn.encodings.map((encoding) => ({ insn, encoding, name: `${insn.mnemonic} as ${encoding.format}` })),
);
const matches = ({ match, mask }: Encoding<Fields>, word: number) => ((word ^ match) & mask) === 0;
const wordOf = ({ match, mask }: Encoding<Fields>, bits: number) => ((bits & ~mask) | match) >>> 0;

const randomBits = fc.sample(fc.integer(), { numRuns: 40, seed: 1 });
const equal = (a: Fields | undefined, b: Fields) => {
  const names = Object.keys(b);
  return a !== undefined && Object.keys(a).length === names.length && names.every((name) => a[name] === b[name]);
};

/** Words of these have bits that do not count, or should be one, so that several mean the same. */
const LOOSE = /^(logicalImmediate|floatCompareZero|multiplyHigh|ordered|exclusive|insertElement|duplicateGeneral)/;

describe('encodings', () => {
  it('decode what they encode, and encode what they decode', () => {
    for (const { insn, encoding, name } of encodings)
      for (const bits of randomBits) {
        const word = wordOf(encoding, bits);
        const fields = encoding.decode(word);
        if (fields === undefined) continue;
        const again = encoding.encode(fields);
        const decoded = decode(again, 0);
        const isSame = decoded?.insn === insn && equal(decoded.fields, fields) && equal(encoding.decode(again), fields);
        if (!isSame || !matches(encoding, again))
          expect.fail(`${name}: 0x${word.toString(16)} is encoded as 0x${again.toString(16)}`);
        if (!LOOSE.test(encoding.format) && again !== word) expect.fail(`${name}: 0x${word.toString(16)} has another word`);
      }
  });

  it('have operands that every reading can hold', () => {
    for (const { encodings } of insns) {
      const names = encodings.map((encoding) => Object.keys(fc.sample(anyFields(encoding), { numRuns: 1, seed: 1 })[0]!));
      for (const other of names) expect(other).toEqual(names[0]);
      for (const encoding of encodings)
        for (const bits of randomBits) {
          const values = Object.values(encoding.decode(wordOf(encoding, bits)) ?? {});
          const numbers = values.filter((value) => typeof value === 'number');
          const isHeld = numbers.every((value) => value >= 0 && value < 32) && numbers.length <= 5;
          if (!isHeld || values.length - numbers.length > 1) expect.fail(`${encoding.format}: too many or too large`);
        }
    }
  });

  it('give each definition a name of its own: its mnemonic and format', () => {
    const names = insns.map(({ mnemonic, encodings }) => `${mnemonic} ${encodings[0]!.format}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('do not overlap: of two that share words, one reserves them', () => {
    for (const [i, a] of encodings.entries())
      for (const b of encodings.slice(i + 1)) {
        if (((a.encoding.match ^ b.encoding.match) & a.encoding.mask & b.encoding.mask) !== 0) continue;
        const match = a.encoding.match | b.encoding.match;
        const shared = { match, mask: a.encoding.mask | b.encoding.mask } as Encoding<Fields>;
        for (const bits of randomBits) {
          const word = wordOf(shared, bits);
          const both = a.encoding.decode(word) !== undefined && b.encoding.decode(word) !== undefined;
          if (both) expect.fail(`0x${word.toString(16)} is ${a.name} and ${b.name}`);
        }
      }
  });

  it('refuse operands they cannot hold', () => {
    const encode = (mnemonic: string, format: string, fields: Fields) => () =>
      encodings.find(({ insn, encoding }) => insn.mnemonic === mnemonic && encoding.format === format)!.encoding.encode(fields);
    expect(encode('add', 'addSubtractImmediate64', { rd: 1, rn: 1, imm: 4096n })).toThrow('cannot encode');
    expect(encode('and', 'logicalImmediate64', { rd: 1, rn: 1, imm: 5n })).toThrow('cannot encode');
    expect(encode('and', 'logicalImmediate32', { rd: 1, rn: 1, imm: 0xffff_ffffn })).toThrow('cannot encode');
    expect(encode('b', 'branchImmediate', { imm: 2n })).toThrow('cannot encode');
    expect(encode('ldr', 'unsignedOffset64', { rt: 1, rn: 1, imm: 4n })).toThrow('cannot encode');
    expect(encode('casp', 'compareAndSwapPair64', { rs: 1, rsNext: 2, rt: 2, rtNext: 3, rn: 1, ordering: 0n })).toThrow(
      'cannot encode',
    );
  });
});

describe('decoding', () => {
  it('takes any word, signed or not', () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        const decoded = decode(word, 0);
        expect(decode(word >>> 0, 0)).toEqual(decoded);
        if (decoded !== undefined) expect(decoded.sizeBytes).toBe(4);
      }),
      { numRuns: 3000 },
    );
  });

  it('puts the checking twin where the base is SP and its alignment counts', () => {
    fc.assert(
      fc.property(anyWord(insns), (word) => {
        const plain = decode(word, 0)!;
        const checked = decode(word, DECODE_CHECKS_SP)!;
        const twin = plain.fields['rn'] === SP ? checkingTwinOf(plain.insn) : undefined;
        expect(checked).toEqual(twin === undefined ? plain : { ...plain, insn: twin });
      }),
      { numRuns: 500 },
    );
    expect(allInsns).toHaveLength(insns.length + checkingTwins().length + inPlaceInsns.length);
  });

  it('knows nothing in an Illegal Execution state', () => {
    expect(decode(0xd503_201f, DECODE_ILLEGAL_STATE)).toBeUndefined();
  });
});
