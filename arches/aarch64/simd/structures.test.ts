import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { structures } from './structures.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
/** Byte i is 37 i + 11. */
const MEMORY = Array.from({ length: 64 }, (_, i) => ((37 * i + 11) & 255).toString(16).padStart(2, '0')).join(' ');
const rows: readonly Row[] = [
  [
    'ld1 { v30.8b }, [x5]',
    0x0c40_70be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0xee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.16b }, [x5], #16',
    0x4cdf_70be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8010n }, v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.4h }, [x5], x6',
    0x0cc6_74be,
    { x: { 5: 0x8000n, 6: 0x123n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8123n }, v: { 30: 0xee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.8h }, [x5]',
    0x4c40_74be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.2s }, [x5], #8',
    0x0cdf_78be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8008n }, v: { 30: 0xee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.4s }, [x5], x6',
    0x4cc6_78be,
    { x: { 5: 0x8000n, 6: 0x123n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8123n }, v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.1d }, [x5]',
    0x0c40_7cbe,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0xee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.2d }, [x5], #16',
    0x4cdf_7cbe,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8010n }, v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn } },
  ],
  [
    'ld1 { v30.8b, v31.8b }, [x5], x6',
    0x0cc6_a0be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.16b, v31.16b }, [x5]',
    0x4c40_a0be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn, 31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn } },
  ],
  [
    'ld1 { v30.4h, v31.4h }, [x5], #16',
    0x0cdf_a4be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8010n }, v: { 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.8h, v31.8h }, [x5], x6',
    0x4cc6_a4be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn, 31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn } },
  ],
  [
    'ld1 { v30.2s, v31.2s }, [x5]',
    0x0c40_a8be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.4s, v31.4s }, [x5], #32',
    0x4cdf_a8be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8020n }, v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn, 31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn } },
  ],
  [
    'ld1 { v30.1d, v31.1d }, [x5], x6',
    0x0cc6_acbe,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.2d, v31.2d }, [x5]',
    0x4c40_acbe,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn, 31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn } },
  ],
  [
    'ld2 { v30.8b, v31.8b }, [x5], #16',
    0x0cdf_80be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8010n }, v: { 30: 0x11c7_7d33_e99f_550bn, 31: 0x36ec_a258_0ec4_7a30n } },
  ],
  [
    'ld2 { v30.16b, v31.16b }, [x5], x6',
    0x4cc6_80be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 30: 0x6117_cd83_39ef_a55b_11c7_7d33_e99f_550bn, 31: 0x863c_f2a8_5e14_ca80_36ec_a258_0ec4_7a30n } },
  ],
  [
    'ld2 { v30.4h, v31.4h }, [x5]',
    0x0c40_84be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0xecc7_5833_c49f_300bn, 31: 0x3611_a27d_0ee9_7a55n } },
  ],
  [
    'ld2 { v30.8h, v31.8h }, [x5], #32',
    0x4cdf_84be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8020n }, v: { 30: 0x3c17_a883_14ef_805b_ecc7_5833_c49f_300bn, 31: 0x8661_f2cd_5e39_caa5_3611_a27d_0ee9_7a55n } },
  ],
  [
    'ld2 { v30.2s, v31.2s }, [x5], x6',
    0x0cc6_88be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 30: 0xa27d_5833_7a55_300bn, 31: 0x3611_ecc7_0ee9_c49fn } },
  ],
  [
    'ld2 { v30.4s, v31.4s }, [x5]',
    0x4c40_88be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0xf2cd_a883_caa5_805b_a27d_5833_7a55_300bn, 31: 0x8661_3c17_5e39_14ef_3611_ecc7_0ee9_c49fn } },
  ],
  [
    'ld2 { v30.2d, v31.2d }, [x5], #32',
    0x4cdf_8cbe,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8020n }, v: { 30: 0x5e39_14ef_caa5_805b_0ee9_c49f_7a55_300bn, 31: 0x8661_3c17_f2cd_a883_3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.8b, v31.8b, v0.8b }, [x5], x6',
    0x0cc6_60be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 0: 0x5e39_14ef_caa5_805bn, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.16b, v31.16b, v0.16b }, [x5]',
    0x4c40_60be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld1 { v30.4h, v31.4h, v0.4h }, [x5], #24',
    0x0cdf_64be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8018n }, v: { 0: 0x5e39_14ef_caa5_805bn, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.8h, v31.8h, v0.8h }, [x5], x6',
    0x4cc6_64be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld1 { v30.2s, v31.2s, v0.2s }, [x5]',
    0x0c40_68be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0x5e39_14ef_caa5_805bn, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.4s, v31.4s, v0.4s }, [x5], #48',
    0x4cdf_68be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8030n },
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld1 { v30.1d, v31.1d, v0.1d }, [x5], x6',
    0x0cc6_6cbe,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 0: 0x5e39_14ef_caa5_805bn, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.2d, v31.2d, v0.2d }, [x5]',
    0x4c40_6cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld3 { v30.8b, v31.8b, v0.8b }, [x5], #24',
    0x0cdf_40be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8018n }, v: { 0: 0x5eef_8011_a233_c455n, 30: 0x14a5_36c7_58e9_7a0bn, 31: 0x39ca_5bec_7d0e_9f30n } },
  ],
  [
    'ld3 { v30.16b, v31.16b, v0.16b }, [x5], x6',
    0x4cc6_40be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: {
        0: 0xd667_f889_1aab_3ccd_5eef_8011_a233_c455n,
        30: 0x8c1d_ae3f_d061_f283_14a5_36c7_58e9_7a0bn,
        31: 0xb142_d364_f586_17a8_39ca_5bec_7d0e_9f30n,
      },
    },
  ],
  [
    'ld3 { v30.4h, v31.4h, v0.4h }, [x5]',
    0x0c40_44be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0x5e39_805b_a27d_c49fn, 30: 0xcaa5_ecc7_0ee9_300bn, 31: 0x14ef_3611_5833_7a55n } },
  ],
  [
    'ld3 { v30.8h, v31.8h, v0.8h }, [x5], #48',
    0x4cdf_44be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8030n },
      v: {
        0: 0xd6b1_f8d3_1af5_3c17_5e39_805b_a27d_c49fn,
        30: 0x421d_643f_8661_a883_caa5_ecc7_0ee9_300bn,
        31: 0x8c67_ae89_d0ab_f2cd_14ef_3611_5833_7a55n,
      },
    },
  ],
  [
    'ld3 { v30.2s, v31.2s, v0.2s }, [x5], x6',
    0x0cc6_48be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8123n }, v: { 0: 0x5e39_14ef_a27d_5833n, 30: 0x3611_ecc7_7a55_300bn, 31: 0xcaa5_805b_0ee9_c49fn } },
  ],
  [
    'ld3 { v30.4s, v31.4s, v0.4s }, [x5]',
    0x4c40_48be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xd6b1_8c67_1af5_d0ab_5e39_14ef_a27d_5833n,
        30: 0xae89_643f_f2cd_a883_3611_ecc7_7a55_300bn,
        31: 0x421d_f8d3_8661_3c17_caa5_805b_0ee9_c49fn,
      },
    },
  ],
  [
    'ld3 { v30.2d, v31.2d, v0.2d }, [x5], #48',
    0x4cdf_4cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8030n },
      v: {
        0: 0xd6b1_8c67_421d_f8d3_5e39_14ef_caa5_805bn,
        30: 0x8661_3c17_f2cd_a883_0ee9_c49f_7a55_300bn,
        31: 0xae89_643f_1af5_d0ab_3611_ecc7_a27d_5833n,
      },
    },
  ],
  [
    'ld1 { v30.8b, v31.8b, v0.8b, v1.8b }, [x5], x6',
    0x0cc6_20be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: { 0: 0x5e39_14ef_caa5_805bn, 1: 0x8661_3c17_f2cd_a883n, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n },
    },
  ],
  [
    'ld1 { v30.16b, v31.16b, v0.16b, v1.16b }, [x5]',
    0x4c40_20be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        1: 0x2601_dcb7_926d_4823_fed9_b48f_6a45_20fbn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld1 { v30.4h, v31.4h, v0.4h, v1.4h }, [x5], #32',
    0x0cdf_24be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      v: { 0: 0x5e39_14ef_caa5_805bn, 1: 0x8661_3c17_f2cd_a883n, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n },
    },
  ],
  [
    'ld1 { v30.8h, v31.8h, v0.8h, v1.8h }, [x5], x6',
    0x4cc6_24be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        1: 0x2601_dcb7_926d_4823_fed9_b48f_6a45_20fbn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld1 { v30.2s, v31.2s, v0.2s, v1.2s }, [x5]',
    0x0c40_28be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0x5e39_14ef_caa5_805bn, 1: 0x8661_3c17_f2cd_a883n, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ld1 { v30.4s, v31.4s, v0.4s, v1.4s }, [x5], #64',
    0x4cdf_28be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8040n },
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        1: 0x2601_dcb7_926d_4823_fed9_b48f_6a45_20fbn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld1 { v30.1d, v31.1d, v0.1d, v1.1d }, [x5], x6',
    0x0cc6_2cbe,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: { 0: 0x5e39_14ef_caa5_805bn, 1: 0x8661_3c17_f2cd_a883n, 30: 0xee9_c49f_7a55_300bn, 31: 0x3611_ecc7_a27d_5833n },
    },
  ],
  [
    'ld1 { v30.2d, v31.2d, v0.2d, v1.2d }, [x5]',
    0x4c40_2cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn,
        1: 0x2601_dcb7_926d_4823_fed9_b48f_6a45_20fbn,
        30: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn,
        31: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn,
      },
    },
  ],
  [
    'ld4 { v30.8b, v31.8b, v0.8b, v1.8b }, [x5], #32',
    0x0cdf_00be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      v: { 0: 0x61cd_39a5_117d_e955n, 1: 0x86f2_5eca_36a2_0e7an, 30: 0x1783_ef5b_c733_9f0bn, 31: 0x3ca8_1480_ec58_c430n },
    },
  ],
  [
    'ld4 { v30.16b, v31.16b, v0.16b, v1.16b }, [x5], x6',
    0x4cc6_00be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: {
        0: 0x16d_d945_b11d_89f5_61cd_39a5_117d_e955n,
        1: 0x2692_fe6a_d642_ae1a_86f2_5eca_36a2_0e7an,
        30: 0xb723_8ffb_67d3_3fab_1783_ef5b_c733_9f0bn,
        31: 0xdc48_b420_8cf8_64d0_3ca8_1480_ec58_c430n,
      },
    },
  ],
  [
    'ld4 { v30.4h, v31.4h, v0.4h, v1.4h }, [x5]',
    0x0c40_04be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0x3c17_14ef_ecc7_c49fn, 1: 0x8661_5e39_3611_0ee9n, 30: 0xa883_805b_5833_300bn, 31: 0xf2cd_caa5_a27d_7a55n } },
  ],
  [
    'ld4 { v30.8h, v31.8h, v0.8h, v1.8h }, [x5], #64',
    0x4cdf_04be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8040n },
      v: {
        0: 0xdcb7_b48f_8c67_643f_3c17_14ef_ecc7_c49fn,
        1: 0x2601_fed9_d6b1_ae89_8661_5e39_3611_0ee9n,
        30: 0x4823_20fb_f8d3_d0ab_a883_805b_5833_300bn,
        31: 0x926d_6a45_421d_1af5_f2cd_caa5_a27d_7a55n,
      },
    },
  ],
  [
    'ld4 { v30.2s, v31.2s, v0.2s, v1.2s }, [x5], x6',
    0x0cc6_08be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      v: { 0: 0xf2cd_a883_a27d_5833n, 1: 0x8661_3c17_3611_ecc7n, 30: 0xcaa5_805b_7a55_300bn, 31: 0x5e39_14ef_0ee9_c49fn },
    },
  ],
  [
    'ld4 { v30.4s, v31.4s, v0.4s, v1.4s }, [x5]',
    0x4c40_08be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0x926d_4823_421d_f8d3_f2cd_a883_a27d_5833n,
        1: 0x2601_dcb7_d6b1_8c67_8661_3c17_3611_ecc7n,
        30: 0x6a45_20fb_1af5_d0ab_caa5_805b_7a55_300bn,
        31: 0xfed9_b48f_ae89_643f_5e39_14ef_0ee9_c49fn,
      },
    },
  ],
  [
    'ld4 { v30.2d, v31.2d, v0.2d, v1.2d }, [x5], #64',
    0x4cdf_0cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8040n },
      v: {
        0: 0xfed9_b48f_6a45_20fb_5e39_14ef_caa5_805bn,
        1: 0x2601_dcb7_926d_4823_8661_3c17_f2cd_a883n,
        30: 0xae89_643f_1af5_d0ab_0ee9_c49f_7a55_300bn,
        31: 0xd6b1_8c67_421d_f8d3_3611_ecc7_a27d_5833n,
      },
    },
  ],
  [
    'st1 { v30.8b }, [x5], x6',
    0x0c86_70be,
    { x: { 5: 0x8000n, 6: 0x123n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.16b }, [x5]',
    0x4c00_70be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4h }, [x5], #8',
    0x0c9f_74be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x8008n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8h }, [x5], x6',
    0x4c86_74be,
    { x: { 5: 0x8000n, 6: 0x123n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2s }, [x5]',
    0x0c00_78be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4s }, [x5], #16',
    0x4c9f_78be,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x8010n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.1d }, [x5], x6',
    0x0c86_7cbe,
    { x: { 5: 0x8000n, 6: 0x123n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2d }, [x5]',
    0x4c00_7cbe,
    { x: { 5: 0x8000n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8b, v31.8b }, [x5], #16',
    0x0c9f_a0be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8010n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.16b, v31.16b }, [x5], x6',
    0x4c86_a0be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4h, v31.4h }, [x5]',
    0x0c00_a4be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8h, v31.8h }, [x5], #32',
    0x4c9f_a4be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2s, v31.2s }, [x5], x6',
    0x0c86_a8be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4s, v31.4s }, [x5]',
    0x4c00_a8be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.1d, v31.1d }, [x5], #16',
    0x0c9f_acbe,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8010n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2d, v31.2d }, [x5], x6',
    0x4c86_acbe,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.8b, v31.8b }, [x5]',
    0x0c00_80be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '5b 0d 3a f0 c4 c3 12 a9 ff f1 00 ff fe 02 ff ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.16b, v31.16b }, [x5], #32',
    0x4c9f_80be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      memory:
        '5b 0d 3a f0 c4 c3 12 a9 ff f1 00 ff fe 02 ff ff 7f 00 00 80 01 ff 80 7f 80 81 7f 7f f1 ff f0 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.4h, v31.4h }, [x5], x6',
    0x0c86_84be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a 0d f0 c4 12 c3 a9 ff 00 f1 ff fe ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.8h, v31.8h }, [x5]',
    0x4c00_84be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a 0d f0 c4 12 c3 a9 ff 00 f1 ff fe ff 02 ff 7f 00 00 80 01 80 ff 7f 80 7f 81 7f f1 f0 ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.2s, v31.2s }, [x5], #16',
    0x0c9f_88be,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8010n },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 ff 00 fe ff f1 ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.4s, v31.4s }, [x5], x6',
    0x4c86_88be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 ff 00 fe ff f1 ff 02 ff 7f 00 01 80 00 80 ff 7f 80 7f f1 f0 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.2d, v31.2d }, [x5]',
    0x4c00_8cbe,
    {
      x: { 5: 0x8000n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 7f 00 01 80 80 7f f1 f0 00 80 ff 7f 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8b, v31.8b, v0.8b }, [x5], #24',
    0x0c9f_60be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8018n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.16b, v31.16b, v0.16b }, [x5], x6',
    0x4c86_60be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4h, v31.4h, v0.4h }, [x5]',
    0x0c00_64be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8h, v31.8h, v0.8h }, [x5], #48',
    0x4c9f_64be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8030n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2s, v31.2s, v0.2s }, [x5], x6',
    0x0c86_68be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4s, v31.4s, v0.4s }, [x5]',
    0x4c00_68be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.1d, v31.1d, v0.1d }, [x5], #24',
    0x0c9f_6cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8018n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2d, v31.2d, v0.2d }, [x5], x6',
    0x4c86_6cbe,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.8b, v31.8b, v0.8b }, [x5]',
    0x0c00_40be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 0d ff 3a f0 ee c4 c3 dd 12 a9 cc ff f1 bb 00 ff aa fe 02 99 ff ff 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.16b, v31.16b, v0.16b }, [x5], #48',
    0x4c9f_40be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8030n },
      memory:
        '5b 0d ff 3a f0 ee c4 c3 dd 12 a9 cc ff f1 bb 00 ff aa fe 02 99 ff ff 88 7f 00 77 00 80 66 01 ff 55 80 7f 44 80 81 33 7f 7f 22 f1 ff 11 f0 01 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.4h, v31.4h, v0.4h }, [x5], x6',
    0x0c86_44be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a 0d f0 ff ee c4 12 c3 a9 dd cc ff 00 f1 ff bb aa fe ff 02 ff 99 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.8h, v31.8h, v0.8h }, [x5]',
    0x4c00_44be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a 0d f0 ff ee c4 12 c3 a9 dd cc ff 00 f1 ff bb aa fe ff 02 ff 99 88 7f 00 00 80 77 66 01 80 ff 7f 55 44 80 7f 81 7f 33 22 f1 f0 ff 01 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.2s, v31.2s, v0.2s }, [x5], #24',
    0x0c9f_48be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8018n },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 ff ee dd cc ff 00 fe ff f1 ff 02 ff bb aa 99 88 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.4s, v31.4s, v0.4s }, [x5], x6',
    0x4c86_48be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 ff ee dd cc ff 00 fe ff f1 ff 02 ff bb aa 99 88 7f 00 01 80 00 80 ff 7f 77 66 55 44 80 7f f1 f0 81 7f ff 01 33 22 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.2d, v31.2d, v0.2d }, [x5]',
    0x4c00_4cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 7f 00 01 80 80 7f f1 f0 00 80 ff 7f 81 7f ff 01 77 66 55 44 33 22 11 00 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8b, v31.8b, v0.8b, v1.8b }, [x5], #32',
    0x0c9f_20be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 a4 d4 19 de 44 aa 67 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.16b, v31.16b, v0.16b, v1.16b }, [x5], x6',
    0x4c86_20be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 a4 d4 19 de 44 aa 67 77 08 66 54 c4 b3 5d e0 f0',
    },
  ],
  [
    'st1 { v30.4h, v31.4h, v0.4h, v1.4h }, [x5]',
    0x0c00_24be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 a4 d4 19 de 44 aa 67 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.8h, v31.8h, v0.8h, v1.8h }, [x5], #64',
    0x4c9f_24be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8040n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 a4 d4 19 de 44 aa 67 77 08 66 54 c4 b3 5d e0 f0',
    },
  ],
  [
    'st1 { v30.2s, v31.2s, v0.2s, v1.2s }, [x5], x6',
    0x0c86_28be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 a4 d4 19 de 44 aa 67 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.4s, v31.4s, v0.4s, v1.4s }, [x5]',
    0x4c00_28be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 a4 d4 19 de 44 aa 67 77 08 66 54 c4 b3 5d e0 f0',
    },
  ],
  [
    'st1 { v30.1d, v31.1d, v0.1d, v1.1d }, [x5], #32',
    0x0c9f_2cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 a4 d4 19 de 44 aa 67 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.2d, v31.2d, v0.2d, v1.2d }, [x5], x6',
    0x4c86_2cbe,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ff ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 a4 d4 19 de 44 aa 67 77 08 66 54 c4 b3 5d e0 f0',
    },
  ],
  [
    'st4 { v30.8b, v31.8b, v0.8b, v1.8b }, [x5]',
    0x0c00_00be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 0d ff a4 3a f0 ee d4 c4 c3 dd 19 12 a9 cc de ff f1 bb 44 00 ff aa aa fe 02 99 67 ff ff 88 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.16b, v31.16b, v0.16b, v1.16b }, [x5], #64',
    0x4c9f_00be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8040n },
      memory:
        '5b 0d ff a4 3a f0 ee d4 c4 c3 dd 19 12 a9 cc de ff f1 bb 44 00 ff aa aa fe 02 99 67 ff ff 88 77 7f 00 77 08 00 80 66 66 01 ff 55 54 80 7f 44 c4 80 81 33 b3 7f 7f 22 5d f1 ff 11 e0 f0 01 00 f0',
    },
  ],
  [
    'st4 { v30.4h, v31.4h, v0.4h, v1.4h }, [x5], x6',
    0x0c86_04be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a 0d f0 ff ee a4 d4 c4 12 c3 a9 dd cc 19 de ff 00 f1 ff bb aa 44 aa fe ff 02 ff 99 88 67 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.8h, v31.8h, v0.8h, v1.8h }, [x5]',
    0x4c00_04be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a 0d f0 ff ee a4 d4 c4 12 c3 a9 dd cc 19 de ff 00 f1 ff bb aa 44 aa fe ff 02 ff 99 88 67 77 7f 00 00 80 77 66 08 66 01 80 ff 7f 55 44 54 c4 80 7f 81 7f 33 22 b3 5d f1 f0 ff 01 11 00 e0 f0',
    },
  ],
  [
    'st4 { v30.2s, v31.2s, v0.2s, v1.2s }, [x5], #32',
    0x0c9f_08be,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8020n },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 ff ee dd cc a4 d4 19 de ff 00 fe ff f1 ff 02 ff bb aa 99 88 44 aa 67 77 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.4s, v31.4s, v0.4s, v1.4s }, [x5], x6',
    0x4c86_08be,
    {
      x: { 5: 0x8000n, 6: 0x123n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8123n },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 ff ee dd cc a4 d4 19 de ff 00 fe ff f1 ff 02 ff bb aa 99 88 44 aa 67 77 7f 00 01 80 00 80 ff 7f 77 66 55 44 08 66 54 c4 80 7f f1 f0 81 7f ff 01 33 22 11 00 b3 5d e0 f0',
    },
  ],
  [
    'st4 { v30.2d, v31.2d, v0.2d, v1.2d }, [x5]',
    0x4c00_0cbe,
    {
      x: { 5: 0x8000n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ff ee dd cc bb aa 99 88 a4 d4 19 de 44 aa 67 77 7f 00 01 80 80 7f f1 f0 00 80 ff 7f 81 7f ff 01 77 66 55 44 33 22 11 00 08 66 54 c4 b3 5d e0 f0',
    },
  ],
  [
    'ld1 { v30.b }[15], [x5], #1',
    0x4ddf_1cbe,
    { x: { 5: 0x8003n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8004n }, v: { 30: 0x7af1_7f80_8001_007f_fffe_00ff_12c4_3a5bn } },
  ],
  [
    'ld1 { v30.h }[4], [x5], x6',
    0x4dc6_40be,
    { x: { 5: 0x8003n, 6: 0x1230n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x9233n }, v: { 30: 0xf0f1_7f80_8001_9f7a_fffe_00ff_12c4_3a5bn } },
  ],
  [
    'ld1 { v30.s }[0], [x5]',
    0x0d40_80be,
    { x: { 5: 0x8003n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_e9c4_9f7an } },
  ],
  [
    'ld1 { v30.d }[1], [x5], #8',
    0x4ddf_84be,
    { x: { 5: 0x8003n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x800bn }, v: { 30: 0x7d58_330e_e9c4_9f7a_fffe_00ff_12c4_3a5bn } },
  ],
  [
    'ld2 { v30.b, v31.b }[8], [x5], x6',
    0x4de6_00be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x9233n }, v: { 30: 0xf0f1_7f80_8001_007a_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_809f_ff02_fff1_a9c3_f00dn } },
  ],
  [
    'ld2 { v30.h, v31.h }[0], [x5]',
    0x0d60_40be,
    {
      x: { 5: 0x8003n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_9f7an, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_e9c4n } },
  ],
  [
    'ld2 { v30.s, v31.s }[3], [x5], #8',
    0x4dff_90be,
    {
      x: { 5: 0x8003n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x800bn }, v: { 30: 0xe9c4_9f7a_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x7d58_330e_7fff_8000_ff02_fff1_a9c3_f00dn } },
  ],
  [
    'ld2 { v30.d, v31.d }[1], [x5], x6',
    0x4de6_84be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x9233n }, v: { 30: 0x7d58_330e_e9c4_9f7a_fffe_00ff_12c4_3a5bn, 31: 0xa580_5b36_11ec_c7a2_ff02_fff1_a9c3_f00dn } },
  ],
  [
    'ld3 { v30.b, v31.b, v0.b }[0], [x5]',
    0x0d40_20be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eec4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a7an,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f09fn,
      },
    },
  ],
  [
    'ld3 { v30.h, v31.h, v0.h }[7], [x5], #6',
    0x4ddf_78be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8009n },
      v: {
        0: 0x330e_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0x9f7a_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0xe9c4_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
  ],
  [
    'ld3 { v30.s, v31.s, v0.s }[2], [x5], x6',
    0x4dc6_a0be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9233n },
      v: {
        0: 0x11_2233_11ec_c7a2_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_e9c4_9f7a_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7d58_330e_ff02_fff1_a9c3_f00dn,
      },
    },
  ],
  [
    'ld3 { v30.d, v31.d, v0.d }[0], [x5]',
    0x0d40_a4be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0x11_2233_4455_6677_cda8_835e_3914_efcan,
        30: 0xf0f1_7f80_8001_007f_7d58_330e_e9c4_9f7an,
        31: 0x1ff_7f81_7fff_8000_a580_5b36_11ec_c7a2n,
      },
    },
  ],
  [
    'ld4 { v30.b, v31.b, v0.b, v1.b }[15], [x5], #4',
    0x4dff_3cbe,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8007n },
      v: {
        0: 0xc411_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xe9e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0x7af1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x9fff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
    },
  ],
  [
    'ld4 { v30.h, v31.h, v0.h, v1.h }[4], [x5], x6',
    0x4de6_60be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9233n },
      v: {
        0: 0x11_2233_4455_330e_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_7d58_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_9f7a_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_e9c4_ff02_fff1_a9c3_f00dn,
      },
    },
  ],
  [
    'ld4 { v30.s, v31.s, v0.s, v1.s }[0], [x5]',
    0x0d60_a0be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_11ec_c7a2n,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_a580_5b36n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_e9c4_9f7an,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_7d58_330en,
      },
    },
  ],
  [
    'ld4 { v30.d, v31.d, v0.d, v1.d }[1], [x5], #32',
    0x4dff_a4be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8023n },
      v: {
        0: 0xcda8_835e_3914_efca_8899_aabb_ccdd_eeffn,
        1: 0xf5d0_ab86_613c_17f2_7767_aa44_de19_d4a4n,
        30: 0x7d58_330e_e9c4_9f7a_fffe_00ff_12c4_3a5bn,
        31: 0xa580_5b36_11ec_c7a2_ff02_fff1_a9c3_f00dn,
      },
    },
  ],
  [
    'st1 { v30.b }[8], [x5], x6',
    0x4d86_00be,
    { x: { 5: 0x8003n, 6: 0x1230n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x9233n },
      memory:
        '0b 30 55 7f 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.h }[0], [x5]',
    0x0d00_40be,
    { x: { 5: 0x8003n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 5b 3a c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.s }[3], [x5], #4',
    0x4d9f_90be,
    { x: { 5: 0x8003n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x8007n },
      memory:
        '0b 30 55 80 7f f1 f0 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st1 { v30.d }[1], [x5], x6',
    0x4d86_84be,
    { x: { 5: 0x8003n, 6: 0x1230n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 5: 0x9233n },
      memory:
        '0b 30 55 7f 00 01 80 80 7f f1 f0 a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.b, v31.b }[0], [x5]',
    0x0d20_00be,
    {
      x: { 5: 0x8003n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 5b 0d c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.h, v31.h }[7], [x5], #4',
    0x4dbf_58be,
    {
      x: { 5: 0x8003n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8007n },
      memory:
        '0b 30 55 f1 f0 ff 01 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.s, v31.s }[2], [x5], x6',
    0x4da6_80be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9233n },
      memory:
        '0b 30 55 7f 00 01 80 00 80 ff 7f a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st2 { v30.d, v31.d }[0], [x5]',
    0x0d20_84be,
    {
      x: { 5: 0x8003n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.b, v31.b, v0.b }[15], [x5], #3',
    0x4d9f_3cbe,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8006n },
      memory:
        '0b 30 55 f0 01 00 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.h, v31.h, v0.h }[4], [x5], x6',
    0x4d86_60be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9233n },
      memory:
        '0b 30 55 7f 00 00 80 77 66 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.s, v31.s, v0.s }[0], [x5]',
    0x0d00_a0be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 5b 3a c4 12 0d f0 c3 a9 ff ee dd cc 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st3 { v30.d, v31.d, v0.d }[1], [x5], #24',
    0x4d9f_a4be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x801bn },
      memory:
        '0b 30 55 7f 00 01 80 80 7f f1 f0 00 80 ff 7f 81 7f ff 01 77 66 55 44 33 22 11 00 f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.b, v31.b, v0.b, v1.b }[8], [x5], x6',
    0x4da6_20be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9233n },
      memory:
        '0b 30 55 7f 00 77 08 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.h, v31.h, v0.h, v1.h }[0], [x5]',
    0x0d20_60be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 5b 3a 0d f0 ff ee a4 d4 a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.s, v31.s, v0.s, v1.s }[3], [x5], #16',
    0x4dbf_b0be,
    {
      x: { 5: 0x8003n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8013n },
      memory:
        '0b 30 55 80 7f f1 f0 81 7f ff 01 33 22 11 00 b3 5d e0 f0 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'st4 { v30.d, v31.d, v0.d, v1.d }[1], [x5], x6',
    0x4da6_a4be,
    {
      x: { 5: 0x8003n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9233n },
      memory:
        '0b 30 55 7f 00 01 80 80 7f f1 f0 00 80 ff 7f 81 7f ff 01 77 66 55 44 33 22 11 00 08 66 54 c4 b3 5d e0 f0 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ld1r { v30.8b }, [x5]',
    0x0d40_c0be,
    { x: { 5: 0x8001n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0x3030_3030_3030_3030n } },
  ],
  [
    'ld1r { v30.16b }, [x5], #1',
    0x4ddf_c0be,
    { x: { 5: 0x8001n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8002n }, v: { 30: 0x3030_3030_3030_3030_3030_3030_3030_3030n } },
  ],
  [
    'ld1r { v30.4h }, [x5], x6',
    0x0dc6_c4be,
    { x: { 5: 0x8001n, 6: 0x1230n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x9231n }, v: { 30: 0x5530_5530_5530_5530n } },
  ],
  [
    'ld1r { v30.8h }, [x5]',
    0x4d40_c4be,
    { x: { 5: 0x8001n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0x5530_5530_5530_5530_5530_5530_5530_5530n } },
  ],
  [
    'ld1r { v30.2s }, [x5], #4',
    0x0ddf_c8be,
    { x: { 5: 0x8001n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8005n }, v: { 30: 0x9f7a_5530_9f7a_5530n } },
  ],
  [
    'ld1r { v30.4s }, [x5], x6',
    0x4dc6_c8be,
    { x: { 5: 0x8001n, 6: 0x1230n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x9231n }, v: { 30: 0x9f7a_5530_9f7a_5530_9f7a_5530_9f7a_5530n } },
  ],
  [
    'ld1r { v30.1d }, [x5]',
    0x0d40_ccbe,
    { x: { 5: 0x8001n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { v: { 30: 0x330e_e9c4_9f7a_5530n } },
  ],
  [
    'ld1r { v30.2d }, [x5], #8',
    0x4ddf_ccbe,
    { x: { 5: 0x8001n }, v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    { x: { 5: 0x8009n }, v: { 30: 0x330e_e9c4_9f7a_5530_330e_e9c4_9f7a_5530n } },
  ],
  [
    'ld2r { v30.8b, v31.8b }, [x5], x6',
    0x0de6_c0be,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x9231n }, v: { 30: 0x3030_3030_3030_3030n, 31: 0x5555_5555_5555_5555n } },
  ],
  [
    'ld2r { v30.16b, v31.16b }, [x5]',
    0x4d60_c0be,
    {
      x: { 5: 0x8001n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0x3030_3030_3030_3030_3030_3030_3030_3030n, 31: 0x5555_5555_5555_5555_5555_5555_5555_5555n } },
  ],
  [
    'ld2r { v30.4h, v31.4h }, [x5], #4',
    0x0dff_c4be,
    {
      x: { 5: 0x8001n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8005n }, v: { 30: 0x5530_5530_5530_5530n, 31: 0x9f7a_9f7a_9f7a_9f7an } },
  ],
  [
    'ld2r { v30.8h, v31.8h }, [x5], x6',
    0x4de6_c4be,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x9231n }, v: { 30: 0x5530_5530_5530_5530_5530_5530_5530_5530n, 31: 0x9f7a_9f7a_9f7a_9f7a_9f7a_9f7a_9f7a_9f7an } },
  ],
  [
    'ld2r { v30.2s, v31.2s }, [x5]',
    0x0d60_c8be,
    {
      x: { 5: 0x8001n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0x9f7a_5530_9f7a_5530n, 31: 0x330e_e9c4_330e_e9c4n } },
  ],
  [
    'ld2r { v30.4s, v31.4s }, [x5], #8',
    0x4dff_c8be,
    {
      x: { 5: 0x8001n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x8009n }, v: { 30: 0x9f7a_5530_9f7a_5530_9f7a_5530_9f7a_5530n, 31: 0x330e_e9c4_330e_e9c4_330e_e9c4_330e_e9c4n } },
  ],
  [
    'ld2r { v30.1d, v31.1d }, [x5], x6',
    0x0de6_ccbe,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { x: { 5: 0x9231n }, v: { 30: 0x330e_e9c4_9f7a_5530n, 31: 0x5b36_11ec_c7a2_7d58n } },
  ],
  [
    'ld2r { v30.2d, v31.2d }, [x5]',
    0x4d60_ccbe,
    {
      x: { 5: 0x8001n },
      v: { 30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    { v: { 30: 0x330e_e9c4_9f7a_5530_330e_e9c4_9f7a_5530n, 31: 0x5b36_11ec_c7a2_7d58_5b36_11ec_c7a2_7d58n } },
  ],
  [
    'ld3r { v30.8b, v31.8b, v0.8b }, [x5], #3',
    0x0ddf_e0be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8004n }, v: { 0: 0x7a7a_7a7a_7a7a_7a7an, 30: 0x3030_3030_3030_3030n, 31: 0x5555_5555_5555_5555n } },
  ],
  [
    'ld3r { v30.16b, v31.16b, v0.16b }, [x5], x6',
    0x4dc6_e0be,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9231n },
      v: {
        0: 0x7a7a_7a7a_7a7a_7a7a_7a7a_7a7a_7a7a_7a7an,
        30: 0x3030_3030_3030_3030_3030_3030_3030_3030n,
        31: 0x5555_5555_5555_5555_5555_5555_5555_5555n,
      },
    },
  ],
  [
    'ld3r { v30.4h, v31.4h, v0.4h }, [x5]',
    0x0d40_e4be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0xe9c4_e9c4_e9c4_e9c4n, 30: 0x5530_5530_5530_5530n, 31: 0x9f7a_9f7a_9f7a_9f7an } },
  ],
  [
    'ld3r { v30.8h, v31.8h, v0.8h }, [x5], #6',
    0x4ddf_e4be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8007n },
      v: {
        0: 0xe9c4_e9c4_e9c4_e9c4_e9c4_e9c4_e9c4_e9c4n,
        30: 0x5530_5530_5530_5530_5530_5530_5530_5530n,
        31: 0x9f7a_9f7a_9f7a_9f7a_9f7a_9f7a_9f7a_9f7an,
      },
    },
  ],
  [
    'ld3r { v30.2s, v31.2s, v0.2s }, [x5], x6',
    0x0dc6_e8be,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x9231n }, v: { 0: 0xc7a2_7d58_c7a2_7d58n, 30: 0x9f7a_5530_9f7a_5530n, 31: 0x330e_e9c4_330e_e9c4n } },
  ],
  [
    'ld3r { v30.4s, v31.4s, v0.4s }, [x5]',
    0x4d40_e8be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xc7a2_7d58_c7a2_7d58_c7a2_7d58_c7a2_7d58n,
        30: 0x9f7a_5530_9f7a_5530_9f7a_5530_9f7a_5530n,
        31: 0x330e_e9c4_330e_e9c4_330e_e9c4_330e_e9c4n,
      },
    },
  ],
  [
    'ld3r { v30.1d, v31.1d, v0.1d }, [x5], #24',
    0x0ddf_ecbe,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { x: { 5: 0x8019n }, v: { 0: 0x835e_3914_efca_a580n, 30: 0x330e_e9c4_9f7a_5530n, 31: 0x5b36_11ec_c7a2_7d58n } },
  ],
  [
    'ld3r { v30.2d, v31.2d, v0.2d }, [x5], x6',
    0x4dc6_ecbe,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9231n },
      v: {
        0: 0x835e_3914_efca_a580_835e_3914_efca_a580n,
        30: 0x330e_e9c4_9f7a_5530_330e_e9c4_9f7a_5530n,
        31: 0x5b36_11ec_c7a2_7d58_5b36_11ec_c7a2_7d58n,
      },
    },
  ],
  [
    'ld4r { v30.8b, v31.8b, v0.8b, v1.8b }, [x5]',
    0x0d60_e0be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0x7a7a_7a7a_7a7a_7a7an, 1: 0x9f9f_9f9f_9f9f_9f9fn, 30: 0x3030_3030_3030_3030n, 31: 0x5555_5555_5555_5555n } },
  ],
  [
    'ld4r { v30.16b, v31.16b, v0.16b, v1.16b }, [x5], #4',
    0x4dff_e0be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8005n },
      v: {
        0: 0x7a7a_7a7a_7a7a_7a7a_7a7a_7a7a_7a7a_7a7an,
        1: 0x9f9f_9f9f_9f9f_9f9f_9f9f_9f9f_9f9f_9f9fn,
        30: 0x3030_3030_3030_3030_3030_3030_3030_3030n,
        31: 0x5555_5555_5555_5555_5555_5555_5555_5555n,
      },
    },
  ],
  [
    'ld4r { v30.4h, v31.4h, v0.4h, v1.4h }, [x5], x6',
    0x0de6_e4be,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9231n },
      v: { 0: 0xe9c4_e9c4_e9c4_e9c4n, 1: 0x330e_330e_330e_330en, 30: 0x5530_5530_5530_5530n, 31: 0x9f7a_9f7a_9f7a_9f7an },
    },
  ],
  [
    'ld4r { v30.8h, v31.8h, v0.8h, v1.8h }, [x5]',
    0x4d60_e4be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      v: {
        0: 0xe9c4_e9c4_e9c4_e9c4_e9c4_e9c4_e9c4_e9c4n,
        1: 0x330e_330e_330e_330e_330e_330e_330e_330en,
        30: 0x5530_5530_5530_5530_5530_5530_5530_5530n,
        31: 0x9f7a_9f7a_9f7a_9f7a_9f7a_9f7a_9f7a_9f7an,
      },
    },
  ],
  [
    'ld4r { v30.2s, v31.2s, v0.2s, v1.2s }, [x5], #16',
    0x0dff_e8be,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8011n },
      v: { 0: 0xc7a2_7d58_c7a2_7d58n, 1: 0x5b36_11ec_5b36_11ecn, 30: 0x9f7a_5530_9f7a_5530n, 31: 0x330e_e9c4_330e_e9c4n },
    },
  ],
  [
    'ld4r { v30.4s, v31.4s, v0.4s, v1.4s }, [x5], x6',
    0x4de6_e8be,
    {
      x: { 5: 0x8001n, 6: 0x1230n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x9231n },
      v: {
        0: 0xc7a2_7d58_c7a2_7d58_c7a2_7d58_c7a2_7d58n,
        1: 0x5b36_11ec_5b36_11ec_5b36_11ec_5b36_11ecn,
        30: 0x9f7a_5530_9f7a_5530_9f7a_5530_9f7a_5530n,
        31: 0x330e_e9c4_330e_e9c4_330e_e9c4_330e_e9c4n,
      },
    },
  ],
  [
    'ld4r { v30.1d, v31.1d, v0.1d, v1.1d }, [x5]',
    0x0d60_ecbe,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    { v: { 0: 0x835e_3914_efca_a580n, 1: 0xab86_613c_17f2_cda8n, 30: 0x330e_e9c4_9f7a_5530n, 31: 0x5b36_11ec_c7a2_7d58n } },
  ],
  [
    'ld4r { v30.2d, v31.2d, v0.2d, v1.2d }, [x5], #32',
    0x4dff_ecbe,
    {
      x: { 5: 0x8001n },
      v: {
        0: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
        1: 0xf0e0_5db3_c454_6608_7767_aa44_de19_d4a4n,
        30: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
        31: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
      },
      memory: MEMORY,
    },
    {
      x: { 5: 0x8021n },
      v: {
        0: 0x835e_3914_efca_a580_835e_3914_efca_a580n,
        1: 0xab86_613c_17f2_cda8_ab86_613c_17f2_cda8n,
        30: 0x330e_e9c4_9f7a_5530_330e_e9c4_9f7a_5530n,
        31: 0x5b36_11ec_c7a2_7d58_5b36_11ec_c7a2_7d58n,
      },
    },
  ],
];

describe('loads and stores of structures', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of structures) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
