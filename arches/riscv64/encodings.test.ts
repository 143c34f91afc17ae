/** Laws of all encodings at once. What each means is checked against the assembler in golden-words.test.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding, Fields } from '#core/isa/insn.ts';
import { fd } from './fd/fd.ts';
import { DECODE_FPU_OFF, decode, insns, sizeOf } from './rv64.ts';
import { anyFields, anyWord } from './testing/execute.ts';

const encodings = insns.flatMap((insn) =>
  insn.encodings.map((encoding) => ({ insn, encoding, name: `${insn.mnemonic} as ${encoding.format}` })),
);
const matches = ({ match, mask }: Encoding<Fields>, word: number) => ((word ^ match) & mask) === 0;

/** Words that two encodings share, and which of the two definitions has them. unpriv: "Zihintpause" Extension for Pause Hint. */
const SPECIAL_CASES: readonly (readonly [special: string, general: string])[] = [['pause', 'fence']];

describe('encodings', () => {
  it.each(encodings)('$name decodes what it encodes', ({ insn, encoding }) => {
    fc.assert(
      fc.property(anyFields(encoding), (fields) => {
        const word = encoding.encode(fields);
        expect(matches(encoding, word)).toBe(true);
        expect(encoding.decode(word)).toEqual(fields);
        const decoded = decode(word, 0);
        if (decoded?.insn !== insn) expect(SPECIAL_CASES).toContainEqual([decoded?.insn.mnemonic, insn.mnemonic]);
        else expect(decoded.fields).toEqual(fields);
      }),
    );
  });

  it.each(encodings)('$name encodes what it decodes', ({ encoding }) => {
    fc.assert(
      fc.property(fc.integer(), (bits) => {
        const free = encoding.sizeBytes === 2 ? bits & 0xffff : bits;
        const word = ((free & ~encoding.mask) | encoding.match) >>> 0;
        const fields = encoding.decode(word);
        if (fields !== undefined) expect(encoding.encode(fields)).toBe(word);
      }),
    );
  });

  it.each(insns)('$mnemonic has operands that every reading can hold', ({ encodings }) => {
    const names = encodings.map((encoding) => Object.keys(fc.sample(anyFields(encoding), { numRuns: 1, seed: 1 })[0]!));
    for (const other of names) expect(other).toEqual(names[0]);
    for (const encoding of encodings)
      for (const fields of fc.sample(anyFields(encoding), { numRuns: 100, seed: 1 })) {
        const values = Object.values(fields);
        const numbers = values.filter((value) => typeof value === 'number');
        expect(numbers.every((value) => value >= 0 && value < 32)).toBe(true);
        expect(numbers.length).toBeLessThanOrEqual(5);
        expect(values.length - numbers.length).toBeLessThanOrEqual(1);
      }
  });

  it('refuse operands they cannot hold', () => {
    const encode = (mnemonic: string, index: number, fields: Fields) => () =>
      insns.find((insn) => insn.mnemonic === mnemonic)!.encodings[index]!.encode(fields);
    expect(encode('addi', 0, { rd: 1, rs1: 1, imm: 2048n })).toThrow('cannot encode rd=1 rs1=1 imm=2048');
    expect(encode('addi', 0, { rd: 32, rs1: 1, imm: 0n })).toThrow('cannot encode');
    expect(encode('addi', 1, { rd: 1, rs1: 2, imm: 1n })).toThrow('cannot encode'); // c.addi has one register
    expect(encode('slli', 0, { rd: 1, rs1: 1, imm: 64n })).toThrow('cannot encode');
    expect(encode('lw', 1, { rd: 7, rs1: 8, imm: 0n })).toThrow('cannot encode'); // c.lw has x8 to x15
    expect(encode('jal', 0, { rd: 1, imm: 3n })).toThrow('cannot encode');
    expect(encode('lui', 0, { rd: 1, imm: 1n })).toThrow('cannot encode');
    expect(encode('lui', 1, { rd: 2, imm: 4096n })).toThrow('cannot encode'); // would be c.addi16sp
  });

  it('do not overlap, but for the special cases', () => {
    const wide = encodings.filter(({ encoding }) => encoding.sizeBytes === 4);
    const overlaps = wide.flatMap((a, i) =>
      wide
        .slice(i + 1)
        .filter((b) => ((a.encoding.match ^ b.encoding.match) & a.encoding.mask & b.encoding.mask) === 0)
        .map((b) => [a.insn.mnemonic, b.insn.mnemonic].sort()),
    );
    expect(overlaps).toEqual(SPECIAL_CASES.map((pair) => [...pair].sort()));
  });

  it('have one meaning at most for every compressed word', () => {
    const narrow = encodings.filter(({ encoding }) => encoding.sizeBytes === 2);
    for (let word = 0; word < 0x1_0000; word++) {
      const meanings = narrow.filter(({ encoding }) => matches(encoding, word) && encoding.decode(word) !== undefined);
      if (meanings.length > 1) expect.fail(`0x${word.toString(16)} is ${meanings.map(({ name }) => name).join(' and ')}`);
    }
  });

  it('give each definition and service one name', () => {
    const names = insns.map(({ mnemonic }) => mnemonic);
    expect(new Set(names).size).toBe(names.length);
  });
});

