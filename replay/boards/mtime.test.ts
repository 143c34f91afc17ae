/** `time` is a shadow of the CLINT's mtime, through the board's wiring. */
import { expect, it } from 'vitest';
import { riscv64 } from '#arches/riscv64/arch.ts';
import { addi, lui, slli } from '#arches/riscv64/i/integer.ts';
import { sd } from '#arches/riscv64/i/loads-stores.ts';
import { layout } from '#arches/riscv64/layout.ts';
import { csrrs } from '#arches/riscv64/zicsr/zicsr.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { findRegister } from '#core/inspect/registers.ts';
import { assemble } from '#core/isa/insn.ts';
import { createMachine } from '#core/machine/machine.ts';
import { assembleLines } from '#core/testing/assembler.ts';
import { loadBoards, setUpBoard } from './registry.ts';
import { DEFAULT_REQUEST } from './request.ts';

await loadBoards();

const TIME = 0xc01n;
const [t0, t1, a0] = [5, 6, 10];

it('a write of mtime shows in time', () => {
  const program = assembleLines([
    assemble(lui, { rd: t0, imm: 0x200_c000n }),
    assemble(addi, { rd: t1, rs1: 0, imm: 1n }),
    assemble(slli, { rd: t1, rs1: t1, imm: 40n }),
    assemble(sd, { rs1: t0, rs2: t1, imm: -8n }), // mtime, at 0x200bff8
    assemble(csrrs, { rd: a0, rs1: 0, csr: TIME }),
  ]);
  const setup = setUpBoard('riscv64-virt', { ...DEFAULT_REQUEST, kernel: { name: 'program', bytes: program } });
  const machine = createMachine(setup.board, setup.contents, 'interpreter');
  const { state } = machine.reduce(machine.initialState, { type: 'machine/granted', steps: 12, idleUntilNs: 0 });
  const time = new DataView(state.harts[0]!.buffer).getBigUint64(layout.x.offset + 8 * a0, true);
  expect(time).toBe(2n ** 40n);
  const register = findRegister(riscv64.description, 'time')!;
  expect(register.read(viewHart(machine, state, 0))).toBe(2n ** 40n);
  expect(machine.reduce(state, { type: 'machine/granted', steps: 0, idleUntilNs: 0 }).state.devices).toEqual(state.devices);
});
