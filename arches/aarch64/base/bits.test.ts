import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { bitOperations } from './bits.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  ['rbit x3, x1', 0xdac0_0023, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421_0ff0_0f0f_0f0fn } }],
  ['rev16 x3, x1', 0xdac0_0423, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xf0f0_f0f0_f00f_2184n } }],
  ['rev x3, x1', 0xdac0_0c23, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x2184_f00f_f0f0_f0f0n } }],
  ['rev32 x3, x1', 0xdac0_0823, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xf0f0_f0f0_2184_f00fn } }],
  ['clz x3, x1', 0xdac0_1023, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, {}],
  ['cls x3, x1', 0xdac0_1423, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 3n } }],
  ['rbit x3, x1', 0xdac0_0023, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0x8f00_a5c3_e6a2_c480n } }],
  ['rev16 x3, x1', 0xdac0_0423, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0x2301_6745_a5c3_f100n } }],
  ['rev x3, x1', 0xdac0_0c23, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0xf100_a5c3_6745_2301n } }],
  ['rev32 x3, x1', 0xdac0_0823, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0x6745_2301_f100_a5c3n } }],
  ['clz x3, x1', 0xdac0_1023, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 7n } }],
  ['cls x3, x1', 0xdac0_1423, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 6n } }],
  ['rbit x3, x1', 0xdac0_0023, { x: { 1: 0n } }, {}],
  ['rev16 x3, x1', 0xdac0_0423, { x: { 1: 0n } }, {}],
  ['rev x3, x1', 0xdac0_0c23, { x: { 1: 0n } }, {}],
  ['rev32 x3, x1', 0xdac0_0823, { x: { 1: 0n } }, {}],
  ['clz x3, x1', 0xdac0_1023, { x: { 1: 0n } }, { x: { 3: 0x40n } }],
  ['cls x3, x1', 0xdac0_1423, { x: { 1: 0n } }, { x: { 3: 0x3fn } }],
  ['rbit x3, x1', 0xdac0_0023, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffff_ffff_ffffn } }],
  ['rev16 x3, x1', 0xdac0_0423, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffff_ffff_ffffn } }],
  ['rev x3, x1', 0xdac0_0c23, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffff_ffff_ffffn } }],
  ['rev32 x3, x1', 0xdac0_0823, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffff_ffff_ffffn } }],
  ['clz x3, x1', 0xdac0_1023, { x: { 1: 0xffff_ffff_ffff_ffffn } }, {}],
  ['cls x3, x1', 0xdac0_1423, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0x3fn } }],
  ['rbit x3, x1', 0xdac0_0023, { x: { 1: 1n } }, { x: { 3: 0x8000_0000_0000_0000n } }],
  ['rev16 x3, x1', 0xdac0_0423, { x: { 1: 1n } }, { x: { 3: 0x100n } }],
  ['rev x3, x1', 0xdac0_0c23, { x: { 1: 1n } }, { x: { 3: 0x100_0000_0000_0000n } }],
  ['rev32 x3, x1', 0xdac0_0823, { x: { 1: 1n } }, { x: { 3: 0x100_0000n } }],
  ['clz x3, x1', 0xdac0_1023, { x: { 1: 1n } }, { x: { 3: 0x3fn } }],
  ['cls x3, x1', 0xdac0_1423, { x: { 1: 1n } }, { x: { 3: 0x3en } }],
  ['rbit x3, x1', 0xdac0_0023, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0x8000_0000_7fffn } }],
  ['rev16 x3, x1', 0xdac0_0423, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0xfeff_0000_0100_0000n } }],
  ['rev x3, x1', 0xdac0_0c23, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0x100_0000_feffn } }],
  ['rev32 x3, x1', 0xdac0_0823, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0xfeff_0000_0100n } }],
  ['clz x3, x1', 0xdac0_1023, { x: { 1: 0xfffe_0000_0001_0000n } }, {}],
  ['cls x3, x1', 0xdac0_1423, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0xen } }],
  ['rbit w3, w1', 0x5ac0_0023, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x8421_0ff0n } }],
  ['rev16 w3, w1', 0x5ac0_0423, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0xf00f_2184n } }],
  ['rev w3, w1', 0x5ac0_0823, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 0x2184_f00fn } }],
  ['clz w3, w1', 0x5ac0_1023, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 4n } }],
  ['cls w3, w1', 0x5ac0_1423, { x: { 1: 0xf0f0_f0f0_0ff0_8421n } }, { x: { 3: 3n } }],
  ['rbit w3, w1', 0x5ac0_0023, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0x8f00_a5c3n } }],
  ['rev16 w3, w1', 0x5ac0_0423, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0xa5c3_f100n } }],
  ['rev w3, w1', 0x5ac0_0823, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 0xf100_a5c3n } }],
  ['clz w3, w1', 0x5ac0_1023, { x: { 1: 0x123_4567_c3a5_00f1n } }, {}],
  ['cls w3, w1', 0x5ac0_1423, { x: { 1: 0x123_4567_c3a5_00f1n } }, { x: { 3: 1n } }],
  ['rbit w3, w1', 0x5ac0_0023, { x: { 1: 0n } }, {}],
  ['rev16 w3, w1', 0x5ac0_0423, { x: { 1: 0n } }, {}],
  ['rev w3, w1', 0x5ac0_0823, { x: { 1: 0n } }, {}],
  ['clz w3, w1', 0x5ac0_1023, { x: { 1: 0n } }, { x: { 3: 0x20n } }],
  ['cls w3, w1', 0x5ac0_1423, { x: { 1: 0n } }, { x: { 3: 0x1fn } }],
  ['rbit w3, w1', 0x5ac0_0023, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffffn } }],
  ['rev16 w3, w1', 0x5ac0_0423, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffffn } }],
  ['rev w3, w1', 0x5ac0_0823, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0xffff_ffffn } }],
  ['clz w3, w1', 0x5ac0_1023, { x: { 1: 0xffff_ffff_ffff_ffffn } }, {}],
  ['cls w3, w1', 0x5ac0_1423, { x: { 1: 0xffff_ffff_ffff_ffffn } }, { x: { 3: 0x1fn } }],
  ['rbit w3, w1', 0x5ac0_0023, { x: { 1: 1n } }, { x: { 3: 0x8000_0000n } }],
  ['rev16 w3, w1', 0x5ac0_0423, { x: { 1: 1n } }, { x: { 3: 0x100n } }],
  ['rev w3, w1', 0x5ac0_0823, { x: { 1: 1n } }, { x: { 3: 0x100_0000n } }],
  ['clz w3, w1', 0x5ac0_1023, { x: { 1: 1n } }, { x: { 3: 0x1fn } }],
  ['cls w3, w1', 0x5ac0_1423, { x: { 1: 1n } }, { x: { 3: 0x1en } }],
  ['rbit w3, w1', 0x5ac0_0023, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0x8000n } }],
  ['rev16 w3, w1', 0x5ac0_0423, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0x100_0000n } }],
  ['rev w3, w1', 0x5ac0_0823, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0x100n } }],
  ['clz w3, w1', 0x5ac0_1023, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0xfn } }],
  ['cls w3, w1', 0x5ac0_1423, { x: { 1: 0xfffe_0000_0001_0000n } }, { x: { 3: 0xen } }],
];

describe('reversals and counts', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of bitOperations) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
