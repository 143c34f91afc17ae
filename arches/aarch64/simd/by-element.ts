/** Operations on lanes and one lane of another register. arm: Advanced SIMD vector x indexed element, scalar x indexed element. */
import { bits, encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { defineInsn } from '../vocabulary.ts';
import { wordLane } from './dot-products.ts';
import { LANE_SIZES, type ThreeFields, vectorFields } from './fields.ts';
import { replicated } from './lanes.ts';
import { doublingMultiplications, type LongOperation, longMultiplications, twice } from './long-operations.ts';
import { longHelper, writeLong } from './three-different.ts';
import { applied, type LaneOperation, THREE_SAME, THREE_SAME_EXTRA } from './three-same.ts';

type ElementFields = ThreeFields & { readonly lane: number };

/** A halfword is in one of the first sixteen registers, as bit 20 is the lowest of its number. */
const halfwordLane: FieldBits<number> = {
  decode: (word) => 2 * wordLane.decode(word) + ((word >>> 20) & 1),
  encode: (lane) => wordLane.encode(lane >> 1) | ((lane & 1) << 20),
};

type ElementSize = 16 | 32;
const SIZES: readonly ElementSize[] = [16, 32];

const elementFields = (size: ElementSize) => ({
  ...vectorFields,
  rm: size === 16 ? bits(16, 4) : register(16),
  lane: size === 16 ? halfwordLane : wordLane,
});

interface Form {
  readonly U: number;
  readonly opcode: number;
  readonly hasScalar: boolean;
}

const named = (mnemonic: string): LaneOperation =>
  [...THREE_SAME, ...THREE_SAME_EXTRA].find((found) => found.mnemonic === mnemonic)!;

export const SAME_BY_ELEMENT: readonly (Form & { readonly operation: LaneOperation })[] = [
  { operation: named('mla'), U: 1, opcode: 0b0000, hasScalar: false },
  { operation: named('mls'), U: 1, opcode: 0b0100, hasScalar: false },
  { operation: named('mul'), U: 0, opcode: 0b1000, hasScalar: false },
  { operation: named('sqdmulh'), U: 0, opcode: 0b1100, hasScalar: true },
  { operation: named('sqrdmulh'), U: 0, opcode: 0b1101, hasScalar: true },
  { operation: named('sqrdmlah'), U: 1, opcode: 0b1101, hasScalar: true },
  { operation: named('sqrdmlsh'), U: 1, opcode: 0b1111, hasScalar: true },
];

const longForms = [longMultiplications('signed'), longMultiplications('unsigned')].flatMap((products, U) => [
  { operation: products.mlal, U, opcode: 0b0010, hasScalar: false },
  { operation: products.mlsl, U, opcode: 0b0110, hasScalar: false },
  { operation: products.mull, U, opcode: 0b1010, hasScalar: false },
]);

export const LONG_BY_ELEMENT: readonly (Form & { readonly operation: LongOperation })[] = [
  ...longForms,
  { operation: doublingMultiplications.mlal, U: 0, opcode: 0b0011, hasScalar: true },
  { operation: doublingMultiplications.mlsl, U: 0, opcode: 0b0111, hasScalar: true },
  { operation: doublingMultiplications.mull, U: 0, opcode: 0b1011, hasScalar: true },
];

const SCALAR = 0x5000_0000;
const bitsOf = ({ U, opcode }: Form, size: ElementSize) => (U << 29) | (LANE_SIZES.indexOf(size) << 22) | (opcode << 12);

const vectorEncoding = (form: Form, size: ElementSize) =>
  encodingOf<ElementFields>({
    format: `byElement${size}`,
    sizeBytes: 4,
    match: 0x0f00_0000 | bitsOf(form, size),
    mask: 0xbfc0_f400,
    fields: elementFields(size),
  });

type ScalarFields = Omit<ElementFields, 'q'>;

function scalarEncoding(form: Form, size: ElementSize) {
  const { rd, rn, rm, lane } = elementFields(size);
  return encodingOf<ScalarFields>({
    format: `byElementScalar${size}`,
    sizeBytes: 4,
    match: 0x0f00_0000 | SCALAR | bitsOf(form, size),
    mask: 0xffc0_f400,
    fields: { rd, rn, rm, lane },
  });
}

const titleOf = (mnemonic: string) => `arm: ${mnemonic.toUpperCase()} (by element)`;
const longTitleOf = (mnemonic: string) => `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2 (by element)`;

function same(form: (typeof SAME_BY_ELEMENT)[number], size: ElementSize): readonly Insn[] {
  const { operation } = form;
  const common = { mnemonic: operation.mnemonic, spec: titleOf(operation.mnemonic) };
  const vector = defineInsn<ElementFields>({
    ...common,
    encodings: [vectorEncoding(form, size)],
    execute: (m, { q, rd, rn, rm, lane }) => {
      const a = m.readV(rn);
      const b = replicated(m, size, m.readLane(size, rm, m.imm(lane)));
      const d = operation.accumulates ? m.readV(rd) : a;
      m.writeHalves(q, rd, (half) => applied(m, operation, size, a[half], b, () => d[half]));
    },
  });
  if (!form.hasScalar) return [vector];
  const scalar = defineInsn<ScalarFields>({
    ...common,
    encodings: [scalarEncoding(form, size)],
    execute: (m, { rd, rn, rm, lane }) => {
      const [a, b] = [m.readScalar(size, rn), m.readLane(size, rm, m.imm(lane))];
      m.writeScalar(
        size,
        rd,
        applied(m, operation, size, a, b, () => m.readScalar(size, rd)),
      );
    },
  });
  return [vector, scalar];
}

function long(form: (typeof LONG_BY_ELEMENT)[number], size: ElementSize): readonly Insn[] {
  const { operation } = form;
  const helper = longHelper(operation, size);
  const wide = twice(size);
  const common = { mnemonic: operation.mnemonic, spec: longTitleOf(operation.mnemonic) };
  const vector = defineInsn<ElementFields>({
    ...common,
    encodings: [vectorEncoding(form, size)],
    execute: (m, { q, rd, rn, rm, lane }) => {
      const a = m.readV(rn);
      const b = replicated(m, size, m.readLane(size, rm, m.imm(lane)));
      writeLong(m, helper, rd, m.select(m.imm(q), a.high, a.low), b, operation.accumulates);
    },
  });
  if (!form.hasScalar) return [vector];
  const scalar = defineInsn<ScalarFields>({
    ...common,
    encodings: [scalarEncoding(form, size)],
    execute: (m, { rd, rn, rm, lane }) => {
      const d = operation.accumulates ? m.readScalar(wide, rd) : m.const64(0n);
      m.writeScalar(wide, rd, m.call(helper, m.readScalar(size, rn), m.readLane(size, rm, m.imm(lane)), d));
    },
  });
  return [vector, scalar];
}

export const byElement: readonly Insn[] = SIZES.flatMap((size) => [
  ...SAME_BY_ELEMENT.flatMap((form) => same(form, size)),
  ...LONG_BY_ELEMENT.flatMap((form) => long(form, size)),
]);
