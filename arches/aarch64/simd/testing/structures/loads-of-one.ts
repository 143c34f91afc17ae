import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const loadsOfOne: readonly Row[] = [
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
];
