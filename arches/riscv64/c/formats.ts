/**
 * Encodings of the C extension. Each is one more encoding of the definition it expands to, so its fields are those of the
 * expansion: what the 16 bits do not hold is implied. unpriv: "C" Extension for Compressed Instructions.
 *
 * A decode that answers undefined leaves the word to another encoding (`c.addi16sp` is `c.lui` with rd = x2) or to nobody.
 * HINTs are not set apart: they execute as what they look like, which writes x0 or changes nothing.
 */
import { encodingOf, type FieldBits, immediate, implied, register } from '#core/isa/encoding.ts';
import type { Encoding } from '#core/isa/insn.ts';
import type { IFields, NoFields, RFields, SFields, UFields } from '../formats.ts';

/** A register of three bits: x8 to x15 (or f8 to f15). unpriv: Compressed Instruction Formats, `rd'`. */
const popularRegister = (at: number): FieldBits<number> => ({
  decode: (word) => 8 + ((word >>> at) & 7),
  encode: (value) => (value & 7) << at,
});

const rd = register(7);
const rs2 = register(2);
/** rd', rs2' in bits 4:2, and rs1' in bits 9:7 of the formats with three-bit registers. */
const low = popularRegister(2);
const high = popularRegister(7);
const x0 = implied(0);
const ra = implied(1);
const sp = implied(2);
const none = implied(0n);

/** funct3 in bits 15:13 and the quadrant in bits 1:0. */
const at = (funct3: number, quadrant: number) => (funct3 << 13) | quadrant;
const FUNCT3 = 0xe003;

interface CompressedBits<F> {
  readonly match: number;
  readonly mask?: number;
  readonly fields: { readonly [K in keyof F]: FieldBits<F[K] & (number | bigint)> };
  readonly isReserved?: (fields: F) => boolean;
}

function compressed<F extends Readonly<Record<string, number | bigint>>>(
  format: string,
  { mask = FUNCT3, ...described }: CompressedBits<F>,
): Encoding<F> {
  return encodingOf<F>({ format, sizeBytes: 2, mask, ...described });
}

const hasNoImmediate = ({ imm }: { readonly imm: bigint }) => imm === 0n;
const hasNoDestination = (fields: { readonly rd: number }) => fields.rd === 0;

// Stack-Pointer-Based Loads and Stores: offsets are unsigned multiples of the width.

const offset4FromSp = immediate('unsigned', { 12: '5', 6: '4:2|7:6' });
const offset8FromSp = immediate('unsigned', { 12: '5', 6: '4:3|8:6' });
const storeOffset4FromSp = immediate('unsigned', { 12: '5:2|7:6' });
const storeOffset8FromSp = immediate('unsigned', { 12: '5:3|8:6' });

const loadFromSp = (funct3: number, imm: FieldBits<bigint>) => ({ match: at(funct3, 2), fields: { rd, rs1: sp, imm } });
const storeToSp = (funct3: number, imm: FieldBits<bigint>) => ({ match: at(funct3, 2), fields: { rs1: sp, rs2, imm } });

export const cLwsp = compressed<IFields>('c.lwsp', { ...loadFromSp(0b010, offset4FromSp), isReserved: hasNoDestination });
export const cLdsp = compressed<IFields>('c.ldsp', { ...loadFromSp(0b011, offset8FromSp), isReserved: hasNoDestination });
export const cFldsp = compressed<IFields>('c.fldsp', loadFromSp(0b001, offset8FromSp));
export const cSwsp = compressed<SFields>('c.swsp', storeToSp(0b110, storeOffset4FromSp));
export const cSdsp = compressed<SFields>('c.sdsp', storeToSp(0b111, storeOffset8FromSp));
export const cFsdsp = compressed<SFields>('c.fsdsp', storeToSp(0b101, storeOffset8FromSp));

// Register-Based Loads and Stores.

const offset4 = immediate('unsigned', { 12: '5:3', 6: '2|6' });
const offset8 = immediate('unsigned', { 12: '5:3', 6: '7:6' });

const load = (funct3: number, imm: FieldBits<bigint>) => ({ match: at(funct3, 0), fields: { rd: low, rs1: high, imm } });
const store = (funct3: number, imm: FieldBits<bigint>) => ({ match: at(funct3, 0), fields: { rs1: high, rs2: low, imm } });

export const cLw = compressed<IFields>('c.lw', load(0b010, offset4));
export const cLd = compressed<IFields>('c.ld', load(0b011, offset8));
export const cFld = compressed<IFields>('c.fld', load(0b001, offset8));
export const cSw = compressed<SFields>('c.sw', store(0b110, offset4));
export const cSd = compressed<SFields>('c.sd', store(0b111, offset8));
export const cFsd = compressed<SFields>('c.fsd', store(0b101, offset8));

// Control Transfer Instructions.

const isX0 = ({ rs1 }: { readonly rs1: number }) => rs1 === 0;
const branchOffset = immediate('signed', { 12: '8|4:3', 6: '7:6|2:1|5' });

