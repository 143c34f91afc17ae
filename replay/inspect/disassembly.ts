/** Instructions of a state as text: targets of branches as addresses, with their names. */
import { hex } from '#core/hex.ts';
import type { ArchDescription, InstructionDescription, Lookup } from '#core/inspect/description.ts';
import { type MemoryEnd, type Reader, readMemory } from '#core/inspect/memory.ts';

/** `main+0x10 (main.c:12)`, or '' when nobody knows. */
export type NameOf = (address: bigint) => string;

export interface Instruction {
  readonly address: bigint;
  readonly bytes: Uint8Array;
  /** What it says; undefined when the bytes are no instruction. */
  readonly description: InstructionDescription | undefined;
  /** Where it branches or jumps, when it says so itself. */
  readonly target: bigint | undefined;
}

/** What stands at an address. `bytes` are as many as an instruction may have, or as there are. */
export function instructionIn(arch: ArchDescription, address: bigint, bytes: Uint8Array): Instruction {
  const description = arch.instructionAt(bytes);
  const sizeBytes = description?.sizeBytes ?? Math.min(arch.sizeAt(bytes), bytes.length);
  const distance = description?.displacement;
  const origin = address - (address % (description?.displacementFrom ?? 1n));
  return {
    address,
    bytes: bytes.subarray(0, sizeBytes),
    description,
    target: distance === undefined ? undefined : BigInt.asUintN(64, origin + distance),
  };
}

/** The instruction at an address; undefined where nothing can be fetched. */
export function instructionAt(reader: Reader, address: bigint, lookup: Partial<Lookup> = {}): Instruction | undefined {
  const arch = reader.machine.board.arch.description;
  const { bytes } = readMemory(reader, { access: 'fetch', space: 'virtual', ...lookup, address }, arch.longestInstruction);
  return bytes.length === 0 ? undefined : instructionIn(arch, address, bytes);
}

/** `count` instructions from an address on, as far as they can be fetched, and why not further. */
export function disassemble(
  reader: Reader,
  lookup: Lookup,
  count: number,
): { readonly instructions: readonly Instruction[]; readonly end: MemoryEnd | null } {
  const arch = reader.machine.board.arch.description;
  const { bytes, end } = readMemory(reader, lookup, count * arch.longestInstruction);
  const instructions: Instruction[] = [];
  for (let at = 0; at < bytes.length && instructions.length < count; ) {
    const address = BigInt.asUintN(64, lookup.address + BigInt(at));
    const instruction = instructionIn(arch, address, bytes.subarray(at, at + arch.longestInstruction));
    instructions.push(instruction);
    at += instruction.bytes.length;
  }
  return { instructions, end: instructions.length < count ? end : null };
}

/** `beqz a0, 0x80200010 <main+0x10>`; `.4byte 0xffffffff` for what is no instruction. */
export function instructionText({ bytes, description, target }: Instruction, nameOf: NameOf): string {
  if (description === undefined) return `.${bytes.length}byte ${encodingText(bytes)}`;
  const { mnemonic, operands } = description;
  const written = target === undefined ? operands : [...operands.slice(0, -1), targetText(target, nameOf)];
  return written.length === 0 ? mnemonic : `${mnemonic} ${written.join(', ')}`;
}

function targetText(target: bigint, nameOf: NameOf): string {
  const name = nameOf(target);
  return name === '' ? hex(target) : `${hex(target)} <${name}>`;
}

/** The bytes as one little-endian number, `0x8082`. */
export function encodingText(bytes: Uint8Array): string {
  return `0x${[...bytes]
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}
