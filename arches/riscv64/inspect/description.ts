/** riscv64 as debuggers see it. To add a register, see the CSR recipe; its bit fields go to `fields.ts`. */
import type { ArchDescription } from '#core/inspect/description.ts';
import { layout } from '../layout.ts';
import { instructionAt, LONGEST_INSTRUCTION, sizeAt } from './instructions.ts';
import { causeName, INTERRUPT_NAMES, PRIVILEGES, privilegeName } from './names.ts';
import { gdb, registers } from './registers.ts';
import { createWalker } from './walk.ts';

export const description: ArchDescription = {
  registers,
  gdb,
  /** `psabi: Frame Pointer Convention`: a frame ends where its frame pointer leads. */
  frames: {
    pc: 'pc',
    stackPointer: 'sp',
    framePointer: 's0',
    returnAddress: 'ra',
    savedReturnAddress: -8,
    savedFramePointer: -16,
    wordSize: 8,
    alignment: 16,
  },
  privileges: Object.keys(PRIVILEGES),
  guestPrivileges: ['VS', 'VU'],
  hasGuestPhysical: true,
  privilegeOf: ({ block }) =>
    privilegeName(block.getUint8(layout.privilege.offset), block.getUint8(layout.virtualized.offset) !== 0),
  injectedInterrupts: ({ hvip }) =>
    Object.entries(INTERRUPT_NAMES).flatMap(([number, name]) => ((Number(hvip ?? 0) >>> Number(number)) & 1 ? [name] : [])),
  commitPrivilege: ({ block }) => block.getUint8(layout.privilege.offset),
  createWalker,
  causeName,
  instructionAt,
  longestInstruction: LONGEST_INSTRUCTION,
  sizeAt,
};
