import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { copies } from './copies.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['dup v3.8b, v1.b[1]', 0x0e03_0423, { v: V }, { v: { 3: 0x3a3a_3a3a_3a3a_3a3an } }],
  ['dup v3.8b, w4', 0x0e01_0c83, { x: { 4: 0x8123_4567_89ab_cdefn }, v: V }, { v: { 3: 0xefef_efef_efef_efefn } }],
  ['dup v3.16b, v1.b[4]', 0x4e09_0423, { v: V }, { v: { 3: 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffffn } }],
  [
    'dup v3.16b, w4',
    0x4e01_0c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0xefef_efef_efef_efef_efef_efef_efef_efefn } },
  ],
  ['dup b3, v1.b[15]', 0x5e1f_0423, { v: V }, { v: { 3: 0xf0n } }],
  [
    'ins v3.b[0], w4',
    0x4e01_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeefn } },
  ],
  ['ins v3.b[0], v1.b[15]', 0x6e01_7c23, { v: V }, { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eef0n } }],
  [
    'ins v3.b[15], w4',
    0x4e1f_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0xef11_2233_4455_6677_8899_aabb_ccdd_eeffn } },
  ],
  ['ins v3.b[15], v1.b[0]', 0x6e1f_0423, { v: V }, { v: { 3: 0x5b11_2233_4455_6677_8899_aabb_ccdd_eeffn } }],
  ['umov w5, v1.b[1]', 0x0e03_3c25, { v: V }, { x: { 5: 0x3an } }],
  ['smov x5, v1.b[1]', 0x4e03_2c25, { v: V }, { x: { 5: 0x3an } }],
  ['smov w5, v1.b[1]', 0x0e03_2c25, { v: V }, { x: { 5: 0x3an } }],
  ['umov w5, v1.b[8]', 0x0e11_3c25, { v: V }, { x: { 5: 0x7fn } }],
  ['smov x5, v1.b[8]', 0x4e11_2c25, { v: V }, { x: { 5: 0x7fn } }],
  ['smov w5, v1.b[8]', 0x0e11_2c25, { v: V }, { x: { 5: 0x7fn } }],
  ['dup v3.4h, v1.h[7]', 0x0e1e_0423, { v: V }, { v: { 3: 0xf0f1_f0f1_f0f1_f0f1n } }],
  ['dup v3.4h, w4', 0x0e02_0c83, { x: { 4: 0x8123_4567_89ab_cdefn }, v: V }, { v: { 3: 0xcdef_cdef_cdef_cdefn } }],
  ['dup v3.8h, v1.h[2]', 0x4e0a_0423, { v: V }, { v: { 3: 0xff_00ff_00ff_00ff_00ff_00ff_00ff_00ffn } }],
  [
    'dup v3.8h, w4',
    0x4e02_0c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0xcdef_cdef_cdef_cdef_cdef_cdef_cdef_cdefn } },
  ],
  ['dup h3, v1.h[7]', 0x5e1e_0423, { v: V }, { v: { 3: 0xf0f1n } }],
  [
    'ins v3.h[0], w4',
    0x4e02_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_cdefn } },
  ],
  ['ins v3.h[0], v1.h[7]', 0x6e02_7423, { v: V }, { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_f0f1n } }],
  [
    'ins v3.h[7], w4',
    0x4e1e_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0xcdef_2233_4455_6677_8899_aabb_ccdd_eeffn } },
  ],
  ['ins v3.h[7], v1.h[0]', 0x6e1e_0423, { v: V }, { v: { 3: 0x3a5b_2233_4455_6677_8899_aabb_ccdd_eeffn } }],
  ['umov w5, v1.h[1]', 0x0e06_3c25, { v: V }, { x: { 5: 0x12c4n } }],
  ['smov x5, v1.h[1]', 0x4e06_2c25, { v: V }, { x: { 5: 0x12c4n } }],
  ['smov w5, v1.h[1]', 0x0e06_2c25, { v: V }, { x: { 5: 0x12c4n } }],
  ['umov w5, v1.h[4]', 0x0e12_3c25, { v: V }, { x: { 5: 0x7fn } }],
  ['smov x5, v1.h[4]', 0x4e12_2c25, { v: V }, { x: { 5: 0x7fn } }],
  ['smov w5, v1.h[4]', 0x0e12_2c25, { v: V }, { x: { 5: 0x7fn } }],
  ['dup v3.2s, v1.s[1]', 0x0e0c_0423, { v: V }, { v: { 3: 0xfffe_00ff_fffe_00ffn } }],
  ['dup v3.2s, w4', 0x0e04_0c83, { x: { 4: 0x8123_4567_89ab_cdefn }, v: V }, { v: { 3: 0x89ab_cdef_89ab_cdefn } }],
  ['dup v3.4s, v1.s[0]', 0x4e04_0423, { v: V }, { v: { 3: 0x12c4_3a5b_12c4_3a5b_12c4_3a5b_12c4_3a5bn } }],
  [
    'dup v3.4s, w4',
    0x4e04_0c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x89ab_cdef_89ab_cdef_89ab_cdef_89ab_cdefn } },
  ],
  ['dup s3, v1.s[3]', 0x5e1c_0423, { v: V }, { v: { 3: 0xf0f1_7f80n } }],
  [
    'ins v3.s[0], w4',
    0x4e04_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x11_2233_4455_6677_8899_aabb_89ab_cdefn } },
  ],
  ['ins v3.s[0], v1.s[3]', 0x6e04_6423, { v: V }, { v: { 3: 0x11_2233_4455_6677_8899_aabb_f0f1_7f80n } }],
  [
    'ins v3.s[3], w4',
    0x4e1c_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x89ab_cdef_4455_6677_8899_aabb_ccdd_eeffn } },
  ],
  ['ins v3.s[3], v1.s[0]', 0x6e1c_0423, { v: V }, { v: { 3: 0x12c4_3a5b_4455_6677_8899_aabb_ccdd_eeffn } }],
  ['umov w5, v1.s[1]', 0x0e0c_3c25, { v: V }, { x: { 5: 0xfffe_00ffn } }],
  ['smov x5, v1.s[1]', 0x4e0c_2c25, { v: V }, { x: { 5: 0xffff_ffff_fffe_00ffn } }],
  ['umov w5, v1.s[2]', 0x0e14_3c25, { v: V }, { x: { 5: 0x8001_007fn } }],
  ['smov x5, v1.s[2]', 0x4e14_2c25, { v: V }, { x: { 5: 0xffff_ffff_8001_007fn } }],
  ['dup v3.2d, v1.d[1]', 0x4e18_0423, { v: V }, { v: { 3: 0xf0f1_7f80_8001_007f_f0f1_7f80_8001_007fn } }],
  [
    'dup v3.2d, x4',
    0x4e08_0c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x8123_4567_89ab_cdef_8123_4567_89ab_cdefn } },
  ],
  ['dup d3, v1.d[1]', 0x5e18_0423, { v: V }, { v: { 3: 0xf0f1_7f80_8001_007fn } }],
  [
    'ins v3.d[0], x4',
    0x4e08_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x11_2233_4455_6677_8123_4567_89ab_cdefn } },
  ],
  ['ins v3.d[0], v1.d[1]', 0x6e08_4423, { v: V }, { v: { 3: 0x11_2233_4455_6677_f0f1_7f80_8001_007fn } }],
  [
    'ins v3.d[1], x4',
    0x4e18_1c83,
    { x: { 4: 0x8123_4567_89ab_cdefn }, v: V },
    { v: { 3: 0x8123_4567_89ab_cdef_8899_aabb_ccdd_eeffn } },
  ],
  ['ins v3.d[1], v1.d[0]', 0x6e18_0423, { v: V }, { v: { 3: 0xfffe_00ff_12c4_3a5b_8899_aabb_ccdd_eeffn } }],
  ['umov x5, v1.d[1]', 0x4e18_3c25, { v: V }, { x: { 5: 0xf0f1_7f80_8001_007fn } }],
  ['umov x5, v1.d[1]', 0x4e18_3c25, { v: V }, { x: { 5: 0xf0f1_7f80_8001_007fn } }],
];

describe('copies of lanes', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of copies) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
