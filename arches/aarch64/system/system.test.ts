import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { exceptionGeneration } from './exception-generation.ts';
import { hints } from './hints.ts';
import { systemMoves } from './moves.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  ['svc #0x1234', 0xd402_4681, {}, { trap: { cause: 0x15, value: 0x1234n } }],
  ['brk #0xffff', 0xd43f_ffe0, {}, { trap: { cause: 0x3c, value: 0xffffn } }],
  ['hvc #5', 0xd400_00a2, {}, { served: [['hvc', 5n]] }],
  ['smc #0xf000', 0xd41e_0003, {}, { served: [['smc', 0xf000n]] }],
  ['eret', 0xd69f_03e0, { pc: 0x4000n }, { nextPc: 0x4000n, served: [['eret']] }],
  ['yield', 0xd503_203f, {}, { served: [['yieldQuantum']] }],
  ['wfe', 0xd503_205f, {}, { served: [['wfe']] }],
  ['wfi', 0xd503_207f, {}, { served: [['wfi']] }],
  ['sev', 0xd503_209f, {}, { served: [['sev']] }],
  ['sevl', 0xd503_20bf, {}, { served: [['sevl']] }],
  ['esb', 0xd503_221f, {}, { served: [['esb']] }],
  ['nop', 0xd503_201f, { exclusive: [8n, 0x8000n] }, {}],
  ['hint #7', 0xd503_20ff, { exclusive: [8n, 0x8000n] }, {}],
  ['hint #25', 0xd503_233f, { exclusive: [8n, 0x8000n] }, {}],
  ['hint #127', 0xd503_2fff, { exclusive: [8n, 0x8000n] }, {}],
  ['dsb sy', 0xd503_3f9f, { exclusive: [8n, 0x8000n] }, {}],
  ['dsb oshld', 0xd503_319f, { exclusive: [8n, 0x8000n] }, {}],
  ['dmb ish', 0xd503_3bbf, { exclusive: [8n, 0x8000n] }, {}],
  ['isb', 0xd503_3fdf, { exclusive: [8n, 0x8000n] }, {}],
  ['isb #3', 0xd503_33df, { exclusive: [8n, 0x8000n] }, {}],
  ['clrex', 0xd503_3f5f, { exclusive: [8n, 0x8000n] }, { exclusive: [0n, 0n] }],
  ['clrex #3', 0xd503_335f, { exclusive: [8n, 0x8000n] }, { exclusive: [0n, 0n] }],
  [
    'mrs x3, SCTLR_EL1',
    0xd538_1003,
    { serve: () => 0x30d0_0800n },
    { x: { 3: 0x30d0_0800n }, served: [['readSystem', 0xc080n, 3n]] },
  ],
  ['mrs xzr, CNTVCT_EL0', 0xd53b_e05f, { serve: () => 5n }, { served: [['readSystem', 0xdf02n, 31n]] }],
  ['msr VBAR_EL2, x4', 0xd51c_c004, { x: { 4: 0x8_0000n } }, { served: [['writeSystem', 0xe600n, 4n, 0x8_0000n]] }],
  ['msr MDSCR_EL1, x4', 0xd510_0244, { x: { 4: 7n } }, { served: [['writeSystem', 0x8012n, 4n, 7n]] }],
  ['mrs x3, S3_7_C15_C15_7', 0xd53f_ffe3, {}, { served: [['readSystem', 0xffffn, 3n]] }],
  ['sys #0, c8, c7, #0', 0xd508_871f, {}, { served: [['writeSystem', 0x4438n, 31n, 0n]] }],
  ['dc zva, x4', 0xd50b_7424, { x: { 4: 0x8040n } }, { served: [['writeSystem', 0x5ba1n, 4n, 0x8040n]] }],
  ['at s1e1r, x4', 0xd508_7804, { x: { 4: 0x8040n } }, { served: [['writeSystem', 0x43c0n, 4n, 0x8040n]] }],
  ['sysl x3, #3, c7, c4, #1', 0xd52b_7423, { serve: () => 9n }, { x: { 3: 9n }, served: [['readSystem', 0x5ba1n, 3n]] }],
  ['msr SPSel, #1', 0xd500_41bf, {}, { served: [['writePstate', 5n, 1n]] }],
  ['msr PAN, #0', 0xd500_409f, {}, { served: [['writePstate', 4n, 0n]] }],
  ['msr UAO, #1', 0xd500_417f, {}, { served: [['writePstate', 3n, 1n]] }],
  ['msr SSBS, #1', 0xd503_413f, {}, { served: [['writePstate', 25n, 1n]] }],
  ['msr DAIFSet, #15', 0xd503_4fdf, {}, { served: [['writePstate', 30n, 15n]] }],
  ['msr DAIFClr, #2', 0xd503_42ff, {}, { served: [['writePstate', 31n, 2n]] }],
];

describe('system instructions', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of [...exceptionGeneration, ...hints, ...systemMoves])
      expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
