import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { pairwiseOperations } from './pairwise.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['smaxp v3.8b, v1.8b, v2.8b', 0x0e22_a423, { v: V }, { v: { 3: 0x2ff_c30d_ff00_125bn } }],
  ['smaxp v3.16b, v1.16b, v2.16b', 0x4e22_a423, { v: V }, { v: { 3: 0x17f_7f00_02ff_c30d_f17f_017f_ff00_125bn } }],
  ['smaxp v3.4h, v1.4h, v2.4h', 0x0e62_a423, { v: V }, { v: { 3: 0xfff1_f00d_00ff_3a5bn } }],
  ['smaxp v3.8h, v1.8h, v2.8h', 0x4e62_a423, { v: V }, { v: { 3: 0x7f81_7fff_fff1_f00d_7f80_007f_00ff_3a5bn } }],
  ['smaxp v3.2s, v1.2s, v2.2s', 0x0ea2_a423, { v: V }, { v: { 3: 0xff02_fff1_12c4_3a5bn } }],
  ['smaxp v3.4s, v1.4s, v2.4s', 0x4ea2_a423, { v: V }, { v: { 3: 0x7fff_8000_ff02_fff1_f0f1_7f80_12c4_3a5bn } }],
  ['umaxp v3.8b, v1.8b, v2.8b', 0x2e22_a423, { v: V }, { v: { 3: 0xffff_c3f0_ffff_c45bn } }],
  ['umaxp v3.16b, v1.16b, v2.16b', 0x6e22_a423, { v: V }, { v: { 3: 0xff81_ff80_ffff_c3f0_f180_807f_ffff_c45bn } }],
  ['umaxp v3.4h, v1.4h, v2.4h', 0x2e62_a423, { v: V }, { v: { 3: 0xfff1_f00d_fffe_3a5bn } }],
  ['umaxp v3.8h, v1.8h, v2.8h', 0x6e62_a423, { v: V }, { v: { 3: 0x7f81_8000_fff1_f00d_f0f1_8001_fffe_3a5bn } }],
  ['umaxp v3.2s, v1.2s, v2.2s', 0x2ea2_a423, { v: V }, { v: { 3: 0xff02_fff1_fffe_00ffn } }],
  ['umaxp v3.4s, v1.4s, v2.4s', 0x6ea2_a423, { v: V }, { v: { 3: 0x7fff_8000_ff02_fff1_f0f1_7f80_fffe_00ffn } }],
  ['sminp v3.8b, v1.8b, v2.8b', 0x0e22_ac23, { v: V }, { v: { 3: 0xfff1_a9f0_feff_c43an } }],
  ['sminp v3.16b, v1.16b, v2.16b', 0x4e22_ac23, { v: V }, { v: { 3: 0xff81_ff80_fff1_a9f0_f080_8000_feff_c43an } }],
  ['sminp v3.4h, v1.4h, v2.4h', 0x0e62_ac23, { v: V }, { v: { 3: 0xff02_a9c3_fffe_12c4n } }],
  ['sminp v3.8h, v1.8h, v2.8h', 0x4e62_ac23, { v: V }, { v: { 3: 0x1ff_8000_ff02_a9c3_f0f1_8001_fffe_12c4n } }],
  ['sminp v3.2s, v1.2s, v2.2s', 0x0ea2_ac23, { v: V }, { v: { 3: 0xa9c3_f00d_fffe_00ffn } }],
  ['sminp v3.4s, v1.4s, v2.4s', 0x4ea2_ac23, { v: V }, { v: { 3: 0x1ff_7f81_a9c3_f00d_8001_007f_fffe_00ffn } }],
  ['uminp v3.8b, v1.8b, v2.8b', 0x2e22_ac23, { v: V }, { v: { 3: 0x2f1_a90d_fe00_123an } }],
  ['uminp v3.16b, v1.16b, v2.16b', 0x6e22_ac23, { v: V }, { v: { 3: 0x17f_7f00_02f1_a90d_f07f_0100_fe00_123an } }],
  ['uminp v3.4h, v1.4h, v2.4h', 0x2e62_ac23, { v: V }, { v: { 3: 0xff02_a9c3_00ff_12c4n } }],
  ['uminp v3.8h, v1.8h, v2.8h', 0x6e62_ac23, { v: V }, { v: { 3: 0x1ff_7fff_ff02_a9c3_7f80_007f_00ff_12c4n } }],
  ['uminp v3.2s, v1.2s, v2.2s', 0x2ea2_ac23, { v: V }, { v: { 3: 0xa9c3_f00d_12c4_3a5bn } }],
  ['uminp v3.4s, v1.4s, v2.4s', 0x6ea2_ac23, { v: V }, { v: { 3: 0x1ff_7f81_a9c3_f00d_8001_007f_12c4_3a5bn } }],
  ['addp v3.8b, v1.8b, v2.8b', 0x0e22_bc23, { v: V }, { v: { 3: 0x1f0_6cfd_fdff_d695n } }],
  ['addp v3.16b, v1.16b, v2.16b', 0x4e22_bc23, { v: V }, { v: { 3: 0x7e80_01f0_6cfd_e1ff_817f_fdff_d695n } }],
  ['addp v3.4h, v1.4h, v2.4h', 0x0e62_bc23, { v: V }, { v: { 3: 0xfef3_99d0_00fd_4d1fn } }],
  ['addp v3.8h, v1.8h, v2.8h', 0x4e62_bc23, { v: V }, { v: { 3: 0x8180_ffff_fef3_99d0_7071_8080_00fd_4d1fn } }],
  ['addp v3.2s, v1.2s, v2.2s', 0x0ea2_bc23, { v: V }, { v: { 3: 0xa8c6_effe_12c2_3b5an } }],
  ['addp v3.4s, v1.4s, v2.4s', 0x4ea2_bc23, { v: V }, { v: { 3: 0x81fe_ff81_a8c6_effe_70f2_7fff_12c2_3b5an } }],
  ['addp v3.2d, v1.2d, v2.2d', 0x4ee2_bc23, { v: V }, { v: { 3: 0x102_7f73_29c3_700d_f0ef_807f_92c5_3adan } }],
  ['addp d3, v1.2d', 0x5ef1_b823, { v: V }, { v: { 3: 0xf0ef_807f_92c5_3adan } }],
];

describe('operations on neighbours', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of pairwiseOperations) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
