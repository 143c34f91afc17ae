import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { simdLogical } from './logical.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  [
    'and v3.16b, v1.16b, v2.16b',
    0x4e22_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xf1_7f80_0001_0000_ff02_00f1_00c0_3009n } },
  ],
  [
    'and v3.8b, v1.8b, v2.8b',
    0x0e22_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xff02_00f1_00c0_3009n } },
  ],
  [
    'bic v3.16b, v1.16b, v2.16b',
    0x4e62_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xf000_0000_8000_007f_00fc_000e_1204_0a52n } },
  ],
  [
    'bic v3.8b, v1.8b, v2.8b',
    0x0e62_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xfc_000e_1204_0a52n } },
  ],
  [
    'orr v3.16b, v1.16b, v2.16b',
    0x4ea2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xf1ff_7f81_ffff_807f_fffe_ffff_bbc7_fa5fn } },
  ],
  [
    'orr v3.8b, v1.8b, v2.8b',
    0x0ea2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xfffe_ffff_bbc7_fa5fn } },
  ],
  [
    'orn v3.16b, v1.16b, v2.16b',
    0x4ee2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xfef1_fffe_8001_7fff_ffff_00ff_56fc_3ffbn } },
  ],
  [
    'orn v3.8b, v1.8b, v2.8b',
    0x0ee2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xffff_00ff_56fc_3ffbn } },
  ],
  [
    'eor v3.16b, v1.16b, v2.16b',
    0x6e22_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xf10e_0001_fffe_807f_00fc_ff0e_bb07_ca56n } },
  ],
  [
    'eor v3.8b, v1.8b, v2.8b',
    0x2e22_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xfc_ff0e_bb07_ca56n } },
  ],
  [
    'bsl v3.16b, v1.16b, v2.16b',
    0x6e62_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0x1ff_7f80_3bab_8077_ff9a_55fb_21c6_3a5bn } },
  ],
  [
    'bsl v3.8b, v1.8b, v2.8b',
    0x2e62_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xff9a_55fb_21c6_3a5bn } },
  ],
  [
    'bit v3.16b, v1.16b, v2.16b',
    0x6ea2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xf1_7fb2_0001_6677_ff9b_00fb_44dc_3efbn } },
  ],
  [
    'bit v3.8b, v1.8b, v2.8b',
    0x2ea2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xff9b_00fb_44dc_3efbn } },
  ],
  [
    'bif v3.16b, v1.16b, v2.16b',
    0x6ee2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0xf011_2201_c455_007f_88fc_aabf_9ac5_ea5fn } },
  ],
  [
    'bif v3.8b, v1.8b, v2.8b',
    0x2ee2_1c23,
    {
      v: {
        1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
        3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
      },
    },
    { v: { 3: 0x88fc_aabf_9ac5_ea5fn } },
  ],
  ['orr v1.16b, v1.16b, v1.16b', 0x4ea1_1c21, { v: { 1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn } }, {}],
];

describe('logical operations of vectors', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of simdLogical) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