/**
 * Reserved words of RV64C, as in unpriv: RVC Instruction Set Listings. Any other is legal. GNU objdump 2.40 agrees on all 49152
 * words and on their operands, except that it shows 0x6101, `c.addi16sp` of zero, which the manual reserves.
 */
const RESERVED = [
  '000 00000000 ... 00', // c.addi4spn of zero; with all zeros the defined illegal instruction
  '100 ........... 00',
  '001 . 00000 ..... 01', // c.addiw to x0
  '011 0 ..... 00000 01', // c.lui and c.addi16sp of zero
  '100 1 11 ... 1. ... 01',
  '010 . 00000 ..... 10', // c.lwsp to x0
  '011 . 00000 ..... 10', // c.ldsp to x0
  '100 0 00000 00000 10', // c.jr x0
];
/** c.fld, c.fsd, c.fldsp, c.fsdsp. */
const FLOAT = ['001 ........... 00', '101 ........... 00', '001 ........... 10', '101 ........... 10'];

const compressed = Array.from({ length: 0x1_0000 }, (_, word) => word).filter((word) => sizeOf(word) === 2);
const isOneOf = (patterns: readonly string[]) => {
  const pattern = new RegExp(`^(${patterns.join('|').replaceAll(' ', '')})$`);
  return (word: number) => pattern.test(word.toString(2).padStart(16, '0'));
};

describe('decoding', () => {
  it('takes any word', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, DECODE_FPU_OFF), (word, mode) => {
        const decoded = decode(word, mode);
        if (decoded !== undefined) expect(decoded.sizeBytes).toBe(sizeOf(word & 0xffff));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([[DECODE_FPU_OFF, [...RESERVED, ...FLOAT], 2409 + 4 * 2048]])(
    'reserves what the manual does in the compressed space, in mode %i',
    (mode, patterns, count) => {
      const illegal = compressed.filter((word) => decode(word, mode) === undefined);
      expect(illegal).toEqual(compressed.filter(isOneOf(patterns)));
      expect(illegal).toHaveLength(count);
    },
  );

  it('reads signed and unsigned words alike, and no more of a compressed one than its half', () => {
    fc.assert(
      fc.property(anyWord(insns), fc.nat({ max: 0xffff }), (word, next) => {
        expect(decode(word | 0, 0)).toEqual(decode(word >>> 0, 0));
        if (sizeOf(word & 0xffff) === 2) expect(decode((next << 16) | word, 0)).toEqual(decode(word, 0));
      }),
    );
  });

  it('knows F and D exactly while FS is not Off', () => {
    fc.assert(
      fc.property(anyWord(fd), (word) => {
        expect(fd).toContain(decode(word, 0)?.insn);
        expect(decode(word, DECODE_FPU_OFF)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(anyWord(insns.filter((insn) => !fd.includes(insn))), (word) => {
        expect(decode(word, DECODE_FPU_OFF)).toEqual(decode(word, 0));
      }),
    );
  });

  it.each([
    ['all zeros', 0x0000_0000],
    ['all ones', 0xffff_ffff],
    ['slli by 64 or more, as on rv128', 0x0605_1513],
    ['slliw by 32 or more', 0x0205_151b],
    ['jalr with funct3 1', 0x0000_1067],
    ['a load of 16 bytes', 0x0000_7003],
    ['lr.w with rs2 = x1', 0x1010_a02f],
    ['amoadd.b', 0x0000_802f],
    ['sfence.vma with rd = x1', 0x1200_00f3],
    ['mret with rs1 = x1', 0x3020_8073],
    ['uret', 0x0020_0073],
    ['dret', 0x7b20_0073],
    ['hfence.gvma with rd = x1', 0x6200_00f3],
    ['hlv.d with rs2 = 1', 0x6c10_4073],
    ['hlvx.bu', 0x6030_4073],
    ['hsv.d with rd = x1', 0x6e00_40f3],
    ['zext.h as on rv32', 0x0805_4533],
    ['rev8 as on rv32', 0x6985_5513],
    ['fadd.s with rounding mode 5', 0x0031_50d3],
    ['fadd.q', 0x0631_70d3],
    ['fadd.h', 0x0431_70d3],
    ['fsqrt.s with rs2 = x1', 0x5811_70d3],
    ['flq', 0x0001_4087],
  ])('knows no %s', (_, word) => {
    expect(decode(word, 0)).toBeUndefined();
  });
});
