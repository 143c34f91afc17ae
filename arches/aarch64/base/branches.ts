/** Branches. The pointer-authenticated ones do not exist here (no FEAT_PAuth). */
import { bits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { layout, registerOf } from '../layout.ts';
import { CONDITIONS, SIZES, scaled, sf, signed } from '../operands.ts';
import { branchAddress } from '../system/services.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';

type OffsetFields = { readonly imm: bigint };
type CompareFields = { readonly rt: number; readonly imm: bigint };
type TestFields = { readonly rt: number; readonly b40: number; readonly imm: bigint };
type RegisterFields = { readonly rn: number };

/** Offsets are in bytes: multiples of 4. */
const imm26 = scaled(signed(0, 26), 2);
const imm19 = scaled(signed(5, 19), 2);
const imm14 = scaled(signed(5, 14), 2);

const relative = <V, O>(m: A64Semantics<V, O>, imm: O): V => m.add(m.pc, m.imm(imm));

/** x30. */
const LINK_REGISTER = registerOf(layout.x, 30);

const immediateEncoding = (match: number): Encoding<OffsetFields> =>
  encodingOf<OffsetFields>({ format: 'branchImmediate', sizeBytes: 4, match, mask: 0xfc00_0000, fields: { imm: imm26 } });

const b = defineInsn<OffsetFields>({
  mnemonic: 'b',
  spec: 'arm: B',
  encodings: [immediateEncoding(0x1400_0000)],
  endsBlock: true,
  execute: (m, { imm }) => m.jump(relative(m, imm)),
});

const bl = defineInsn<OffsetFields>({
  mnemonic: 'bl',
  spec: 'arm: BL',
  encodings: [immediateEncoding(0x9400_0000)],
  endsBlock: true,
  execute: (m, { imm }) => {
    m.writeField(LINK_REGISTER, m.followingPc);
    m.jump(relative(m, imm));
  },
});

const CONDITION_NAMES = ['eq', 'ne', 'cs', 'cc', 'mi', 'pl', 'vs', 'vc', 'hi', 'ls', 'ge', 'lt', 'gt', 'le', 'al', 'nv'];

/** One definition a condition, as the immediate is the offset. */
const conditionalBranches: readonly Insn[] = CONDITION_NAMES.map((name, cond) =>
  defineInsn<OffsetFields>({
    mnemonic: `b.${name}`,
    spec: 'arm: B.cond',
    encodings: [
      encodingOf<OffsetFields>({
        format: 'branchConditional',
        sizeBytes: 4,
        match: 0x5400_0000 | cond,
        mask: 0xff00_001f,
        fields: { imm: imm19 },
      }),
    ],
    endsBlock: true,
    execute: (m, { imm }) => m.branch(m.holds(m.const64(CONDITIONS[cond]!)), relative(m, imm)),
  }),
);

const compareBranches: readonly Insn[] = SIZES.flatMap((size) =>
  (['cbz', 'cbnz'] as const).map((mnemonic, op) =>
    defineInsn<CompareFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}`,
      encodings: [
        encodingOf<CompareFields>({
          format: `compareBranch${size}`,
          sizeBytes: 4,
          match: 0x3400_0000 | sf(size) | (op << 24),
          mask: 0xff00_0000,
          fields: { rt: register(0), imm: imm19 },
        }),
      ],
      endsBlock: true,
      execute: (m, { rt, imm }) => {
        const compare = op === 0 ? m.eq : m.ne;
        m.branch(compare(m.readX(size, rt), m.const64(0n)), relative(m, imm));
      },
    }),
  ),
);

/** Bits 0 to 31 and bits 32 to 63 are definitions of their own, as a number has five bits. */
const testBranches: readonly Insn[] = [0, 1].flatMap((b5) =>
  (['tbz', 'tbnz'] as const).map((mnemonic, op) =>
    defineInsn<TestFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}`,
      encodings: [
        encodingOf<TestFields>({
          format: b5 === 0 ? 'testBranchLow' : 'testBranchHigh',
          sizeBytes: 4,
          match: 0x3600_0000 | (b5 << 31) | (op << 24),
          mask: 0xff00_0000,
          fields: { rt: register(0), b40: bits(19, 5), imm: imm14 },
        }),
      ],
      endsBlock: true,
      execute: (m, { rt, b40, imm }) => {
        const half = b5 === 0 ? m.readX(64, rt) : m.srl(m.readX(64, rt), m.const64(32n));
        const bit = m.and(m.srl(half, m.imm(b40)), m.const64(1n));
        m.branch(op === 0 ? m.xor(bit, m.const64(1n)) : bit, relative(m, imm));
      },
    }),
  ),
);

const registerEncoding = (opc: number): Encoding<RegisterFields> =>
  encodingOf<RegisterFields>({
    format: 'branchRegister',
    sizeBytes: 4,
    match: 0xd61f_0000 | (opc << 21),
    mask: 0xffff_fc1f,
    fields: { rn: register(5) },
  });

/** Bits above this one are copies of it unless the address has a tag. */
const SIGN_AT = 55n;

/** Goes to an address of a register. Whether its top byte is ignored is asked only where there is something in it. */
function branchTo<V, O>(m: A64Semantics<V, O>, target: V): void {
  const top = m.add(m.sra(target, m.const64(SIGN_AT)), m.const64(1n)); // 0 or 1
  const isPlain = m.ltu(top, m.const64(2n));
  const serve = () => m.serve(branchAddress, target);
  m.jump(m.ifValue(isPlain, () => target, serve));
}

const br = defineInsn<RegisterFields>({
  mnemonic: 'br',
  spec: 'arm: BR',
  encodings: [registerEncoding(0)],
  endsBlock: true,
  execute: (m, { rn }) => branchTo(m, m.readX(64, rn)),
});

const blr = defineInsn<RegisterFields>({
  mnemonic: 'blr',
  spec: 'arm: BLR',
  encodings: [registerEncoding(1)],
  endsBlock: true,
  execute: (m, { rn }) => {
    const target = m.readX(64, rn); // before the link, which may be the same register
    m.writeField(LINK_REGISTER, m.followingPc);
    branchTo(m, target);
  },
});

const ret = defineInsn<RegisterFields>({
  mnemonic: 'ret',
  spec: 'arm: RET',
  encodings: [registerEncoding(2)],
  endsBlock: true,
  execute: (m, { rn }) => branchTo(m, m.readX(64, rn)),
});

export const branches: readonly Insn[] = [b, bl, ...conditionalBranches, ...compareBranches, ...testBranches, br, blr, ret];
