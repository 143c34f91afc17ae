/**
 * What `htinst` and `mtinst` tell of the instruction that made an access, so that a hypervisor need not fetch it from the guest.
 * `priv: Transformed Instruction or Pseudoinstruction for mtinst or htinst`
 */
import { assemble, type Decoded } from '#core/isa/insn.ts';
import { layout } from '../layout.ts';

const LOAD = 0x03;
const LOAD_FP = 0x07;
const STORE = 0x23;
const STORE_FP = 0x27;
const AMO = 0x2f;
const SYSTEM = 0x73;

/** What stays of the word, by opcode: all but the immediate, and but rs1, whose place is for the offset. */
const KEPT: Readonly<Record<number, number>> = {
  [LOAD]: 0x0000_7fff,
  [LOAD_FP]: 0x0000_7fff,
  [STORE]: 0x01f0_707f,
  [STORE_FP]: 0x01f0_707f,
  [AMO]: 0xfff0_7fff,
  [SYSTEM]: 0xfff0_7fff,
};
const OFFSET_SHIFT = 15;
/** Clear for an instruction that was compressed. */
const IS_LONG = 1 << 1;

/**
 * The standard transformation of a load, store or atomic, an HLV, HLVX or HSV, that faulted at `address`; 0 for anything else.
 * Compressed ones are expanded. The offset, in the place of rs1, is that of the part of a misaligned access that faulted.
 */
export function transformed(decoded: Decoded, block: DataView, address: bigint): bigint {
  const { insn, fields, sizeBytes } = decoded;
  const { rs1, imm = 0n } = fields;
  const word = insn.encodings.length === 0 ? 0 : assemble(insn, fields);
  const kept = KEPT[word & 0x7f];
  if (kept === undefined || typeof rs1 !== 'number' || typeof imm !== 'bigint') return 0n;
  const start = rs1 === 0 ? imm : block.getBigUint64(layout.x.offset + 8 * rs1, true) + imm;
  const offset = Number(BigInt.asUintN(5, address - start));
  const long = (word & kept) | (offset << OFFSET_SHIFT);
  return BigInt((sizeBytes === 4 ? long : long & ~IS_LONG) >>> 0);
}
