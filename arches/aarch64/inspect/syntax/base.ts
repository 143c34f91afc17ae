/** Syntax of the base instructions that work on registers, and of branches. */
import { bitmask, type DataSize } from '../../operands.ts';
import { all, bitsOf, CONDITION_NAMES, EXTENSIONS, hasBits, is31, isOf, isSame, signedBits } from './operands.ts';
import type { Rule, Written } from './template.ts';

const rule = (template: string, when?: Rule['when'], writers?: Rule['writers']): Rule => ({
  template,
  ...(when && { when }),
  ...(writers && { writers }),
});

const plain = (template: string): readonly Rule[] => [rule(template)];
const not = (condition: (written: Written) => boolean) => (written: Written) => !condition(written);

const immediateOf = {
  imm12: ({ word }: Written) => `#${bitsOf(word, 10, 12)}`,
  sh: ({ word }: Written) => (bitsOf(word, 22, 1) === 0 ? '' : 'lsl #12'),
};
const withImmediate = (template: string, when?: Rule['when']) => rule(template, when, immediateOf);
const hasStackPointer = (written: Written) => is31('d')(written) || is31('n')(written);

const setsFlags = isOf('adds', 'subs');

/** "LSL is the preferred form when Rd or Rn is the stack pointer" and the extension is that of all its bits. */
const extension = {
  extend: ({ word, mnemonic, size }: Written) => {
    const [option, amount] = [bitsOf(word, 13, 3), bitsOf(word, 10, 3)];
    const isWhole = option === (size === 64 ? 3 : 2);
    const isOfStackPointer = bitsOf(word, 5, 5) === 31 || (bitsOf(word, 0, 5) === 31 && !mnemonic.endsWith('s'));
    if (isWhole && isOfStackPointer) return amount === 0 ? '' : `lsl #${amount}`;
    return amount === 0 ? EXTENSIONS[option]! : `${EXTENSIONS[option]} #${amount}`;
  },
};

/** The immediate of a logical instruction. */
const maskOf = (word: number, size: DataSize): bigint => bitmask(size).decode(word);
const sized = (value: bigint, size: number) => BigInt.asUintN(size, value);

/** Can MOVZ give a value, with any shift? */
const isMovable = (value: bigint, size: number): boolean =>
  [0n, 16n, 32n, 48n].slice(0, size / 16).some((shift) => (value & ~(0xffffn << shift)) === 0n);

const movedValue = ({ word, mnemonic, size }: Written): bigint => {
  const value = BigInt(bitsOf(word, 5, 16)) << BigInt(16 * bitsOf(word, 21, 2));
  return BigInt.asUintN(size, mnemonic === 'movn' ? ~value : value);
};

/** "MOV (wide immediate)" unless it is zero shifted, "MOV (inverted wide immediate)" unless MOVZ gives it as well. */
function isMov(written: Written): boolean {
  const isShiftedZero = bitsOf(written.word, 5, 16) === 0 && bitsOf(written.word, 21, 2) !== 0;
  return !isShiftedZero && (written.mnemonic === 'movz' || !isMovable(movedValue(written), written.size));
}

const wide = {
  value: (written: Written) => `#${BigInt.asIntN(written.size, movedValue(written))}`,
  half: ({ word }: Written) => `#${bitsOf(word, 5, 16)}`,
  hw: ({ word }: Written) => (bitsOf(word, 21, 2) === 0 ? '' : `lsl #${16 * bitsOf(word, 21, 2)}`),
};

const immrOf = ({ word }: Written) => bitsOf(word, 16, 6);
const immsOf = ({ word }: Written) => bitsOf(word, 10, 6);
const isTop = (written: Written) => immsOf(written) === written.size - 1;
const isLow = (imms: number) => (written: Written) => immrOf(written) === 0 && immsOf(written) === imms;
const is64 = ({ size }: Written) => size === 64;
const is32 = ({ size }: Written) => size === 32;

const bitfield = {
  immr: (written: Written) => `#${immrOf(written)}`,
  lsb: (written: Written) => `#${(written.size - immrOf(written)) % written.size}`,
  width: (written: Written) => `#${immsOf(written) + 1}`,
  length: (written: Written) => `#${immsOf(written) - immrOf(written) + 1}`,
  left: (written: Written) => `#${written.size - 1 - immsOf(written)}`,
};
const ofBitfield = (template: string, ...conditions: readonly ((written: Written) => boolean)[]) =>
  rule(template, all(...conditions), bitfield);
const isInserted = (written: Written) => immsOf(written) < immrOf(written);

