import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { crc32 } from './crc32.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  ['crc32b w3, w1, w2', 0x1ac2_4023, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0x51de_003an } }],
  ['crc32b w3, w1, w2', 0x1ac2_4023, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x6194_002cn } }],
  ['crc32b w3, w1, w2', 0x1ac2_4023, { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0x779d_8c48n } }],
  ['crc32h w3, w1, w2', 0x1ac2_4423, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0xc65d_07b2n } }],
  ['crc32h w3, w1, w2', 0x1ac2_4423, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xd86c_bfdan } }],
  ['crc32h w3, w1, w2', 0x1ac2_4423, { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0x7870_542en } }],
  ['crc32w w3, w1, w2', 0x1ac2_4823, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0x4897_9fc4n } }],
  ['crc32w w3, w1, w2', 0x1ac2_4823, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xa40a_a7c8n } }],
  ['crc32w w3, w1, w2', 0x1ac2_4823, { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0xb61c_3f17n } }],
  ['crc32x w3, w1, x2', 0x9ac2_4c23, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0x4967_53e3n } }],
  ['crc32x w3, w1, x2', 0x9ac2_4c23, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xde39_74a1n } }],
  ['crc32x w3, w1, x2', 0x9ac2_4c23, { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } }, { x: { 3: 0xd58b_6f13n } }],
  ['crc32cb w3, w1, w2', 0x1ac2_5023, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0xc288_cab2n } }],
  ['crc32cb w3, w1, w2', 0x1ac2_5023, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x7f54_a173n } }],
  [
    'crc32cb w3, w1, w2',
    0x1ac2_5023,
    { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } },
    { x: { 3: 0xf2f1_3fddn } },
  ],
  ['crc32ch w3, w1, w2', 0x1ac2_5423, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0x53ec_8af4n } }],
  ['crc32ch w3, w1, w2', 0x1ac2_5423, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x27db_5f3fn } }],
  [
    'crc32ch w3, w1, w2',
    0x1ac2_5423,
    { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } },
    { x: { 3: 0x6c09_5c47n } },
  ],
  ['crc32cw w3, w1, w2', 0x1ac2_5823, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0xe304_0f0en } }],
  ['crc32cw w3, w1, w2', 0x1ac2_5823, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xb288_cb08n } }],
  [
    'crc32cw w3, w1, w2',
    0x1ac2_5823,
    { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } },
    { x: { 3: 0x90a1_432bn } },
  ],
  ['crc32cx w3, w1, x2', 0x9ac2_5c23, { x: { 1: 0n, 2: 0x31n } }, { x: { 3: 0xc04a_110an } }],
  ['crc32cx w3, w1, x2', 0x9ac2_5c23, { x: { 1: 0xffff_ffffn, 2: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xf097_52d4n } }],
  [
    'crc32cx w3, w1, x2',
    0x9ac2_5c23,
    { x: { 1: 0x1234_5678_9abc_def0n, 2: 0xff00_00ff_c3a5_00f1n } },
    { x: { 3: 0xee34_7876n } },
  ],
];

describe('checksums', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of crc32) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
