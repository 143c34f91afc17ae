import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const toAllLanes: readonly Row[] = [
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
