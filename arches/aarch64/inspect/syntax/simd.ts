/** Syntax of Advanced SIMD, and of loads and stores of its registers. What is not here yet is written as its mnemonic alone. */
import { ADDRESSES, pairOffset, withLetter } from './loads-stores.ts';
import { all, bitsOf, isOf, isSame } from './operands.ts';
import { generalName, numberAt, type Rule, type Writer, type Written } from './template.ts';

/** Arrangements by the size of elements, of half a register and of all of it. */
const ARRANGEMENTS = [
  ['8b', '16b'],
  ['4h', '8h'],
  ['2s', '4s'],
  ['1d', '2d'],
] as const;
const isFull = (word: number): 0 | 1 => (bitsOf(word, 30, 1) === 0 ? 0 : 1);
const arrangementAt =
  (at: number): Writer =>
  ({ word }) =>
    ARRANGEMENTS[bitsOf(word, at, 2)]![isFull(word)];
/** A vector of bytes, by Q. */
const bytes: Writer = ({ word }) => ARRANGEMENTS[0][isFull(word)];
const writers = { T: arrangementAt(22), bytes };

const WIDTHS = [8, 16, 32, 64];
const LETTERS = ['b', 'h', 's', 'd'];
const letterAt =
  (at: number) =>
  ({ word }: Written): string =>
    LETTERS[bitsOf(word, at, 2)]!;
const scalars = {
  d: (written: Written) => scalarName(written, 'd'),
  n: (written: Written) => scalarName(written, 'n'),
  m: (written: Written) => scalarName(written, 'm'),
};
const scalarName = (written: Written, place: string) => `${letterAt(22)(written)}${numberAt(written.word, place)}`;

/** The source of what narrows. */
const widerScalar = (written: Written) => `${LETTERS[bitsOf(written.word, 22, 2) + 1]}${numberAt(written.word, 'n')}`;

const ofWidths = (stem: string, rules: readonly Rule[]): Readonly<Record<string, readonly Rule[]>> =>
  Object.fromEntries(WIDTHS.map((width) => [`${stem}${width}`, rules]));

/** Elements of a copy: the lowest bit that is set says which size, those above it which element. */
const elementOf = (bits: number): { readonly size: number; readonly index: number } => {
  const size = 31 - Math.clz32(bits & -bits);
  return { size, index: bits >> (size + 1) };
};
const copied = ({ word }: Written) => elementOf(bitsOf(word, 16, 5));
const copies: Readonly<Record<string, Writer>> = {
  T: (written) => ARRANGEMENTS[copied(written).size]![isFull(written.word)],
  letter: (written) => LETTERS[copied(written).size]!,
  index: (written) => `[${copied(written).index}]`,
  source: (written) => `[${bitsOf(written.word, 11, 4) >> copied(written).size}]`,
  general: (written) => generalName(numberAt(written.word, 'n'), copied(written).size === 3 ? 64 : 32, false),
  scalar: (written) => `${LETTERS[copied(written).size]}${numberAt(written.word, 'd')}`,
};

/** Of two registers: what compares with zero says so. */
const COMPARES = ['cmgt', 'cmge', 'cmeq', 'cmle', 'cmlt'];

const LOADED: readonly (readonly [letter: string, scale: number])[] = [
  ['B', 0],
  ['H', 1],
  ['S', 2],
  ['D', 3],
  ['Q', 4],
];
const FORMS: Readonly<Record<string, string>> = { unsignedOffset: 'unsigned', postIndexed: 'post', preIndexed: 'pre' };
const singles = LOADED.flatMap(([letter]): [string, readonly Rule[]][] => [
  ...Object.entries(FORMS).map(([stem, address]): [string, readonly Rule[]] => [
    `${stem}${letter}`,
    [{ template: `* ${letter}t, <${address}>`, writers: ADDRESSES }],
  ]),
  [
    `unscaledOffset${letter}`,
    [{ template: `<name> ${letter}t, <unscaled>`, writers: { ...ADDRESSES, name: withLetter('u', 2) } }],
  ],
  ...['zero', 'sign', 'none'].map((extension): [string, readonly Rule[]] => [
    `registerOffset${letter}${extension}`,
    [{ template: `* ${letter}t, <register>`, writers: ADDRESSES }],
  ]),
  [`literal${letter}`, [{ template: `* ${letter}t, <target>`, writers: ADDRESSES }]],
]);
const pairs = LOADED.flatMap(([letter, scale]): [string, readonly Rule[]][] => {
  const offsets = pairOffset(() => scale);
  const rule = (stem: string, template: string): [string, readonly Rule[]] => [
    `${stem}${letter}`,
    [{ template, writers: { ...offsets, noAllocate: withLetter('n', 2) } }],
  ];
  return [
    rule('pairOffset', `* ${letter}t, ${letter}t2, <offset>`),
    rule('pairNoAllocate', `<noAllocate> ${letter}t, ${letter}t2, <offset>`),
    rule('pairPostIndexed', `* ${letter}t, ${letter}t2, <post>`),
    rule('pairPreIndexed', `* ${letter}t, ${letter}t2, <pre>`),
  ];
});

