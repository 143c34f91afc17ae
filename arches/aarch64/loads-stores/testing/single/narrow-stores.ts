import type { Row } from '../../../testing/execute.ts';

export const narrowStores: readonly Row[] = [
  [
    'strb w3, [x1]',
    0x3900_0023,
    {
      x: { 1: 0x8001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, #1]',
    0x3900_0423,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [sp, #4095]',
    0x393f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x7006n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 88 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sturb w3, [x1, #-256]',
    0x3810_0023,
    {
      x: { 1: 0x8103n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sturb w3, [x1, #255]',
    0x380f_f023,
    {
      x: { 1: 0x7f08n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1], #-256',
    0x3810_0423,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [sp], #255',
    0x380f_f7e3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8002n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8101n, memory: '80 91 88 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, #-16]!',
    0x381f_0c23,
    {
      x: { 1: 0x8014n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x8004n }, memory: '80 91 a2 b3 88 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [sp, #8]!',
    0x3800_8fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8000n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8008n, memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, x2]',
    0x3822_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, x2, lsl #0]',
    0x3822_7823,
    {
      x: { 1: 0x8003n, 2: 0xffff_ffff_ffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, x2, sxtx]',
    0x3822_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, w2, uxtw]',
    0x3822_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, w2, uxtw #0]',
    0x3822_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [sp, w2, sxtw]',
    0x3822_cbe3,
    {
      x: { 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      sp: 0x8009n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strb w3, [x1, w2, sxtw #0]',
    0x3822_d823,
    {
      x: { 1: 0x8002n, 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sttrb w3, [x1, #-3]',
    0x381f_d823,
    { x: { 1: 0x8003n, 3: 0x1122_3344_5566_7788n } },
    { served: [['storeUnprivileged', 0x8000n, 1n, 0x1122_3344_5566_7788n]] },
  ],
  [
    'strh w3, [x1]',
    0x7900_0023,
    {
      x: { 1: 0x8001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, #2]',
    0x7900_0423,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [sp, #8190]',
    0x793f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x6007n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 88 77 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sturh w3, [x1, #-256]',
    0x7810_0023,
    {
      x: { 1: 0x8103n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 77 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sturh w3, [x1, #255]',
    0x780f_f023,
    {
      x: { 1: 0x7f08n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 77 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1], #-256',
    0x7810_0423,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [sp], #255',
    0x780f_f7e3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8002n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8101n, memory: '80 91 88 77 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, #-16]!',
    0x781f_0c23,
    {
      x: { 1: 0x8014n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x8004n }, memory: '80 91 a2 b3 88 77 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [sp, #8]!',
    0x7800_8fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8000n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8008n, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, x2]',
    0x7822_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, x2, lsl #1]',
    0x7822_7823,
    {
      x: { 1: 0x8006n, 2: 0xffff_ffff_ffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, x2, sxtx]',
    0x7822_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 77 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, w2, uxtw]',
    0x7822_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, w2, uxtw #1]',
    0x7822_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [sp, w2, sxtw]',
    0x7822_cbe3,
    {
      x: { 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      sp: 0x8009n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 77 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'strh w3, [x1, w2, sxtw #1]',
    0x7822_d823,
    {
      x: { 1: 0x8004n, 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sttrh w3, [x1, #-3]',
    0x781f_d823,
    { x: { 1: 0x8003n, 3: 0x1122_3344_5566_7788n } },
    { served: [['storeUnprivileged', 0x8000n, 2n, 0x1122_3344_5566_7788n]] },
  ],
];
