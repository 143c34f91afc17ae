/**
 * The 32-bit instruction formats, as functions from what tells instructions apart (opcode, funct3 …) to an encoding.
 * unpriv: Base Instruction Formats, Immediate Encoding Variants, RV32/64G Instruction Set Listings.
 */
import { bits, encodingOf, immediate, register } from '#core/isa/encoding.ts';
import type { Encoding } from '#core/isa/insn.ts';

/** Operand fields by format, named as in the manual. */
export type RFields = { readonly rd: number; readonly rs1: number; readonly rs2: number };
export type UnaryFields = { readonly rd: number; readonly rs1: number };
export type RmFields = { readonly rd: number; readonly rs1: number; readonly rs2: number; readonly rm: number };
export type RmUnaryFields = { readonly rd: number; readonly rs1: number; readonly rm: number };
export type R4Fields = RmFields & { readonly rs3: number };
export type IFields = { readonly rd: number; readonly rs1: number; readonly imm: bigint };
export type SFields = { readonly rs1: number; readonly rs2: number; readonly imm: bigint };
export type UFields = { readonly rd: number; readonly imm: bigint };
export type AtomicFields = RFields & { readonly aq: number; readonly rl: number };
export type LoadReservedFields = UnaryFields & { readonly aq: number; readonly rl: number };
export type CsrFields = { readonly rd: number; readonly rs1: number; readonly csr: bigint };
export type CsrImmediateFields = { readonly rd: number; readonly zimm: number; readonly csr: bigint };
export type FenceFields = UnaryFields & { readonly fm: number; readonly pred: number; readonly succ: number };
export type AddressSpaceFields = { readonly rs1: number; readonly rs2: number };
export type NoFields = Readonly<Record<never, never>>;

const rd = register(7);
const rs1 = register(15);
const rs2 = register(20);
/** Rounding mode, in the place of funct3. */
const rm = bits(12, 3);
const aq = bits(26, 1);
const rl = bits(25, 1);

/** unpriv: Floating-Point Control and Status Register. Modes 5 and 6 are reserved; 7 means the mode in `frm`. */
const hasReservedMode = (fields: { readonly rm: number }) => fields.rm === 5 || fields.rm === 6;

const at = (opcode: number, funct3 = 0, funct7 = 0) => (funct7 << 25) | (funct3 << 12) | opcode;

export function rType(code: { opcode: number; funct3: number; funct7: number }): Encoding<RFields> {
  const match = at(code.opcode, code.funct3, code.funct7);
  return encodingOf({ format: 'R', sizeBytes: 4, match, mask: 0xfe00_707f, fields: { rd, rs1, rs2 } });
}

/** R-type or I-type with all twelve upper bits fixed: `clz`, `fclass.s`, `fmv.x.d`. */
export function unaryType(code: { opcode: number; funct3: number; funct12: number }): Encoding<UnaryFields> {
  const match = (code.funct12 << 20) | at(code.opcode, code.funct3);
  return encodingOf({ format: 'unary', sizeBytes: 4, match, mask: 0xfff0_707f, fields: { rd, rs1 } });
}

/** R-type with a rounding mode in the place of funct3: `fadd.s`. */
export function rmType(code: { opcode: number; funct7: number }): Encoding<RmFields> {
  const match = at(code.opcode, 0, code.funct7);
  const fields = { rd, rs1, rs2, rm };
  return encodingOf({ format: 'Rrm', sizeBytes: 4, match, mask: 0xfe00_007f, fields, isReserved: hasReservedMode });
}

/** The same with one operand, the other's place selecting the instruction: `fsqrt.s`, `fcvt.w.d`. */
export function rmUnaryType(code: { opcode: number; funct7: number; rs2: number }): Encoding<RmUnaryFields> {
  const match = (code.rs2 << 20) | at(code.opcode, 0, code.funct7);
  return encodingOf({
    format: 'unaryRm',
    sizeBytes: 4,
    match,
    mask: 0xfff0_007f,
    fields: { rd, rs1, rm },
    isReserved: hasReservedMode,
  });
}

/** Three operands and a rounding mode: `fmadd.d`. `fmt` is 0 for single precision and 1 for double. */
export function r4Type(code: { opcode: number; fmt: number }): Encoding<R4Fields> {
  const match = at(code.opcode, 0, code.fmt);
  const fields = { rd, rs1, rs2, rs3: register(27), rm };
  return encodingOf({ format: 'R4', sizeBytes: 4, match, mask: 0x0600_007f, fields, isReserved: hasReservedMode });
}

export function iType(code: { opcode: number; funct3: number }): Encoding<IFields> {
  const fields = { rd, rs1, imm: immediate('signed', { 31: '11:0' }) };
  return encodingOf({ format: 'I', sizeBytes: 4, match: at(code.opcode, code.funct3), mask: 0x0000_707f, fields });
}

