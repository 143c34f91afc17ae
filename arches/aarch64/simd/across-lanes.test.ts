import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { acrossLanes } from './across-lanes.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const V = {
  1: 0xf0f1_7f80_8001_007f_fffe_00ff_12c4_3a5bn,
  2: 0x1ff_7f81_7fff_8000_ff02_fff1_a9c3_f00dn,
  3: 0x11_2233_4455_6677_8899_aabb_ccdd_eeffn,
};

const rows: readonly Row[] = [
  ['saddlv h3, v1.8b', 0x0e30_3823, { v: V }, { v: { 3: 0x67n } }],
  ['saddlv h3, v1.16b', 0x4e30_3823, { v: V }, { v: { 3: 0x47n } }],
  ['saddlv s3, v1.4h', 0x0e70_3823, { v: V }, { v: { 3: 0x4e1cn } }],
  ['saddlv s3, v1.8h', 0x4e70_3823, { v: V }, { v: { 3: 0x3f0dn } }],
  ['saddlv d3, v1.4s', 0x4eb0_3823, { v: V }, { v: { 3: 0xffff_ffff_83b4_bb59n } }],
  ['uaddlv h3, v1.8b', 0x2e30_3823, { v: V }, { v: { 3: 0x467n } }],
  ['uaddlv h3, v1.16b', 0x6e30_3823, { v: V }, { v: { 3: 0x847n } }],
  ['uaddlv s3, v1.4h', 0x2e70_3823, { v: V }, { v: { 3: 0x1_4e1cn } }],
  ['uaddlv s3, v1.8h', 0x6e70_3823, { v: V }, { v: { 3: 0x3_3f0dn } }],
  ['uaddlv d3, v1.4s', 0x6eb0_3823, { v: V }, { v: { 3: 0x2_83b4_bb59n } }],
  ['smaxv b3, v1.8b', 0x0e30_a823, { v: V }, { v: { 3: 0x5bn } }],
  ['smaxv b3, v1.16b', 0x4e30_a823, { v: V }, { v: { 3: 0x7fn } }],
  ['smaxv h3, v1.4h', 0x0e70_a823, { v: V }, { v: { 3: 0x3a5bn } }],
  ['smaxv h3, v1.8h', 0x4e70_a823, { v: V }, { v: { 3: 0x7f80n } }],
  ['smaxv s3, v1.4s', 0x4eb0_a823, { v: V }, { v: { 3: 0x12c4_3a5bn } }],
  ['umaxv b3, v1.8b', 0x2e30_a823, { v: V }, { v: { 3: 0xffn } }],
  ['umaxv b3, v1.16b', 0x6e30_a823, { v: V }, { v: { 3: 0xffn } }],
  ['umaxv h3, v1.4h', 0x2e70_a823, { v: V }, { v: { 3: 0xfffen } }],
  ['umaxv h3, v1.8h', 0x6e70_a823, { v: V }, { v: { 3: 0xfffen } }],
  ['umaxv s3, v1.4s', 0x6eb0_a823, { v: V }, { v: { 3: 0xfffe_00ffn } }],
  ['sminv b3, v1.8b', 0x0e31_a823, { v: V }, { v: { 3: 0xc4n } }],
  ['sminv b3, v1.16b', 0x4e31_a823, { v: V }, { v: { 3: 0x80n } }],
  ['sminv h3, v1.4h', 0x0e71_a823, { v: V }, { v: { 3: 0xfffen } }],
  ['sminv h3, v1.8h', 0x4e71_a823, { v: V }, { v: { 3: 0x8001n } }],
  ['sminv s3, v1.4s', 0x4eb1_a823, { v: V }, { v: { 3: 0x8001_007fn } }],
  ['uminv b3, v1.8b', 0x2e31_a823, { v: V }, { v: { 3: 0x0n } }],
  ['uminv b3, v1.16b', 0x6e31_a823, { v: V }, { v: { 3: 0x0n } }],
  ['uminv h3, v1.4h', 0x2e71_a823, { v: V }, { v: { 3: 0xffn } }],
  ['uminv h3, v1.8h', 0x6e71_a823, { v: V }, { v: { 3: 0x7fn } }],
  ['uminv s3, v1.4s', 0x6eb1_a823, { v: V }, { v: { 3: 0x12c4_3a5bn } }],
  ['addv b3, v1.8b', 0x0e31_b823, { v: V }, { v: { 3: 0x67n } }],
  ['addv b3, v1.16b', 0x4e31_b823, { v: V }, { v: { 3: 0x47n } }],
  ['addv h3, v1.4h', 0x0e71_b823, { v: V }, { v: { 3: 0x4e1cn } }],
  ['addv h3, v1.8h', 0x4e71_b823, { v: V }, { v: { 3: 0x3f0dn } }],
  ['addv s3, v1.4s', 0x4eb1_b823, { v: V }, { v: { 3: 0x83b4_bb59n } }],
];

describe('one number of all lanes', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of acrossLanes) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
