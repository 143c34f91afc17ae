/**
 * Instructions as text, from their words. A template is written as the manual writes the syntax: `add Rd|SP, Rn|SP, <imm12>`. A name of
 * a register is a letter for what it is, then which: `Xn`, `Wt2`, `Rd` (X or W, by the size of the encoding); what is in angle brackets
 * is written by a function of that name. `*` is the definition's own mnemonic.
 */
import { assert } from '#core/assert.ts';
import type { DataSize } from '../../operands.ts';

/** An instruction to be written. */
export interface Written {
  readonly word: number;
  /** Of the definition. */
  readonly mnemonic: string;
  /** Of the encoding, where there are two. */
  readonly size: DataSize;
}

export type Writer = (written: Written) => string;

/** How instructions of an encoding are written, the first rule that applies. */
export interface Rule {
  readonly template: string;
  /** Names of functions are found here, and after that among those that all share. */
  readonly writers?: Readonly<Record<string, Writer>>;
  readonly when?: (written: Written) => boolean;
}

export interface Text {
  readonly mnemonic: string;
  readonly operands: readonly string[];
}

/** Where the number of a register is in the word. */
export const PLACES: Readonly<Record<string, number>> = { d: 0, t: 0, n: 5, t2: 10, a: 10, m: 16, s: 16 };
export const numberAt = (word: number, place: string): number => (word >>> PLACES[place]!) & 31;

const ZERO = 31;

/** A general register. */
export function generalName(number: number, size: DataSize, isStackPointer: boolean): string {
  const letter = size === 64 ? 'x' : 'w';
  if (number !== ZERO) return `${letter}${number}`;
  if (isStackPointer) return size === 64 ? 'sp' : 'wsp';
  return `${letter}zr`;
}

const REGISTER = /\b([RXW])(d|n|m|a|t2|t|s)(\|SP)?(?![\w|])/g;
const SCALAR = /\b([BHSDQV])(d|n|m|a|t2|t|s)(?![\w|])/g;
const CALL = /<(\w+)>/g;

/** Puts what is meant in the place of names. */
function expand(template: string, written: Written, writers: Readonly<Record<string, Writer>>): string {
  return template
    .replaceAll(REGISTER, (_, kind: string, place: string, sp: string | undefined) => {
      const size = kind === 'R' ? written.size : kind === 'X' ? 64 : 32;
      return generalName(numberAt(written.word, place), size, sp !== undefined);
    })
    .replaceAll(SCALAR, (_, kind: string, place: string) => `${kind.toLowerCase()}${numberAt(written.word, place)}`)
    .replaceAll(CALL, (_, name: string) => {
      const writer = writers[name];
      assert(writer !== undefined, `no <${name}> to write in ${template}`);
      return writer(written);
    });
}

/** Between operands, not within brackets. */
const SEPARATOR = /, (?![^[{]*[\]}])/;

/** The text by a rule. An operand that comes out empty is left out. */
export function write({ template, writers = {} }: Rule, written: Written, shared: Readonly<Record<string, Writer>>): Text {
  const all = { ...shared, ...writers };
  const space = template.indexOf(' ');
  const [stem, rest] = space < 0 ? [template, ''] : [template.slice(0, space), template.slice(space + 1)];
  const operands = rest === '' ? [] : rest.split(SEPARATOR).map((operand) => expand(operand, written, all));
  return {
    mnemonic: expand(stem.replace('*', written.mnemonic), written, all),
    operands: operands.filter((operand) => operand !== ''),
  };
}
