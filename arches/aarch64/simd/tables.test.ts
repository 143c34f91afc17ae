import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { tableLookups } from './tables.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.

const rows: readonly Row[] = [
  [
    'tbl v3.8b, { v30.16b }, v2.8b',
    0x0e02_03c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
      },
    },
    { v: { 3: 0xff_007f_0000n } },
  ],
  [
    'tbl v3.16b, { v30.16b }, v2.16b',
    0x4e02_03c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
      },
    },
    { v: { 3: 0xf000_005b_003a_0000_00ff_007f_0000n } },
  ],
  [
    'tbx v3.8b, { v30.16b }, v2.8b',
    0x0e02_13c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
      },
    },
    { v: { 3: 0x90a_0bff_0d7f_0f10n } },
  ],
  [
    'tbx v3.16b, { v30.16b }, v2.16b',
    0x4e02_13c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
      },
    },
    { v: { 3: 0x102_f004_055b_073a_090a_0bff_0d7f_0f10n } },
  ],
  [
    'tbl v3.8b, { v30.16b, v31.16b }, v2.8b',
    0x0e02_23c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0xff_007f_ff00n } },
  ],
  [
    'tbl v3.16b, { v30.16b, v31.16b }, v2.16b',
    0x4e02_23c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x100_f00d_005b_003a_0000_00ff_007f_ff00n } },
  ],
  [
    'tbx v3.8b, { v30.16b, v31.16b }, v2.8b',
    0x0e02_33c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x90a_0bff_0d7f_ff10n } },
  ],
  [
    'tbx v3.16b, { v30.16b, v31.16b }, v2.16b',
    0x4e02_33c3,
    {
      v: {
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x102_f00d_055b_073a_090a_0bff_0d7f_ff10n } },
  ],
  [
    'tbl v3.8b, { v30.16b, v31.16b, v0.16b }, v2.8b',
    0x0e02_43c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0xff_007f_ffeen } },
  ],
  [
    'tbl v3.16b, { v30.16b, v31.16b, v0.16b }, v2.16b',
    0x4e02_43c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x1ff_f00d_005b_003a_0000_00ff_007f_ffeen } },
  ],
  [
    'tbx v3.8b, { v30.16b, v31.16b, v0.16b }, v2.8b',
    0x0e02_53c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0xa_0bff_0d7f_ffeen } },
  ],
  [
    'tbx v3.16b, { v30.16b, v31.16b, v0.16b }, v2.16b',
    0x4e02_53c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x1ff_f00d_055b_073a_000a_0bff_0d7f_ffeen } },
  ],
  [
    'tbl v3.8b, { v30.16b, v31.16b, v0.16b, v1.16b }, v2.8b',
    0x0e02_63c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0d3_3be6_08ab_cc90_eecd_5588_8b7f_e7a5n,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0xa5_00ff_e77f_ffeen } },
  ],
  [
    'tbl v3.16b, { v30.16b, v31.16b, v0.16b, v1.16b }, v2.16b',
    0x4e02_63c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0d3_3be6_08ab_cc90_eecd_5588_8b7f_e7a5n,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x1ff_f00d_005b_f03a_00a5_00ff_e77f_ffeen } },
  ],
  [
    'tbx v3.8b, { v30.16b, v31.16b, v0.16b, v1.16b }, v2.8b',
    0x0e02_73c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0d3_3be6_08ab_cc90_eecd_5588_8b7f_e7a5n,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0xa5_0bff_e77f_ffeen } },
  ],
  [
    'tbx v3.16b, { v30.16b, v31.16b, v0.16b, v1.16b }, v2.16b',
    0x4e02_73c3,
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0d3_3be6_08ab_cc90_eecd_5588_8b7f_e7a5n,
        2: 0x1f20_0f10_4000_3f01_2f30_ff07_3108_1e21n,
        3: 0x102_0304_0506_0708_090a_0b0c_0d0e_0f10n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
    { v: { 3: 0x1ff_f00d_055b_f03a_00a5_0bff_e77f_ffeen } },
  ],
];

describe('table lookups', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of tableLookups) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
