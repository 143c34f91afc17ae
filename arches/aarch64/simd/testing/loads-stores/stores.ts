import type { Row } from '../../../testing/execute.ts';
import { MEMORY } from '../memory.ts';

export const stores: readonly Row[] = [
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
    'stur b3, [x1, #-3]',
    0x3c1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str b3, [x1, w2, uxtw]',
    0x3c22_4823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 5b 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str b3, [x1, x2]',
    0x3c22_6823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 5b 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'stur h3, [x1, #-3]',
    0x7c1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str h3, [x1, w2, uxtw #1]',
    0x7c22_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 5b 3a e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str h3, [x1, x2, lsl #1]',
    0x7c22_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 5b 3a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'stur s3, [x1, #-3]',
    0xbc1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a c4 12 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str s3, [x1, w2, uxtw #2]',
    0xbc22_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str s3, [x1, x2, lsl #2]',
    0xbc22_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 5b 3a c4 12 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'stur d3, [x1, #-3]',
    0xfc1f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a c4 12 ff 00 fe ff a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str d3, [x1, w2, uxtw #3]',
    0xfc22_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str d3, [x1, x2, lsl #3]',
    0xfc22_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 5b 3a c4 12 ff 00 fe ff 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'stur q3, [x1, #-3]',
    0x3c9f_d023,
    { x: { 1: 0x8014n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str q3, [x1, w2, uxtw #4]',
    0x3ca2_5823,
    { x: { 1: 0x8000n, 2: 0xffff_ffff_0000_0002n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 80 a5 ca ef 14 39 5e 83 a8 cd f2 17 3c 61 86 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
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
    'str q3, [x1, x2, lsl #4]',
    0x3ca2_7823,
    { x: { 1: 0x8000n, 2: 0x1n }, v: { 3: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn }, memory: MEMORY },
    {
      memory:
        '0b 30 55 7a 9f c4 e9 0e 33 58 7d a2 c7 ec 11 36 5b 3a c4 12 ff 00 fe ff 7f 00 01 80 80 7f f1 f0 ab d0 f5 1a 3f 64 89 ae d3 f8 1d 42 67 8c b1 d6 fb 20 45 6a 8f b4 d9 fe 23 48 6d 92 b7 dc 01 26',
    },
  ],
];
