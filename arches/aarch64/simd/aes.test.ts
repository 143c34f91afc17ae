import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { aes } from './aes.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['aese v3.16b, v1.16b', 0x4e28_4823, { v: V }, { v: { 3: 0x1c85_486d_f5d4_4c30_1de1_331b_8c20_ac49n } }],
  ['aesd v3.16b, v1.16b', 0x4e28_5823, { v: V }, { v: { 3: 0x9c0a_d34b_178e_62bf_88a0_1986_02fd_8d1dn } }],
  ['aesmc v3.16b, v1.16b', 0x4e28_6823, { v: V }, { v: { 3: 0xee0d_869b_9be6_fc7f_0102_19e4_37c4_6a2en } }],
  ['aesimc v3.16b, v1.16b', 0x4e28_7823, { v: V }, { v: { 3: 0x5563_3df5_1cb4_7b2d_61b7_7951_5841_05abn } }],
  [
    'aese v3.16b, v1.16b',
    0x4e28_4823,
    { v: { 3: 0x848_f8e9_2a8d_c69a_2be2_f4a0_bee3_3d19n } },
    { v: { 3: 0xe598_271e_f111_41b8_ae52_b4e0_305d_bfd4n } },
  ],
  [
    'aesmc v3.16b, v1.16b',
    0x4e28_6823,
    { v: { 1: 0xe598_271e_f111_41b8_ae52_b4e0_305d_bfd4n } },
    { v: { 3: 0x4c26_0628_7ad3_f848_9a19_cbe0_e581_6604n } },
  ],
  [
    'aesimc v3.16b, v1.16b',
    0x4e28_7823,
    { v: { 1: 0x4c26_0628_7ad3_f848_9a19_cbe0_e581_6604n } },
    { v: { 3: 0xe598_271e_f111_41b8_ae52_b4e0_305d_bfd4n } },
  ],
];

describe('AES', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of aes) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
