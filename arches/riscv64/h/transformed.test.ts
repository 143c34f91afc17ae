import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE } from '#core/isa/layout.ts';
import { layout } from '../layout.ts';
import { decode } from '../rv64.ts';
import { transformed } from './transformed.ts';

const BASE = 0x8000_1000n;

/** Of a word with rs1 = x10 (or x8, for compressed ones), faulting `offset` bytes behind where the access starts. */
function transformedWord(word: number, start: bigint, offset = 0n): string {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  for (const register of [2, 8, 10]) block.setBigUint64(layout.x.offset + 8 * register, BASE, true);
  return transformed(decode(word, 0)!, block, BASE + start + offset)
    .toString(16)
    .padStart(8, '0');
}

describe('the transformed instruction', () => {
  it.each([
    ['ld x15, -8(x10)', 0xff85_3783, -8n, '00003783'],
    ['lbu x15, 5(x10)', 0x0055_4783, 5n, '00004783'],
    ['fld f15, 16(x10)', 0x0105_3787, 16n, '00003787'],
    ['sd x15, -8(x10)', 0xfef5_3c23, -8n, '00f03023'],
    ['fsw f15, 2(x10)', 0x00f5_2127, 2n, '00f02027'],
    ['lr.d.aq x15, (x10)', 0x1405_37af, 0n, '140037af'],
    ['amoadd.w x15, x14, (x10)', 0x00e5_27af, 0n, '00e027af'],
    ['hlv.wu x15, (x10)', 0x6815_47f3, 0n, '681047f3'],
    ['hsv.d x15, (x10)', 0x6ef5_4073, 0n, '6ef04073'],
    ['c.lw x15, 4(x8), as lw with bit 1 clear', 0x405c, 4n, '00002781'],
    ['c.sdsp x15, 8(sp), as sd with bit 1 clear', 0xe43e, 8n, '00f03021'],
  ])('of %s', (_, word, start, expected) => {
    expect(transformedWord(word, start)).toBe(expected);
  });

  it('has the offset of the part that faulted in the place of rs1', () => {
    expect(transformedWord(0xff85_3783, -8n, 3n)).toBe('0001b783');
    expect(transformedWord(0x6ef5_4073, 0n, 7n)).toBe('6ef3c073');
  });

  it('is 0 for what makes no access', () => {
    expect(transformedWord(0x00a5_0513, 0n)).toBe('00000000');
  });
});
