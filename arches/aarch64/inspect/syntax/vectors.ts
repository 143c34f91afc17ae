/** How vectors, their elements and scalars of their sizes are written. A size of elements is log2 of its bytes here, as the field `size` is. */
import { bitsOf } from './operands.ts';
import { numberAt, type Rule, type Writer, type Written } from './template.ts';

/** Arrangements by the size of elements, of half a register and of all of it. */
export const ARRANGEMENTS = [
  ['8b', '16b'],
  ['4h', '8h'],
  ['2s', '4s'],
  ['1d', '2d'],
] as const;
export const LETTERS = ['b', 'h', 's', 'd'];
const WIDTHS = [8, 16, 32, 64];

/** Q. */
export const isFull = (word: number): 0 | 1 => (bitsOf(word, 30, 1) === 0 ? 0 : 1);

/** A vector of bytes, by Q. */
export const bytes: Writer = ({ word }) => ARRANGEMENTS[0][isFull(word)];

/** The size of elements where a word has a field for it. */
export const sizeAt =
  (at: number) =>
  ({ word }: Written): number =>
    bitsOf(word, at, 2);

/** Vectors and scalars by their size: those of the next size are `wide`, and `pairs` where Q counts for them too. */
export function vectorsOf(sizeOf: (written: Written) => number): Readonly<Record<string, Writer>> {
  const scalar =
    (place: string, by: number): Writer =>
    (written) =>
      `${LETTERS[sizeOf(written) + by]}${numberAt(written.word, place)}`;
  return {
    bytes,
    T: (written) => ARRANGEMENTS[sizeOf(written)]![isFull(written.word)],
    pairs: (written) => ARRANGEMENTS[sizeOf(written) + 1]![isFull(written.word)],
    wide: (written) => ARRANGEMENTS[sizeOf(written) + 1]![1],
    /** Of what works on the upper half: the end of its mnemonic. */
    two: ({ word }) => (isFull(word) === 1 ? '2' : ''),
    ...Object.fromEntries(['d', 'n', 'm'].map((place) => [place, scalar(place, 0)])),
    wideD: scalar('d', 1),
    wideN: scalar('n', 1),
  };
}

/** A lane of Vm by H, L and M, for elements of `size` bits. */
export const elementOf =
  (size: 16 | 32 | 64, letter: string): Writer =>
  ({ word }) => {
    const number = (bitsOf(word, 11, 1) << 2) | (bitsOf(word, 21, 1) << 1) | bitsOf(word, 20, 1);
    const register = bitsOf(word, 16, size === 16 ? 4 : 5);
    const lane = { 16: number, 32: number >> 1, 64: number >> 2 }[size];
    return `v${register}.${letter}[${lane}]`;
  };

/** `{ v1.8b, v2.8b }`: registers follow one another, and v0 follows v31. */
export const listOf = (first: number, count: number, arrangement: string): string => {
  const names = Array.from({ length: count }, (_, i) => `v${(first + i) & 31}.${arrangement}`);
  return `{ ${names.join(', ')} }`;
};

/** An 8-bit floating-point immediate with eight decimals, as LLVM writes it. */
export function floatImmediate(byte: number): string {
  const [sign, exponent, fraction] = [bitsOf(byte, 7, 1), bitsOf(byte, 4, 3) ^ 4, bitsOf(byte, 0, 4)];
  return `#${((sign === 1 ? -1 : 1) * (1 + fraction / 16) * 2 ** (exponent - 3)).toFixed(8)}`;
}

/** The same rules for a format of each size. */
export const ofWidths = (stem: string, rules: readonly Rule[]): Readonly<Record<string, readonly Rule[]>> =>
  Object.fromEntries(WIDTHS.map((width) => [`${stem}${width}`, rules]));