/** I-type whose immediate is a shift amount of six bits; the bits above it select the shift. */
export function shiftType(code: { opcode: number; funct3: number; funct6: number }): Encoding<IFields> {
  const match = (code.funct6 << 26) | at(code.opcode, code.funct3);
  const fields = { rd, rs1, imm: immediate('unsigned', { 25: '5:0' }) };
  return encodingOf({ format: 'shift', sizeBytes: 4, match, mask: 0xfc00_707f, fields });
}

/** The same with five bits, for shifts of words. */
export function shiftWordType(code: { opcode: number; funct3: number; funct7: number }): Encoding<IFields> {
  const match = at(code.opcode, code.funct3, code.funct7);
  const fields = { rd, rs1, imm: immediate('unsigned', { 24: '4:0' }) };
  return encodingOf({ format: 'shiftWord', sizeBytes: 4, match, mask: 0xfe00_707f, fields });
}

export function sType(code: { opcode: number; funct3: number }): Encoding<SFields> {
  const fields = { rs1, rs2, imm: immediate('signed', { 31: '11:5', 11: '4:0' }) };
  return encodingOf({ format: 'S', sizeBytes: 4, match: at(code.opcode, code.funct3), mask: 0x0000_707f, fields });
}

export function bType(code: { opcode: number; funct3: number }): Encoding<SFields> {
  const fields = { rs1, rs2, imm: immediate('signed', { 31: '12|10:5', 11: '4:1|11' }) };
  return encodingOf({ format: 'B', sizeBytes: 4, match: at(code.opcode, code.funct3), mask: 0x0000_707f, fields });
}

/** `imm` is the value with its low twelve bits zero. */
export function uType(code: { opcode: number }): Encoding<UFields> {
  const fields = { rd, imm: immediate('signed', { 31: '31:12' }) };
  return encodingOf({ format: 'U', sizeBytes: 4, match: code.opcode, mask: 0x0000_007f, fields });
}

export function jType(code: { opcode: number }): Encoding<UFields> {
  const fields = { rd, imm: immediate('signed', { 31: '20|10:1|11|19:12' }) };
  return encodingOf({ format: 'J', sizeBytes: 4, match: code.opcode, mask: 0x0000_007f, fields });
}

const AMO = 0b0101111;

/** R-type with the ordering bits aq and rl. With one hart running at a time they order nothing. */
export function atomicType(code: { funct5: number; funct3: number }): Encoding<AtomicFields> {
  const match = (code.funct5 << 27) | at(AMO, code.funct3);
  return encodingOf({ format: 'atomic', sizeBytes: 4, match, mask: 0xf800_707f, fields: { rd, rs1, rs2, aq, rl } });
}

/** The same with rs2 = 0. */
export function loadReservedType(code: { funct5: number; funct3: number }): Encoding<LoadReservedFields> {
  const match = (code.funct5 << 27) | at(AMO, code.funct3);
  return encodingOf({ format: 'loadReserved', sizeBytes: 4, match, mask: 0xf9f0_707f, fields: { rd, rs1, aq, rl } });
}

const SYSTEM = 0b1110011;
const csr = immediate('unsigned', { 31: '11:0' });

export function csrType(code: { funct3: number }): Encoding<CsrFields> {
  const match = at(SYSTEM, code.funct3);
  return encodingOf({ format: 'csr', sizeBytes: 4, match, mask: 0x0000_707f, fields: { rd, rs1, csr } });
}

/** The same with a five-bit unsigned immediate in the place of rs1. */
export function csrImmediateType(code: { funct3: number }): Encoding<CsrImmediateFields> {
  const match = at(SYSTEM, code.funct3);
  return encodingOf({ format: 'csrImmediate', sizeBytes: 4, match, mask: 0x0000_707f, fields: { rd, zimm: rs1, csr } });
}

/** Two operands and no result: `sfence.vma`, `hfence.gvma`, `hsv.d`. */
export function addressSpaceType(code: { funct7: number; funct3?: number }): Encoding<AddressSpaceFields> {
  const match = at(SYSTEM, code.funct3, code.funct7);
  return encodingOf({ format: 'addressSpace', sizeBytes: 4, match, mask: 0xfe00_7fff, fields: { rs1, rs2 } });
}

const MISC_MEM = 0b0001111;

/** rd and rs1 are reserved, and `fm` has reserved values: all are to be ignored. unpriv: Memory Ordering Instructions. */
export function fenceType(): Encoding<FenceFields> {
  const fields = { rd, rs1, fm: bits(28, 4), pred: bits(24, 4), succ: bits(20, 4) };
  return encodingOf({ format: 'fence', sizeBytes: 4, match: MISC_MEM, mask: 0x0000_707f, fields });
}

/** A word without operands. */
export function fixed(word: number): Encoding<NoFields> {
  return encodingOf({ format: 'fixed', sizeBytes: 4, match: word, mask: 0xffff_ffff, fields: {} });
}
