/**
 * Instructions as the assembler writes them, from their definitions: so whatever is executed has a name here, and no other. The
 * pseudo-instructions are those that GNU objdump and LLVM write by themselves. `asm: RISC-V Assembly Programmer's Manual`
 */
import type { InstructionDescription } from '#core/inspect/description.ts';
import { type OperandUses, operandUses } from '#core/inspect/operand-uses.ts';
import type { Decoded, Fields, Insn } from '#core/isa/insn.ts';
import { csrs } from '../csr/table.ts';
import { guestFetch, guestLoad, guestStore } from '../h/services.ts';
import { layout } from '../layout.ts';
import { decodeAnywhere, sizeOf } from '../rv64.ts';
import { F_NAMES, X_NAMES } from './registers.ts';

const CSR_NAMES: ReadonlyMap<bigint, string> = new Map(csrs.map(({ number, name }) => [BigInt(number), name]));
const ROUNDING_MODES = ['rne', 'rtz', 'rdn', 'rup', 'rmm', '', '', 'dyn'];
const DYNAMIC = 7;
/** Their results are exact, so that assemblers write no rounding mode where it is the first. */
const EXACT = ['fcvt.d.s', 'fcvt.d.w', 'fcvt.d.wu'];

const uses = new Map<Insn, OperandUses>();

function usesOf({ insn, fields }: Decoded): OperandUses {
  const known = uses.get(insn);
  if (known !== undefined) return known;
  const found = operandUses(insn, Object.keys(fields));
  uses.set(insn, found);
  return found;
}

/** An operand as it is written: a register's name, a number, the name of a CSR. */
function written(name: string, fields: Fields, used: OperandUses): string {
  const value = fields[name]!;
  if (used.files[name] === layout.x) return X_NAMES[Number(value)]!;
  if (used.files[name] === layout.f) return F_NAMES[Number(value)]!;
  switch (name) {
    case PLACE:
      return `${fields['imm']}(${written('rs1', fields, used)})`;
    case 'csr':
      return CSR_NAMES.get(BigInt.asUintN(12, BigInt(value))) ?? `0x${BigInt.asUintN(12, BigInt(value)).toString(16)}`;
    case 'rm':
      return ROUNDING_MODES[Number(value)]!;
    case 'pred':
    case 'succ':
      return [...'iorw'].filter((_, at) => (Number(value) >>> (3 - at)) & 1).join('') || '0';
    default:
      return String(value);
  }
}

/** Where an access or an indirect jump goes: `8(sp)`. */
const PLACE = 'place';

/** A register that only a hint or a fence names, which does nothing with it. */
const named = (value: number | bigint | undefined) => X_NAMES[Number(value)]!;

interface Text {
  readonly mnemonic: string;
  readonly operands: readonly string[];
}

function plainText(decoded: Decoded, used: OperandUses): Text {
  const { insn, fields } = decoded;
  const { mnemonic } = insn;
  const show = (name: string) => written(name, fields, used);
  const list = (...names: readonly string[]) => names.filter((name) => name in fields).map(show);
  if ('csr' in fields) return { mnemonic, operands: list('rd', 'csr', 'rs1', 'zimm') };
  if ('pred' in fields) return { mnemonic, operands: list('pred', 'succ') };
  if ('aq' in fields) {
    const order = `${fields['aq'] ? 'aq' : ''}${fields['rl'] ? 'rl' : ''}`;
    return { mnemonic: order === '' ? mnemonic : `${mnemonic}.${order}`, operands: [...list('rd', 'rs2'), `(${show('rs1')})`] };
  }
  if (mnemonic === 'fence.i') return { mnemonic, operands: [] };
  if (mnemonic === 'lui' || mnemonic === 'auipc')
    return { mnemonic, operands: [show('rd'), `0x${(BigInt.asUintN(32, BigInt(fields['imm']!)) >> 12n).toString(16)}`] };
  if (isGuestAccess(used)) return { mnemonic, operands: [...list('rd', 'rs2'), `(${show('rs1')})`] };
  const isAccess = used.isLoad || used.isStore;
  if (isAccess || mnemonic === 'jalr') return { mnemonic, operands: [...list('rd', 'rs2'), show(PLACE)] };
  if (mnemonic.includes('fence.') || mnemonic.includes('inval.')) {
    // Fences forget everything, so their definitions name no register.
    const isWhole = (fields['rs1'] ?? 0) === 0 && (fields['rs2'] ?? 0) === 0;
    return { mnemonic, operands: isWhole ? [] : [named(fields['rs1']), named(fields['rs2'])] };
  }
  const isRounded = 'rm' in fields && fields['rm'] !== DYNAMIC && !(EXACT.includes(mnemonic) && fields['rm'] === 0);
  return { mnemonic, operands: list('rd', 'rs1', 'rs2', 'rs3', 'imm', ...(isRounded ? ['rm'] : [])) };
}

const GUEST_ACCESSES = [guestLoad, guestFetch, guestStore].map(({ name }) => name);
const isGuestAccess = ({ services }: OperandUses) => services.some((name) => GUEST_ACCESSES.includes(name));

interface Alias {
  readonly when: (fields: Fields, sizeBytes: number) => boolean;
  readonly mnemonic: string;
  /** Names of the operands that are left. */
  readonly operands: readonly string[];
}

const ZERO = 0;
const RA = 1;
const isZero = (name: string) => (fields: Fields) => Number(fields[name]) === ZERO;
const isImm = (value: bigint) => (fields: Fields) => fields['imm'] === value;
const isSameSource = (fields: Fields) => fields['rs1'] === fields['rs2'];
const alias = (mnemonic: string, when: Alias['when'], ...operands: readonly string[]): Alias => ({ mnemonic, when, operands });

