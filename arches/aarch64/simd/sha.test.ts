import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { sha } from './sha.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['sha1c q3, s1, v2.4s', 0x5e02_0023, { v: V }, { v: { 3: 0x1615_cb25_727f_87d7_f650_3cee_e042_f3b4n } }],
  ['sha1p q3, s1, v2.4s', 0x5e02_1023, { v: V }, { v: { 3: 0x948_fe58_8390_8c13_c0cd_d8a9_f21e_b510n } }],
  ['sha1m q3, s1, v2.4s', 0x5e02_2023, { v: V }, { v: { 3: 0x1615_cb25_b393_c8eb_8070_c70e_c856_37aen } }],
  ['sha1su0 v3.4s, v1.4s, v2.4s', 0x5e02_3023, { v: V }, { v: { 3: 0xfe10_5d4d_296e_dc2c_778a_7779_214b_7885n } }],
  ['sha1h s3, s1', 0x5e28_0823, { v: V }, { v: { 3: 0xc4b1_0e96n } }],
  ['sha1su1 v3.4s, v1.4s', 0x5e28_1823, { v: V }, { v: { 3: 0xccad_fc66_6948_33ef_1131_5588_6647_dc00n } }],
  ['sha256h q3, q1, v2.4s', 0x5e02_4023, { v: V }, { v: { 3: 0x32ff_a755_f329_ce53_c5f0_7c52_f897_8bfan } }],
  ['sha256h2 q3, q1, v2.4s', 0x5e02_5023, { v: V }, { v: { 3: 0x719d_d05b_3437_bb25_ed20_cb16_bf6b_f06bn } }],
  ['sha256su0 v3.4s, v1.4s', 0x5e28_2823, { v: V }, { v: { 3: 0xbafc_edc1_72e4_2c7d_4839_81d2_d98a_d323n } }],
  ['sha256su1 v3.4s, v1.4s, v2.4s', 0x5e02_6023, { v: V }, { v: { 3: 0x5e46_c7de_dd72_8504_58cb_8a59_fcfb_bfden } }],
];

describe('SHA1 and SHA256', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of sha) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
