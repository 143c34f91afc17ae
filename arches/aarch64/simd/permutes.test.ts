import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { permutes } from './permutes.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['uzp1 v3.8b, v1.8b, v2.8b', 0x0e02_1823, { v: V }, { v: { 3: 0x2f1_c30d_feff_c45bn } }],
  ['uzp2 v3.8b, v1.8b, v2.8b', 0x0e02_5823, { v: V }, { v: { 3: 0xffff_a9f0_ff00_123an } }],
  ['trn1 v3.8b, v1.8b, v2.8b', 0x0e02_2823, { v: V }, { v: { 3: 0x2fe_f1ff_c3c4_0d5bn } }],
  ['trn2 v3.8b, v1.8b, v2.8b', 0x0e02_6823, { v: V }, { v: { 3: 0xffff_ff00_a912_f03an } }],
  ['zip1 v3.8b, v1.8b, v2.8b', 0x0e02_3823, { v: V }, { v: { 3: 0xa912_c3c4_f03a_0d5bn } }],
  ['zip2 v3.8b, v1.8b, v2.8b', 0x0e02_7823, { v: V }, { v: { 3: 0xffff_02fe_ff00_f1ffn } }],
  ['uzp1 v3.16b, v1.16b, v2.16b', 0x4e02_1823, { v: V }, { v: { 3: 0xff81_ff00_02f1_c30d_f180_017f_feff_c45bn } }],
  ['uzp2 v3.16b, v1.16b, v2.16b', 0x4e02_5823, { v: V }, { v: { 3: 0x17f_7f80_ffff_a9f0_f07f_8000_ff00_123an } }],
  ['trn1 v3.16b, v1.16b, v2.16b', 0x4e02_2823, { v: V }, { v: { 3: 0xfff1_8180_ff01_007f_02fe_f1ff_c3c4_0d5bn } }],
  ['trn2 v3.16b, v1.16b, v2.16b', 0x4e02_6823, { v: V }, { v: { 3: 0x1f0_7f7f_7f80_8000_ffff_ff00_a912_f03an } }],
  ['zip1 v3.16b, v1.16b, v2.16b', 0x4e02_3823, { v: V }, { v: { 3: 0xffff_02fe_ff00_f1ff_a912_c3c4_f03a_0d5bn } }],
  ['zip2 v3.16b, v1.16b, v2.16b', 0x4e02_7823, { v: V }, { v: { 3: 0x1f0_fff1_7f7f_8180_7f80_ff01_8000_007fn } }],
  ['uzp1 v3.4h, v1.4h, v2.4h', 0x0e42_1823, { v: V }, { v: { 3: 0xfff1_f00d_00ff_3a5bn } }],
  ['uzp2 v3.4h, v1.4h, v2.4h', 0x0e42_5823, { v: V }, { v: { 3: 0xff02_a9c3_fffe_12c4n } }],
  ['trn1 v3.4h, v1.4h, v2.4h', 0x0e42_2823, { v: V }, { v: { 3: 0xfff1_00ff_f00d_3a5bn } }],
  ['trn2 v3.4h, v1.4h, v2.4h', 0x0e42_6823, { v: V }, { v: { 3: 0xff02_fffe_a9c3_12c4n } }],
  ['zip1 v3.4h, v1.4h, v2.4h', 0x0e42_3823, { v: V }, { v: { 3: 0xa9c3_12c4_f00d_3a5bn } }],
  ['zip2 v3.4h, v1.4h, v2.4h', 0x0e42_7823, { v: V }, { v: { 3: 0xff02_fffe_fff1_00ffn } }],
  ['uzp1 v3.8h, v1.8h, v2.8h', 0x4e42_1823, { v: V }, { v: { 3: 0x7f81_8000_fff1_f00d_7f80_007f_00ff_3a5bn } }],
  ['uzp2 v3.8h, v1.8h, v2.8h', 0x4e42_5823, { v: V }, { v: { 3: 0x1ff_7fff_ff02_a9c3_f0f1_8001_fffe_12c4n } }],
  ['trn1 v3.8h, v1.8h, v2.8h', 0x4e42_2823, { v: V }, { v: { 3: 0x7f81_7f80_8000_007f_fff1_00ff_f00d_3a5bn } }],
  ['trn2 v3.8h, v1.8h, v2.8h', 0x4e42_6823, { v: V }, { v: { 3: 0x1ff_f0f1_7fff_8001_ff02_fffe_a9c3_12c4n } }],
  ['zip1 v3.8h, v1.8h, v2.8h', 0x4e42_3823, { v: V }, { v: { 3: 0xff02_fffe_fff1_00ff_a9c3_12c4_f00d_3a5bn } }],
  ['zip2 v3.8h, v1.8h, v2.8h', 0x4e42_7823, { v: V }, { v: { 3: 0x1ff_f0f1_7f81_7f80_7fff_8001_8000_007fn } }],
  ['uzp1 v3.2s, v1.2s, v2.2s', 0x0e82_1823, { v: V }, { v: { 3: 0xa9c3_f00d_12c4_3a5bn } }],
  ['uzp2 v3.2s, v1.2s, v2.2s', 0x0e82_5823, { v: V }, { v: { 3: 0xff02_fff1_fffe_00ffn } }],
  ['trn1 v3.2s, v1.2s, v2.2s', 0x0e82_2823, { v: V }, { v: { 3: 0xa9c3_f00d_12c4_3a5bn } }],
  ['trn2 v3.2s, v1.2s, v2.2s', 0x0e82_6823, { v: V }, { v: { 3: 0xff02_fff1_fffe_00ffn } }],
  ['zip1 v3.2s, v1.2s, v2.2s', 0x0e82_3823, { v: V }, { v: { 3: 0xa9c3_f00d_12c4_3a5bn } }],
  ['zip2 v3.2s, v1.2s, v2.2s', 0x0e82_7823, { v: V }, { v: { 3: 0xff02_fff1_fffe_00ffn } }],
  ['uzp1 v3.4s, v1.4s, v2.4s', 0x4e82_1823, { v: V }, { v: { 3: 0x7fff_8000_a9c3_f00d_8001_007f_12c4_3a5bn } }],
  ['uzp2 v3.4s, v1.4s, v2.4s', 0x4e82_5823, { v: V }, { v: { 3: 0x1ff_7f81_ff02_fff1_f0f1_7f80_fffe_00ffn } }],
  ['trn1 v3.4s, v1.4s, v2.4s', 0x4e82_2823, { v: V }, { v: { 3: 0x7fff_8000_8001_007f_a9c3_f00d_12c4_3a5bn } }],
  ['trn2 v3.4s, v1.4s, v2.4s', 0x4e82_6823, { v: V }, { v: { 3: 0x1ff_7f81_f0f1_7f80_ff02_fff1_fffe_00ffn } }],
  ['zip1 v3.4s, v1.4s, v2.4s', 0x4e82_3823, { v: V }, { v: { 3: 0xff02_fff1_fffe_00ff_a9c3_f00d_12c4_3a5bn } }],
  ['zip2 v3.4s, v1.4s, v2.4s', 0x4e82_7823, { v: V }, { v: { 3: 0x1ff_7f81_f0f1_7f80_7fff_8000_8001_007fn } }],
  ['uzp1 v3.2d, v1.2d, v2.2d', 0x4ec2_1823, { v: V }, { v: { 3: 0xff02_fff1_a9c3_f00d_fffe_00ff_12c4_3a5bn } }],
  ['uzp2 v3.2d, v1.2d, v2.2d', 0x4ec2_5823, { v: V }, { v: { 3: 0x1ff_7f81_7fff_8000_f0f1_7f80_8001_007fn } }],
  ['trn1 v3.2d, v1.2d, v2.2d', 0x4ec2_2823, { v: V }, { v: { 3: 0xff02_fff1_a9c3_f00d_fffe_00ff_12c4_3a5bn } }],
  ['trn2 v3.2d, v1.2d, v2.2d', 0x4ec2_6823, { v: V }, { v: { 3: 0x1ff_7f81_7fff_8000_f0f1_7f80_8001_007fn } }],
  ['zip1 v3.2d, v1.2d, v2.2d', 0x4ec2_3823, { v: V }, { v: { 3: 0xff02_fff1_a9c3_f00d_fffe_00ff_12c4_3a5bn } }],
  ['zip2 v3.2d, v1.2d, v2.2d', 0x4ec2_7823, { v: V }, { v: { 3: 0x1ff_7f81_7fff_8000_f0f1_7f80_8001_007fn } }],
  ['ext v3.16b, v1.16b, v2.16b, #0', 0x6e02_0023, { v: V }, { v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn } }],
  ['ext v3.16b, v1.16b, v2.16b, #5', 0x6e02_2823, { v: V }, { v: { 3: 0xf1a9_c3f0_0df0_f17f_8080_0100_7fff_fe00n } }],
  ['ext v3.16b, v1.16b, v2.16b, #8', 0x6e02_4023, { v: V }, { v: { 3: 0xff02_fff1_a9c3_f00d_f0f1_7f80_8001_007fn } }],
  ['ext v3.16b, v1.16b, v2.16b, #15', 0x6e02_7823, { v: V }, { v: { 3: 0xff7f_817f_ff80_00ff_02ff_f1a9_c3f0_0df0n } }],
  ['ext v3.8b, v1.8b, v2.8b, #0', 0x2e02_0023, { v: V }, { v: { 3: 0xfffe_00ff_12c4_3a5bn } }],
  ['ext v3.8b, v1.8b, v2.8b, #3', 0x2e02_1823, { v: V }, { v: { 3: 0xc3f0_0dff_fe00_ff12n } }],
  ['ext v3.8b, v1.8b, v2.8b, #7', 0x2e02_3823, { v: V }, { v: { 3: 0x2ff_f1a9_c3f0_0dffn } }],
];

describe('permutations', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of permutes) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