/** The first that applies is written. */
const ALIASES: Readonly<Record<string, readonly Alias[]>> = {
  addi: [
    alias('nop', (fields) => isZero('rd')(fields) && isZero('rs1')(fields) && isImm(0n)(fields)),
    alias('li', isZero('rs1'), 'rd', 'imm'),
    alias('mv', isImm(0n), 'rd', 'rs1'),
  ],
  add: [alias('mv', (fields, sizeBytes) => sizeBytes === 2 && isZero('rs1')(fields), 'rd', 'rs2')],
  addiw: [alias('sext.w', isImm(0n), 'rd', 'rs1')],
  'add.uw': [alias('zext.w', isZero('rs2'), 'rd', 'rs1')],
  xori: [alias('not', isImm(-1n), 'rd', 'rs1')],
  andi: [alias('zext.b', isImm(255n), 'rd', 'rs1')],
  sub: [alias('neg', isZero('rs1'), 'rd', 'rs2')],
  subw: [alias('negw', isZero('rs1'), 'rd', 'rs2')],
  sltiu: [alias('seqz', isImm(1n), 'rd', 'rs1')],
  sltu: [alias('snez', isZero('rs1'), 'rd', 'rs2')],
  slt: [alias('sltz', isZero('rs2'), 'rd', 'rs1'), alias('sgtz', isZero('rs1'), 'rd', 'rs2')],
  beq: [alias('beqz', isZero('rs2'), 'rs1', 'imm')],
  bne: [alias('bnez', isZero('rs2'), 'rs1', 'imm')],
  bge: [alias('bgez', isZero('rs2'), 'rs1', 'imm'), alias('blez', isZero('rs1'), 'rs2', 'imm')],
  blt: [alias('bltz', isZero('rs2'), 'rs1', 'imm'), alias('bgtz', isZero('rs1'), 'rs2', 'imm')],
  jal: [alias('j', isZero('rd'), 'imm'), alias('jal', ({ rd }) => rd === RA, 'imm')],
  jalr: [
    alias('ret', ({ rd, rs1, imm }) => rd === ZERO && rs1 === RA && imm === 0n),
    alias('jr', ({ rd, imm }) => rd === ZERO && imm === 0n, 'rs1'),
    alias('jr', isZero('rd'), PLACE),
    alias('jalr', ({ rd, imm }) => rd === RA && imm === 0n, 'rs1'),
    alias('jalr', ({ rd }) => rd === RA, PLACE),
  ],
  csrrs: [alias('csrr', isZero('rs1'), 'rd', 'csr'), alias('csrs', isZero('rd'), 'csr', 'rs1')],
  csrrw: [alias('csrw', isZero('rd'), 'csr', 'rs1')],
  csrrc: [alias('csrc', isZero('rd'), 'csr', 'rs1')],
  csrrwi: [alias('csrwi', isZero('rd'), 'csr', 'zimm')],
  csrrsi: [alias('csrsi', isZero('rd'), 'csr', 'zimm')],
  csrrci: [alias('csrci', isZero('rd'), 'csr', 'zimm')],
  'fsgnj.s': [alias('fmv.s', isSameSource, 'rd', 'rs1')],
  'fsgnjn.s': [alias('fneg.s', isSameSource, 'rd', 'rs1')],
  'fsgnjx.s': [alias('fabs.s', isSameSource, 'rd', 'rs1')],
  'fsgnj.d': [alias('fmv.d', isSameSource, 'rd', 'rs1')],
  'fsgnjn.d': [alias('fneg.d', isSameSource, 'rd', 'rs1')],
  'fsgnjx.d': [alias('fabs.d', isSameSource, 'rd', 'rs1')],
  fence: [alias('fence', ({ pred, succ }) => pred === 15 && succ === 15)],
};

function textOf(decoded: Decoded, used: OperandUses): Text {
  const { insn, fields, sizeBytes } = decoded;
  const chosen = ALIASES[insn.mnemonic]?.find(({ when }) => when(fields, sizeBytes));
  if (chosen === undefined) return plainText(decoded, used);
  return { mnemonic: chosen.mnemonic, operands: chosen.operands.map((name) => written(name, fields, used)) };
}

/** Longer instructions than of 32 bits there are none. */
export const LONGEST_INSTRUCTION = 4;

const halfwordAt = (bytes: Uint8Array, offset: number) => bytes[offset]! | (bytes[offset + 1]! << 8);

export const sizeAt = (bytes: Uint8Array): number => (bytes.length < 2 ? bytes.length : sizeOf(halfwordAt(bytes, 0)));

export function instructionAt(bytes: Uint8Array): InstructionDescription | undefined {
  const sizeBytes = sizeAt(bytes);
  if (sizeBytes < 2 || bytes.length < sizeBytes) return undefined;
  const word = sizeBytes === 2 ? halfwordAt(bytes, 0) : (halfwordAt(bytes, 0) | (halfwordAt(bytes, 2) << 16)) >>> 0;
  const decoded = decodeAnywhere(word);
  if (decoded === undefined) return undefined;
  const used = usesOf(decoded);
  const { mnemonic, operands } = textOf(decoded, used);
  const displacement = used.displacement === undefined ? undefined : BigInt(decoded.fields[used.displacement]!);
  return { mnemonic, operands, sizeBytes, decoded, ...(displacement !== undefined && { displacement }) };
}
