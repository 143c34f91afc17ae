import type { Row } from '../../../testing/execute.ts';

export const stores: readonly Row[] = [
  [
    'str w3, [x1]',
    0xb900_0023,
    {
      x: { 1: 0x8001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 66 55 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, #4]',
    0xb900_0423,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 88 77 66 55 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [sp, #16380]',
    0xb93f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x4009n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 88 77 66 55 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stur w3, [x1, #-256]',
    0xb810_0023,
    {
      x: { 1: 0x8103n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 77 66 55 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stur w3, [x1, #255]',
    0xb80f_f023,
    {
      x: { 1: 0x7f08n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 77 66 55 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1], #-256',
    0xb810_0423,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [sp], #255',
    0xb80f_f7e3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8002n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8101n, memory: '80 91 88 77 66 55 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, #-16]!',
    0xb81f_0c23,
    {
      x: { 1: 0x8014n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x8004n }, memory: '80 91 a2 b3 88 77 66 55 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [sp, #8]!',
    0xb800_8fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8000n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8008n, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, x2]',
    0xb822_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 66 55 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, x2, lsl #2]',
    0xb822_7823,
    {
      x: { 1: 0x800cn, 2: 0xffff_ffff_ffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 88 77 66 55 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, x2, sxtx]',
    0xb822_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 77 66 55 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, w2, uxtw]',
    0xb822_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 66 55 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, w2, uxtw #2]',
    0xb822_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 88 77 66 55 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [sp, w2, sxtw]',
    0xb822_cbe3,
    {
      x: { 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      sp: 0x8009n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 77 66 55 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str w3, [x1, w2, sxtw #2]',
    0xb822_d823,
    {
      x: { 1: 0x8008n, 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 66 55 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sttr w3, [x1, #-3]',
    0xb81f_d823,
    { x: { 1: 0x8003n, 3: 0x1122_3344_5566_7788n } },
    { served: [['storeUnprivileged', 0x8000n, 4n, 0x1122_3344_5566_7788n]] },
  ],
  [
    'str x3, [x1]',
    0xf900_0023,
    {
      x: { 1: 0x8001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 66 55 44 33 22 11 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, #8]',
    0xf900_0423,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [sp, #32760]',
    0xf93f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0xdn,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 88 77 66 55 44 33 22 11 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stur x3, [x1, #-256]',
    0xf810_0023,
    {
      x: { 1: 0x8103n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 77 66 55 44 33 22 11 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stur x3, [x1, #255]',
    0xf80f_f023,
    {
      x: { 1: 0x7f08n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 77 66 55 44 33 22 11 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1], #-256',
    0xf810_0423,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [sp], #255',
    0xf80f_f7e3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8002n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8101n, memory: '80 91 88 77 66 55 44 33 22 11 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, #-16]!',
    0xf81f_0c23,
    {
      x: { 1: 0x8014n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x8004n }, memory: '80 91 a2 b3 88 77 66 55 44 33 22 11 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [sp, #8]!',
    0xf800_8fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8000n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8008n, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, x2]',
    0xf822_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 66 55 44 33 22 11 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, x2, lsl #3]',
    0xf822_7823,
    {
      x: { 1: 0x8018n, 2: 0xffff_ffff_ffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, x2, sxtx]',
    0xf822_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 88 77 66 55 44 33 22 11 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, w2, uxtw]',
    0xf822_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 66 55 44 33 22 11 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, w2, uxtw #3]',
    0xf822_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [sp, w2, sxtw]',
    0xf822_cbe3,
    {
      x: { 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      sp: 0x8009n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 88 77 66 55 44 33 22 11 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'str x3, [x1, w2, sxtw #3]',
    0xf822_d823,
    {
      x: { 1: 0x8010n, 2: 0xffff_fffen, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 66 55 44 33 22 11 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'sttr x3, [x1, #-3]',
    0xf81f_d823,
    { x: { 1: 0x8003n, 3: 0x1122_3344_5566_7788n } },
    { served: [['storeUnprivileged', 0x8000n, 8n, 0x1122_3344_5566_7788n]] },
  ],
];