/** Is the condition one that an inverted alias can have? Not AL and NV. */
const isInvertible = not(hasBits(13, 3, 7));

/** Of a branch: what it says is in the description, as a distance. */
const TARGET = '<target>';
const target = (at: number, width: number) => ({ target: ({ word }: Written) => String(4 * signedBits(word, at, width)) });
const branch = (template: string, at: number, width: number, more: Rule['writers'] = {}): readonly Rule[] => [
  rule(template, undefined, { ...target(at, width), ...more }),
];

const LINK = 30;

/** What ADRP counts in. */
export const PAGE = 4096;

/** immhi and immlo. */
const distanceOf = (word: number): number => 4 * signedBits(word, 5, 19) + bitsOf(word, 29, 2);

/** By the format of the encoding, without its size. */
export const baseSyntax: Readonly<Record<string, readonly Rule[]>> = {
  addSubtractImmediate: [
    rule('mov Rd|SP, Rn|SP', all(isOf('add'), hasBits(10, 13, 0), hasStackPointer)),
    withImmediate('cmn Rn|SP, <imm12>, <sh>', all(isOf('adds'), is31('d'))),
    withImmediate('cmp Rn|SP, <imm12>, <sh>', all(isOf('subs'), is31('d'))),
    withImmediate('* Rd, Rn|SP, <imm12>, <sh>', setsFlags),
    withImmediate('* Rd|SP, Rn|SP, <imm12>, <sh>'),
  ],
  addSubtractShifted: [
    rule('cmn Rn, Rm, <shift>', all(isOf('adds'), is31('d'))),
    rule('cmp Rn, Rm, <shift>', all(isOf('subs'), is31('d'))),
    rule('neg Rd, Rm, <shift>', all(isOf('sub'), is31('n'))),
    rule('negs Rd, Rm, <shift>', all(isOf('subs'), is31('n'))),
    rule('* Rd, Rn, Rm, <shift>'),
  ],
  addSubtractExtended: [
    rule('cmn Rn|SP, <extended>, <extend>', all(isOf('adds'), is31('d')), extension),
    rule('cmp Rn|SP, <extended>, <extend>', all(isOf('subs'), is31('d')), extension),
    rule('* Rd, Rn|SP, <extended>, <extend>', setsFlags, extension),
    rule('* Rd|SP, Rn|SP, <extended>, <extend>', undefined, extension),
  ],
  addSubtractCarry: [
    rule('ngc Rd, Rm', all(isOf('sbc'), is31('n'))),
    rule('ngcs Rd, Rm', all(isOf('sbcs'), is31('n'))),
    rule('* Rd, Rn, Rm'),
  ],
  logicalImmediate: [
    rule('tst Rn, <mask>', all(isOf('ands'), is31('d'))),
    rule('mov Rd|SP, <value>', ({ word, mnemonic, size }) => {
      if (mnemonic !== 'orr' || !is31('n')({ word, mnemonic, size })) return false;
      const value = sized(maskOf(word, size), size);
      return !isMovable(value, size) && !isMovable(sized(~value, size), size);
    }),
    rule('* Rd, Rn, <mask>', isOf('ands')),
    rule('* Rd|SP, Rn, <mask>'),
  ].map((each) => ({
    ...each,
    writers: {
      mask: ({ word, size }) => `#0x${sized(maskOf(word, size), size).toString(16)}`,
      value: ({ word, size }) => `#${BigInt.asIntN(size, maskOf(word, size))}`,
    },
  })),
  logicalShifted: [
    rule('mov Rd, Rm', all(isOf('orr'), is31('n'), hasBits(10, 6, 0), hasBits(22, 2, 0))),
    rule('mvn Rd, Rm, <shift>', all(isOf('orn'), is31('n'))),
    rule('tst Rn, Rm, <shift>', all(isOf('ands'), is31('d'))),
    rule('* Rd, Rn, Rm, <shift>'),
  ],
  moveWide: [rule('mov Rd, <value>', isMov, wide), rule('* Rd, <half>, <hw>', undefined, wide)],
  moveWideKeep: [rule('movk Rd, <half>, <hw>', undefined, wide)],
  pcRelative: [rule('adr Xd, <distance>', undefined, { distance: ({ word }) => `#${distanceOf(word)}` })],
  pcRelativePage: [rule('adrp Xd, <distance>', undefined, { distance: ({ word }) => String(PAGE * distanceOf(word)) })],
  bitfield: [
    ofBitfield('sxtb Rd, Wn', isOf('sbfm'), isLow(7)),
    ofBitfield('sxth Rd, Wn', isOf('sbfm'), isLow(15)),
    ofBitfield('sxtw Xd, Wn', isOf('sbfm'), isLow(31), is64),
    ofBitfield('uxtb Wd, Wn', isOf('ubfm'), isLow(7), is32),
    ofBitfield('uxth Wd, Wn', isOf('ubfm'), isLow(15), is32),
    ofBitfield('lsl Rd, Rn, <left>', isOf('ubfm'), not(isTop), (written) => immsOf(written) + 1 === immrOf(written)),
    ofBitfield('lsr Rd, Rn, <immr>', isOf('ubfm'), isTop),
    ofBitfield('asr Rd, Rn, <immr>', isOf('sbfm'), isTop),
    ofBitfield('sbfiz Rd, Rn, <lsb>, <width>', isOf('sbfm'), isInserted),
    ofBitfield('ubfiz Rd, Rn, <lsb>, <width>', isOf('ubfm'), isInserted),
    ofBitfield('sbfx Rd, Rn, <immr>, <length>', isOf('sbfm')),
    ofBitfield('ubfx Rd, Rn, <immr>, <length>', isOf('ubfm')),
    ofBitfield('bfc Rd, <lsb>, <width>', is31('n'), (written) => immrOf(written) === 0 || isInserted(written)),
    ofBitfield('bfi Rd, Rn, <lsb>, <width>', isInserted),
    ofBitfield('bfxil Rd, Rn, <immr>, <length>'),
  ],
  extract: [rule('ror Rd, Rn, <imm6>', isSame('n', 'm')), rule('extr Rd, Rn, Rm, <imm6>')],
  conditionalCompare: plain('* Rn, Rm, <nzcv>, <cond>'),
  conditionalCompareImmediate: plain('* Rn, <imm5>, <nzcv>, <cond>'),
  conditionalSelect: [
    rule('cset Rd, <inverted>', all(isOf('csinc'), isInvertible, is31('n', 'm'))),
    rule('csetm Rd, <inverted>', all(isOf('csinv'), isInvertible, is31('n', 'm'))),
    rule('cinc Rd, Rn, <inverted>', all(isOf('csinc'), isInvertible, isSame('n', 'm'))),
    rule('cinv Rd, Rn, <inverted>', all(isOf('csinv'), isInvertible, isSame('n', 'm'))),
    rule('cneg Rd, Rn, <inverted>', all(isOf('csneg'), isInvertible, isSame('n', 'm'))),
    rule('* Rd, Rn, Rm, <cond>'),
  ],
  oneSource: plain('* Rd, Rn'),
  twoSources: [
    rule('<stem> Rd, Rn, Rm', isOf('lslv', 'lsrv', 'asrv', 'rorv'), { stem: ({ mnemonic }) => mnemonic.slice(0, 3) }),
    rule('* Rd, Rn, Rm'),
  ],
  crc32: [rule('* Wd, Wn, Xm', isOf('crc32x', 'crc32cx')), rule('* Wd, Wn, Wm')],
  threeSources: [
    rule('mul Rd, Rn, Rm', all(isOf('madd'), is31('a'))),
    rule('mneg Rd, Rn, Rm', all(isOf('msub'), is31('a'))),
    rule('* Rd, Rn, Rm, Ra'),
  ],
  threeSourcesLong: [
    rule('smull Xd, Wn, Wm', all(isOf('smaddl'), is31('a'))),
    rule('smnegl Xd, Wn, Wm', all(isOf('smsubl'), is31('a'))),
    rule('umull Xd, Wn, Wm', all(isOf('umaddl'), is31('a'))),
    rule('umnegl Xd, Wn, Wm', all(isOf('umsubl'), is31('a'))),
    rule('* Xd, Wn, Wm, Xa'),
  ],
  multiplyHigh: plain('* Xd, Xn, Xm'),
  branchImmediate: branch(`* ${TARGET}`, 0, 26),
  branchConditional: branch(`b.<condition> ${TARGET}`, 5, 19, { condition: ({ word }) => CONDITION_NAMES[word & 15]! }),
  compareBranch: branch(`* Rt, ${TARGET}`, 5, 19),
  testBranchLow: branch(`* Wt, <bit>, ${TARGET}`, 5, 14, { bit: ({ word }) => `#${bitsOf(word, 19, 5)}` }),
  testBranchHigh: branch(`* Xt, <bit>, ${TARGET}`, 5, 14, { bit: ({ word }) => `#${32 + bitsOf(word, 19, 5)}` }),
  branchRegister: [rule('ret', all(isOf('ret'), hasBits(5, 5, LINK))), rule('* Xn')],
};
