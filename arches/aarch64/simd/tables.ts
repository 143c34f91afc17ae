/** TBL and TBX: bytes of one to four registers, by their numbers. */
import { encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Encoding, Fields, Insn } from '#core/isa/insn.ts';
import { type Computation, defineHelper, type Helper } from '#core/isa/semantics.ts';
import { layout, registerOf } from '../layout.ts';
import { type A64Semantics, defineInsn, type Half, type Vector } from '../vocabulary.ts';
import { helperNamed } from './helpers.ts';
import { forEachLane, laneOf } from './lanes.ts';

const COUNTS = [1, 2, 3, 4] as const;
type Count = (typeof COUNTS)[number];

/** `imm` is Q, and above it the register of numbers where the others leave no place for one: with four registers of bytes. */
type TableFields = Fields & { readonly rd: number; readonly rn: number; readonly imm: bigint };

const Q_AT = 30;
const RM_AT = 16;
const FULL: Count = 4;

const immediateOf = (count: Count): FieldBits<bigint> => ({
  decode: (word) => BigInt(((word >>> Q_AT) & 1) | (count === FULL ? ((word >>> RM_AT) & 31) << 1 : 0)),
  encode: (imm) => (Number(imm & 1n) << Q_AT) | (count === FULL ? Number((imm >> 1n) & 31n) << RM_AT : 0),
});

const following = (by: number): FieldBits<number> => ({ decode: (word) => ((word >>> 5) + by) & 31, encode: () => 0 });

/** A half of a V register by a number that is not an operand. */
function numbered<V>(m: Computation<V>, half: Half, number: V, first = 0, count = 32): V {
  if (count === 1) return m.readField(registerOf(half === 'low' ? layout.vLow : layout.vHigh, first));
  const middle = first + count / 2;
  return m.ifValue(
    m.ltu(number, m.const64(BigInt(middle))),
    () => numbered(m, half, number, first, count / 2),
    () => numbered(m, half, number, middle, count / 2),
  );
}

const numberedHalf = (half: Half): Helper =>
  defineHelper({ name: `vector${half}`, parameterCount: 1, compute: (m, number) => numbered(m, half, number!) });
const numberedLow = numberedHalf('low');
const numberedHigh = numberedHalf('high');

/** (halves of the table, a number, what there is for numbers beyond it) → byte */
const byteHelper = (count: Count): Helper =>
  helperNamed(`tableByte${count}`, 2 * count + 2, (m, ...values) => {
    const [index, missing] = [values[2 * count]!, values[2 * count + 1]!];
    const place = m.srl(index, m.const64(3n));
    const half = values
      .slice(0, 2 * count)
      .reduce((found, value, i) => m.select(m.eq(place, m.const64(BigInt(i))), value, found));
    const byte = m.and(m.srl(half, m.sll(index, m.const64(3n))), m.const64(0xffn));
    return m.select(m.ltu(index, m.const64(BigInt(16 * count))), byte, missing);
  });

/** (halves of the table, numbers, what there is for numbers beyond it) → half */
const tableHelper = (count: Count): Helper =>
  helperNamed(`table${count}`, 2 * count + 2, (m, ...values) => {
    const table = values.slice(0, 2 * count);
    const [numbers, missing] = [values[2 * count]!, values[2 * count + 1]!];
    return forEachLane(m, 8, (lane) =>
      m.call(byteHelper(count), ...table, laneOf(m, 8, 'unsigned', numbers, lane), laneOf(m, 8, 'unsigned', missing, lane)),
    );
  });

function lookup(mnemonic: 'tbl' | 'tbx', count: Count): Insn {
  const names = ['rn', 'rn2', 'rn3', 'rn4'].slice(0, count);
  const encoding = encodingOf<TableFields>({
    format: `table${count}`,
    sizeBytes: 4,
    match: 0x0e00_0000 | ((count - 1) << 13) | (mnemonic === 'tbx' ? 0x1000 : 0),
    mask: 0xbfe0_fc00,
    fields: {
      rd: register(0),
      rn: register(5),
      ...Object.fromEntries(names.slice(1).map((name, i) => [name, following(i + 1)])),
      ...(count === FULL ? {} : { rm: register(RM_AT) }),
      imm: immediateOf(count),
    },
  }) as Encoding<TableFields>;
  const numbersOf = <V, O>(m: A64Semantics<V, O>, rm: O | undefined, imm: V): Vector<V> => {
    if (rm !== undefined) return m.readV(rm);
    const number = m.srl(imm, m.const64(1n));
    return { low: m.call(numberedLow, number), high: m.call(numberedHigh, number) };
  };
  return defineInsn<TableFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [encoding],
    execute: (m, operands) => {
      const imm = m.imm(operands.imm);
      const numbers = numbersOf(m, operands['rm'], imm);
      const table = names.flatMap((name) => {
        const { low, high } = m.readV(operands[name]!);
        return [low, high];
      });
      const zero = m.const64(0n);
      const missing = mnemonic === 'tbx' ? m.readV(operands.rd) : { low: zero, high: zero };
      const half = (part: Half) => m.call(tableHelper(count), ...table, numbers[part], missing[part]);
      const low = half('low');
      const high = m.ifValue(
        m.and(imm, m.const64(1n)),
        () => half('high'),
        () => zero,
      );
      m.writeV(operands.rd, { low, high });
    },
  });
}

export const tableLookups: readonly Insn[] = COUNTS.flatMap((count) => [lookup('tbl', count), lookup('tbx', count)]);
