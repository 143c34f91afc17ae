import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const storesOfOne: readonly Row[] = [
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
];
