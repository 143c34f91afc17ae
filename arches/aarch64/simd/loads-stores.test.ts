import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { simdLoadsStores } from './loads-stores.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
/** Byte i is 37 i + 11. */
const MEMORY = Array.from({ length: 64 }, (_, i) => ((37 * i + 11) & 255).toString(16).padStart(2, '0')).join(' ');
const rows: readonly Row[] = [
  [
    'ldr b3, [x1, #2]',
    0x3d40_0823,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x55n } },
  ],
  [
    'str b3, [x1, #2]',
    0x3d00_0823,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 5b 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldur b3, [x1, #-3]',
    0x3c5f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x80n } },
  ],
  [
    'stur b3, [x1, #-3]',
    0x3c1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr b3, [x1], #5',
    0x3c40_5423,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8005n }, v: { 3: 0xbn } },
  ],
  [
    'str b3, [x1], #5',
    0x3c00_5423,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8005n },
      memory:
        '5b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr b3, [x1, #-7]!',
    0x3c5f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8021n }, v: { 3: 0xd0n } },
  ],
  [
    'str b3, [x1, #-7]!',
    0x3c1f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8021n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab 5b f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr b3, [x1, w2, uxtw]',
    0x3c62_4823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x55n } },
  ],
  [
    'str b3, [x1, w2, uxtw]',
    0x3c22_4823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 5b 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr b3, [x1, w2, sxtw]',
    0x3c62_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xd6n } },
  ],
  [
    'str b3, [x1, w2, sxtw]',
    0x3c22_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 5b fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr b3, [x1, x2]',
    0x3c62_6823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x30n } },
  ],
  [
    'str b3, [x1, x2]',
    0x3c22_6823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 5b 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr h3, [x1, #4]',
    0x7d40_0823,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xc49fn } },
  ],
  [
    'str h3, [x1, #4]',
    0x7d00_0823,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 5b 3a e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldur h3, [x1, #-3]',
    0x7c5f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xa580n } },
  ],
  [
    'stur h3, [x1, #-3]',
    0x7c1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr h3, [x1], #5',
    0x7c40_5423,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8005n }, v: { 3: 0x300bn } },
  ],
  [
    'str h3, [x1], #5',
    0x7c00_5423,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8005n },
      memory:
        '5b 3a 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr h3, [x1, #-7]!',
    0x7c5f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8021n }, v: { 3: 0xf5d0n } },
  ],
  [
    'str h3, [x1, #-7]!',
    0x7c1f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8021n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab 5b 3a 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr h3, [x1, w2, uxtw #1]',
    0x7c62_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xc49fn } },
  ],
  [
    'str h3, [x1, w2, uxtw #1]',
    0x7c22_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 5b 3a e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr h3, [x1, w2, sxtw]',
    0x7c62_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xfbd6n } },
  ],
  [
    'str h3, [x1, w2, sxtw]',
    0x7c22_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 5b 3a 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr h3, [x1, x2, lsl #1]',
    0x7c62_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x7a55n } },
  ],
  [
    'str h3, [x1, x2, lsl #1]',
    0x7c22_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 5b 3a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr s3, [x1, #8]',
    0xbd40_0823,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xa27d_5833n } },
  ],
  [
    'str s3, [x1, #8]',
    0xbd00_0823,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldur s3, [x1, #-3]',
    0xbc5f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xefca_a580n } },
  ],
  [
    'stur s3, [x1, #-3]',
    0xbc1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a c4 12 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr s3, [x1], #5',
    0xbc40_5423,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8005n }, v: { 3: 0x7a55_300bn } },
  ],
  [
    'str s3, [x1], #5',
    0xbc00_5423,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8005n },
      memory:
        '5b 3a c4 12 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr s3, [x1, #-7]!',
    0xbc5f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8021n }, v: { 3: 0x3f1a_f5d0n } },
  ],
  [
    'str s3, [x1, #-7]!',
    0xbc1f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8021n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab 5b 3a c4 12 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr s3, [x1, w2, uxtw #2]',
    0xbc62_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xa27d_5833n } },
  ],
  [
    'str s3, [x1, w2, uxtw #2]',
    0xbc22_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr s3, [x1, w2, sxtw]',
    0xbc62_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x4520_fbd6n } },
  ],
  [
    'str s3, [x1, w2, sxtw]',
    0xbc22_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 5b 3a c4 12 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr s3, [x1, x2, lsl #2]',
    0xbc62_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xee9_c49fn } },
  ],
  [
    'str s3, [x1, x2, lsl #2]',
    0xbc22_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 5b 3a c4 12 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr d3, [x1, #16]',
    0xfd40_0823,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x5e39_14ef_caa5_805bn } },
  ],
  [
    'str d3, [x1, #16]',
    0xfd00_0823,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldur d3, [x1, #-3]',
    0xfc5f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x835e_3914_efca_a580n } },
  ],
  [
    'stur d3, [x1, #-3]',
    0xfc1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a c4 12 ff 00 fe ff a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr d3, [x1], #5',
    0xfc40_5423,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8005n }, v: { 3: 0xee9_c49f_7a55_300bn } },
  ],
  [
    'str d3, [x1], #5',
    0xfc00_5423,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8005n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr d3, [x1, #-7]!',
    0xfc5f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8021n }, v: { 3: 0xd3ae_8964_3f1a_f5d0n } },
  ],
  [
    'str d3, [x1, #-7]!',
    0xfc1f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8021n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab 5b 3a c4 12 ff 00 fe ff f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr d3, [x1, w2, uxtw #3]',
    0xfc62_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x5e39_14ef_caa5_805bn } },
  ],
  [
    'str d3, [x1, w2, uxtw #3]',
    0xfc22_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr d3, [x1, w2, sxtw]',
    0xfc62_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xd9b4_8f6a_4520_fbd6n } },
  ],
  [
    'str d3, [x1, w2, sxtw]',
    0xfc22_c823,
    { x: { 1: 0x8030n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 5b 3a c4 12 ff 00 fe ff fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr d3, [x1, x2, lsl #3]',
    0xfc62_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'str d3, [x1, x2, lsl #3]',
    0xfc22_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 ff 00 fe ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr q3, [x1, #32]',
    0x3dc0_0823,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn } },
  ],
  [
    'str q3, [x1, #32]',
    0x3d80_0823,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldur q3, [x1, #-3]',
    0x3cdf_d023,
    { x: { 1: 0x8014n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xab86_613c_17f2_cda8_835e_3914_efca_a580n } },
  ],
  [
    'stur q3, [x1, #-3]',
    0x3c9f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr q3, [x1], #5',
    0x3cc0_5423,
    { x: { 1: 0x8000n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8005n }, v: { 3: 0x3611_ecc7_a27d_5833_0ee9_c49f_7a55_300bn } },
  ],
  [
    'str q3, [x1], #5',
    0x3c80_5423,
    { x: { 1: 0x8000n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8005n },
      memory:
        '5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr q3, [x1, #-7]!',
    0x3cdf_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { x: { 1: 0x8021n }, v: { 3: 0xfbd6_b18c_6742_1df8_d3ae_8964_3f1a_f5d0n } },
  ],
  [
    'str q3, [x1, #-7]!',
    0x3c9f_9c23,
    { x: { 1: 0x8028n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      x: { 1: 0x8021n },
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr q3, [x1, w2, uxtw #4]',
    0x3ce2_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xd6b1_8c67_421d_f8d3_ae89_643f_1af5_d0abn } },
  ],
  [
    'str q3, [x1, w2, uxtw #4]',
    0x3ca2_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr q3, [x1, w2, sxtw]',
    0x3ce2_c823,
    { x: { 1: 0x8028n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xd9b4_8f6a_4520_fbd6_b18c_6742_1df8_d3aen } },
  ],
  [
    'str q3, [x1, w2, sxtw]',
    0x3ca2_c823,
    { x: { 1: 0x8028n, 2: 0x1234_5678_ffff_ffffn }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
  [
    'ldr q3, [x1, x2, lsl #4]',
    0x3ce2_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x8661_3c17_f2cd_a883_5e39_14ef_caa5_805bn } },
  ],
  [
    'str q3, [x1, x2, lsl #4]',
    0x3ca2_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
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
  [
    'ldr s3, #0x7008',
    0x1c03_8043,
    { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0xa27d_5833n } },
  ],
  [
    'ldr d3, #0x7008',
    0x5c03_8043,
    { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x3611_ecc7_a27d_5833n } },
  ],
  [
    'ldr q3, #0x7008',
    0x9c03_8043,
    { v: { 3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn }, memory: MEMORY },
    { v: { 3: 0x5e39_14ef_caa5_805b_3611_ecc7_a27d_5833n } },
  ],
];

describe('loads and stores of SIMD and floating point', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of simdLoadsStores) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
