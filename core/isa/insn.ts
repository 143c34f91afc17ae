import { assert } from '../assert.ts';
import type { Semantics } from './semantics.ts';

/**
 * Operand fields of one instruction. A number is a register number or another small one, in [0, 32); at most five.
 * A bigint is an immediate, sign-extended; at most one.
 */
export type Fields = Readonly<Record<string, number | bigint>>;

/** The same fields as a reading of the text sees them. */
export type Operands<F, O> = { readonly [K in keyof F]: O };

/** Binary form of an instruction: `word & mask === match`, with `F` the operand fields. */
export interface Encoding<F> {
  /** Name of the operand layout, as in the manual: `R`, `I`, `B`, `CIW`. */
  readonly format: string;
  readonly sizeBytes: 2 | 4;
  readonly match: number;
  readonly mask: number;
  /** Answers undefined when the operands make the word reserved. */
  decode(word: number): F | undefined;
  /** The word of some operands. Throws an `InvariantError` when the encoding cannot hold them. */
  encode(fields: F): number;
}

export interface Insn<F extends Fields = Fields> {
  readonly mnemonic: string;
  /** Manual and section title, e.g. `unpriv: Conditional Branches`. Titles outlive section numbers. */
  readonly spec: string;
  /** Several encodings may name one definition: `addi` and `c.addi`. The first is the one to assemble. */
  readonly encodings: readonly Encoding<F>[];
  /** For a definition that has no encoding, because a decoder puts it in the place of another: some operands, to show their sorts. */
  readonly operands?: F;
  /** True when the next instruction need not be the following one, or when it may change how the next is read. */
  readonly endsBlock?: boolean;
  execute<V, O>(m: Semantics<V, O>, operands: Operands<F, O>): void;
}

/** An instruction and its operands, ready for any reading. */
export interface Decoded {
  readonly insn: Insn;
  readonly fields: Fields;
  readonly sizeBytes: number;
}

interface Candidate {
  readonly insn: Insn;
  readonly encoding: Encoding<Fields>;
  /** Ones of the mask. */
  readonly bitCount: number;
}

const sizeOf = (word: number): 2 | 4 => ((word & 3) === 3 ? 4 : 2);

/**
 * The decoder of a set of instructions. The low 16 bits of a word that is 2 bytes long are enough.
 * Words that no encoding matches, or that one matches and reserves, decode to undefined.
 */
export function createDecoder(insns: readonly Insn[], sizeOfWord = sizeOf): (word: number) => Decoded | undefined {
  // Made for the first word: many a program has a decoder and no use for it.
  let candidatesFor: ((sizeBytes: 2 | 4, bits: number) => readonly Candidate[]) | undefined;
  return (word) => {
    candidatesFor ??= bucketsOf(insns);
    const sizeBytes = sizeOfWord(word);
    const bits = sizeBytes === 2 ? word & 0xffff : word >>> 0;
    for (const { insn, encoding } of candidatesFor(sizeBytes, bits)) {
      if ((bits & encoding.mask) >>> 0 !== encoding.match >>> 0) continue;
      const fields = encoding.decode(bits);
      if (fields === undefined) continue;
      return { insn, fields, sizeBytes };
    }
    return undefined;
  };
}

/** Encodings by the bits that all of their size look at. */
function bucketsOf(insns: readonly Insn[]): (sizeBytes: 2 | 4, bits: number) => readonly Candidate[] {
  const buckets = new Map<number, Candidate[]>();
  const shared: Record<2 | 4, number> = { 2: -1, 4: -1 };
  const candidates = insns.flatMap((insn) =>
    insn.encodings.map((encoding): Candidate => ({ insn, encoding, bitCount: bitCountOf(encoding.mask) })),
  );
  for (const { encoding } of candidates) shared[encoding.sizeBytes] &= encoding.mask;
  const keyOf = (sizeBytes: 2 | 4, word: number) => ((word & shared[sizeBytes]) >>> 0) * 8 + sizeBytes;
  for (const candidate of candidates) {
    const key = keyOf(candidate.encoding.sizeBytes, candidate.encoding.match);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [candidate]);
    else bucket.push(candidate);
  }
  // The narrower mask last, so that a special case stands before the general one.
  for (const bucket of buckets.values()) bucket.sort((a, b) => b.bitCount - a.bitCount);
  return (sizeBytes, bits) => buckets.get(keyOf(sizeBytes, bits)) ?? [];
}

function bitCountOf(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The first encoding's word for some operands. */
export function assemble<F extends Fields>(insn: Insn<F>, fields: F): number {
  const encoding = insn.encodings[0];
  assert(encoding !== undefined, `assemble: ${insn.mnemonic} has no encoding`);
  return encoding.encode(fields) >>> 0;
}
