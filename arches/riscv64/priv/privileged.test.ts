import { describe, expect, it } from 'vitest';
import { layout } from '../layout.ts';
import { execute } from '../testing/execute.ts';
import * as privileged from './privileged.ts';

describe('privileged instructions', () => {
  it.each([
    ['mret', privileged.mret, layout.mepc],
    ['sret', privileged.sret, layout.sepc],
  ] as const)('%s goes where the trap struck, after its service', (name, insn, field) => {
    const outcome = execute(insn, {}, { state: [[field, 0x8000_1234n]] });
    expect(outcome).toMatchObject({ nextPc: 0x8000_1234n, served: [[name]] });
  });

  it('sret goes where the trap into VS struck, with V=1', () => {
    const state = [
      [layout.sepc, 0x8000_1234n],
      [layout.vsepc, 0xffff_ffc0_0000_5678n],
      [layout.virtualized, 1n],
    ] as const;
    expect(execute(privileged.sret, {}, { state })).toMatchObject({ nextPc: 0xffff_ffc0_0000_5678n, served: [['sret']] });
  });

  it.each([
    ['wfi', privileged.wfi, {}, 'wfi'],
    ['sfence.vma', privileged.sfenceVma, { rs1: 1, rs2: 2 }, 'sfenceVma'],
    ['sinval.vma', privileged.sinvalVma, { rs1: 1, rs2: 2 }, 'sfenceVma'],
    ['sfence.w.inval', privileged.sfenceWInval, {}, 'sfenceInval'],
    ['sfence.inval.ir', privileged.sfenceInvalIr, {}, 'sfenceInval'],
  ] as const)('%s goes on after its service', (_, insn, fields, service) => {
    expect(execute(insn, fields)).toMatchObject({ nextPc: 0x1004n, served: [[service]] });
  });
});
