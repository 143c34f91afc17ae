/** Lanes in another order, of one or two registers: UZP, TRN, ZIP and EXT. */
import { bits, encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Computation } from '#core/isa/semantics.ts';
import { type A64Semantics, defineInsn, type Half, type LaneSize, type Vector } from '../vocabulary.ts';
import { LANE_SIZES, type ThreeFields, threeFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import { evenLanes, interleaved, oddLanes, onesOf, repeated } from './lanes.ts';

interface Sources<V> {
  readonly q: V;
  readonly a: Vector<V>;
  readonly b: Vector<V>;
}

export interface Permutation {
  readonly mnemonic: string;
  readonly opcode: number;
  half<V>(m: Computation<V>, size: LaneSize, sources: Sources<V>, half: Half): V;
}

/** Of two halves that follow each other. */
const unzipped =
  (name: string, lanes: typeof evenLanes) =>
  <V>(m: Computation<V>, size: LaneSize, { q, a, b }: Sources<V>, half: Half): V => {
    const helper = helperNamed(`${name}${size}`, 2, (m, low, high) => lanes(m, size, low!, high!));
    return half === 'low' ? m.call(helper, a.low, m.select(q, a.high, b.low)) : m.call(helper, b.low, b.high);
  };

/** Even lanes, or odd ones, of both in turn. */
const transposed =
  (isOdd: boolean) =>
  <V>(m: Computation<V>, size: LaneSize, { a, b }: Sources<V>, half: Half): V => {
    if (size === 64) return (isOdd ? [a.high, b.high] : [a.low, b.low])[half === 'low' ? 0 : 1]!;
    const even = m.const64(repeated((2 * size) as LaneSize, onesOf(size)));
    const odd = m.const64(~repeated((2 * size) as LaneSize, onesOf(size)));
    const by = m.const64(BigInt(size));
    return isOdd
      ? m.or(m.and(m.srl(a[half], by), even), m.and(b[half], odd))
      : m.or(m.and(a[half], even), m.and(m.sll(b[half], by), odd));
  };

/** Lanes of the lower or upper part of both in turn: of 128 bits half of them, of 64 a quarter. */
const zipped =
  (isUpper: boolean) =>
  <V>(m: Computation<V>, size: LaneSize, { q, a, b }: Sources<V>, half: Half): V => {
    if (size === 64) return (half === 'low' ? a : b)[isUpper ? 'high' : 'low'];
    const helper = helperNamed(`zip${size}`, 2, (m, x, y) => interleaved(m, size, x!, y!));
    const part: Half = isUpper ? 'high' : 'low';
    const above = m.const64(32n);
    // Of 64 bits the upper part is the upper word of the low half.
    const word = (vector: Vector<V>): V => {
      if (half === 'high') return m.srl(vector[part], above);
      return isUpper ? m.select(q, vector.high, m.srl(vector.low, above)) : vector.low;
    };
    return m.call(helper, word(a), word(b));
  };

export const PERMUTATIONS: readonly Permutation[] = [
  { mnemonic: 'uzp1', opcode: 1, half: unzipped('uzpEven', evenLanes) },
  { mnemonic: 'trn1', opcode: 2, half: transposed(false) },
  { mnemonic: 'zip1', opcode: 3, half: zipped(false) },
  { mnemonic: 'uzp2', opcode: 5, half: unzipped('uzpOdd', oddLanes) },
  { mnemonic: 'trn2', opcode: 6, half: transposed(true) },
  { mnemonic: 'zip2', opcode: 7, half: zipped(true) },
];

const permute = ({ mnemonic, opcode, half }: Permutation, size: LaneSize): Insn =>
  defineInsn<ThreeFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<ThreeFields>({
        format: `permute${size}`,
        sizeBytes: 4,
        match: 0x0e00_0800 | (LANE_SIZES.indexOf(size) << 22) | (opcode << 12),
        mask: 0xbfe0_fc00,
        fields: threeFields,
        isReserved: ({ q }) => size === 64 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn, rm }) => {
      const sources = { q: m.imm(q), a: m.readV(rn), b: m.readV(rm) };
      m.writeHalves(q, rd, (part) => half(m, size, sources, part));
    },
  });

type ExtractFields = ThreeFields & { readonly index: number };

/** Eight bytes from byte `shift` / 8 of two halves on. */
const joined = <V, O>(m: A64Semantics<V, O>, low: V, high: V, shift: V): V => {
  const upper = m.sll(m.sll(high, m.sub(m.const64(63n), shift)), m.const64(1n));
  return m.or(m.srl(low, shift), m.select(m.eq(shift, m.const64(0n)), m.const64(0n), upper));
};

/** Bytes from `index` on, of both registers one after the other. */
const extract = defineInsn<ExtractFields>({
  mnemonic: 'ext',
  spec: 'arm: EXT',
  encodings: [
    encodingOf<ExtractFields>({
      format: 'extractVector',
      sizeBytes: 4,
      match: 0x2e00_0000,
      mask: 0xbfe0_8400,
      fields: { ...threeFields, index: bits(11, 4) },
      isReserved: ({ q, index }) => q === 0 && index > 7,
    }),
  ],
  execute: (m, { q, rd, rn, rm, index }) => {
    const [a, b, from] = [m.readV(rn), m.readV(rm), m.imm(index)];
    const shift = m.sll(m.and(from, m.const64(7n)), m.const64(3n));
    const isLate = m.srl(from, m.const64(3n));
    const second = m.select(m.imm(q), a.high, b.low);
    const halves = [a.low, second, b.low, b.high] as const;
    const at = (i: number) => m.select(isLate, halves[i + 1]!, halves[i]!);
    m.writeHalves(q, rd, (half) => (half === 'low' ? joined(m, at(0), at(1), shift) : joined(m, at(1), at(2), shift)));
  },
});

export const permutes: readonly Insn[] = [
  ...PERMUTATIONS.flatMap((permutation) => LANE_SIZES.map((size) => permute(permutation, size))),
  extract,
];
