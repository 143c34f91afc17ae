/**
 * AESE, AESD, AESMC and AESIMC. FEAT_AES. The substitution of bytes is computed, eight at a time, as FIPS 197 defines it: the inverse in
 * GF(2^8), then an affine map.
 */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { type Arithmetic, type Computation, defineHelper, type Helper } from '#core/isa/semantics.ts';
import { defineInsn, type Half, type Vector } from '../vocabulary.ts';
import { type TwoFields, twoFields } from './fields.ts';
import { everyLane, gathered, maskOfTops, repeated } from './lanes.ts';

/** x^8 + x^4 + x^3 + x + 1, without its highest term. */
const POLYNOMIAL = 0x1bn;

/** Twice each byte. */
function doubled<V>(m: Arithmetic<V>, bytes: V): V {
  const shifted = m.and(m.sll(bytes, m.const64(1n)), everyLane(m, 8, 0xfen));
  return m.xor(shifted, m.and(maskOfTops(m, 8, bytes), everyLane(m, 8, POLYNOMIAL)));
}

const product = defineHelper({
  name: 'aesProduct',
  parameterCount: 2,
  compute: <V>(m: Computation<V>, a: V, b: V): V => {
    let sum = m.const64(0n);
    let multiple = a;
    for (let bit = 0; bit < 8; bit++) {
      if (bit > 0) multiple = doubled(m, multiple);
      const isTaken = maskOfTops(m, 8, m.sll(b, m.const64(BigInt(7 - bit))));
      sum = m.xor(sum, m.and(multiple, isTaken));
    }
    return sum;
  },
});

/** The inverse is the 254th power, of which that of 0 is 0. */
const inverse = defineHelper({
  name: 'aesInverse',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, x: V): V => {
    const times = (a: V, b: V) => m.call(product, a, b);
    const square = (a: V) => times(a, a);
    const x2 = square(x);
    const x3 = times(x2, x);
    const x12 = square(square(x3));
    const x15 = times(x12, x3);
    const x240 = square(square(square(square(x15))));
    return times(times(x240, x12), x2);
  },
});

/** Bytes rotated to the left. */
function rotated<V>(m: Arithmetic<V>, bytes: V, by: number): V {
  const upper = m.const64(repeated(8, (0xffn << BigInt(by)) & 0xffn));
  const lower = m.const64(repeated(8, 0xffn >> BigInt(8 - by)));
  return m.or(m.and(m.sll(bytes, m.const64(BigInt(by))), upper), m.and(m.srl(bytes, m.const64(BigInt(8 - by))), lower));
}

const sumOf = <V>(m: Arithmetic<V>, bytes: V, rotations: readonly number[], constant: bigint): V =>
  rotations.reduce((sum, by) => m.xor(sum, by === 0 ? bytes : rotated(m, bytes, by)), everyLane(m, 8, constant));

const substitute = defineHelper({
  name: 'aesSubstitute',
  parameterCount: 1,
  compute: (m, bytes) => sumOf(m, m.call(inverse, bytes!), [0, 1, 2, 3, 4], 0x63n),
});

const substituteBack = defineHelper({
  name: 'aesSubstituteBack',
  parameterCount: 1,
  compute: (m, bytes) => m.call(inverse, sumOf(m, bytes!, [1, 3, 6], 0x05n)),
});

/** Row r of the state, which is every fourth byte from r on, moves by r columns; `direction` is 1 to the left. */
function shiftedRows<V>(m: Arithmetic<V>, { low, high }: Vector<V>, direction: 1 | -1, half: Half): V {
  const first = half === 'low' ? 0 : 8;
  const sources = Array.from({ length: 8 }, (_, i) => {
    const [column, row] = [Math.floor((first + i) / 4), (first + i) % 4];
    const from = 4 * ((column + direction * row + 4) % 4) + row;
    return { half: from < 8 ? low : high, lane: from % 8 };
  });
  return gathered(m, 8, sources);
}

const round = (name: string, direction: 1 | -1, substitution: Helper): Readonly<Record<Half, Helper>> => {
  const of = (half: Half) =>
    defineHelper({
      name: `${name}${half}`,
      parameterCount: 2,
      compute: (m, low, high) => m.call(substitution, shiftedRows(m, { low: low!, high: high! }, direction, half)),
    });
  return { low: of('low'), high: of('high') };
};

/** Words rotated to the right by bytes. */
function rotatedWords<V>(m: Arithmetic<V>, words: V, bytes: number): V {
  const by = 8 * bytes;
  const lower = m.const64(repeated(32, 0xffff_ffffn >> BigInt(by)));
  const upper = m.const64(~repeated(32, 0xffff_ffffn >> BigInt(by)));
  return m.or(m.and(m.srl(words, m.const64(BigInt(by))), lower), m.and(m.sll(words, m.const64(BigInt(32 - by))), upper));
}

/** Each byte of a column becomes 2 a0 + 3 a1 + a2 + a3, from itself on. */
const mixColumns = defineHelper({
  name: 'aesMixColumns',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, columns: V): V => {
    const next = rotatedWords(m, columns, 1);
    const others = m.xor(next, rotatedWords(m, m.xor(columns, next), 2));
    return m.xor(doubled(m, m.xor(columns, next)), others);
  },
});

/** The inverse is the same after 4 (a0 + a2) has been added to both. */
const mixColumnsBack = defineHelper({
  name: 'aesMixColumnsBack',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, columns: V): V => {
    const sums = m.xor(columns, rotatedWords(m, columns, 2));
    return m.call(mixColumns, m.xor(columns, doubled(m, doubled(m, sums))));
  },
});

const encoding = (opcode: number) =>
  encodingOf<TwoFields>({
    format: 'aes',
    sizeBytes: 4,
    match: 0x4e28_0800 | (opcode << 12),
    mask: 0xffff_fc00,
    fields: twoFields,
  });

const rounds = (mnemonic: string, opcode: number, helpers: Readonly<Record<Half, Helper>>): Insn =>
  defineInsn<TwoFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [encoding(opcode)],
    execute: (m, { rd, rn }) => {
      const [state, key] = [m.readV(rd), m.readV(rn)];
      const [low, high] = [m.xor(state.low, key.low), m.xor(state.high, key.high)];
      m.writeV(rd, { low: m.call(helpers.low, low, high), high: m.call(helpers.high, low, high) });
    },
  });

const mixing = (mnemonic: string, opcode: number, helper: Helper): Insn =>
  defineInsn<TwoFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [encoding(opcode)],
    execute: (m, { rd, rn }) => {
      const { low, high } = m.readV(rn);
      m.writeV(rd, { low: m.call(helper, low), high: m.call(helper, high) });
    },
  });

export const aes: readonly Insn[] = [
  rounds('aese', 4, round('aese', 1, substitute)),
  rounds('aesd', 5, round('aesd', -1, substituteBack)),
  mixing('aesmc', 6, mixColumns),
  mixing('aesimc', 7, mixColumnsBack),
];
