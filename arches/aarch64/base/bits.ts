/** Data processing of one register: reversals and counts. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { type DataSize, SIZES, sf } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';

type UnaryFields = { readonly rd: number; readonly rn: number };

/** Swaps neighbouring groups of `count` bits; `low` has ones where the lower of each two is. */
function swapped<V>(m: Arithmetic<V>, value: V, count: number, low: bigint): V {
  const [mask, shift] = [m.const64(low), m.const64(BigInt(count))];
  return m.or(m.sll(m.and(value, mask), shift), m.and(m.srl(value, shift), mask));
}

const swappedBytes = <V>(m: Arithmetic<V>, value: V): V => swapped(m, value, 8, 0x00ff_00ff_00ff_00ffn);
const swappedHalfwords = <V>(m: Arithmetic<V>, value: V): V => swapped(m, value, 16, 0x0000_ffff_0000_ffffn);
const swappedWords = <V>(m: Arithmetic<V>, value: V): V => m.rotr(value, m.const64(32n));

function reversedBits<V>(m: Arithmetic<V>, value: V): V {
  const pairs = swapped(m, value, 1, 0x5555_5555_5555_5555n);
  const nibbles = swapped(m, pairs, 2, 0x3333_3333_3333_3333n);
  return reversedBytes(m, swapped(m, nibbles, 4, 0x0f0f_0f0f_0f0f_0f0fn));
}
const reversedBytes = <V>(m: Arithmetic<V>, value: V): V => swappedWords(m, swappedHalfwords(m, swappedBytes(m, value)));

/** A value of `size` bits that was reversed as one of 64. */
const downFrom = <V>(m: Arithmetic<V>, size: DataSize, value: V): V => m.srl(value, m.const64(BigInt(64 - size)));

const leadingZeros = <V>(m: Arithmetic<V>, size: DataSize, value: V): V => m.sub(m.clz(value), m.const64(BigInt(64 - size)));

/** Bits below the top one that are equal to it: leading zeros of each bit's difference from the next. */
function leadingSigns<V>(m: Arithmetic<V>, size: DataSize, value: V): V {
  const wide = size === 64 ? value : m.sext32(value);
  const differences = m.xor(wide, m.sra(wide, m.const64(1n)));
  return m.sub(m.clz(differences), m.const64(BigInt(65 - size)));
}

interface Operation {
  readonly mnemonic: string;
  readonly opcode: number;
  readonly sizes: readonly DataSize[];
  /** The value and the result are zero-extended. */
  compute<V>(m: Arithmetic<V>, size: DataSize, value: V): V;
}

const OPERATIONS: readonly Operation[] = [
  { mnemonic: 'rbit', opcode: 0, sizes: SIZES, compute: (m, size, value) => downFrom(m, size, reversedBits(m, value)) },
  { mnemonic: 'rev16', opcode: 1, sizes: SIZES, compute: (m, _, value) => swappedBytes(m, value) },
  { mnemonic: 'rev', opcode: 2, sizes: [32], compute: (m, size, value) => downFrom(m, size, reversedBytes(m, value)) },
  { mnemonic: 'rev32', opcode: 2, sizes: [64], compute: (m, _, value) => swappedHalfwords(m, swappedBytes(m, value)) },
  { mnemonic: 'rev', opcode: 3, sizes: [64], compute: (m, _, value) => reversedBytes(m, value) },
  { mnemonic: 'clz', opcode: 4, sizes: SIZES, compute: (m, size, value) => leadingZeros(m, size, value) },
  { mnemonic: 'cls', opcode: 5, sizes: SIZES, compute: (m, size, value) => leadingSigns(m, size, value) },
];

const unary = ({ mnemonic, opcode, compute }: Operation, size: DataSize): Insn =>
  defineInsn<UnaryFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<UnaryFields>({
        format: `oneSource${size}`,
        sizeBytes: 4,
        match: 0x5ac0_0000 | sf(size) | (opcode << 10),
        mask: 0xffff_fc00,
        fields: { rd: register(0), rn: register(5) },
      }),
    ],
    execute: (m, { rd, rn }) => m.writeX(64, rd, compute(m, size, m.readX(size, rn))),
  });

export const bitOperations: readonly Insn[] = OPERATIONS.flatMap((operation) =>
  operation.sizes.map((size) => unary(operation, size)),
);
