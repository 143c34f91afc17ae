import type { Row } from '../../../testing/execute.ts';

export const swaps: readonly Row[] = [
  [
    'swpb w2, w3, [x1]',
    0x3822_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpab w2, w3, [x1]',
    0x38a2_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpb w2, wzr, [sp]',
    0x3822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpah w2, w3, [x1]',
    0x78a2_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swplh w2, w3, [x1]',
    0x7862_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swph w2, wzr, [sp]',
    0x7822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpl w2, w3, [x1]',
    0xb862_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpal w2, w3, [x1]',
    0xb8e2_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swp w2, wzr, [sp]',
    0xb822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpal x2, x3, [x1]',
    0xf8e2_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swp x2, x3, [x1]',
    0xf822_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 c0 d0 e0 f0 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swp x2, xzr, [sp]',
    0xf822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casalb w2, w3, [x1]',
    0x08e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0xabcd_ef01_0000_0008n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casab w2, w3, [x1]',
    0x08e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 8n } },
  ],
  [
    'casalh w2, w3, [x1]',
    0x48e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0xabcd_ef01_0000_1908n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casah w2, w3, [x1]',
    0x48e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x1908n } },
  ],
  [
    'casal w2, w3, [x1]',
    0x88e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0xabcd_ef01_3b2a_1908n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casa w2, w3, [x1]',
    0x88e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x3b2a_1908n } },
  ],
  [
    'casal x2, x3, [x1]',
    0xc8e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0x7f6e_5d4c_3b2a_1908n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casa x2, x3, [x1]',
    0xc8e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'caspl w2, w3, w4, w5, [x1]',
    0x0822_fc24,
    {
      x: { 1: 0x8000n, 2: 0x700_b3a2_9180n, 3: 0xf7e6_d5c4n, 4: 0x1122_3344_5566_7788n, 5: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0xb3a2_9180n }, memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casp w2, w3, w4, w5, [x1]',
    0x0822_7c24,
    {
      x: { 1: 0x8000n, 2: 0x700_b3a2_9180n, 3: 1n, 4: 0x1122_3344_5566_7788n, 5: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0xb3a2_9180n, 3: 0xf7e6_d5c4n } },
  ],
  [
    'caspl x2, x3, x4, x5, [x1]',
    0x4822_fc24,
    {
      x: {
        1: 0x8000n,
        2: 0xf7e6_d5c4_b3a2_9180n,
        3: 0x7f6e_5d4c_3b2a_1908n,
        4: 0x1122_3344_5566_7788n,
        5: 0x99aa_bbcc_ddee_ff01n,
      },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casp x2, x3, x4, x5, [x1]',
    0x4822_7c24,
    {
      x: { 1: 0x8000n, 2: 0xf7e6_d5c4_b3a2_9180n, 3: 1n, 4: 0x1122_3344_5566_7788n, 5: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'swph w2, w3, [x1]',
    0x7822_8023,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 0n]] },
  ],
  [
    'cas w2, w3, [x1]',
    0x88a2_7c23,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 0n]] },
  ],
  [
    'casp x2, x3, x4, x5, [x1]',
    0x4822_7c24,
    { x: { 1: 0x8008n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8008n, 0n]] },
  ],
  [
    'casp w2, w3, w4, w5, [x1]',
    0x0822_7c24,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
];