export const cJ = compressed<UFields>('c.j', {
  match: at(0b101, 1),
  fields: { rd: x0, imm: immediate('signed', { 12: '11|4|9:8|10|6|7|3:1|5' }) },
});
export const cBeqz = compressed<SFields>('c.beqz', { match: at(0b110, 1), fields: { rs1: high, rs2: x0, imm: branchOffset } });
export const cBnez = compressed<SFields>('c.bnez', { match: at(0b111, 1), fields: { rs1: high, rs2: x0, imm: branchOffset } });
/** rs1 = x0 is reserved. */
export const cJr = compressed<IFields>('c.jr', {
  match: 0x8002,
  mask: 0xf07f,
  fields: { rd: x0, rs1: register(7), imm: none },
  isReserved: isX0,
});
/** rs1 = x0 is `c.ebreak`. */
export const cJalr = compressed<IFields>('c.jalr', {
  match: 0x9002,
  mask: 0xf07f,
  fields: { rd: ra, rs1: register(7), imm: none },
  isReserved: isX0,
});

// Integer Constant-Generation Instructions.

const sixBits = immediate('signed', { 12: '5', 6: '4:0' });

export const cLi = compressed<IFields>('c.li', { match: at(0b010, 1), fields: { rd, rs1: x0, imm: sixBits } });
/** rd = x2 is `c.addi16sp`; an immediate of zero is reserved. */
export const cLui = compressed<UFields>('c.lui', {
  match: at(0b011, 1),
  fields: { rd, imm: immediate('signed', { 12: '17', 6: '16:12' }) },
  isReserved: (fields) => fields.rd === 2 || fields.imm === 0n,
});

// Integer Register-Immediate Operations.

/** `c.addi`, and `c.nop` where rd = x0. */
export const cAddi = compressed<IFields>('c.addi', { match: at(0b000, 1), fields: { rd, rs1: rd, imm: sixBits } });
export const cAddiw = compressed<IFields>('c.addiw', {
  match: at(0b001, 1),
  fields: { rd, rs1: rd, imm: sixBits },
  isReserved: hasNoDestination,
});
export const cAddi16sp = compressed<IFields>('c.addi16sp', {
  match: 0x6101,
  mask: 0xef83,
  fields: { rd: sp, rs1: sp, imm: immediate('signed', { 12: '9', 6: '4|6|8:7|5' }) },
  isReserved: hasNoImmediate,
});
/** The halfword of all zeros, illegal for ever, is its case rd = x8, imm = 0. */
export const cAddi4spn = compressed<IFields>('c.addi4spn', {
  match: at(0b000, 0),
  fields: { rd: low, rs1: sp, imm: immediate('unsigned', { 12: '5:4|9:6|2|3' }) },
  isReserved: hasNoImmediate,
});

const shiftAmount = immediate('unsigned', { 12: '5', 6: '4:0' });

export const cSlli = compressed<IFields>('c.slli', { match: at(0b000, 2), fields: { rd, rs1: rd, imm: shiftAmount } });
/** Bits 11:10 select among four. */
const inPlace = (funct2: number, imm: FieldBits<bigint>): CompressedBits<IFields> => ({
  match: at(0b100, 1) | (funct2 << 10),
  mask: 0xec03,
  fields: { rd: high, rs1: high, imm },
});
export const cSrli = compressed<IFields>('c.srli', inPlace(0b00, shiftAmount));
export const cSrai = compressed<IFields>('c.srai', inPlace(0b01, shiftAmount));
export const cAndi = compressed<IFields>('c.andi', inPlace(0b10, sixBits));

// Integer Register-Register Operations. CR: rs2 = x0 makes `c.jr`, `c.jalr` and `c.ebreak` of them.

const hasNoSource = (fields: RFields) => fields.rs2 === 0;

export const cMv = compressed<RFields>('c.mv', {
  match: 0x8002,
  mask: 0xf003,
  fields: { rd, rs1: x0, rs2 },
  isReserved: hasNoSource,
});
export const cAdd = compressed<RFields>('c.add', {
  match: 0x9002,
  mask: 0xf003,
  fields: { rd, rs1: rd, rs2 },
  isReserved: hasNoSource,
});
/** CA: bit 12 and bits 6:5 select. */
const twoPopular = (funct6: number, funct2: number): CompressedBits<RFields> => ({
  match: (funct6 << 10) | (funct2 << 5) | 1,
  mask: 0xfc63,
  fields: { rd: high, rs1: high, rs2: low },
});
export const cSub = compressed<RFields>('c.sub', twoPopular(0b100011, 0b00));
export const cXor = compressed<RFields>('c.xor', twoPopular(0b100011, 0b01));
export const cOr = compressed<RFields>('c.or', twoPopular(0b100011, 0b10));
export const cAnd = compressed<RFields>('c.and', twoPopular(0b100011, 0b11));
export const cSubw = compressed<RFields>('c.subw', twoPopular(0b100111, 0b00));
export const cAddw = compressed<RFields>('c.addw', twoPopular(0b100111, 0b01));

// Breakpoint Instruction.

export const cEbreak = compressed<NoFields>('c.ebreak', { match: 0x9002, mask: 0xffff, fields: {} });
