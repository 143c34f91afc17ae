import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const lanes: readonly Row[] = [
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
];
