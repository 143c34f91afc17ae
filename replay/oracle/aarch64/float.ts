/**
 * Every instruction that computes with V registers, as rows of the request that guest/aarch64/oracle/float-tables.c reads: a row a word.
 * Words of one encoding differ in what is no register: lanes, shifts, immediates.
 */
import { decode } from '#arches/aarch64/a64.ts';
import type { FloatTables } from '../isa.ts';
import { Random } from '../random.ts';
import { type Definition, drawWord, vectorDefinitions } from './definitions.ts';
import { REQUEST } from './layout.ts';

/** Registers that the harness keeps for operands, by the names of fields. */
const REGISTERS: Readonly<Record<string, number>> = { rd: 0, rn: 1, rn2: 2, rn3: 3, rn4: 4, rm: 2, ra: 3 };
const WORDS_OF_AN_ENCODING = 6;
const TRIES = 60;

/** FPCR: RMode, DN, FZ and FZ16, AHP. */
const ROUNDINGS = [0n, 1n, 2n, 3n].map((mode) => mode << 22n);
const [DN, FZ, FZ16, AHP] = [1n << 25n, 1n << 24n, 1n << 19n, 1n << 26n];
/** Each with every rounding mode; the first with the full count of operands, the others with a sixteenth. */
const VARIANTS = [0n, DN, FZ | FZ16, DN | FZ | FZ16, FZ, FZ16, AHP, AHP | DN | FZ | FZ16];
const modes = VARIANTS.flatMap((variant) => ROUNDINGS.map((rounding) => rounding | variant));
const SIXTEENTH = 16;
const MODES_MAX = 64;
const NAME_SIZE = 64;

const bitsOf = (variants: readonly number[]): bigint => variants.reduce((sum, variant) => sum | (15n << BigInt(4 * variant)), 0n);
const ALL_ROUNDINGS = bitsOf([0, 1, 2, 3]);
const HALVES = bitsOf([0, 1, 2, 3, 4, 5]);
const BETWEEN_FORMATS = bitsOf([0, 1, 2, 3, 6, 7]);
/** What does not look at FPCR. */
const ONE_MODE = 1n;

const kind = { HALF: 0, SINGLE: 1, DOUBLE: 2, INTEGER: 3 } as const;
const KIND_BY_SIZE: Readonly<Record<string, number>> = { '16': kind.HALF, '32': kind.SINGLE, '64': kind.DOUBLE };

const isFloat = (mnemonic: string): boolean => /^f(?!mov)|^[su]cvtf/.test(mnemonic);
const isFromInteger = (mnemonic: string): boolean => /^[su]cvtf/.test(mnemonic);
const isBetweenFormats = (mnemonic: string): boolean => /^fcvt(l|n|xn)?2?$/.test(mnemonic);

/** Size of what it computes with, as formats of encodings spell it. */
function sizeIn(format: string): string {
  return /From(16|32|64)/.exec(format)?.[1] ?? /(16|32|64)\D*$/.exec(format)?.[1] ?? '32';
}

interface Row {
  readonly name: string;
  readonly word: number;
  readonly kind: number;
  readonly modes: bigint;
  /** Words of the same encoding, among which its operands are shared out. */
  readonly share: number;
  readonly isLast: boolean;
}

/** Words of an encoding that take their operands from where the harness has them. */
function wordsOf({ insn, encoding }: Definition): readonly number[] {
  const random = new Random(encoding.match);
  const words = new Set<number>();
  for (let i = 0; i < TRIES && words.size < WORDS_OF_AN_ENCODING; i++) {
    const drawn = drawWord(random, { insn, encoding });
    const fields = drawn === undefined ? undefined : encoding.decode(drawn);
    if (fields === undefined) continue;
    const set = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, name in REGISTERS ? REGISTERS[name]! : value]),
    );
    const word = encoding.encode(set) >>> 0;
    if (decode(word, 0)?.insn === insn) words.add(word);
  }
  return [...words];
}

function rowsOf(definition: Definition): readonly Row[] {
  const { mnemonic } = definition.insn;
  const { format } = definition.encoding;
  const size = sizeIn(format);
  const words = wordsOf(definition);
  const ofFloats = isBetweenFormats(mnemonic) ? BETWEEN_FORMATS : size === '16' ? HALVES : ALL_ROUNDINGS;
  return words.map((word, i) => ({
    name: `${mnemonic}/${format}/${word.toString(16).padStart(8, '0')}`,
    word,
    kind: isFloat(mnemonic) && !isFromInteger(mnemonic) ? KIND_BY_SIZE[size]! : kind.INTEGER,
    modes: isFloat(mnemonic) ? ofFloats : ONE_MODE,
    share: words.length,
    isLast: i === words.length - 1,
  }));
}

let known: readonly Row[] | undefined;
/** Drawn when first asked for: it decodes a hundred thousand words. */
export const floatRows = (): readonly Row[] => (known ??= vectorDefinitions.flatMap(rowsOf));

const HEADER_WORDS = 6 + MODES_MAX;
const ROW_WORDS = 6 + NAME_SIZE / 8;
/** Operands come from a pool that is drawn anew for every so many. */
const POOL_RANGE = 2 ** 20;

export const floatTables: FloatTables = {
  image: 'oracle-float-tables.elf',
  address: REQUEST,
  operations: () => floatRows().length,
  operationsABoot: 100,
  // Operands are shared out among words and modes, in multiples of this.
  resultsALine: (count) => Math.min(Math.max(Math.floor(count / 20), 1), 1000),
  requestOf: ({ firstOperation, operationCount, firstMode, modeCount, first, count, every, isSummed = false }) => {
    const asked = floatRows().slice(firstOperation, firstOperation + operationCount);
    const allModes = (1n << BigInt(Math.min(firstMode + modeCount, MODES_MAX))) - (1n << BigInt(firstMode));
    const bytes = new Uint8Array(8 * (HEADER_WORDS + ROW_WORDS * asked.length));
    const view = new DataView(bytes.buffer);
    let at = 0;
    const put = (value: number | bigint) => {
      view.setBigUint64(at, BigInt(value), true);
      at += 8;
    };
    const pool = Math.floor(first / POOL_RANGE);
    for (const value of [first, every, pool, ROUNDINGS.length, isSummed ? 1 : 0, asked.length]) put(value);
    for (let mode = 0; mode < MODES_MAX; mode++) put(modes[mode] ?? 0n);
    // One result a line is for what is looked at closer, just as it was asked.
    const rounded = (results: number) => (every === 1 ? count : every * Math.ceil(results / every));
    for (const row of asked) {
      const own = count / row.share;
      const counts = [rounded(own), rounded(own / SIXTEENTH)];
      for (const value of [row.word, row.kind, row.modes & allModes, ...counts, row.isLast ? 1 : 0]) put(value);
      bytes.set(new TextEncoder().encode(row.name).subarray(0, NAME_SIZE - 1), at);
      at += NAME_SIZE;
    }
    return bytes;
  },
};
