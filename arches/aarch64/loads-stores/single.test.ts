import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { singleLoadsStores } from './single.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
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
    'ldrb w3, [x1]',
    0x3940_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x91n } },
  ],
  [
    'ldrb w3, [x1, #1]',
    0x3940_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x91n } },
  ],
  [
    'ldrb w3, [sp, #4095]',
    0x397f_ffe3,
    { sp: 0x7006n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xd5n } },
  ],
  [
    'ldurb w3, [x1, #-256]',
    0x3850_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3n } },
  ],
  [
    'ldurb w3, [x1, #255]',
    0x384f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7n } },
  ],
  [
    'ldrb w3, [x1], #-256',
    0x3850_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 8n } },
  ],
  [
    'ldrb w3, [sp], #255',
    0x384f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xa2n }, sp: 0x8101n },
  ],
  [
    'ldrb w3, [x1, #-16]!',
    0x385f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xc4n } },
  ],
  [
    'ldrb w3, [sp, #8]!',
    0x3840_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n }, sp: 0x8008n },
  ],
  [
    'ldrb w3, [x1, x2]',
    0x3862_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xa2n } },
  ],
  [
    'ldrb w3, [x1, x2, lsl #0]',
    0x3862_7823,
    {
      x: { 1: 0x8003n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x91n } },
  ],
  [
    'ldrb w3, [x1, x2, sxtx]',
    0x3862_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xb3n } },
  ],
  [
    'ldrb w3, [x1, w2, uxtw]',
    0x3862_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x91n } },
  ],
  [
    'ldrb w3, [x1, w2, uxtw #0]',
    0x3862_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x91n } },
  ],
  [
    'ldrb w3, [sp, w2, sxtw]',
    0x3862_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7n } },
  ],
  [
    'ldrb w3, [x1, w2, sxtw #0]',
    0x3862_d823,
    { x: { 1: 0x8002n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x80n } },
  ],
  [
    'ldtrb w3, [x1, #-3]',
    0x385f_d823,
    { x: { 1: 0x8003n }, serve: () => 0x80n },
    { x: { 3: 0x80n }, served: [['loadUnprivileged', 0x8000n, 1n]] },
  ],
  [
    'ldrsb x3, [x1]',
    0x3980_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_ff91n } },
  ],
  [
    'ldrsb x3, [x1, #1]',
    0x3980_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_ff91n } },
  ],
  [
    'ldrsb x3, [sp, #4095]',
    0x39bf_ffe3,
    { sp: 0x7006n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_ffd5n } },
  ],
  [
    'ldursb x3, [x1, #-256]',
    0x3890_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_ffb3n } },
  ],
  [
    'ldursb x3, [x1, #255]',
    0x388f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_fff7n } },
  ],
  [
    'ldrsb x3, [x1], #-256',
    0x3890_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 8n } },
  ],
  [
    'ldrsb x3, [sp], #255',
    0x388f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_ffa2n }, sp: 0x8101n },
  ],
  [
    'ldrsb x3, [x1, #-16]!',
    0x389f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xffff_ffff_ffff_ffc4n } },
  ],
  [
    'ldrsb x3, [sp, #8]!',
    0x3880_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n }, sp: 0x8008n },
  ],
  [
    'ldrsb x3, [x1, x2]',
    0x38a2_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_ffa2n } },
  ],
  [
    'ldrsb x3, [x1, x2, lsl #0]',
    0x38a2_7823,
    {
      x: { 1: 0x8003n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_ff91n } },
  ],
  [
    'ldrsb x3, [x1, x2, sxtx]',
    0x38a2_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_ffb3n } },
  ],
  [
    'ldrsb x3, [x1, w2, uxtw]',
    0x38a2_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_ff91n } },
  ],
  [
    'ldrsb x3, [x1, w2, uxtw #0]',
    0x38a2_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_ff91n } },
  ],
  [
    'ldrsb x3, [sp, w2, sxtw]',
    0x38a2_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_fff7n } },
  ],
  [
    'ldrsb x3, [x1, w2, sxtw #0]',
    0x38a2_d823,
    { x: { 1: 0x8002n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_ff80n } },
  ],
  [
    'ldtrsb x3, [x1, #-3]',
    0x389f_d823,
    { x: { 1: 0x8003n }, serve: () => 0x80n },
    { x: { 3: 0xffff_ffff_ffff_ff80n }, served: [['loadUnprivileged', 0x8000n, 1n]] },
  ],
  [
    'ldrsb w3, [x1]',
    0x39c0_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ff91n } },
  ],
  [
    'ldrsb w3, [x1, #1]',
    0x39c0_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ff91n } },
  ],
  [
    'ldrsb w3, [sp, #4095]',
    0x39ff_ffe3,
    { sp: 0x7006n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffd5n } },
  ],
  [
    'ldursb w3, [x1, #-256]',
    0x38d0_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffb3n } },
  ],
  [
    'ldursb w3, [x1, #255]',
    0x38cf_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_fff7n } },
  ],
  [
    'ldrsb w3, [x1], #-256',
    0x38d0_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 8n } },
  ],
  [
    'ldrsb w3, [sp], #255',
    0x38cf_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffa2n }, sp: 0x8101n },
  ],
  [
    'ldrsb w3, [x1, #-16]!',
    0x38df_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xffff_ffc4n } },
  ],
  [
    'ldrsb w3, [sp, #8]!',
    0x38c0_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n }, sp: 0x8008n },
  ],
  [
    'ldrsb w3, [x1, x2]',
    0x38e2_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffa2n } },
  ],
  [
    'ldrsb w3, [x1, x2, lsl #0]',
    0x38e2_7823,
    {
      x: { 1: 0x8003n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ff91n } },
  ],
  [
    'ldrsb w3, [x1, x2, sxtx]',
    0x38e2_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffb3n } },
  ],
  [
    'ldrsb w3, [x1, w2, uxtw]',
    0x38e2_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ff91n } },
  ],
  [
    'ldrsb w3, [x1, w2, uxtw #0]',
    0x38e2_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ff91n } },
  ],
  [
    'ldrsb w3, [sp, w2, sxtw]',
    0x38e2_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_fff7n } },
  ],
  [
    'ldrsb w3, [x1, w2, sxtw #0]',
    0x38e2_d823,
    { x: { 1: 0x8002n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ff80n } },
  ],
  [
    'ldtrsb w3, [x1, #-3]',
    0x38df_d823,
    { x: { 1: 0x8003n }, serve: () => 0x80n },
    { x: { 3: 0xffff_ff80n }, served: [['loadUnprivileged', 0x8000n, 1n]] },
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
  [
    'ldrh w3, [x1]',
    0x7940_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xa291n } },
  ],
  [
    'ldrh w3, [x1, #2]',
    0x7940_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2n } },
  ],
  [
    'ldrh w3, [sp, #8190]',
    0x797f_ffe3,
    { sp: 0x6007n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xe6d5n } },
  ],
  [
    'ldurh w3, [x1, #-256]',
    0x7850_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xc4b3n } },
  ],
  [
    'ldurh w3, [x1, #255]',
    0x784f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7n } },
  ],
  [
    'ldrh w3, [x1], #-256',
    0x7850_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 0x1908n } },
  ],
  [
    'ldrh w3, [sp], #255',
    0x784f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2n }, sp: 0x8101n },
  ],
  [
    'ldrh w3, [x1, #-16]!',
    0x785f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xd5c4n } },
  ],
  [
    'ldrh w3, [sp, #8]!',
    0x7840_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n }, sp: 0x8008n },
  ],
  [
    'ldrh w3, [x1, x2]',
    0x7862_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xb3a2n } },
  ],
  [
    'ldrh w3, [x1, x2, lsl #1]',
    0x7862_7823,
    {
      x: { 1: 0x8006n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xb3a2n } },
  ],
  [
    'ldrh w3, [x1, x2, sxtx]',
    0x7862_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xc4b3n } },
  ],
  [
    'ldrh w3, [x1, w2, uxtw]',
    0x7862_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xa291n } },
  ],
  [
    'ldrh w3, [x1, w2, uxtw #1]',
    0x7862_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xb3a2n } },
  ],
  [
    'ldrh w3, [sp, w2, sxtw]',
    0x7862_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7n } },
  ],
  [
    'ldrh w3, [x1, w2, sxtw #1]',
    0x7862_d823,
    { x: { 1: 0x8004n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x9180n } },
  ],
  [
    'ldtrh w3, [x1, #-3]',
    0x785f_d823,
    { x: { 1: 0x8003n }, serve: () => 0x9180n },
    { x: { 3: 0x9180n }, served: [['loadUnprivileged', 0x8000n, 2n]] },
  ],
  [
    'ldrsh x3, [x1]',
    0x7980_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_a291n } },
  ],
  [
    'ldrsh x3, [x1, #2]',
    0x7980_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_b3a2n } },
  ],
  [
    'ldrsh x3, [sp, #8190]',
    0x79bf_ffe3,
    { sp: 0x6007n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_e6d5n } },
  ],
  [
    'ldursh x3, [x1, #-256]',
    0x7890_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_c4b3n } },
  ],
  [
    'ldursh x3, [x1, #255]',
    0x788f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7n } },
  ],
  [
    'ldrsh x3, [x1], #-256',
    0x7890_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 0x1908n } },
  ],
  [
    'ldrsh x3, [sp], #255',
    0x788f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_b3a2n }, sp: 0x8101n },
  ],
  [
    'ldrsh x3, [x1, #-16]!',
    0x789f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xffff_ffff_ffff_d5c4n } },
  ],
  [
    'ldrsh x3, [sp, #8]!',
    0x7880_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n }, sp: 0x8008n },
  ],
  [
    'ldrsh x3, [x1, x2]',
    0x78a2_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_b3a2n } },
  ],
  [
    'ldrsh x3, [x1, x2, lsl #1]',
    0x78a2_7823,
    {
      x: { 1: 0x8006n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_b3a2n } },
  ],
  [
    'ldrsh x3, [x1, x2, sxtx]',
    0x78a2_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_c4b3n } },
  ],
  [
    'ldrsh x3, [x1, w2, uxtw]',
    0x78a2_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_a291n } },
  ],
  [
    'ldrsh x3, [x1, w2, uxtw #1]',
    0x78a2_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_ffff_b3a2n } },
  ],
  [
    'ldrsh x3, [sp, w2, sxtw]',
    0x78a2_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7n } },
  ],
  [
    'ldrsh x3, [x1, w2, sxtw #1]',
    0x78a2_d823,
    { x: { 1: 0x8004n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_ffff_9180n } },
  ],
  [
    'ldtrsh x3, [x1, #-3]',
    0x789f_d823,
    { x: { 1: 0x8003n }, serve: () => 0x9180n },
    { x: { 3: 0xffff_ffff_ffff_9180n }, served: [['loadUnprivileged', 0x8000n, 2n]] },
  ],
  [
    'ldrsh w3, [x1]',
    0x79c0_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_a291n } },
  ],
  [
    'ldrsh w3, [x1, #2]',
    0x79c0_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_b3a2n } },
  ],
  [
    'ldrsh w3, [sp, #8190]',
    0x79ff_ffe3,
    { sp: 0x6007n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_e6d5n } },
  ],
  [
    'ldursh w3, [x1, #-256]',
    0x78d0_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_c4b3n } },
  ],
  [
    'ldursh w3, [x1, #255]',
    0x78cf_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7n } },
  ],
  [
    'ldrsh w3, [x1], #-256',
    0x78d0_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 0x1908n } },
  ],
  [
    'ldrsh w3, [sp], #255',
    0x78cf_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_b3a2n }, sp: 0x8101n },
  ],
  [
    'ldrsh w3, [x1, #-16]!',
    0x78df_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xffff_d5c4n } },
  ],
  [
    'ldrsh w3, [sp, #8]!',
    0x78c0_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n }, sp: 0x8008n },
  ],
  [
    'ldrsh w3, [x1, x2]',
    0x78e2_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_b3a2n } },
  ],
  [
    'ldrsh w3, [x1, x2, lsl #1]',
    0x78e2_7823,
    {
      x: { 1: 0x8006n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_b3a2n } },
  ],
  [
    'ldrsh w3, [x1, x2, sxtx]',
    0x78e2_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_c4b3n } },
  ],
  [
    'ldrsh w3, [x1, w2, uxtw]',
    0x78e2_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_a291n } },
  ],
  [
    'ldrsh w3, [x1, w2, uxtw #1]',
    0x78e2_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_b3a2n } },
  ],
  [
    'ldrsh w3, [sp, w2, sxtw]',
    0x78e2_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7n } },
  ],
  [
    'ldrsh w3, [x1, w2, sxtw #1]',
    0x78e2_d823,
    { x: { 1: 0x8004n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_9180n } },
  ],
  [
    'ldtrsh w3, [x1, #-3]',
    0x78df_d823,
    { x: { 1: 0x8003n }, serve: () => 0x9180n },
    { x: { 3: 0xffff_9180n }, served: [['loadUnprivileged', 0x8000n, 2n]] },
  ],
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
    'ldr w3, [x1]',
    0xb940_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xc4b3_a291n } },
  ],
  [
    'ldr w3, [x1, #4]',
    0xb940_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4n } },
  ],
  [
    'ldr w3, [sp, #16380]',
    0xb97f_ffe3,
    { sp: 0x4009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7_e6d5n } },
  ],
  [
    'ldur w3, [x1, #-256]',
    0xb850_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xe6d5_c4b3n } },
  ],
  [
    'ldur w3, [x1, #255]',
    0xb84f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x2a19_08f7n } },
  ],
  [
    'ldr w3, [x1], #-256',
    0xb850_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 0x3b2a_1908n } },
  ],
  [
    'ldr w3, [sp], #255',
    0xb84f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xd5c4_b3a2n }, sp: 0x8101n },
  ],
  [
    'ldr w3, [x1, #-16]!',
    0xb85f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xf7e6_d5c4n } },
  ],
  [
    'ldr w3, [sp, #8]!',
    0xb840_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n }, sp: 0x8008n },
  ],
  [
    'ldr w3, [x1, x2]',
    0xb862_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xd5c4_b3a2n } },
  ],
  [
    'ldr w3, [x1, x2, lsl #2]',
    0xb862_7823,
    {
      x: { 1: 0x800cn, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xf7e6_d5c4n } },
  ],
  [
    'ldr w3, [x1, x2, sxtx]',
    0xb862_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xe6d5_c4b3n } },
  ],
  [
    'ldr w3, [x1, w2, uxtw]',
    0xb862_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xc4b3_a291n } },
  ],
  [
    'ldr w3, [x1, w2, uxtw #2]',
    0xb862_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xf7e6_d5c4n } },
  ],
  [
    'ldr w3, [sp, w2, sxtw]',
    0xb862_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x2a19_08f7n } },
  ],
  [
    'ldr w3, [x1, w2, sxtw #2]',
    0xb862_d823,
    { x: { 1: 0x8008n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2_9180n } },
  ],
  [
    'ldtr w3, [x1, #-3]',
    0xb85f_d823,
    { x: { 1: 0x8003n }, serve: () => 0xb3a2_9180n },
    { x: { 3: 0xb3a2_9180n }, served: [['loadUnprivileged', 0x8000n, 4n]] },
  ],
  [
    'ldrsw x3, [x1]',
    0xb980_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_c4b3_a291n } },
  ],
  [
    'ldrsw x3, [x1, #4]',
    0xb980_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldrsw x3, [sp, #16380]',
    0xb9bf_ffe3,
    { sp: 0x4009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7_e6d5n } },
  ],
  [
    'ldursw x3, [x1, #-256]',
    0xb890_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_e6d5_c4b3n } },
  ],
  [
    'ldursw x3, [x1, #255]',
    0xb88f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x2a19_08f7n } },
  ],
  [
    'ldrsw x3, [x1], #-256',
    0xb890_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 0x3b2a_1908n } },
  ],
  [
    'ldrsw x3, [sp], #255',
    0xb88f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_d5c4_b3a2n }, sp: 0x8101n },
  ],
  [
    'ldrsw x3, [x1, #-16]!',
    0xb89f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldrsw x3, [sp, #8]!',
    0xb880_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n }, sp: 0x8008n },
  ],
  [
    'ldrsw x3, [x1, x2]',
    0xb8a2_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_d5c4_b3a2n } },
  ],
  [
    'ldrsw x3, [x1, x2, lsl #2]',
    0xb8a2_7823,
    {
      x: { 1: 0x800cn, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldrsw x3, [x1, x2, sxtx]',
    0xb8a2_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_e6d5_c4b3n } },
  ],
  [
    'ldrsw x3, [x1, w2, uxtw]',
    0xb8a2_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_c4b3_a291n } },
  ],
  [
    'ldrsw x3, [x1, w2, uxtw #2]',
    0xb8a2_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldrsw x3, [sp, w2, sxtw]',
    0xb8a2_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x2a19_08f7n } },
  ],
  [
    'ldrsw x3, [x1, w2, sxtw #2]',
    0xb8a2_d823,
    { x: { 1: 0x8008n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_b3a2_9180n } },
  ],
  [
    'ldtrsw x3, [x1, #-3]',
    0xb89f_d823,
    { x: { 1: 0x8003n }, serve: () => 0xb3a2_9180n },
    { x: { 3: 0xffff_ffff_b3a2_9180n }, served: [['loadUnprivileged', 0x8000n, 4n]] },
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
  [
    'ldr x3, [x1]',
    0xf940_0023,
    { x: { 1: 0x8001n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7_e6d5_c4b3_a291n } },
  ],
  [
    'ldr x3, [x1, #8]',
    0xf940_0423,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldr x3, [sp, #32760]',
    0xf97f_ffe3,
    { sp: 0xdn, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x4c3b_2a19_08f7_e6d5n } },
  ],
  [
    'ldur x3, [x1, #-256]',
    0xf850_0023,
    { x: { 1: 0x8103n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x2a19_08f7_e6d5_c4b3n } },
  ],
  [
    'ldur x3, [x1, #255]',
    0xf84f_f023,
    { x: { 1: 0x7f08n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x6e5d_4c3b_2a19_08f7n } },
  ],
  [
    'ldr x3, [x1], #-256',
    0xf850_0423,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f08n, 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldr x3, [sp], #255',
    0xf84f_f7e3,
    { sp: 0x8002n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908_f7e6_d5c4_b3a2n }, sp: 0x8101n },
  ],
  [
    'ldr x3, [x1, #-16]!',
    0xf85f_0c23,
    { x: { 1: 0x8014n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8004n, 3: 0x3b2a_1908_f7e6_d5c4n } },
  ],
  [
    'ldr x3, [sp, #8]!',
    0xf840_8fe3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, sp: 0x8008n },
  ],
  [
    'ldr x3, [x1, x2]',
    0xf862_6823,
    {
      x: { 1: 0x8001_0000_0000_8000n, 2: 0x7fff_0000_0000_0002n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908_f7e6_d5c4_b3a2n } },
  ],
  [
    'ldr x3, [x1, x2, lsl #3]',
    0xf862_7823,
    {
      x: { 1: 0x8018n, 2: 0xffff_ffff_ffff_fffen },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldr x3, [x1, x2, sxtx]',
    0xf862_e823,
    {
      x: { 1: 0x8004n, 2: 0xffff_ffff_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x2a19_08f7_e6d5_c4b3n } },
  ],
  [
    'ldr x3, [x1, w2, uxtw]',
    0xf862_4823,
    {
      x: { 1: 0xffff_ffff_0000_8002n, 2: 0xabcd_0000_ffff_ffffn },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x8f7_e6d5_c4b3_a291n } },
  ],
  [
    'ldr x3, [x1, w2, uxtw #3]',
    0xf862_5823,
    {
      x: { 1: 0x8000n, 2: 0xabcd_0000_0000_0001n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldr x3, [sp, w2, sxtw]',
    0xf862_cbe3,
    { x: { 2: 0xffff_fffen }, sp: 0x8009n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x6e5d_4c3b_2a19_08f7n } },
  ],
  [
    'ldr x3, [x1, w2, sxtw #3]',
    0xf862_d823,
    { x: { 1: 0x8010n, 2: 0xffff_fffen }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4_b3a2_9180n } },
  ],
  [
    'ldtr x3, [x1, #-3]',
    0xf85f_d823,
    { x: { 1: 0x8003n }, serve: () => 0xf7e6_d5c4_b3a2_9180n },
    { x: { 3: 0xf7e6_d5c4_b3a2_9180n }, served: [['loadUnprivileged', 0x8000n, 8n]] },
  ],
];

describe('loads and stores of one register', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of singleLoadsStores) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
