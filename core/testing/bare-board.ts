/** For tests: a board whose harts have no instructions, to try what is around them. */
import type { Board } from '../machine/board.ts';
import type { Arch } from '../machine/hart.ts';

const never = (): never => {
  throw new Error('this board runs no instructions');
};

const field = (name: string, offset: number) => ({ name, offset, width: 8 }) as const;

const noArch: Arch = {
  name: 'none',
  digest: 'none/1',
  fields: [],
  core: {
    pc: field('pc', 0),
    steps: field('steps', 8),
    retired: field('retired', 16),
    flow: field('flow', 24),
    waiting: { ...field('waiting', 32), width: 1 },
  },
  insns: [],
  services: [],
  granuleShift: 0,
  decode: never,
  sizeOf: never,
  reset: never,
  createHart: never,
  description: {
    registers: [],
    gdb: { architecture: 'none', features: [], stopsBeforeAccess: false },
    frames: {
      pc: 'pc',
      stackPointer: 'sp',
      framePointer: 'fp',
      returnAddress: null,
      savedReturnAddress: 8,
      savedFramePointer: 0,
      wordSize: 8,
      alignment: 8,
    },
    privileges: [],
    guestPrivileges: [],
    hasGuestPhysical: false,
    privilegeOf: never,
    createWalker: never,
    causeName: never,
    instructionAt: never,
    longestInstruction: 4,
    sizeAt: never,
  },
};

export function boardOf(parts: Partial<Board>): Board {
  return {
    name: 'bare',
    arch: noArch,
    parameters: { shift: 3, quantum: 10 },
    harts: [{ index: 0, resetPc: 0n }],
    regions: [],
    devices: [],
    wires: [],
    hypervisor: null,
    ...parts,
  };
}
