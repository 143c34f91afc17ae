import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { pairLoadsStores } from './pairs.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  [
    'stp w3, w4, [x1]',
    0x2900_1023,
    {
      x: { 1: 0x8002n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 66 55 01 ff ee dd 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp w3, w4, [sp, #252]',
    0x291f_93e3,
    {
      x: { 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      sp: 0x7f05n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 66 55 01 ff ee dd 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp w3, w4, [x1, #-256]',
    0x2920_1023,
    {
      x: { 1: 0x8100n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stnp w3, w4, [x1, #4]',
    0x2800_9023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 88 77 66 55 01 ff ee dd 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp w3, w4, [x1], #-256',
    0x28a0_1023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x7f00n }, memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp w3, w4, [sp], #4',
    0x2880_93e3,
    {
      x: { 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      sp: 0x8004n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8008n, memory: '80 91 a2 b3 88 77 66 55 01 ff ee dd 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp w3, w4, [x1, #-8]!',
    0x29bf_1023,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x8000n }, memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp w3, w4, [sp, #4]!',
    0x2980_93e3,
    {
      x: { 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      sp: 0x8000n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8004n, memory: '80 91 a2 b3 88 77 66 55 01 ff ee dd 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldp w3, w4, [x1]',
    0x2940_1023,
    { x: { 1: 0x8002n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xd5c4_b3a2n, 4: 0x1908_f7e6n } },
  ],
  [
    'ldp w3, w4, [sp, #252]',
    0x295f_93e3,
    { sp: 0x7f05n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xc4b3_a291n, 4: 0x8f7_e6d5n } },
  ],
  [
    'ldp w3, w4, [x1, #-256]',
    0x2960_1023,
    { x: { 1: 0x8100n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2_9180n, 4: 0xf7e6_d5c4n } },
  ],
  [
    'ldnp w3, w4, [x1, #4]',
    0x2840_9023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4n, 4: 0x3b2a_1908n } },
  ],
  [
    'ldp w3, w4, [x1], #-256',
    0x28e0_1023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f00n, 3: 0xb3a2_9180n, 4: 0xf7e6_d5c4n } },
  ],
  [
    'ldp w3, w4, [sp], #4',
    0x28c0_93e3,
    { sp: 0x8004n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4n, 4: 0x3b2a_1908n }, sp: 0x8008n },
  ],
  [
    'ldp w3, w4, [x1, #-8]!',
    0x29ff_1023,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8000n, 3: 0xb3a2_9180n, 4: 0xf7e6_d5c4n } },
  ],
  [
    'ldp w3, w4, [sp, #4]!',
    0x29c0_93e3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4n, 4: 0x3b2a_1908n }, sp: 0x8004n },
  ],
  [
    'ldpsw x3, x4, [x1]',
    0x6940_1023,
    { x: { 1: 0x8002n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_d5c4_b3a2n, 4: 0x1908_f7e6n } },
  ],
  [
    'ldpsw x3, x4, [sp, #252]',
    0x695f_93e3,
    { sp: 0x7f05n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_c4b3_a291n, 4: 0x8f7_e6d5n } },
  ],
  [
    'ldpsw x3, x4, [x1, #-256]',
    0x6960_1023,
    { x: { 1: 0x8100n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_b3a2_9180n, 4: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldpsw x3, x4, [x1], #-256',
    0x68e0_1023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f00n, 3: 0xffff_ffff_b3a2_9180n, 4: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldpsw x3, x4, [sp], #4',
    0x68c0_93e3,
    { sp: 0x8004n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_f7e6_d5c4n, 4: 0x3b2a_1908n }, sp: 0x8008n },
  ],
  [
    'ldpsw x3, x4, [x1, #-8]!',
    0x69ff_1023,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8000n, 3: 0xffff_ffff_b3a2_9180n, 4: 0xffff_ffff_f7e6_d5c4n } },
  ],
  [
    'ldpsw x3, x4, [sp, #4]!',
    0x69c0_93e3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_f7e6_d5c4n, 4: 0x3b2a_1908n }, sp: 0x8004n },
  ],
  [
    'stp x3, x4, [x1]',
    0xa900_1023,
    {
      x: { 1: 0x8002n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp x3, x4, [sp, #504]',
    0xa91f_93e3,
    {
      x: { 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      sp: 0x7e09n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp x3, x4, [x1, #-512]',
    0xa920_1023,
    {
      x: { 1: 0x8200n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stnp x3, x4, [x1, #8]',
    0xa800_9023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99' },
  ],
  [
    'stp x3, x4, [x1], #-512',
    0xa8a0_1023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x7e00n }, memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp x3, x4, [sp], #8',
    0xa880_93e3,
    {
      x: { 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      sp: 0x8004n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x800cn, memory: '80 91 a2 b3 88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 c5 d6 e7 f8' },
  ],
  [
    'stp x3, x4, [x1, #-16]!',
    0xa9bf_1023,
    {
      x: { 1: 0x8010n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 1: 0x8000n }, memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'stp x3, x4, [sp, #8]!',
    0xa980_93e3,
    {
      x: { 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n },
      sp: 0x8000n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { sp: 0x8008n, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99' },
  ],
  [
    'ldp x3, x4, [x1]',
    0xa940_1023,
    { x: { 1: 0x8002n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908_f7e6_d5c4_b3a2n, 4: 0x9281_7f6e_5d4c_3b2an } },
  ],
  [
    'ldp x3, x4, [sp, #504]',
    0xa95f_93e3,
    { sp: 0x7e09n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x8f7_e6d5_c4b3_a291n, 4: 0x817f_6e5d_4c3b_2a19n } },
  ],
  [
    'ldp x3, x4, [x1, #-512]',
    0xa960_1023,
    { x: { 1: 0x8200n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4_b3a2_9180n, 4: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldnp x3, x4, [x1, #8]',
    0xa840_9023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n, 4: 0xf8e7_d6c5_b4a3_9281n } },
  ],
  [
    'ldp x3, x4, [x1], #-512',
    0xa8e0_1023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7e00n, 3: 0xf7e6_d5c4_b3a2_9180n, 4: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldp x3, x4, [sp], #8',
    0xa8c0_93e3,
    { sp: 0x8004n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908_f7e6_d5c4n, 4: 0xb4a3_9281_7f6e_5d4cn }, sp: 0x800cn },
  ],
  [
    'ldp x3, x4, [x1, #-16]!',
    0xa9ff_1023,
    { x: { 1: 0x8010n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x8000n, 3: 0xf7e6_d5c4_b3a2_9180n, 4: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldp x3, x4, [sp, #8]!',
    0xa9c0_93e3,
    { sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n, 4: 0xf8e7_d6c5_b4a3_9281n }, sp: 0x8008n },
  ],
];

describe('loads and stores of pairs', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of pairLoadsStores) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
