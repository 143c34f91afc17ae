import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { byElement } from './by-element.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['mla v3.4h, v1.4h, v2.h[1]', 0x2f52_0023, { v: V }, { v: { 3: 0x3513_c3f8_7c29_7550n } }],
  ['mla v3.4s, v1.4s, v2.s[2]', 0x6f82_0823, { v: V }, { v: { 3: 0x4051_2233_4415_e677_081a_2abb_2fb0_6effn } }],
  ['mls v3.4h, v1.4h, v2.h[3]', 0x2f72_4023, { v: V }, { v: { 3: 0x869d_a7bd_6b55_d549n } }],
  ['mls v3.4s, v1.4s, v2.s[0]', 0x6f82_4023, { v: V }, { v: { 3: 0xbdc5_a8b3_9c14_5004_4e87_8dc8_5be0_a860n } }],
  ['mul v3.4h, v1.4h, v2.h[5]', 0x0f52_8823, { v: V }, { v: { 3: 0x2_7f01_ed3c_45a5n } }],
  ['mul v3.4s, v1.4s, v2.s[2]', 0x4f82_8823, { v: V }, { v: { 3: 0x4040_0000_ffc0_8000_7f80_8000_62d2_8000n } }],
  ['sqdmulh v3.4h, v1.4h, v2.h[7]', 0x0f72_c823, { v: V }, { v: { 3: 0xffff_0003_004a_00e8n } }],
  ['sqdmulh h3, h1, v2.h[0]', 0x5f42_c023, { v: V }, { v: { 3: 0xf8ban } }],
  ['sqdmulh v3.2s, v1.2s, v2.s[1]', 0x0fa2_c023, { v: V }, { v: { 3: 0x3f2_ffda_e822n } }],
  ['sqdmulh s3, s1, v2.s[2]', 0x5f82_c823, { v: V }, { v: { 3: 0x12c4_2796n } }],
  ['sqrdmulh v3.4h, v1.4h, v2.h[3]', 0x0f72_d023, { v: V }, { v: { 3: 0xfffe_ffdb_ff8cn } }],
  ['sqrdmulh h3, h1, v2.h[4]', 0x5f42_d823, { v: V }, { v: { 3: 0xc5a5n } }],
  ['sqrdmulh v3.2s, v1.2s, v2.s[1]', 0x0fa2_d023, { v: V }, { v: { 3: 0x3f2_ffda_e822n } }],
  ['sqrdmulh s3, s1, v2.s[2]', 0x5f82_d823, { v: V }, { v: { 3: 0x12c4_2797n } }],
  ['sqrdmlah v3.4h, v1.4h, v2.h[7]', 0x2f72_d823, { v: V }, { v: { 3: 0x8899_aabf_cd28_efe8n } }],
  ['sqrdmlah h3, h1, v2.h[0]', 0x7f42_d023, { v: V }, { v: { 3: 0xe7ban } }],
  ['sqrdmlah v3.2s, v1.2s, v2.s[1]', 0x2fa2_d023, { v: V }, { v: { 3: 0x8899_aead_ccb8_d721n } }],
  ['sqrdmlah s3, s1, v2.s[2]', 0x7f82_d823, { v: V }, { v: { 3: 0xdfa2_1696n } }],
  ['sqrdmlsh v3.4h, v1.4h, v2.h[3]', 0x2f72_f023, { v: V }, { v: { 3: 0x8899_aabd_cd02_ef73n } }],
  ['sqrdmlsh h3, h1, v2.h[4]', 0x7f42_f823, { v: V }, { v: { 3: 0x295an } }],
  ['sqrdmlsh v3.2s, v1.2s, v2.s[1]', 0x2fa2_f023, { v: V }, { v: { 3: 0x8899_a6c9_cd03_06ddn } }],
  ['sqrdmlsh s3, s1, v2.s[2]', 0x7f82_f823, { v: V }, { v: { 3: 0xba19_c768n } }],
  ['smlal v3.4s, v1.4h, v2.h[7]', 0x0f72_2823, { v: V }, { v: { 3: 0x11_1e35_4457_6378_88bf_1ff7_cd52_6aa4n } }],
  ['smlal2 v3.4s, v1.8h, v2.h[0]', 0x4f42_2023, { v: V }, { v: { 3: 0x101_4e70_3c63_dff7_9093_1ac8_ccd6_0572n } }],
  ['smlal v3.2d, v1.2s, v2.s[1]', 0x0fa2_2023, { v: V }, { v: { 3: 0x11_242c_4870_5786_8887_1ecd_076f_83aan } }],
  ['smlal2 v3.2d, v1.4s, v2.s[2]', 0x4f82_2823, { v: V }, { v: { 3: 0xf889_e97a_8495_6677_489a_6afa_cc9e_6effn } }],
  ['smlsl v3.4s, v1.4h, v2.h[3]', 0x0f72_6023, { v: V }, { v: { 3: 0x11_2037_4456_6379_88ac_4933_cd17_d549n } }],
  ['smlsl2 v3.4s, v1.8h, v2.h[4]', 0x4f42_6823, { v: V }, { v: { 3: 0xf889_a233_8415_6677_489a_2abb_cd1d_6effn } }],
  ['smlsl v3.2d, v1.2s, v2.s[1]', 0x0fa2_6023, { v: V }, { v: { 3: 0x11_203a_403a_7568_88ac_36aa_924c_5a54n } }],
  ['smlsl2 v3.2d, v1.4s, v2.s[2]', 0x4f82_6823, { v: V }, { v: { 3: 0x798_5aec_0415_6677_c898_ea7c_cd1d_6effn } }],
  ['smull v3.4s, v1.4h, v2.h[7]', 0x0f72_a823, { v: V }, { v: { 3: 0xffff_fc02_0001_fd01_0025_753c_0074_7ba5n } }],
  ['smull2 v3.4s, v1.8h, v2.h[0]', 0x4f42_a023, { v: V }, { v: { 3: 0xf0_2c3d_f80e_7980_07f9_700d_fff8_1673n } }],
  ['smull v3.2d, v1.2s, v2.s[1]', 0x0fa2_a023, { v: V }, { v: { 3: 0x1f9_041a_f10f_ffed_7411_3a91_94abn } }],
  ['smull2 v3.2d, v1.4s, v2.s[2]', 0x4f82_a823, { v: V }, { v: { 3: 0xf878_c747_4040_0000_c000_c03e_ffc0_8000n } }],
  ['umlal v3.4s, v1.4h, v2.h[3]', 0x2f72_2023, { v: V }, { v: { 3: 0xff11_242f_4553_6975_9b4b_0c43_06ff_08b5n } }],
  ['umlal2 v3.4s, v1.8h, v2.h[4]', 0x6f42_2823, { v: V }, { v: { 3: 0x7889_a233_8415_6677_c89a_2abb_cd1d_6effn } }],
  ['umlal v3.2d, v1.2s, v2.s[1]', 0x2fa2_2023, { v: V }, { v: { 3: 0xff12_251c_4870_5786_9b4b_5928_076f_83aan } }],
  ['umlal2 v3.2d, v1.4s, v2.s[2]', 0x6f82_2823, { v: V }, { v: { 3: 0x7889_697a_8495_6677_c899_eafa_cc9e_6effn } }],
  ['umlsl v3.4s, v1.4h, v2.h[7]', 0x2f72_6823, { v: V }, { v: { 3: 0xfe12_2631_4453_6976_8874_357f_cc69_735an } }],
  ['umlsl2 v3.4s, v1.8h, v2.h[0]', 0x6f42_6023, { v: V }, { v: { 3: 0x1e22_f5f6_ccc6_ecf7_1092_3aae_cc66_d88cn } }],
  ['umlsl v3.2d, v1.2s, v2.s[1]', 0x2fa2_6023, { v: V }, { v: { 3: 0x110_1f4a_403a_7568_75e7_fc4f_924c_5a54n } }],
  ['umlsl2 v3.2d, v1.4s, v2.s[2]', 0x6f82_6823, { v: V }, { v: { 3: 0x8798_daec_0415_6677_4899_6a7c_cd1d_6effn } }],
  ['umull v3.4s, v1.4h, v2.h[3]', 0x2f72_a023, { v: V }, { v: { 3: 0xff00_01fc_00fe_02fe_12b1_6188_3a21_19b6n } }],
  ['umull2 v3.4s, v1.8h, v2.h[4]', 0x6f42_a823, { v: V }, { v: { 3: 0x7878_8000_3fc0_0000_4000_8000_003f_8000n } }],
  ['umull v3.2d, v1.2s, v2.s[1]', 0x2fa2_a023, { v: V }, { v: { 3: 0xff01_02e9_041a_f10f_12b1_ae6c_3a91_94abn } }],
  ['umull2 v3.2d, v1.4s, v2.s[2]', 0x6f82_a823, { v: V }, { v: { 3: 0x7878_4747_4040_0000_4000_403e_ffc0_8000n } }],
  ['sqdmlal v3.4s, v1.4h, v2.h[7]', 0x0f72_3823, { v: V }, { v: { 3: 0x11_1a37_4459_6079_88e4_9533_cdc6_e649n } }],
  ['sqdmlal2 v3.4s, v1.8h, v2.h[0]', 0x4f42_3023, { v: V }, { v: { 3: 0x1f1_7aad_3472_5977_988c_8ad5_ccce_1be5n } }],
  ['sqdmlal s3, h1, v2.h[1]', 0x5f52_3023, { v: V }, { v: { 3: 0xa58c_fba1n } }],
  ['sqdmlal v3.2d, v1.2s, v2.s[2]', 0x0f82_3823, { v: V }, { v: { 3: 0xf_2334_4356_6677_9b5d_d252_9282_eeffn } }],
  ['sqdmlal2 v3.2d, v1.4s, v2.s[3]', 0x4fa2_3823, { v: V }, { v: { 3: 0xffd4_f74e_b538_e577_869a_2f3b_c760_70fdn } }],
  ['sqdmlal d3, s1, v2.s[0]', 0x5f82_3023, { v: V }, { v: { 3: 0x8000_0000_0000_0000n }, FPSR: 0x800_0000n }],
  [
    'sqdmlsl v3.4s, v1.4h, v2.h[5]',
    0x0f52_7823,
    { v: V },
    { v: { 3: 0x13_222f_4356_6875_8000_0000_9283_63b5n }, FPSR: 0x800_0000n },
  ],
  ['sqdmlsl2 v3.4s, v1.8h, v2.h[6]', 0x4f62_7823, { v: V }, { v: { 3: 0xf11_3151_c553_e777_0819_abb9_cc5f_6d01n } }],
  ['sqdmlsl s3, h1, v2.h[7]', 0x5f72_7823, { v: V }, { v: { 3: 0xcbf4_f7b5n } }],
  ['sqdmlsl v3.2d, v1.2s, v2.s[0]', 0x0f82_7023, { v: V }, { v: { 3: 0xf_c9ee_d031_2c91_953e_5042_eae3_61c1n } }],
  ['sqdmlsl2 v3.2d, v1.4s, v2.s[1]', 0x4fa2_7023, { v: V }, { v: { 3: 0xfff3_5f87_83a2_5777_879c_aca7_c801_fde1n } }],
  ['sqdmlsl d3, s1, v2.s[2]', 0x5f82_7823, { v: V }, { v: { 3: 0x8000_0000_0000_0000n }, FPSR: 0x800_0000n }],
  ['sqdmull v3.4s, v1.4h, v2.h[3]', 0x0f72_b023, { v: V }, { v: { 3: 0x3f8_fffe_05fc_ffda_c310_ff8c_336cn } }],
  ['sqdmull2 v3.4s, v1.8h, v2.h[4]', 0x4f42_b823, { v: V }, { v: { 3: 0xf0f_0000_8080_0000_7fff_0000_ff81_0000n } }],
  ['sqdmull s3, h1, v2.h[5]', 0x5f52_b823, { v: V }, { v: { 3: 0x3a5a_8b4an } }],
  ['sqdmull v3.2d, v1.2s, v2.s[2]', 0x0f82_b823, { v: V }, { v: { 3: 0xfffe_0100_ff01_0000_12c4_2796_c5a5_0000n } }],
  ['sqdmull2 v3.2d, v1.4s, v2.s[3]', 0x4fa2_b823, { v: V }, { v: { 3: 0xffc3_d51b_70e3_7f00_fe00_847f_fa82_81fen } }],
  ['sqdmull d3, s1, v2.s[0]', 0x5f82_b023, { v: V }, { v: { 3: 0xf35b_5a78_e1fa_8d3en } }],
];

describe('operations with one lane', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of byElement) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
