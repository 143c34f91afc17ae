/** Lanes of one precision to lanes of the next. The narrow ones are half a vector: the lower, or with Q the upper half. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { defineHelper, type Helper } from '#core/isa/semantics.ts';
import { defineInsn } from '../vocabulary.ts';
import { type OneSource, oneSource } from './fields.ts';
import { double, type FloatSize, half, single } from './float.ts';
import { conversions, doubleToOddSingle } from './precisions.ts';
import { type VectorOne, vectorOne } from './vector-fields.ts';

/** Numbers of the size `narrow` and of twice that. */
interface Neighbors {
  readonly narrow: FloatSize;
  /** Bit 22, the lower one of `size`. */
  readonly sz: number;
  readonly widen: Helper;
  readonly shorten: Helper;
}

const between = (from: FloatSize, to: FloatSize): Helper =>
  conversions.find((conversion) => conversion.from.size === from && conversion.to.size === to)!.helper;

const NEIGHBORS: readonly Neighbors[] = [
  {
    narrow: half.size,
    sz: 0,
    widen: between(half.size, single.size),
    shorten: between(single.size, half.size),
  },
  {
    narrow: single.size,
    sz: 1,
    widen: between(single.size, double.size),
    shorten: between(double.size, single.size),
  },
];

const encoding = (format: string, U: number, sz: number, opcode: number): Encoding<VectorOne> =>
  encodingOf<VectorOne>({
    format,
    sizeBytes: 4,
    match: 0x0e20_0800 | (U << 29) | (sz << 22) | (opcode << 12),
    mask: 0xbfff_fc00,
    fields: vectorOne,
  });

const FCVTN = 0b10110;
const FCVTL = 0b10111;

/** (lanes): the lanes in the low 32 bits, made wider, as 64 bits. */
const widenedLanes = ({ narrow, widen }: Neighbors): Helper =>
  narrow === 32
    ? widen
    : defineHelper({
        name: `${widen.name} lanes`,
        parameterCount: 1,
        compute: (m, lanes) => {
          const low = m.call(widen, m.and(lanes, m.const64(0xffffn)));
          const high = m.call(widen, m.and(m.srl(lanes, m.const64(16n)), m.const64(0xffffn)));
          return m.or(low, m.sll(high, m.const64(32n)));
        },
      });

/** (low, high): the lanes of both halves, made narrower, as 64 bits. */
const shortenedLanes = (narrow: FloatSize, shorten: Helper): Helper =>
  defineHelper({
    name: `${shorten.name} lanes`,
    parameterCount: 2,
    compute: (m, low, high) => {
      const wide = 2 * narrow;
      const numbersOf = (part: typeof low) => (wide === 64 ? [part] : [m.zext32(part), m.srl(part, m.const64(32n))]);
      return [low, high]
        .flatMap(numbersOf)
        .map((number, i) => m.sll(m.call(shorten, number), m.const64(BigInt(narrow * i))))
        .reduce((all, lane) => m.or(all, lane));
    },
  });

const lengthen = (neighbors: Neighbors): Insn => {
  const lanes = widenedLanes(neighbors);
  return defineInsn<VectorOne>({
    mnemonic: 'fcvtl',
    spec: 'arm: FCVTL, FCVTL2',
    encodings: [encoding(`vectorLengthen${neighbors.narrow}`, 0, neighbors.sz, FCVTL)],
    execute: (m, { q, rd, rn }) => {
      const source = m.readV(rn);
      const narrow = m.select(m.imm(q), source.high, source.low);
      const low = m.call(lanes, m.zext32(narrow));
      m.writeV(rd, { low, high: m.call(lanes, m.srl(narrow, m.const64(32n))) });
    },
  });
};

const shortening = (mnemonic: string, narrow: FloatSize, shorten: Helper, code: readonly [U: number, sz: number]): Insn => {
  const lanes = shortenedLanes(narrow, shorten);
  return defineInsn<VectorOne>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2`,
    encodings: [encoding(`vectorShorten${narrow}`, ...code, FCVTN)],
    execute: (m, { q, rd, rn }) => {
      const source = m.readV(rn);
      const result = m.call(lanes, source.low, source.high);
      const isUpper = m.imm(q);
      m.writeV(rd, {
        low: m.select(isUpper, m.readV(rd).low, result),
        high: m.select(isUpper, result, m.const64(0n)),
      });
    },
  });
};

const shortenToOdd = defineInsn<OneSource>({
  mnemonic: 'fcvtxn',
  spec: 'arm: FCVTXN, FCVTXN2',
  encodings: [
    encodingOf<OneSource>({
      format: 'scalarShorten32',
      sizeBytes: 4,
      match: 0x7e61_6800,
      mask: 0xffff_fc00,
      fields: oneSource,
    }),
  ],
  execute: (m, { rd, rn }) => m.writeScalar(32, rd, m.call(doubleToOddSingle, m.readScalar(64, rn))),
});

export const floatVectorPrecisions: readonly Insn[] = [
  ...NEIGHBORS.flatMap((neighbors) => [
    lengthen(neighbors),
    shortening('fcvtn', neighbors.narrow, neighbors.shorten, [0, neighbors.sz]),
  ]),
  shortening('fcvtxn', 32, doubleToOddSingle, [1, 1]),
  shortenToOdd,
];
