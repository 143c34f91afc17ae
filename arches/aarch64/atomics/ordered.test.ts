import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { orderedAccesses } from './ordered.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  [
    'ldarb w3, [x1]',
    0x08df_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n } },
  ],
  [
    'stlrb w3, [sp]',
    0x089f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldlarb w3, [x1]',
    0x08df_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n } },
  ],
  [
    'stllrb w3, [sp]',
    0x089f_7fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaprb w3, [x1]',
    0x38bf_c023,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 8n } },
  ],
  [
    'ldarh w3, [x1]',
    0x48df_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n } },
  ],
  [
    'stlrh w3, [sp]',
    0x489f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldlarh w3, [x1]',
    0x48df_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n } },
  ],
  [
    'stllrh w3, [sp]',
    0x489f_7fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaprh w3, [x1]',
    0x78bf_c023,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x1908n } },
  ],
  [
    'ldarh w3, [x1]',
    0x48df_fc23,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 0n]] },
  ],
  [
    'stlrh w3, [x1]',
    0x489f_fc23,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 1n]] },
  ],
  [
    'ldaprh w3, [x1]',
    0x78bf_c023,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 0n]] },
  ],
  [
    'ldar w3, [x1]',
    0x88df_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'stlr w3, [sp]',
    0x889f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldlar w3, [x1]',
    0x88df_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'stllr w3, [sp]',
    0x889f_7fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldapr w3, [x1]',
    0xb8bf_c023,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldar w3, [x1]',
    0x88df_fc23,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 0n]] },
  ],
  [
    'stlr w3, [x1]',
    0x889f_fc23,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 1n]] },
  ],
  [
    'ldapr w3, [x1]',
    0xb8bf_c023,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 0n]] },
  ],
  [
    'ldar x3, [x1]',
    0xc8df_fc23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'stlr x3, [sp]',
    0xc89f_ffe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldlar x3, [x1]',
    0xc8df_7c23,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'stllr x3, [sp]',
    0xc89f_7fe3,
    {
      x: { 3: 0x1122_3344_5566_7788n },
      sp: 0x8008n,
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldapr x3, [x1]',
    0xf8bf_c023,
    { x: { 1: 0x8008n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldar x3, [x1]',
    0xc8df_fc23,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
  [
    'stlr x3, [x1]',
    0xc89f_fc23,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 1n]] },
  ],
  [
    'ldapr x3, [x1]',
    0xf8bf_c023,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
];

describe('ordered accesses', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of orderedAccesses) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
