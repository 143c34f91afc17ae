/** Comparison of scalars, which gives flags, and selection by flags. */
import { bits, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic, Helper } from '#core/isa/semantics.ts';
import { ordering } from '#core/softfloat/compare.ts';
import { C, N, V, Z } from '../flags.ts';
import { condition } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { scalarEncoding } from './fields.ts';
import { PRECISIONS, type Precision } from './float.ts';

/** Flags by `ordering`, four bits each. arm: FPCompare(). */
const FLAGS =
  ((Z | C) << BigInt(4 * ordering.equal)) |
  (N << BigInt(4 * ordering.less)) |
  (C << BigInt(4 * ordering.greater)) |
  ((C | V) << BigInt(4 * ordering.unordered));

const flagsOf = <T>(m: Arithmetic<T>, order: T): T => m.and(m.srl(m.const64(FLAGS), m.sll(order, m.const64(2n))), m.const64(15n));

/** FCMP raises for a signaling NaN only, FCMPE for any. */
interface Comparison {
  readonly suffix: '' | 'e';
  readonly op: number;
  readonly helperOf: (p: Precision) => Helper;
}
const COMPARISONS: readonly Comparison[] = [
  { suffix: '', op: 0x00, helperOf: (p) => p.operations.orderQuiet },
  { suffix: 'e', op: 0x10, helperOf: (p) => p.operations.orderSignaling },
];

type CompareFields = { readonly rn: number; readonly rm: number };
type CompareZeroFields = { readonly rn: number };

const compares = (p: Precision, { suffix, op, helperOf }: Comparison): readonly Insn[] => [
  defineInsn<CompareFields>({
    mnemonic: `fcmp${suffix}`,
    spec: `arm: FCMP${suffix.toUpperCase()}`,
    encodings: [
      scalarEncoding<CompareFields>(p, {
        format: 'floatCompare',
        match: 0x1e20_2000 | op,
        mask: 0xffe0_fc1f,
        fields: { rn: register(5), rm: register(16) },
      }),
    ],
    execute: (m, { rn, rm }) => m.writeFlags(flagsOf(m, m.call(helperOf(p), m.readScalar(p.size, rn), m.readScalar(p.size, rm)))),
  }),
  defineInsn<CompareZeroFields>({
    mnemonic: `fcmp${suffix}`,
    spec: `arm: FCMP${suffix.toUpperCase()}`,
    encodings: [
      scalarEncoding<CompareZeroFields>(p, {
        format: 'floatCompareZero',
        match: 0x1e20_2008 | op,
        // Rm should be zero, and does not count.
        mask: 0xffe0_fc1f,
        fields: { rn: register(5) },
      }),
    ],
    execute: (m, { rn }) => m.writeFlags(flagsOf(m, m.call(helperOf(p), m.readScalar(p.size, rn), m.const64(0n)))),
  }),
];

type ConditionalFields = CompareFields & { readonly nzcv: number; readonly cond: bigint };

const conditionalCompare = (p: Precision, { suffix, op, helperOf }: Comparison): Insn =>
  defineInsn<ConditionalFields>({
    mnemonic: `fccmp${suffix}`,
    spec: `arm: FCCMP${suffix.toUpperCase()}`,
    encodings: [
      scalarEncoding<ConditionalFields>(p, {
        format: 'floatConditionalCompare',
        match: 0x1e20_0400 | op,
        mask: 0xffe0_0c10,
        fields: { rn: register(5), rm: register(16), nzcv: bits(0, 4), cond: condition(12) },
      }),
    ],
    execute: (m, { rn, rm, nzcv, cond }) => {
      const [a, b] = [m.readScalar(p.size, rn), m.readScalar(p.size, rm)];
      const flags = m.ifValue(
        m.holds(m.imm(cond)),
        () => flagsOf(m, m.call(helperOf(p), a, b)),
        () => m.imm(nzcv),
      );
      m.writeFlags(flags);
    },
  });

type SelectFields = CompareFields & { readonly rd: number; readonly cond: bigint };

const select = (p: Precision): Insn =>
  defineInsn<SelectFields>({
    mnemonic: 'fcsel',
    spec: 'arm: FCSEL',
    encodings: [
      scalarEncoding<SelectFields>(p, {
        format: 'floatSelect',
        match: 0x1e20_0c00,
        mask: 0xffe0_0c00,
        fields: { rd: register(0), rn: register(5), rm: register(16), cond: condition(12) },
      }),
    ],
    execute: (m, { rd, rn, rm, cond }) =>
      m.writeScalar(p.size, rd, m.select(m.holds(m.imm(cond)), m.readScalar(p.size, rn), m.readScalar(p.size, rm))),
  });

export const floatComparisons: readonly Insn[] = PRECISIONS.flatMap((p) => [
  ...COMPARISONS.flatMap((comparison) => [...compares(p, comparison), conditionalCompare(p, comparison)]),
  select(p),
]);
