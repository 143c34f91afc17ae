/** aarch64 as debuggers see it. To add a register, see the recipe of system registers; its bit fields go to `fields.ts`. */
import type { ArchDescription } from '#core/inspect/description.ts';
import { levelOf } from '../pstate.ts';
import { INSTRUCTION_SIZE, instructionAt, sizeAt } from './instructions.ts';
import { causeName, PRIVILEGES } from './names.ts';
import { gdb, registers } from './registers.ts';
import { createWalker } from './walk.ts';

export const description: ArchDescription = {
  registers,
  gdb,
  /** `aapcs64: The Frame Pointer`: it leads to the frame record, which holds the caller's own and the return address. */
  frames: {
    pc: 'pc',
    stackPointer: 'sp',
    framePointer: 'x29',
    returnAddress: 'x30',
    savedReturnAddress: 8,
    savedFramePointer: 0,
    wordSize: 8,
    alignment: 8,
  },
  privileges: PRIVILEGES,
  guestPrivileges: ['EL1', 'EL0'],
  hasGuestPhysical: true,
  privilegeOf: ({ block }) => `EL${levelOf(block)}`,
  createWalker,
  causeName,
  instructionAt,
  longestInstruction: INSTRUCTION_SIZE,
  sizeAt,
};
