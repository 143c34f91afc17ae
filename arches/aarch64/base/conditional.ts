/** Conditional comparison and selection. */
import { bits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { addWithFlags, subtractWithFlags } from '../flags.ts';
import { condition, type DataSize, SIZES, sf } from '../operands.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';

type CompareFields = { readonly rn: number; readonly rm: number; readonly nzcv: number; readonly cond: bigint };
type CompareImmediateFields = { readonly rn: number; readonly imm5: number; readonly nzcv: number; readonly cond: bigint };
type SelectFields = { readonly rd: number; readonly rn: number; readonly rm: number; readonly cond: bigint };

interface Comparison {
  readonly mnemonic: 'ccmn' | 'ccmp';
  readonly op: number;
}
const COMPARISONS: readonly Comparison[] = [
  { mnemonic: 'ccmn', op: 0 },
  { mnemonic: 'ccmp', op: 0x4000_0000 },
];

/** The flags of the comparison when the condition holds, else those in the instruction. */
function compare<V, O>(m: A64Semantics<V, O>, { mnemonic }: Comparison, size: DataSize, a: V, b: V, cond: V, nzcv: V): void {
  const { flags } = (mnemonic === 'ccmp' ? subtractWithFlags : addWithFlags)(m, size, a, b);
  m.writeFlags(m.select(m.holds(cond), flags, nzcv));
}

const compares = (comparison: Comparison, size: DataSize): readonly Insn[] => {
  const match = 0x3a40_0000 | sf(size) | comparison.op;
  const { mnemonic } = comparison;
  const common = { nzcv: bits(0, 4), cond: condition(12) };
  return [
    defineInsn<CompareFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()} (register)`,
      encodings: [
        encodingOf<CompareFields>({
          format: `conditionalCompare${size}`,
          sizeBytes: 4,
          match,
          mask: 0xffe0_0c10,
          fields: { rn: register(5), rm: register(16), ...common },
        }),
      ],
      execute: (m, { rn, rm, nzcv, cond }) =>
        compare(m, comparison, size, m.readX(size, rn), m.readX(size, rm), m.imm(cond), m.imm(nzcv)),
    }),
    defineInsn<CompareImmediateFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()} (immediate)`,
      encodings: [
        encodingOf<CompareImmediateFields>({
          format: `conditionalCompareImmediate${size}`,
          sizeBytes: 4,
          match: match | 0x0800,
          mask: 0xffe0_0c10,
          fields: { rn: register(5), imm5: bits(16, 5), ...common },
        }),
      ],
      execute: (m, { rn, imm5, nzcv, cond }) =>
        compare(m, comparison, size, m.readX(size, rn), m.imm(imm5), m.imm(cond), m.imm(nzcv)),
    }),
  ];
};

interface Selection {
  readonly mnemonic: string;
  readonly match: number;
  /** What is selected of the second register. */
  otherwise<V>(m: Arithmetic<V>, value: V): V;
}

const SELECTIONS: readonly Selection[] = [
  { mnemonic: 'csel', match: 0x1a80_0000, otherwise: (_, value) => value },
  { mnemonic: 'csinc', match: 0x1a80_0400, otherwise: (m, value) => m.add(value, m.const64(1n)) },
  { mnemonic: 'csinv', match: 0x5a80_0000, otherwise: (m, value) => m.xor(value, m.const64(-1n)) },
  { mnemonic: 'csneg', match: 0x5a80_0400, otherwise: (m, value) => m.sub(m.const64(0n), value) },
];

const select = ({ mnemonic, match, otherwise }: Selection, size: DataSize): Insn =>
  defineInsn<SelectFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<SelectFields>({
        format: `conditionalSelect${size}`,
        sizeBytes: 4,
        match: match | sf(size),
        mask: 0xffe0_0c00,
        fields: { rd: register(0), rn: register(5), rm: register(16), cond: condition(12) },
      }),
    ],
    execute: (m, { rd, rn, rm, cond }) =>
      m.writeX(size, rd, m.select(m.holds(m.imm(cond)), m.readX(64, rn), otherwise(m, m.readX(64, rm)))),
  });

export const conditional: readonly Insn[] = SIZES.flatMap((size) => [
  ...COMPARISONS.flatMap((comparison) => compares(comparison, size)),
  ...SELECTIONS.map((selection) => select(selection, size)),
]);
