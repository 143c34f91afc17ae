import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { moves } from './moves.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  ['movz x3, #0x8421, lsl #0', 0xd290_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421n } }],
  ['movn x3, #0x8421, lsl #0', 0x9290_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xffff_ffff_ffff_7bden } }],
  ['movk x3, #0x8421, lsl #0', 0xf290_8423, { x: { 3: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0xff00_00ff_c3a5_8421n } }],
  ['movz x3, #0x8421, lsl #16', 0xd2b0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421_0000n } }],
  ['movn x3, #0x8421, lsl #16', 0x92b0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xffff_ffff_7bde_ffffn } }],
  ['movk x3, #0x8421, lsl #16', 0xf2b0_8423, { x: { 3: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0xff00_00ff_8421_00f1n } }],
  ['movz x3, #0x8421, lsl #32', 0xd2d0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421_0000_0000n } }],
  ['movn x3, #0x8421, lsl #32', 0x92d0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xffff_7bde_ffff_ffffn } }],
  ['movk x3, #0x8421, lsl #32', 0xf2d0_8423, { x: { 3: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0xff00_8421_c3a5_00f1n } }],
  ['movz x3, #0x8421, lsl #48', 0xd2f0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421_0000_0000_0000n } }],
  ['movn x3, #0x8421, lsl #48', 0x92f0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x7bde_ffff_ffff_ffffn } }],
  ['movk x3, #0x8421, lsl #48', 0xf2f0_8423, { x: { 3: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0x8421_00ff_c3a5_00f1n } }],
  ['movz w3, #0x8421, lsl #0', 0x5290_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421n } }],
  ['movn w3, #0x8421, lsl #0', 0x1290_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xffff_7bden } }],
  ['movk w3, #0x8421, lsl #0', 0x7290_8423, { x: { 3: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0xc3a5_8421n } }],
  ['movz w3, #0x8421, lsl #16', 0x52b0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421_0000n } }],
  ['movn w3, #0x8421, lsl #16', 0x12b0_8423, { x: { 3: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x7bde_ffffn } }],
  ['movk w3, #0x8421, lsl #16', 0x72b0_8423, { x: { 3: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0x8421_00f1n } }],
  ['adr x3, #1', 0x3000_0003, {}, { x: { 3: 0x1001n } }],
  ['adr x3, #-0x100000', 0x1080_0003, {}, { x: { 3: 0xffff_ffff_fff0_1000n } }],
  ['adr x3, #0xfffff', 0x707f_ffe3, {}, { x: { 3: 0x10_0fffn } }],
  ['adrp x3, #0x1000', 0xb000_0003, {}, { x: { 3: 0x2000n } }],
  ['adrp x3, #-0x100000000', 0x9080_0003, {}, { x: { 3: 0xffff_ffff_0000_1000n } }],
];

describe('wide immediates and addresses', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of moves) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
