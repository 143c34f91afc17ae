/** Conversions of F and D: to and from integers, and from one precision to the other. */
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { rmUnaryType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { double, OP_FP, type Precision, roundingMode, single, softFloat } from './float.ts';

type Extend = <V>(m: Computation<V>, value: V) => V;

const whole: Extend = (_, value) => value;
const signedWord: Extend = (m, value) => m.sext32(value);
const unsignedWord: Extend = (m, value) => m.zext32(value);

/** One integer format: `w`, `wu`, `l` or `lu`. */
interface Integer {
  readonly name: string;
  /** What selects it, in the place of rs2. */
  readonly code: number;
  readonly toInteger: (p: Precision) => Helper;
  readonly fromInteger: (p: Precision) => Helper;
  /** How a result is put into an x register: unsigned words too are sign-extended. */
  readonly result: Extend;
  /** What of an x register is the operand. */
  readonly operand: Extend;
}

const integers: readonly Integer[] = [
  {
    name: 'w',
    code: 0b00000,
    toInteger: (p) => p.operations.toI32,
    fromInteger: (p) => p.operations.fromI64,
    result: whole,
    operand: signedWord,
  },
  {
    name: 'wu',
    code: 0b00001,
    toInteger: (p) => p.operations.toU32,
    fromInteger: (p) => p.operations.fromI64,
    result: signedWord,
    operand: unsignedWord,
  },
  {
    name: 'l',
    code: 0b00010,
    toInteger: (p) => p.operations.toI64,
    fromInteger: (p) => p.operations.fromI64,
    result: whole,
    operand: whole,
  },
  {
    name: 'lu',
    code: 0b00011,
    toInteger: (p) => p.operations.toU64,
    fromInteger: (p) => p.operations.fromU64,
    result: whole,
    operand: whole,
  },
];

/** fcvt.w.s … fcvt.lu.d */
const fcvtToInteger = (p: Precision, integer: Integer) =>
  defineInsn({
    mnemonic: `fcvt.${integer.name}.${p.suffix}`,
    spec: p.spec.conversion,
    encodings: [rmUnaryType({ opcode: OP_FP, funct7: (0b11000 << 2) | p.fmt, rs2: integer.code })],
    execute: (m, { rd, rs1, rm }) => {
      const mode = roundingMode(m, rm);
      m.writeX(rd, integer.result(m, m.call(integer.toInteger(p), p.read(m, rs1), mode)));
    },
  });

/** fcvt.s.w … fcvt.d.lu */
const fcvtFromInteger = (p: Precision, integer: Integer) =>
  defineInsn({
    mnemonic: `fcvt.${p.suffix}.${integer.name}`,
    spec: p.spec.conversion,
    encodings: [rmUnaryType({ opcode: OP_FP, funct7: (0b11010 << 2) | p.fmt, rs2: integer.code })],
    execute: (m, { rd, rs1, rm }) => {
      const mode = roundingMode(m, rm);
      p.write(m, rd, m.call(integer.fromInteger(p), integer.operand(m, m.readX(rs1)), mode));
    },
  });

const fcvtSD = defineInsn({
  mnemonic: 'fcvt.s.d',
  spec: double.spec.conversion,
  encodings: [rmUnaryType({ opcode: OP_FP, funct7: (0b01000 << 2) | single.fmt, rs2: double.fmt })],
  execute: (m, { rd, rs1, rm }) => {
    const mode = roundingMode(m, rm);
    m.writeF32(rd, m.call(softFloat.f64ToF32, m.readF(rs1), mode));
  },
});

const fcvtDS = defineInsn({
  mnemonic: 'fcvt.d.s',
  spec: double.spec.conversion,
  encodings: [rmUnaryType({ opcode: OP_FP, funct7: (0b01000 << 2) | double.fmt, rs2: single.fmt })],
  execute: (m, { rd, rs1, rm }) => {
    roundingMode(m, rm); // Never rounds, and yet a reserved mode is illegal.
    m.writeF(rd, m.call(softFloat.f32ToF64, m.readF32(rs1)));
  },
});

export const floatConversions = [
  ...[single, double].flatMap((p) => integers.flatMap((integer) => [fcvtToInteger(p, integer), fcvtFromInteger(p, integer)])),
  fcvtSD,
  fcvtDS,
];
