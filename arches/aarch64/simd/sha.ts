/** SHA1 and SHA256. FEAT_SHA1, FEAT_SHA256. Words are zero-extended. arm: SHA1 and SHA256 hash functions, by the names of the manual's pages. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { type A64Semantics, defineInsn, type Vector } from '../vocabulary.ts';
import { type ThreeFields, type TwoFields, threeFields, twoFields } from './fields.ts';

type Words<V> = readonly [V, V, V, V];

const wordsOf = <V>(m: Arithmetic<V>, { low, high }: Vector<V>): Words<V> => [
  m.zext32(low),
  m.srl(low, m.const64(32n)),
  m.zext32(high),
  m.srl(high, m.const64(32n)),
];

const vectorOf = <V>(m: Arithmetic<V>, words: Words<V>): Vector<V> => ({
  low: m.or(words[0], m.sll(words[1], m.const64(32n))),
  high: m.or(words[2], m.sll(words[3], m.const64(32n))),
});

const sum = <V>(m: Arithmetic<V>, ...words: readonly V[]): V => m.zext32(words.reduce((all, word) => m.add(all, word)));

/** To the right. */
const rotated = <V>(m: Arithmetic<V>, word: V, by: number): V =>
  m.zext32(m.or(m.srl(word, m.const64(BigInt(by))), m.sll(word, m.const64(BigInt(32 - by)))));

const choose = <V>(m: Arithmetic<V>, x: V, y: V, z: V): V => m.xor(m.and(m.xor(y, z), x), z);
const parity = <V>(m: Arithmetic<V>, x: V, y: V, z: V): V => m.xor(m.xor(x, y), z);
const majority = <V>(m: Arithmetic<V>, x: V, y: V, z: V): V => m.or(m.and(x, y), m.and(m.or(x, y), z));

const rotatedSum = <V>(m: Arithmetic<V>, word: V, rotations: readonly number[]): V =>
  rotations.map((by) => rotated(m, word, by)).reduce((all, part) => m.xor(all, part));

/** Of the message's words: two rotations and a shift. */
const mixed = <V>(m: Arithmetic<V>, word: V, rotations: readonly [number, number], shift: number): V =>
  m.xor(rotatedSum(m, word, rotations), m.srl(word, m.const64(BigInt(shift))));

type ScalarFields = Omit<ThreeFields, 'q'>;
const scalarFields = { rd: threeFields.rd, rn: threeFields.rn, rm: threeFields.rm };

const three = (
  mnemonic: string,
  opcode: number,
  compute: <V, O>(m: A64Semantics<V, O>, d: Vector<V>, n: Vector<V>, words: Vector<V>) => Vector<V>,
): Insn =>
  defineInsn<ScalarFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<ScalarFields>({
        format: 'shaThreeRegisters',
        sizeBytes: 4,
        match: 0x5e00_0000 | (opcode << 12),
        mask: 0xffe0_fc00,
        fields: scalarFields,
      }),
    ],
    execute: (m, { rd, rn, rm }) => m.writeV(rd, compute(m, m.readV(rd), m.readV(rn), m.readV(rm))),
  });

const two = (
  mnemonic: string,
  opcode: number,
  compute: <V, O>(m: A64Semantics<V, O>, d: Vector<V>, n: Vector<V>) => Vector<V>,
): Insn =>
  defineInsn<TwoFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<TwoFields>({
        format: 'shaTwoRegisters',
        sizeBytes: 4,
        match: 0x5e28_0800 | (opcode << 12),
        mask: 0xffff_fc00,
        fields: twoFields,
      }),
    ],
    execute: (m, { rd, rn }) => m.writeV(rd, compute(m, m.readV(rd), m.readV(rn))),
  });

/** Four rounds of SHA1, with one of its three functions: a to d are in `d`, e in the lowest word of `n`. */
const sha1Rounds = (mnemonic: string, opcode: number, combine: typeof choose): Insn =>
  three(mnemonic, opcode, (m, d, n, words) => {
    let [a, b, c, last] = wordsOf(m, d);
    let e = m.zext32(n.low);
    for (const word of wordsOf(m, words)) {
      const next = sum(m, e, rotated(m, a, 32 - 5), combine(m, b, c, last), word);
      [a, b, c, last, e] = [next, a, rotated(m, b, 32 - 30), c, last];
    }
    return vectorOf(m, [a, b, c, last]);
  });

const zero = <V>(m: Arithmetic<V>): V => m.const64(0n);

const sha1: readonly Insn[] = [
  sha1Rounds('sha1c', 0, choose),
  sha1Rounds('sha1p', 1, parity),
  sha1Rounds('sha1m', 2, majority),
  three('sha1su0', 3, (m, d, n, words) => ({
    low: m.xor(m.xor(d.high, d.low), words.low),
    high: m.xor(m.xor(n.low, d.high), words.high),
  })),
  two('sha1h', 0, (m, _, n) => ({ low: rotated(m, m.zext32(n.low), 32 - 30), high: zero(m) })),
  two('sha1su1', 1, (m, d, n) => {
    const [, n1, n2, n3] = wordsOf(m, n);
    const [d0, d1, d2, d3] = wordsOf(m, d);
    const first = m.xor(d0, n1);
    const once = (word: typeof d0) => rotated(m, word, 32 - 1);
    const last = m.xor(once(d3), rotated(m, first, 32 - 2));
    return vectorOf(m, [once(first), once(m.xor(d1, n2)), once(m.xor(d2, n3)), last]);
  }),
];

/** Four rounds of SHA256: a to d and e to h as they then are. */
function sha256Rounds<V>(m: Arithmetic<V>, abcd: Vector<V>, efgh: Vector<V>, words: Vector<V>): readonly [Vector<V>, Vector<V>] {
  let [a, b, c, d] = wordsOf(m, abcd);
  let [e, f, g, h] = wordsOf(m, efgh);
  for (const word of wordsOf(m, words)) {
    const first = sum(m, h, rotatedSum(m, e, [6, 11, 25]), choose(m, e, f, g), word);
    const second = sum(m, first, rotatedSum(m, a, [2, 13, 22]), majority(m, a, b, c));
    [a, b, c, d, e, f, g, h] = [second, a, b, c, sum(m, d, first), e, f, g];
  }
  return [vectorOf(m, [a, b, c, d]), vectorOf(m, [e, f, g, h])];
}

const sha256: readonly Insn[] = [
  three('sha256h', 4, (m, d, n, words) => sha256Rounds(m, d, n, words)[0]),
  three('sha256h2', 5, (m, d, n, words) => sha256Rounds(m, n, d, words)[1]),
  three('sha256su1', 6, (m, d, n, words) => {
    const [d0, d1, d2, d3] = wordsOf(m, d);
    const [, n1, n2, n3] = wordsOf(m, n);
    const [w0, , w2, w3] = wordsOf(m, words);
    const next = (word: typeof d0, own: typeof d0, following: typeof d0) => sum(m, mixed(m, word, [17, 19], 10), own, following);
    const [r0, r1] = [next(w2, d0, n1), next(w3, d1, n2)];
    return vectorOf(m, [r0, r1, next(r0, d2, n3), next(r1, d3, w0)]);
  }),
  two('sha256su0', 2, (m, d, n) => {
    const [d0, d1, d2, d3] = wordsOf(m, d);
    const following = (own: typeof d0, next: typeof d0) => sum(m, mixed(m, next, [7, 18], 3), own);
    return vectorOf(m, [following(d0, d1), following(d1, d2), following(d2, d3), following(d3, m.zext32(n.low))]);
  }),
];

export const sha: readonly Insn[] = [...sha1, ...sha256];
