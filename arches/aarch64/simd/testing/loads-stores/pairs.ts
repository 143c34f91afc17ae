import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const pairs: readonly Row[] = [
  [
    'ldp s3, s4, [x1, #4]',
    0x2d40_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { v: { 3: 0xee9_c49fn, 4: 0xa27d_5833n } },
  ],
  [
    'ldp s3, s4, [x1], #12',
    0x2cc1_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { x: { 1: 0x800cn }, v: { 3: 0x7a55_300bn, 4: 0xee9_c49fn } },
  ],
  [
    'ldp s3, s4, [x1, #-8]!',
    0x2dff_1023,
    {
      x: { 1: 0x800cn },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { x: { 1: 0x8004n }, v: { 3: 0xee9_c49fn, 4: 0xa27d_5833n } },
  ],
  [
    'ldnp s3, s4, [x1, #4]',
    0x2c40_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { v: { 3: 0xee9_c49fn, 4: 0xa27d_5833n } },
  ],
  [
    'stp s3, s4, [x1, #4]',
    0x2d00_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 7a 5b 3a c4 12 0d f0 c3 a9 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stp s3, s4, [x1], #12',
    0x2c81_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 1: 0x800cn },
      memory:
        '5b 3a c4 12 0d f0 c3 a9 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stp s3, s4, [x1, #-8]!',
    0x2dbf_1023,
    {
      x: { 1: 0x800cn },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 1: 0x8004n },
      memory:
        '0b 30 55 7a 5b 3a c4 12 0d f0 c3 a9 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stnp s3, s4, [x1, #4]',
    0x2c00_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 7a 5b 3a c4 12 0d f0 c3 a9 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldp d3, d4, [x1, #8]',
    0x6d40_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { v: { 3: 0x3611_ecc7_a27d_5833n, 4: 0x5e39_14ef_caa5_805bn } },
  ],
  [
    'ldp d3, d4, [x1], #24',
    0x6cc1_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { x: { 1: 0x8018n }, v: { 3: 0xee9_c49f_7a55_300bn, 4: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ldp d3, d4, [x1, #-16]!',
    0x6dff_1023,
    {
      x: { 1: 0x8018n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { x: { 1: 0x8008n }, v: { 3: 0x3611_ecc7_a27d_5833n, 4: 0x5e39_14ef_caa5_805bn } },
  ],
  [
    'ldnp d3, d4, [x1, #8]',
    0x6c40_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { v: { 3: 0x3611_ecc7_a27d_5833n, 4: 0x5e39_14ef_caa5_805bn } },
  ],
  [
    'stp d3, d4, [x1, #8]',
    0x6d00_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stp d3, d4, [x1], #24',
    0x6c81_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 1: 0x8018n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stp d3, d4, [x1, #-16]!',
    0x6dbf_1023,
    {
      x: { 1: 0x8018n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 1: 0x8008n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stnp d3, d4, [x1, #8]',
    0x6c00_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 ff 00 fe ff 0d f0 c3 a9 f1 ff 02 ff 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldp q3, q4, [x1, #16]',
    0xad40_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { v: { 3: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn, 4: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn } },
  ],
  [
    'ldp q3, q4, [x1], #48',
    0xacc1_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { x: { 1: 0x8030n }, v: { 3: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn, 4: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn } },
  ],
  [
    'ldp q3, q4, [x1, #-32]!',
    0xadff_1023,
    {
      x: { 1: 0x8030n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { x: { 1: 0x8010n }, v: { 3: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn, 4: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn } },
  ],
  [
    'ldnp q3, q4, [x1, #16]',
    0xac40_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn, 4: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn },
      memory: MEMORY,
    },
    { v: { 3: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn, 4: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn } },
  ],
  [
    'stp q3, q4, [x1, #16]',
    0xad00_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stp q3, q4, [x1], #48',
    0xac81_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 1: 0x8030n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stp q3, q4, [x1, #-32]!',
    0xadbf_1023,
    {
      x: { 1: 0x8030n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      x: { 1: 0x8010n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'stnp q3, q4, [x1, #16]',
    0xac00_9023,
    {
      x: { 1: 0x8000n },
      v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn, 4: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn },
      memory: MEMORY,
    },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 0d f0 c3 a9 f1 ff 02 ff 00 80 ff 7f 81 7f ff 01 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
];
