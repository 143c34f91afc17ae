import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { modifiedImmediates } from './modified-immediate.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['movi v3.2s, #0xa5', 0x0f05_04a3, { v: V }, { v: { 3: 0xa5_0000_00a5n } }],
  ['mvni v3.2s, #0xa5', 0x2f05_04a3, { v: V }, { v: { 3: 0xffff_ff5a_ffff_ff5an } }],
  ['orr v3.2s, #0xa5', 0x0f05_14a3, { v: V }, { v: { 3: 0x8899_aabf_ccdd_eeffn } }],
  ['bic v3.2s, #0xa5', 0x2f05_14a3, { v: V }, { v: { 3: 0x8899_aa1a_ccdd_ee5an } }],
  ['movi v3.4s, #0xa5, lsl #8', 0x4f05_24a3, { v: V }, { v: { 3: 0xa500_0000_a500_0000_a500_0000_a500n } }],
  ['mvni v3.4s, #0xa5, lsl #8', 0x6f05_24a3, { v: V }, { v: { 3: 0xffff_5aff_ffff_5aff_ffff_5aff_ffff_5affn } }],
  ['orr v3.4s, #0xa5, lsl #8', 0x4f05_34a3, { v: V }, { v: { 3: 0x11_a733_4455_e777_8899_afbb_ccdd_efffn } }],
  ['bic v3.4s, #0xa5, lsl #8', 0x6f05_34a3, { v: V }, { v: { 3: 0x11_0233_4455_4277_8899_0abb_ccdd_4affn } }],
  ['movi v3.2s, #0xa5, lsl #16', 0x0f05_44a3, { v: V }, { v: { 3: 0xa5_0000_00a5_0000n } }],
  ['mvni v3.2s, #0xa5, lsl #16', 0x2f05_44a3, { v: V }, { v: { 3: 0xff5a_ffff_ff5a_ffffn } }],
  ['orr v3.2s, #0xa5, lsl #16', 0x0f05_54a3, { v: V }, { v: { 3: 0x88bd_aabb_ccfd_eeffn } }],
  ['bic v3.2s, #0xa5, lsl #16', 0x2f05_54a3, { v: V }, { v: { 3: 0x8818_aabb_cc58_eeffn } }],
  ['movi v3.4s, #0xa5, lsl #24', 0x4f05_64a3, { v: V }, { v: { 3: 0xa500_0000_a500_0000_a500_0000_a500_0000n } }],
  ['mvni v3.4s, #0xa5, lsl #24', 0x6f05_64a3, { v: V }, { v: { 3: 0x5aff_ffff_5aff_ffff_5aff_ffff_5aff_ffffn } }],
  ['orr v3.4s, #0xa5, lsl #24', 0x4f05_74a3, { v: V }, { v: { 3: 0xa511_2233_e555_6677_ad99_aabb_eddd_eeffn } }],
  ['bic v3.4s, #0xa5, lsl #24', 0x6f05_74a3, { v: V }, { v: { 3: 0x11_2233_4055_6677_0899_aabb_48dd_eeffn } }],
  ['movi v3.4h, #0xa5', 0x0f05_84a3, { v: V }, { v: { 3: 0xa5_00a5_00a5_00a5n } }],
  ['mvni v3.4h, #0xa5', 0x2f05_84a3, { v: V }, { v: { 3: 0xff5a_ff5a_ff5a_ff5an } }],
  ['orr v3.4h, #0xa5', 0x0f05_94a3, { v: V }, { v: { 3: 0x88bd_aabf_ccfd_eeffn } }],
  ['bic v3.4h, #0xa5', 0x2f05_94a3, { v: V }, { v: { 3: 0x8818_aa1a_cc58_ee5an } }],
  ['movi v3.8h, #0xa5, lsl #8', 0x4f05_a4a3, { v: V }, { v: { 3: 0xa500_a500_a500_a500_a500_a500_a500_a500n } }],
  ['mvni v3.8h, #0xa5, lsl #8', 0x6f05_a4a3, { v: V }, { v: { 3: 0x5aff_5aff_5aff_5aff_5aff_5aff_5aff_5affn } }],
  ['orr v3.8h, #0xa5, lsl #8', 0x4f05_b4a3, { v: V }, { v: { 3: 0xa511_a733_e555_e777_ad99_afbb_eddd_efffn } }],
  ['bic v3.8h, #0xa5, lsl #8', 0x6f05_b4a3, { v: V }, { v: { 3: 0x11_0233_4055_4277_0899_0abb_48dd_4affn } }],
  ['movi v3.2s, #0xa5, msl #8', 0x0f05_c4a3, { v: V }, { v: { 3: 0xa5ff_0000_a5ffn } }],
  ['mvni v3.2s, #0xa5, msl #8', 0x2f05_c4a3, { v: V }, { v: { 3: 0xffff_5a00_ffff_5a00n } }],
  ['movi v3.4s, #0xa5, msl #16', 0x4f05_d4a3, { v: V }, { v: { 3: 0xa5_ffff_00a5_ffff_00a5_ffff_00a5_ffffn } }],
  ['mvni v3.4s, #0xa5, msl #16', 0x6f05_d4a3, { v: V }, { v: { 3: 0xff5a_0000_ff5a_0000_ff5a_0000_ff5a_0000n } }],
  ['movi v3.16b, #0xa5', 0x4f05_e4a3, { v: V }, { v: { 3: 0xa5a5_a5a5_a5a5_a5a5_a5a5_a5a5_a5a5_a5a5n } }],
  ['movi d3, #0xff00ff0000ff00ff', 0x2f05_e4a3, { v: V }, { v: { 3: 0xff00_ff00_00ff_00ffn } }],
  ['movi v3.2d, #0xff00ff0000ff00ff', 0x6f05_e4a3, { v: V }, { v: { 3: 0xff00_ff00_00ff_00ff_ff00_ff00_00ff_00ffn } }],
  ['fmov v3.4s, #1.0', 0x4f03_f603, { v: V }, { v: { 3: 0x3f80_0000_3f80_0000_3f80_0000_3f80_0000n } }],
  ['fmov v3.2d, #1.0', 0x6f03_f603, { v: V }, { v: { 3: 0x3ff0_0000_0000_0000_3ff0_0000_0000_0000n } }],
  ['fmov v3.4h, #1.0', 0x0f03_fe03, { v: V }, { v: { 3: 0x3c00_3c00_3c00_3c00n } }],
  ['fmov v3.4s, #-0.125', 0x4f06_f403, { v: V }, { v: { 3: 0xbe00_0000_be00_0000_be00_0000_be00_0000n } }],
  ['fmov v3.2d, #-0.125', 0x6f06_f403, { v: V }, { v: { 3: 0xbfc0_0000_0000_0000_bfc0_0000_0000_0000n } }],
  ['fmov v3.4h, #-0.125', 0x0f06_fc03, { v: V }, { v: { 3: 0xb000_b000_b000_b000n } }],
  ['fmov v3.4s, #31.0', 0x4f01_f7e3, { v: V }, { v: { 3: 0x41f8_0000_41f8_0000_41f8_0000_41f8_0000n } }],
  ['fmov v3.2d, #31.0', 0x6f01_f7e3, { v: V }, { v: { 3: 0x403f_0000_0000_0000_403f_0000_0000_0000n } }],
  ['fmov v3.4h, #31.0', 0x0f01_ffe3, { v: V }, { v: { 3: 0x4fc0_4fc0_4fc0_4fc0n } }],
  ['fmov v3.4s, #-2.0', 0x4f04_f403, { v: V }, { v: { 3: 0xc000_0000_c000_0000_c000_0000_c000_0000n } }],
  ['fmov v3.2d, #-2.0', 0x6f04_f403, { v: V }, { v: { 3: 0xc000_0000_0000_0000_c000_0000_0000_0000n } }],
  ['fmov v3.4h, #-2.0', 0x0f04_fc03, { v: V }, { v: { 3: 0xc000_c000_c000_c000n } }],
];

describe('constants in lanes', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of modifiedImmediates) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