/** `{ v1.8b, v2.8b }`: registers follow one another, and v0 follows v31. */
const listOf = (first: number, count: number, arrangement: string): string => {
  const names = Array.from({ length: count }, (_, i) => `v${(first + i) & 31}.${arrangement}`);
  return `{ ${names.join(', ')} }`;
};
const isIndexed = (word: number) => bitsOf(word, 23, 1) === 1;
function structureAddress({ word }: Written, sizeBytes: number): string {
  const base = `[${generalName(numberAt(word, 'n'), 64, true)}]`;
  if (!isIndexed(word)) return base;
  const register = numberAt(word, 'm');
  return `${base}, ${register === 31 ? `#${sizeBytes}` : generalName(register, 64, false)}`;
}
/** Registers by the opcode of multiple structures. */
const COUNTS: Readonly<Record<number, number>> = { 0: 4, 2: 4, 4: 3, 6: 3, 7: 1, 8: 2, 10: 2 };
const multipleCount = ({ word }: Written) => COUNTS[bitsOf(word, 12, 4)]!;
const structures: Readonly<Record<string, Writer>> = {
  list: (written) => listOf(numberAt(written.word, 't'), multipleCount(written), arrangementAt(10)(written)),
  address: (written) => structureAddress(written, multipleCount(written) * (isFull(written.word) === 1 ? 16 : 8)),
};
const replicatedCount = ({ mnemonic }: Written) => Number(mnemonic[2]);
const replicated: Readonly<Record<string, Writer>> = {
  list: (written) => listOf(numberAt(written.word, 't'), replicatedCount(written), arrangementAt(10)(written)),
  address: (written) => structureAddress(written, replicatedCount(written) * 2 ** bitsOf(written.word, 10, 2)),
};
const bothForms = (stems: readonly string[], rules: readonly Rule[]) =>
  Object.fromEntries(stems.flatMap((stem) => [stem, `${stem}PostIndexed`].map((name) => [name, rules] as const)));
const numbered = (stem: string, numbers: readonly number[]) => numbers.map((number) => `${stem}${number}`);

/** Of integers, whose sum may be of the next size. */
const acrossLanes: readonly Rule[] = [
  {
    template: '* <wide>, Vn.<T>',
    when: isOf('saddlv', 'uaddlv'),
    writers: { ...writers, wide: ({ word }) => `${LETTERS[bitsOf(word, 22, 2) + 1]}${numberAt(word, 'd')}` },
  },
  { template: '* <d>, Vn.<T>', when: isOf('addv', 'smaxv', 'sminv', 'umaxv', 'uminv'), writers: { ...writers, ...scalars } },
];

const threeVectors: readonly Rule[] = [{ template: '* Vd.<T>, Vn.<T>, Vm.<T>', writers }];

export const simdSyntax: Readonly<Record<string, readonly Rule[]>> = {
  threeSameLogical: [
    { template: 'mov Vd.<bytes>, Vn.<bytes>', when: all(isOf('orr'), isSame('n', 'm')), writers },
    { template: '* Vd.<bytes>, Vn.<bytes>, Vm.<bytes>', writers },
  ],
  ...ofWidths('threeSame', threeVectors),
  ...ofWidths('threeSameExtra', threeVectors),
  ...ofWidths('permute', threeVectors),
  acrossLanes8: acrossLanes,
  ...ofWidths('threeSameScalar', [{ template: '* <d>, <n>, <m>', writers: scalars }]),
  ...ofWidths('threeSameExtraScalar', [{ template: '* <d>, <n>, <m>', writers: scalars }]),
  ...ofWidths('duplicateElement', [{ template: 'dup Vd.<T>, Vn.<letter><index>', writers: copies }]),
  ...ofWidths('duplicateGeneral', [{ template: 'dup Vd.<T>, <general>', writers: copies }]),
  ...ofWidths('duplicateScalar', [{ template: 'mov <scalar>, Vn.<letter><index>', writers: copies }]),
  ...ofWidths('insertGeneral', [{ template: 'mov Vd.<letter><index>, <general>', writers: copies }]),
  ...ofWidths('insertElement', [{ template: 'mov Vd.<letter><index>, Vn.<letter><source>', writers: copies }]),
  ...ofWidths('twoRegistersScalar', [
    { template: '* <d>, <n>, #0', when: isOf(...COMPARES), writers: scalars },
    { template: '* <d>, <narrow>', when: isOf('sqxtun', 'sqxtn', 'uqxtn'), writers: { ...scalars, narrow: widerScalar } },
    { template: '* <d>, <n>', writers: scalars },
  ]),
  extractVector: [
    {
      template: 'ext Vd.<bytes>, Vn.<bytes>, Vm.<bytes>, <position>',
      writers: { bytes, position: ({ word }) => `#${bitsOf(word, 11, 4)}` },
    },
  ],
  aes: [{ template: '* Vd.16b, Vn.16b' }],
  ...bothForms(
    [...numbered('multiple', [1, 2, 3, 4]), ...numbered('interleaved', WIDTHS)],
    [{ template: '* <list>, <address>', writers: structures }],
  ),
  ...bothForms(numbered('replicated', WIDTHS), [{ template: '* <list>, <address>', writers: replicated }]),
  ...Object.fromEntries([...singles, ...pairs]),
};
