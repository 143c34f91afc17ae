import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const storesOfSeveral: readonly Row[] = [
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
];
