import { describe, expect, it } from 'vitest';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { execute } from '../testing/execute.ts';
import * as control from './control.ts';
import * as environment from './environment.ts';
import * as fences from './fences.ts';

/** x1 against x2: -1 and 8, equal, 0 and -8, 3 and 4. */
const OPERANDS = [
  [-1n, 8n],
  [8n, 8n],
  [0n, -8n],
  [3n, 4n],
] as const;

describe('conditional branches', () => {
  it.each([
    ['beq', control.beq, [false, true, false, false]],
    ['bne', control.bne, [true, false, true, true]],
    ['blt', control.blt, [true, false, false, true]],
    ['bge', control.bge, [false, true, true, false]],
    ['bltu', control.bltu, [false, false, true, true]],
    ['bgeu', control.bgeu, [true, true, false, false]],
  ] as const)('%s', (_, insn, taken) => {
    for (const offset of [-8n, 4094n, 2n]) {
      const targets = OPERANDS.map(([x1, x2]) => execute(insn, { rs1: 1, rs2: 2, imm: offset }, { x: { 1: x1, 2: x2 } }).nextPc);
      expect(targets).toEqual(taken.map((isTaken) => 0x1000n + (isTaken ? offset : 4n)));
    }
  });

  it('follow the size of a compressed branch that is not taken', () => {
    expect(execute(control.bne, { rs1: 8, rs2: 0, imm: -2n }, { sizeBytes: 2 }).nextPc).toBe(0x1002n);
  });
});

describe('unconditional jumps', () => {
  it('jal links the following instruction and goes to an offset', () => {
    const { x, nextPc } = execute(control.jal, { rd: 5, imm: -0x800n });
    expect([x(5), nextPc]).toEqual([0x1004n, 0x800n]);
  });

  it('jalr clears bit 0 of its target', () => {
    const { x, nextPc } = execute(control.jalr, { rd: 3, rs1: 1, imm: 2n }, { x: { 1: 0x2001n } });
    expect([x(3), nextPc]).toEqual([0x1004n, 0x2002n]);
  });

  it('jalr reads its base before it links into the same register', () => {
    const { x, nextPc } = execute(control.jalr, { rd: 1, rs1: 1, imm: 0n }, { x: { 1: 0x2000n }, sizeBytes: 2 });
    expect([x(1), nextPc]).toEqual([0x1002n, 0x2000n]);
  });

  it('wrap around the address space', () => {
    expect(execute(control.jal, { rd: 0, imm: -0x2000n }).nextPc).toBe(0xffff_ffff_ffff_f000n);
  });
});

describe('environment calls and fences', () => {
  it.each([
    ['U', privilege.U, 0n, 8],
    ['HS', privilege.S, 0n, 9],
    ['M', privilege.M, 0n, 11],
    ['VU', privilege.U, 1n, 8],
    ['VS', privilege.S, 1n, 10],
  ])('ecall from %s names the mode', (_, mode, virtualized, cause) => {
    const state = [
      [layout.privilege, BigInt(mode)],
      [layout.virtualized, virtualized],
    ] as const;
    const { trap } = execute(environment.ecall, {}, { state });
    expect(trap).toEqual({ cause, value: 0n });
  });

  it('ebreak traps with cause 3 and no trap value', () => {
    const { trap, nextPc } = execute(environment.ebreak, {});
    expect([trap, nextPc]).toEqual([{ cause: 3, value: 0n }, undefined]);
  });

  it('fences change nothing', () => {
    const fields = { rd: 1, rs1: 2, fm: 0, pred: 15, succ: 15 };
    expect(execute(fences.fence, fields)).toMatchObject({ nextPc: 0x1004n, served: [] });
    expect(execute(fences.fenceI, { rd: 1, rs1: 2, imm: -1n })).toMatchObject({ nextPc: 0x1004n, served: [] });
  });

  it('pause lets other harts run', () => {
    expect(execute(fences.pause, {})).toMatchObject({ nextPc: 0x1004n, served: [['yieldQuantum']] });
  });
});
