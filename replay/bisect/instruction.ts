/** The instruction that a hart has before it. */
import type { ArchDescription } from '#core/inspect/description.ts';
import { type Reader, readMemory } from '#core/inspect/memory.ts';
import { instructionIn, instructionText } from '../inspect/disassembly.ts';

export interface InstructionThere {
  readonly bytes: Uint8Array;
  /** In the architecture's syntax; null when the bytes are no instruction. */
  readonly text: string | null;
}

/** pc, and what is there; `instruction` is null where nothing can be fetched. */
export function instructionAt(reader: Reader): { readonly pc: bigint; readonly instruction: InstructionThere | null } {
  const { description, core } = reader.machine.board.arch;
  const block = reader.state.harts[reader.hart]!;
  const pc = new DataView(block.buffer, block.byteOffset).getBigUint64(core.pc.offset, true);
  const lookup = { address: pc, access: 'fetch', space: 'virtual' } as const;
  const { bytes } = readMemory(reader, lookup, description.longestInstruction);
  return { pc, instruction: bytes.length === 0 ? null : instructionThere(description, pc, bytes) };
}

function instructionThere(description: ArchDescription, pc: bigint, bytes: Uint8Array): InstructionThere {
  const instruction = instructionIn(description, pc, bytes);
  const text = instruction.description === undefined ? null : instructionText(instruction, () => '');
  return { bytes: instruction.bytes, text };
}
