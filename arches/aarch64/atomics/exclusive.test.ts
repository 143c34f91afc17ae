import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { exclusiveAccesses } from './exclusive.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  [
    'ldxrb w3, [x1]',
    0x085f_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n }, exclusive: [1n, 0x8008n] },
  ],
  [
    'ldaxrb w3, [x1]',
    0x085f_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n }, exclusive: [1n, 0x8008n] },
  ],
  [
    'stxrb w5, w3, [x1]',
    0x0805_7c23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [1n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stlxrb w5, w3, [x1]',
    0x0805_fc23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [1n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stxrb w5, w3, [x1]',
    0x0805_7c23,
    { x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n }, exclusive: [1n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxrb w5, w3, [x1]',
    0x0805_7c23,
    { x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n }, exclusive: [16n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxrb w5, w3, [x1]',
    0x0805_7c23,
    { x: { 1: 0x10n, 3: 0x1122_3344_5566_7788n } },
    { x: { 5: 1n }, served: [['yieldQuantum']] },
  ],
  [
    'ldxrh w3, [x1]',
    0x485f_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n }, exclusive: [2n, 0x8008n] },
  ],
  [
    'ldaxrh w3, [x1]',
    0x485f_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n }, exclusive: [2n, 0x8008n] },
  ],
  [
    'stxrh w5, w3, [x1]',
    0x4805_7c23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [2n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stlxrh w5, w3, [x1]',
    0x4805_fc23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [2n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stxrh w5, w3, [x1]',
    0x4805_7c23,
    { x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n }, exclusive: [2n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxrh w5, w3, [x1]',
    0x4805_7c23,
    { x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n }, exclusive: [16n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxrh w5, w3, [x1]',
    0x4805_7c23,
    { x: { 1: 0x10n, 3: 0x1122_3344_5566_7788n } },
    { x: { 5: 1n }, served: [['yieldQuantum']] },
  ],
  [
    'ldxrh w3, [x1]',
    0x485f_7c23,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 0n]] },
  ],
  [
    'stxrh w5, w3, [x1]',
    0x4805_7c23,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 1n]] },
  ],
  [
    'ldxr w3, [x1]',
    0x885f_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n }, exclusive: [4n, 0x8008n] },
  ],
  [
    'ldaxr w3, [x1]',
    0x885f_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n }, exclusive: [4n, 0x8008n] },
  ],
  [
    'stxr w5, w3, [x1]',
    0x8805_7c23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [4n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stlxr w5, w3, [x1]',
    0x8805_fc23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [4n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stxr w5, w3, [x1]',
    0x8805_7c23,
    { x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n }, exclusive: [4n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxr w5, w3, [x1]',
    0x8805_7c23,
    { x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n }, exclusive: [16n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxr w5, w3, [x1]',
    0x8805_7c23,
    { x: { 1: 0x10n, 3: 0x1122_3344_5566_7788n } },
    { x: { 5: 1n }, served: [['yieldQuantum']] },
  ],
  [
    'ldxr w3, [x1]',
    0x885f_7c23,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 0n]] },
  ],
  [
    'stxr w5, w3, [x1]',
    0x8805_7c23,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 1n]] },
  ],
  [
    'ldxr x3, [x1]',
    0xc85f_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, exclusive: [8n, 0x8008n] },
  ],
  [
    'ldaxr x3, [x1]',
    0xc85f_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, exclusive: [8n, 0x8008n] },
  ],
  [
    'stxr w5, x3, [x1]',
    0xc805_7c23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [8n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stlxr w5, x3, [x1]',
    0xc805_fc23,
    {
      x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n, 5: 9n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [8n, 0x8008n],
    },
    { x: { 5: 0n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stxr w5, x3, [x1]',
    0xc805_7c23,
    { x: { 1: 0x8008n, 3: 0x1122_3344_5566_7788n }, exclusive: [8n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxr w5, x3, [x1]',
    0xc805_7c23,
    { x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n }, exclusive: [16n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'stxr w5, x3, [x1]',
    0xc805_7c23,
    { x: { 1: 0x10n, 3: 0x1122_3344_5566_7788n } },
    { x: { 5: 1n }, served: [['yieldQuantum']] },
  ],
  [
    'ldxr x3, [x1]',
    0xc85f_7c23,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
  [
    'stxr w5, x3, [x1]',
    0xc805_7c23,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 1n]] },
  ],
  [
    'ldxp w3, w4, [x1]',
    0x887f_1023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2_9180n, 4: 0xf7e6_d5c4n }, exclusive: [8n, 0x8000n] },
  ],
  [
    'ldaxp w3, w4, [x1]',
    0x887f_9023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2_9180n, 4: 0xf7e6_d5c4n }, exclusive: [8n, 0x8000n] },
  ],
  [
    'stxp w5, w3, w4, [x1]',
    0x8825_1023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n, 5: 3n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [8n, 0x8000n],
    },
    { x: { 5: 0n }, memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stlxp w5, w3, w4, [x1]',
    0x8825_9023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n, 5: 3n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [8n, 0x8000n],
    },
    { x: { 5: 0n }, memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stxp w5, w3, w4, [x1]',
    0x8825_1023,
    { x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n }, exclusive: [4n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'ldxp w3, w4, [x1]',
    0x887f_1023,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
  [
    'stxp w5, w3, w4, [x1]',
    0x8825_1023,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 1n]] },
  ],
  [
    'ldxp x3, x4, [x1]',
    0xc87f_1023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4_b3a2_9180n, 4: 0x7f6e_5d4c_3b2a_1908n }, exclusive: [16n, 0x8000n] },
  ],
  [
    'ldaxp x3, x4, [x1]',
    0xc87f_9023,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4_b3a2_9180n, 4: 0x7f6e_5d4c_3b2a_1908n }, exclusive: [16n, 0x8000n] },
  ],
  [
    'stxp w5, x3, x4, [x1]',
    0xc825_1023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n, 5: 3n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [16n, 0x8000n],
    },
    { x: { 5: 0n }, memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stlxp w5, x3, x4, [x1]',
    0xc825_9023,
    {
      x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n, 5: 3n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
      exclusive: [16n, 0x8000n],
    },
    { x: { 5: 0n }, memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8', exclusive: [0n, 0n] },
  ],
  [
    'stxp w5, x3, x4, [x1]',
    0xc825_1023,
    { x: { 1: 0x8000n, 3: 0x1122_3344_5566_7788n, 4: 0x99aa_bbcc_ddee_ff01n }, exclusive: [8n, 0x8000n] },
    { x: { 5: 1n }, exclusive: [0n, 0n], served: [['yieldQuantum']] },
  ],
  [
    'ldxp x3, x4, [x1]',
    0xc87f_1023,
    { x: { 1: 0x8008n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8008n, 0n]] },
  ],
  [
    'stxp w5, x3, x4, [x1]',
    0xc825_1023,
    { x: { 1: 0x8008n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8008n, 1n]] },
  ],
];

describe('exclusive accesses', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of exclusiveAccesses) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
