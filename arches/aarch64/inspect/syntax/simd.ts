/** Syntax of Advanced SIMD on lanes that keep their size, and of loads and stores of its registers. */
import { ADDRESSES, pairOffset, withLetter } from './loads-stores.ts';
import { all, bitsOf, isOf, isSame } from './operands.ts';
import { structureSyntax } from './structures.ts';
import { generalName, numberAt, type Rule, type Writer, type Written } from './template.ts';
import { ARRANGEMENTS, bytes, floatImmediate, isFull, LETTERS, listOf, ofWidths, sizeAt, vectorsOf } from './vectors.ts';
import { widthSyntax } from './widths.ts';

const bySize = vectorsOf(sizeAt(22));

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

/** An immediate of eight bits, a:b:c:d:e:f:g:h. */
const byteOf = (word: number): number => (bitsOf(word, 16, 3) << 5) | bitsOf(word, 5, 5);
/** By the format of the modified immediate: how lanes are written, and how what is in them. */
function immediates(): Readonly<Record<string, readonly Rule[]>> {
  const lanes =
    (log2: number): Writer =>
    ({ word }) =>
      ARRANGEMENTS[log2]![isFull(word)];
  const byte: Writer = ({ word }) => `#${byteOf(word)}`;
  const shifted = (log2: number, shift: string): readonly Rule[] => [
    { template: '* Vd.<T>, <byte>, <shift>', writers: { T: lanes(log2), byte, shift: () => shift } },
  ];
  /** MOVI and MVNI have the even numbers of cmode, ORR and BIC the odd ones. */
  const ofShift = (log2: number, cmode: number, amount: number) =>
    [cmode, cmode + 1].map((each) => [`immediate${each}`, shifted(log2, amount === 0 ? '' : `lsl #${amount}`)] as const);
  const number = (log2: number): readonly Rule[] => [
    { template: '* Vd.<T>, <number>', writers: { T: lanes(log2), number: ({ word }) => floatImmediate(byteOf(word)) } },
  ];
  return Object.fromEntries([
    ...[0, 8, 16, 24].flatMap((amount, i) => ofShift(2, 2 * i, amount)),
    ...[0, 8].flatMap((amount, i) => ofShift(1, 8 + 2 * i, amount)),
    ['immediate12', shifted(2, 'msl #8')],
    ['immediate13', shifted(2, 'msl #16')],
    ['immediate14', shifted(0, '')],
    [
      'immediateDouble14',
      [
        { template: '* Vd.2d, <bytes>', when: ({ word }: Written) => isFull(word) === 1, writers: { bytes: everyBit } },
        { template: '* Dd, <bytes>', writers: { bytes: everyBit } },
      ],
    ],
    ['immediateHalfNumber15', number(1)],
    ['immediateNumber15', number(2)],
    ['immediateDoubleNumber15', number(3)],
  ]);
}
/** A byte of ones for each 1. LLVM writes sixteen characters at least, and zero without `0x`. */
const everyBit: Writer = ({ word }) => {
  const ones = Array.from({ length: 8 }, (_, i) => ((byteOf(word) >> i) & 1 ? 0xffn << BigInt(8 * i) : 0n));
  const value = ones.reduce((sum, each) => sum | each);
  return value === 0n ? `#${'0'.repeat(16)}` : `#0x${value.toString(16).padStart(14, '0')}`;
};

/** To a general register of 32 or 64 bits: the whole of one is a move. */
const toGeneral = (size: 32 | 64): Readonly<Record<string, readonly Rule[]>> => {
  const name = size === 32 ? 'W' : 'X';
  return Object.fromEntries(
    [8, 16, 32, 64].map((width) => [
      `moveToGeneral${width}to${size}`,
      [{ template: `${width === size ? 'mov' : '*'} ${name}d, Vn.<letter><index>`, writers: copies }],
    ]),
  );
};

const tables = Object.fromEntries(
  [1, 2, 3, 4].map((count): [string, readonly Rule[]] => [
    `table${count}`,
    [
      {
        template: '* Vd.<bytes>, <list>, Vm.<bytes>',
        writers: { bytes, list: ({ word }) => listOf(numberAt(word, 'n'), count, '16b') },
      },
    ],
  ]),
);

/** Of integers, whose sum may be of the next size. */
const acrossLanes: readonly Rule[] = [
  {
    template: '* <wideD>, Vn.<T>',
    when: isOf('saddlv', 'uaddlv'),
    writers: bySize,
  },
  { template: '* <d>, Vn.<T>', when: isOf('addv', 'smaxv', 'sminv', 'umaxv', 'uminv'), writers: bySize },
];

const threeVectors: readonly Rule[] = [{ template: '* Vd.<T>, Vn.<T>, Vm.<T>', writers: bySize }];

export const simdSyntax: Readonly<Record<string, readonly Rule[]>> = {
  threeSameLogical: [
    { template: 'mov Vd.<bytes>, Vn.<bytes>', when: all(isOf('orr'), isSame('n', 'm')), writers: bySize },
    { template: '* Vd.<bytes>, Vn.<bytes>, Vm.<bytes>', writers: bySize },
  ],
  ...ofWidths('threeSame', threeVectors),
  ...ofWidths('threeSameExtra', threeVectors),
  ...ofWidths('permute', threeVectors),
  acrossLanes8: acrossLanes,
  ...ofWidths('threeSameScalar', [{ template: '* <d>, <n>, <m>', writers: bySize }]),
  ...ofWidths('threeSameExtraScalar', [{ template: '* <d>, <n>, <m>', writers: bySize }]),
  ...ofWidths('duplicateElement', [{ template: 'dup Vd.<T>, Vn.<letter><index>', writers: copies }]),
  ...ofWidths('duplicateGeneral', [{ template: 'dup Vd.<T>, <general>', writers: copies }]),
  ...ofWidths('duplicateScalar', [{ template: 'mov <scalar>, Vn.<letter><index>', writers: copies }]),
  ...ofWidths('insertGeneral', [{ template: 'mov Vd.<letter><index>, <general>', writers: copies }]),
  ...ofWidths('insertElement', [{ template: 'mov Vd.<letter><index>, Vn.<letter><source>', writers: copies }]),
  extractVector: [
    {
      template: 'ext Vd.<bytes>, Vn.<bytes>, Vm.<bytes>, <position>',
      writers: { bytes, position: ({ word }) => `#${bitsOf(word, 11, 4)}` },
    },
  ],
  aes: [{ template: '* Vd.16b, Vn.16b' }],
  pairwiseScalar: [{ template: '* Dd, Vn.2d' }],
  shaThreeRegisters: [
    { template: '* Qd, Sn, Vm.4s', when: isOf('sha1c', 'sha1p', 'sha1m') },
    { template: '* Qd, Qn, Vm.4s', when: isOf('sha256h', 'sha256h2') },
    { template: '* Vd.4s, Vn.4s, Vm.4s' },
  ],
  shaTwoRegisters: [{ template: '* Sd, Sn', when: isOf('sha1h') }, { template: '* Vd.4s, Vn.4s' }],
  ...tables,
  ...immediates(),
  ...toGeneral(32),
  ...toGeneral(64),
  ...widthSyntax,
  ...structureSyntax,
  ...Object.fromEntries([...singles, ...pairs]),
};
