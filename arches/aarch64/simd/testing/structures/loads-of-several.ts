import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const loadsOfSeveral: readonly Row[] = [
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
];
