/** Instructions as text. */
import type { InstructionDescription } from '#core/inspect/description.ts';
import { type OperandUses, operandUses } from '#core/inspect/operand-uses.ts';
import type { Insn } from '#core/isa/insn.ts';
import { decode } from '../a64.ts';
import { layout, xsp } from '../layout.ts';

export const INSTRUCTION_SIZE = 4;

const uses = new Map<Insn, OperandUses>();
function usesOf(insn: Insn, names: readonly string[]): OperandUses {
  let found = uses.get(insn);
  if (found === undefined) uses.set(insn, (found = operandUses(insn, names)));
  return found;
}

const XSP_SP = 0;

function written(name: string, value: number | bigint, { files }: OperandUses): string {
  if (files[name] === layout.x) return Number(value) === layout.x.zero ? 'xzr' : `x${value}`;
  if (files[name] === xsp) return Number(value) === XSP_SP ? 'sp' : `x${Number(value) - 1}`;
  return `#${value}`;
}

export const sizeAt = (bytes: Uint8Array): number => Math.min(bytes.length, INSTRUCTION_SIZE);

export function instructionAt(bytes: Uint8Array): InstructionDescription | undefined {
  if (bytes.length < INSTRUCTION_SIZE) return undefined;
  const word = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0;
  const decoded = decode(word, 0);
  if (decoded === undefined) return undefined;
  const { insn, fields } = decoded;
  const used = usesOf(insn, Object.keys(fields));
  const last = used.displacement;
  const names = Object.keys(fields).filter((name) => name !== last);
  const operands = [...names, ...(last === undefined ? [] : [last])].map((name) => written(name, fields[name]!, used));
  const displacement = last === undefined ? undefined : BigInt(fields[last]!);
  return {
    mnemonic: insn.mnemonic,
    operands,
    sizeBytes: INSTRUCTION_SIZE,
    decoded,
    ...(displacement !== undefined && { displacement }),
  };
}
