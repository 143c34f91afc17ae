/** Sign injection, and moves between x and f registers. They move bits: no NaN is canonical but an unboxed single. */
import type { Computation } from '#core/isa/semantics.ts';
import { rType, unaryType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { double, OP_FP, type Precision, single } from './float.ts';

type SignOf = <V>(m: Computation<V>, signMask: V, a: V, b: V) => V;

/** rs1 with another sign. */
const signInjection = (p: Precision, name: string, funct3: number, signOf: SignOf) =>
  defineInsn({
    mnemonic: `${name}.${p.suffix}`,
    spec: p.spec.conversion,
    encodings: [rType({ opcode: OP_FP, funct3, funct7: (0b00100 << 2) | p.fmt })],
    execute: (m, { rd, rs1, rs2 }) => {
      const signMask = m.const64(p.format.signMask);
      const [a, b] = [p.read(m, rs1), p.read(m, rs2)];
      const sign = m.and(signOf(m, signMask, a, b), signMask);
      p.write(m, rd, m.or(m.and(a, m.const64(p.format.signMask - 1n)), sign));
    },
  });

const fsgnj = (p: Precision) => signInjection(p, 'fsgnj', 0b000, (_m, _mask, _a, b) => b);
const fsgnjn = (p: Precision) => signInjection(p, 'fsgnjn', 0b001, (m, signMask, _a, b) => m.xor(b, signMask));
const fsgnjx = (p: Precision) => signInjection(p, 'fsgnjx', 0b010, (m, _mask, a, b) => m.xor(a, b));

const toX = (p: Precision) => ({ opcode: OP_FP, funct3: 0b000, funct12: ((0b11100 << 2) | p.fmt) << 5 });
const fromX = (p: Precision) => ({ opcode: OP_FP, funct3: 0b000, funct12: ((0b11110 << 2) | p.fmt) << 5 });

/** The low half, boxed or not. */
const fmvXW = defineInsn({
  mnemonic: 'fmv.x.w',
  spec: single.spec.conversion,
  encodings: [unaryType(toX(single))],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.sext32(m.readF(rs1))),
});

const fmvWX = defineInsn({
  mnemonic: 'fmv.w.x',
  spec: single.spec.conversion,
  encodings: [unaryType(fromX(single))],
  execute: (m, { rd, rs1 }) => m.writeF32(rd, m.readX(rs1)),
});

const fmvXD = defineInsn({
  mnemonic: 'fmv.x.d',
  spec: double.spec.conversion,
  encodings: [unaryType(toX(double))],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.readF(rs1)),
});

const fmvDX = defineInsn({
  mnemonic: 'fmv.d.x',
  spec: double.spec.conversion,
  encodings: [unaryType(fromX(double))],
  execute: (m, { rd, rs1 }) => m.writeF(rd, m.readX(rs1)),
});

export const floatMoves = [...[single, double].flatMap((p) => [fsgnj(p), fsgnjn(p), fsgnjx(p)]), fmvXW, fmvWX, fmvXD, fmvDX];
