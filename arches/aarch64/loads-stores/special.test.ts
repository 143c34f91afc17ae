import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { literalLoads } from './literal.ts';
import { prefetches } from './prefetch.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  ['ldr xzr, [x1]', 0xf940_003f, { x: { 1: 0x10n } }, { trap: { cause: 0x24, value: 0x10n } }],
  ['ldr x3, [x1, #8]!', 0xf840_8c23, { x: { 1: 0x10n, 3: 5n } }, { trap: { cause: 0x24, value: 0x18n } }],
  ['str x3, [x1], #8', 0xf800_8423, { x: { 1: 0x803cn, 3: 0xffff_ffff_ffff_ffffn } }, { trap: { cause: 0x24, value: 0x803cn } }],
  ['ldp x3, x4, [x1], #16', 0xa8c1_1023, { x: { 1: 0x8038n } }, { trap: { cause: 0x24, value: 0x8040n } }],
  [
    'stp x3, x4, [x1, #-16]!',
    0xa9bf_1023,
    { x: { 1: 0x8048n, 3: 0x102n } },
    {
      memory:
        '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 01',
      trap: { cause: 0x24, value: 0x8040n },
    },
  ],
  [
    'str xzr, [x1]',
    0xf900_003f,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '00 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  ['str x1, [x1], #8', 0xf800_8421, { x: { 1: 0x8000n } }, { x: { 1: 0x8008n }, memory: '00 80' }],
  [
    'ldr x1, [x1, #8]',
    0xf940_0421,
    { x: { 1: 0x8000n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 1: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  ['prfm pldl1keep, [x1]', 0xf980_0020, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  ['prfm pstl3strm, [sp, #32760]', 0xf9bf_fff5, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  ['prfum pldl1keep, [x1, #-1]', 0xf89f_f020, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  ['prfm pldl1keep, [x1, x2, lsl #3]', 0xf8a2_7820, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  ['prfm #31, [x1, w2, uxtw]', 0xf8a2_483f, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  ['prfm pldl1keep, [x1, w2, sxtw #3]', 0xf8a2_d820, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  ['prfm pldl2keep, #-8', 0xd8ff_ffc2, { x: { 1: 0x10n, 2: 0x20n } }, {}],
  [
    'ldr w3, #28672',
    0x1803_8003,
    { memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xb3a2_9180n } },
  ],
  [
    'ldr w3, #28676',
    0x1803_8023,
    { memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4n } },
  ],
  [
    'ldr x3, #28672',
    0x5803_8003,
    { memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xf7e6_d5c4_b3a2_9180n } },
  ],
  [
    'ldr x3, #28676',
    0x5803_8023,
    { memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x3b2a_1908_f7e6_d5c4n } },
  ],
  [
    'ldrsw x3, #28672',
    0x9803_8003,
    { memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_b3a2_9180n } },
  ],
  [
    'ldrsw x3, #28676',
    0x9803_8023,
    { memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0xffff_ffff_f7e6_d5c4n } },
  ],
  ['ldr x3, #-0x100000', 0x5880_0003, {}, { trap: { cause: 0x24, value: 0xffff_ffff_fff0_1000n } }],
];

describe('faults, prefetches and literals', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of [...literalLoads, ...prefetches])
      expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
