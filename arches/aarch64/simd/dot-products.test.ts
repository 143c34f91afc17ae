import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { dotProducts } from './dot-products.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['sdot v3.2s, v1.8b, v2.8b', 0x0e82_9423, { v: V }, { v: { 3: 0x8899_aac7_ccdd_f82cn } }],
  ['sdot v3.2s, v1.8b, v2.4b[1]', 0x0fa2_e023, { v: V }, { v: { 3: 0x8899_aac7_ccdd_e8e6n } }],
  ['sdot v3.2s, v1.8b, v2.4b[2]', 0x0f82_e823, { v: V }, { v: { 3: 0x8899_aa3e_ccdd_db29n } }],
  ['sdot v3.4s, v1.16b, v2.16b', 0x4e82_9423, { v: V }, { v: { 3: 0x11_a0b3_4455_26f6_8899_aac7_ccdd_f82cn } }],
  ['sdot v3.4s, v1.16b, v2.4b[0]', 0x4f82_e023, { v: V }, { v: { 3: 0x11_1cc6_4455_982d_8899_ab7f_ccdd_f82cn } }],
  ['sdot v3.4s, v1.16b, v2.4b[3]', 0x4fa2_e823, { v: V }, { v: { 3: 0x11_a0b3_4455_26f5_8899_ab3b_ccdd_deeen } }],
  ['udot v3.2s, v1.8b, v2.8b', 0x2e82_9423, { v: V }, { v: { 3: 0x889b_9ac7_ccde_cb2cn } }],
  ['udot v3.2s, v1.8b, v2.4b[1]', 0x2fa2_e023, { v: V }, { v: { 3: 0x889b_9ac7_ccde_91e6n } }],
  ['udot v3.2s, v1.8b, v2.4b[2]', 0x2f82_e823, { v: V }, { v: { 3: 0x889b_263e_ccde_d829n } }],
  ['udot v3.4s, v1.16b, v2.16b', 0x6e82_9423, { v: V }, { v: { 3: 0x12_92b3_4455_a6f6_889b_9ac7_ccde_cb2cn } }],
  ['udot v3.4s, v1.16b, v2.4b[0]', 0x6f82_e023, { v: V }, { v: { 3: 0x12_f5c6_4455_c22d_889b_217f_ccde_cb2cn } }],
  ['udot v3.4s, v1.16b, v2.4b[3]', 0x6fa2_e823, { v: V }, { v: { 3: 0x12_92b3_4455_a7f5_889b_293b_ccde_fceen } }],
];

describe('dot products', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of dotProducts) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
