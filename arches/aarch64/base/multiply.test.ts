import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { multiplication } from './multiply.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  [
    'madd x3, x1, x2, x4',
    0x9b02_1023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x3944_e988_4db1_6301n } },
  ],
  [
    'msub x3, x1, x2, x4',
    0x9b02_9023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0xc6bb_1677_b24e_9cdfn } },
  ],
  ['mul x1, x1, x1', 0x9b01_7c21, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 1: 0x7993_af53_e012_0c41n } }],
  [
    'madd w3, w1, w2, w4',
    0x1b02_1023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x4db1_6301n } },
  ],
  [
    'msub w3, w1, w2, w4',
    0x1b02_9023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0xb24e_9cdfn } },
  ],
  ['mul w1, w1, w1', 0x1b01_7c21, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 1: 0xe012_0c41n } }],
  [
    'smaddl x3, w1, w2, x4',
    0x9b22_1023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x7c3d_f698_4db1_6301n } },
  ],
  [
    'smsubl x3, w1, w2, x4',
    0x9b22_9023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x83c2_0967_b24e_9cdfn } },
  ],
  [
    'umaddl x3, w1, w2, x4',
    0x9ba2_1023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x8c2e_7ab9_4db1_6301n } },
  ],
  [
    'umsubl x3, w1, w2, x4',
    0x9ba2_9023,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x73d1_8546_b24e_9cdfn } },
  ],
  [
    'smaddl x3, w1, w2, x4',
    0x9b22_1023,
    { x: { 1: 0x8000_0000n, 2: 0x8000_0000n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0xbfff_ffff_ffff_fff0n } },
  ],
  [
    'smsubl x3, w1, w2, x4',
    0x9b22_9023,
    { x: { 1: 0x8000_0000n, 2: 0x8000_0000n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x3fff_ffff_ffff_fff0n } },
  ],
  [
    'umaddl x3, w1, w2, x4',
    0x9ba2_1023,
    { x: { 1: 0x8000_0000n, 2: 0x8000_0000n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0xbfff_ffff_ffff_fff0n } },
  ],
  [
    'umsubl x3, w1, w2, x4',
    0x9ba2_9023,
    { x: { 1: 0x8000_0000n, 2: 0x8000_0000n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x3fff_ffff_ffff_fff0n } },
  ],
  [
    'smaddl x3, w1, w2, x4',
    0x9b22_1023,
    { x: { 1: 0xffff_ffffn, 2: 5n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x7fff_ffff_ffff_ffebn } },
  ],
  [
    'smsubl x3, w1, w2, x4',
    0x9b22_9023,
    { x: { 1: 0xffff_ffffn, 2: 5n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x7fff_ffff_ffff_fff5n } },
  ],
  [
    'umaddl x3, w1, w2, x4',
    0x9ba2_1023,
    { x: { 1: 0xffff_ffffn, 2: 5n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x8000_0004_ffff_ffebn } },
  ],
  [
    'umsubl x3, w1, w2, x4',
    0x9ba2_9023,
    { x: { 1: 0xffff_ffffn, 2: 5n, 4: 0x7fff_ffff_ffff_fff0n } },
    { x: { 3: 0x7fff_fffa_ffff_fff5n } },
  ],
  [
    'smulh x3, x1, x2',
    0x9b42_7c23,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n } },
    { x: { 3: 0xf_0f00_046d_e15fn } },
  ],
  [
    'umulh x3, x1, x2',
    0x9bc2_7c23,
    { x: { 1: 0xf0f0_f0f0_0ff0_8421n, 2: 0xff00_00ff_c3a5_00f1n } },
    { x: { 3: 0xf000_00ef_d803_6671n } },
  ],
  ['smulh x3, x1, x2', 0x9b42_7c23, { x: { 1: 0xffff_ffff_ffff_ffffn, 2: 0xffff_ffff_ffff_ffffn } }, {}],
  [
    'umulh x3, x1, x2',
    0x9bc2_7c23,
    { x: { 1: 0xffff_ffff_ffff_ffffn, 2: 0xffff_ffff_ffff_ffffn } },
    { x: { 3: 0xffff_ffff_ffff_fffen } },
  ],
  [
    'smulh x3, x1, x2',
    0x9b42_7c23,
    { x: { 1: 0x8000_0000_0000_0000n, 2: 0x8000_0000_0000_0000n } },
    { x: { 3: 0x4000_0000_0000_0000n } },
  ],
  [
    'umulh x3, x1, x2',
    0x9bc2_7c23,
    { x: { 1: 0x8000_0000_0000_0000n, 2: 0x8000_0000_0000_0000n } },
    { x: { 3: 0x4000_0000_0000_0000n } },
  ],
  [
    'smulh x3, x1, x2',
    0x9b42_7c23,
    { x: { 1: 0x7fff_ffff_ffff_fff0n, 2: 0xffff_ffff_ffff_ffffn } },
    { x: { 3: 0xffff_ffff_ffff_ffffn } },
  ],
  [
    'umulh x3, x1, x2',
    0x9bc2_7c23,
    { x: { 1: 0x7fff_ffff_ffff_fff0n, 2: 0xffff_ffff_ffff_ffffn } },
    { x: { 3: 0x7fff_ffff_ffff_ffefn } },
  ],
  ['smulh x3, x1, x2', 0x9b42_7c23, { x: { 1: 3n, 2: 0x8000_0000_0000_0000n } }, { x: { 3: 0xffff_ffff_ffff_fffen } }],
  ['umulh x3, x1, x2', 0x9bc2_7c23, { x: { 1: 3n, 2: 0x8000_0000_0000_0000n } }, { x: { 3: 1n } }],
];

describe('multiplication', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of multiplication) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
