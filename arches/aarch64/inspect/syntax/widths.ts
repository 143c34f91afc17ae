/** Syntax of what Advanced SIMD does to lanes that may become wider or narrower: two registers, three different, by element, shifts by a constant. */
import { bitsOf, isOf } from './operands.ts';
import { numberAt, type Rule, type Written } from './template.ts';
import { elementOf, isFull, ofWidths, sizeAt, vectorsOf } from './vectors.ts';

const bySize = vectorsOf(sizeAt(22));
const size = sizeAt(22);

/** What compares with zero says so. */
const COMPARES = ['cmgt', 'cmge', 'cmeq', 'cmle', 'cmlt'];
/** Their source is wider than their result. */
const NARROWING = ['xtn', 'sqxtun', 'sqxtn', 'uqxtn'];

const twoVectors: readonly Rule[] = [
  { template: '* Vd.<T>, Vn.<T>, #0', when: isOf(...COMPARES), writers: bySize },
  { template: 'mvn Vd.<bytes>, Vn.<bytes>', when: isOf('not'), writers: bySize },
  { template: '* Vd.<bytes>, Vn.<bytes>', when: isOf('rbit', 'cnt'), writers: bySize },
  { template: '* Vd.<pairs>, Vn.<T>', when: isOf('saddlp', 'uaddlp', 'sadalp', 'uadalp'), writers: bySize },
  { template: '*<two> Vd.<T>, Vn.<wide>', when: isOf(...NARROWING), writers: bySize },
  {
    template: '*<two> Vd.<wide>, Vn.<T>, <amount>',
    when: isOf('shll'),
    writers: { ...bySize, amount: (written) => `#${8 << size(written)}` },
  },
  { template: '* Vd.<T>, Vn.<T>', writers: bySize },
];
const twoScalars: readonly Rule[] = [
  { template: '* <d>, <n>, #0', when: isOf(...COMPARES), writers: bySize },
  { template: '* <d>, <wideN>', when: isOf(...NARROWING), writers: bySize },
  { template: '* <d>, <n>', writers: bySize },
];

const threeDifferent: readonly Rule[] = [
  { template: '*<two> Vd.<wide>, Vn.<wide>, Vm.<T>', when: ({ mnemonic }) => mnemonic.endsWith('w'), writers: bySize },
  { template: '*<two> Vd.<T>, Vn.<wide>, Vm.<wide>', when: ({ mnemonic }) => mnemonic.endsWith('hn'), writers: bySize },
  { template: '*<two> Vd.<wide>, Vn.<T>, Vm.<T>', writers: bySize },
];

/** Products whose lanes are wider than their factors': `smull`, `sqdmlal`. */
const isLong = ({ mnemonic }: Written): boolean => /^([su]|sqd)m(ul|la|ls)l$/.test(mnemonic);

const byElement = ([width, letter]: readonly [16 | 32, string]): Readonly<Record<string, readonly Rule[]>> => {
  const writers = { ...bySize, element: elementOf(width, letter) };
  return {
    [`byElement${width}`]: [
      { template: '*<two> Vd.<wide>, Vn.<T>, <element>', when: isLong, writers },
      { template: '* Vd.<T>, Vn.<T>, <element>', writers },
    ],
    [`byElementScalar${width}`]: [
      { template: '* <wideD>, <n>, <element>', when: isLong, writers },
      { template: '* <d>, <n>, <element>', writers },
    ],
  };
};

const words = { bytes: bySize['bytes']!, words: ({ word }: Written) => (isFull(word) === 1 ? '4s' : '2s') };
const fourBytes = ({ word }: Written) => `v${numberAt(word, 'm')}.4b[${(bitsOf(word, 11, 1) << 1) | bitsOf(word, 21, 1)}]`;

/** The highest 1 of immh says the size, and what is beside it the amount. */
const shifted = ({ word }: Written): number => 31 - Math.clz32(bitsOf(word, 19, 4));
const ofShifts = vectorsOf(shifted);
const right = (written: Written) => `#${(16 << shifted(written)) - bitsOf(written.word, 16, 7)}`;
const left = (written: Written) => `#${bitsOf(written.word, 16, 7) - (8 << shifted(written))}`;
const shifts = {
  ...ofShifts,
  amount: (written: Written) => (/^(shl|sli|sqshlu?|uqshl|[su]shll)$/.test(written.mnemonic) ? left(written) : right(written)),
};
const isNarrowingShift = ({ mnemonic }: Written) => /rn$|run$/.test(mnemonic);
const shiftVectors: readonly Rule[] = [
  { template: '*<two> Vd.<T>, Vn.<wide>, <amount>', when: isNarrowingShift, writers: shifts },
  { template: '*<two> Vd.<wide>, Vn.<T>, <amount>', when: isOf('sshll', 'ushll'), writers: shifts },
  { template: '* Vd.<T>, Vn.<T>, <amount>', writers: shifts },
];
const shiftScalars: readonly Rule[] = [
  { template: '* <d>, <wideN>, <amount>', when: isNarrowingShift, writers: shifts },
  { template: '* <d>, <n>, <amount>', writers: shifts },
];

export const widthSyntax: Readonly<Record<string, readonly Rule[]>> = {
  ...ofWidths('twoRegisters', twoVectors),
  ...ofWidths('twoRegistersScalar', twoScalars),
  ...ofWidths('threeDifferent', threeDifferent),
  /** Of doublewords, to all 128 bits. */
  threeDifferent64: [{ template: '*<two> Vd.1q, Vn.<T>, Vm.<T>', writers: bySize }],
  ...ofWidths('threeDifferentScalar', [{ template: '* <wideD>, <n>, <m>', writers: bySize }]),
  ...byElement([16, 'h']),
  ...byElement([32, 's']),
  dotProduct: [{ template: '* Vd.<words>, Vn.<bytes>, Vm.<bytes>', writers: words }],
  dotProductElement: [{ template: '* Vd.<words>, Vn.<bytes>, <fourBytes>', writers: { ...words, fourBytes } }],
  ...ofWidths('shiftImmediate', shiftVectors),
  ...ofWidths('shiftImmediateScalar', shiftScalars),
};
