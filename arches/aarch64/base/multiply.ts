/** Data processing of three registers: multiplication. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { type Arithmetic, type Computation, defineHelper } from '#core/isa/semantics.ts';
import { type DataSize, SIZES, sf } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';

type FourFields = { readonly rd: number; readonly rn: number; readonly rm: number; readonly ra: number };
type ThreeFields = { readonly rd: number; readonly rn: number; readonly rm: number };

const fields = { rd: register(0), rn: register(5), rm: register(16) };

const encoding = (format: string, size: DataSize, op31: number, o0: number): Encoding<FourFields> =>
  encodingOf<FourFields>({
    format,
    sizeBytes: 4,
    match: 0x1b00_0000 | sf(size) | (op31 << 21) | (o0 << 15),
    mask: 0xffe0_8000,
    fields: { ...fields, ra: register(10) },
  });

/** Adds the product to `ra`, or subtracts it. */
const accumulate = (
  names: readonly [string, string],
  size: DataSize,
  op31: number,
  operand: <V>(m: Arithmetic<V>, value: V) => V,
): readonly Insn[] =>
  names.map((mnemonic, o0) =>
    defineInsn<FourFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}`,
      encodings: [encoding(op31 === 0 ? `threeSources${size}` : 'threeSourcesLong', size, op31, o0)],
      execute: (m, { rd, rn, rm, ra }) => {
        const product = m.mul(operand(m, m.readX(64, rn)), operand(m, m.readX(64, rm)));
        const sum = m.readX(64, ra);
        m.writeX(size, rd, o0 === 0 ? m.add(sum, product) : m.sub(sum, product));
      },
    }),
  );

const HALF = 32n;

/** Upper 64 bits of the product of two unsigned values. */
const unsignedHigh = defineHelper({
  name: 'umulh',
  parameterCount: 2,
  compute: <V>(m: Computation<V>, a: V, b: V): V => {
    const upper = (value: V) => m.srl(value, m.const64(HALF));
    const [a0, a1, b0, b1] = [m.zext32(a), upper(a), m.zext32(b), upper(b)];
    // None of these sums overflows: (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1.
    const low = m.mul(a0, b0);
    const middle = m.add(m.mul(a1, b0), upper(low));
    const otherMiddle = m.add(m.mul(a0, b1), m.zext32(middle));
    return m.add(m.add(m.mul(a1, b1), upper(middle)), upper(otherMiddle));
  },
});

/** A negative `a` is 2^64 less than `a` read as unsigned, so the upper half is `b` less. */
const excess = <V>(m: Computation<V>, a: V, b: V): V => m.and(m.sra(a, m.const64(63n)), b);

/** Bits 14:10 should be one, and do not count. */
const high = (mnemonic: string, op31: number, compute: <V>(m: Computation<V>, a: V, b: V) => V): Insn =>
  defineInsn<ThreeFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<ThreeFields>({
        format: 'multiplyHigh',
        sizeBytes: 4,
        match: 0x9b00_0000 | (op31 << 21),
        mask: 0xffe0_8000,
        shouldBeOne: 0x7c00,
        fields,
      }),
    ],
    execute: (m, { rd, rn, rm }) => m.writeX(64, rd, compute(m, m.readX(64, rn), m.readX(64, rm))),
  });

export const multiplication: readonly Insn[] = [
  ...SIZES.flatMap((size) => accumulate(['madd', 'msub'], size, 0, (_, value) => value)),
  ...accumulate(['smaddl', 'smsubl'], 64, 1, (m, value) => m.sext32(value)),
  ...accumulate(['umaddl', 'umsubl'], 64, 5, (m, value) => m.zext32(value)),
  high('smulh', 2, (m, a, b) => m.sub(m.sub(m.call(unsignedHigh, a, b), excess(m, a, b)), excess(m, b, a))),
  high('umulh', 6, (m, a, b) => m.call(unsignedHigh, a, b)),
];
