/** What templates have in angle brackets, and what rules look at. */
import { generalName, numberAt, type Writer, type Written } from './template.ts';

export const bitsOf = (word: number, at: number, width: number): number => (word >>> at) & (2 ** width - 1);
export const signedBits = (word: number, at: number, width: number): number => {
  const value = bitsOf(word, at, width);
  return value >= 2 ** (width - 1) ? value - 2 ** width : value;
};

/** Is the register at a place number 31? */
export const is31 =
  (...places: readonly string[]) =>
  ({ word }: Written): boolean =>
    places.every((place) => numberAt(word, place) === 31);
export const isSame =
  (a: string, b: string) =>
  ({ word }: Written): boolean =>
    numberAt(word, a) === numberAt(word, b);
/** Is a field of the word a number? */
export const hasBits =
  (at: number, width: number, value: number) =>
  ({ word }: Written): boolean =>
    bitsOf(word, at, width) === value;
export const isOf =
  (...mnemonics: readonly string[]) =>
  ({ mnemonic }: Written): boolean =>
    mnemonics.includes(mnemonic);
export const all =
  (...conditions: readonly ((written: Written) => boolean)[]) =>
  (written: Written): boolean =>
    conditions.every((condition) => condition(written));

/** As LLVM and the manual spell them. */
export const CONDITION_NAMES = ['eq', 'ne', 'hs', 'lo', 'mi', 'pl', 'vs', 'vc', 'hi', 'ls', 'ge', 'lt', 'gt', 'le', 'al', 'nv'];
export const SHIFTS = ['lsl', 'lsr', 'asr', 'ror'];
export const EXTENSIONS = ['uxtb', 'uxth', 'uxtw', 'uxtx', 'sxtb', 'sxth', 'sxtw', 'sxtx'];

const immediate =
  (at: number, width: number): Writer =>
  ({ word }) =>
    `#${bitsOf(word, at, width)}`;
const hexadecimal =
  (at: number, width: number): Writer =>
  ({ word }) =>
    `#0x${bitsOf(word, at, width).toString(16)}`;

/** `, #8` within brackets; nothing for no offset. */
export const offsetText = (offset: number): string => (offset === 0 ? '' : `, #${offset}`);

/** Those that all encodings share. */
export const WRITERS: Readonly<Record<string, Writer>> = {
  imm5: immediate(16, 5),
  imm6: immediate(10, 6),
  imm16: hexadecimal(5, 16),
  nzcv: immediate(0, 4),
  crm: immediate(8, 4),
  cond: ({ word }) => CONDITION_NAMES[bitsOf(word, 12, 4)]!,
  /** The condition that holds when that in the word does not. */
  inverted: ({ word }) => CONDITION_NAMES[bitsOf(word, 12, 4) ^ 1]!,
  /** Of a shifted register; nothing for none. */
  shift: ({ word }) => {
    const [kind, amount] = [bitsOf(word, 22, 2), bitsOf(word, 10, 6)];
    return kind === 0 && amount === 0 ? '' : `${SHIFTS[kind]} #${amount}`;
  },
  /** Rm of an extension, which is of 32 bits but for those of all 64. */
  extended: ({ word, size }) => generalName(numberAt(word, 'm'), size === 64 && (bitsOf(word, 13, 3) & 3) === 3 ? 64 : 32, false),
};
