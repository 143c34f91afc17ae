import { describe, expect, it } from 'vitest';
import {
  bitsOf,
  type EntryFormat,
  entry,
  located,
  newWalkResult,
  type TableTree,
  type WalkMemory,
  walk,
  walked,
} from './walk.ts';

/** A toy format: bit 0 valid, bit 1 leaf, the page number from bit 12. */
const format: EntryFormat = {
  classify: (low) => ((low & 1) === 0 ? entry.INVALID : low & 2 ? entry.LEAF : entry.TABLE),
  pageNumber: (low, high) => high * 2 ** 20 + (low >>> 12),
};

const entryTo = (page: number, flags: number) => BigInt(page) * 4096n + BigInt(flags);
const TABLE = 1;
const LEAF = 3;

function memoryOf(entries: Readonly<Record<number, bigint>>): WalkMemory {
  return {
    locate: (address) => address,
    walkRead64: (address, result) => {
      const value = entries[address];
      if (value === undefined) return false;
      result.entryLow = Number(BigInt.asIntN(32, value));
      result.entryHigh = Number(BigInt.asIntN(32, value >> 32n));
      return true;
    },
  };
}

const tree: TableTree = { rootPage: 1, levels: 3, widenedBits: 0 };
// Index 1 at level 2, 2 at level 1, 3 at level 0, offset 0x456.
const LOW = (1 << 30) + (2 << 21) + (3 << 12) + 0x456;

describe('a walk', () => {
  it('goes from table to table to the leaf', () => {
    const memory = memoryOf({ [0x1008]: entryTo(2, TABLE), [0x2010]: entryTo(3, TABLE), [0x3018]: entryTo(0x12345, LEAF) });
    const result = newWalkResult();
    expect(walk(tree, LOW, 0, format, memory, result)).toBe(walked.LEAF);
    expect(result).toEqual({ level: 0, entryAddress: 0x3018, entryLow: 0x1234_5003, entryHigh: 0, page: 0x12345 });
  });

  it('takes the low bits of the page from the address when a leaf comes early', () => {
    const result = newWalkResult();
    walk(tree, LOW, 0, format, memoryOf({ [0x1008]: entryTo(2, TABLE), [0x2010]: entryTo(0x1200, LEAF) }), result);
    expect(result).toMatchObject({ level: 1, page: 0x1203 });
    walk(tree, LOW, 0, format, memoryOf({ [0x1008]: entryTo(0x40_0000, LEAF) }), result);
    expect(result).toMatchObject({ level: 2, page: 0x40_0000 + (2 << 9) + 3 });
    // Level 4 of five: 36 bits from the address.
    walk({ ...tree, levels: 5 }, 0xffff_f000, 0x0000_ffff, format, memoryOf({ [0x1000]: entryTo(2 ** 36, LEAF) }), result);
    expect(result).toMatchObject({ level: 4, page: 2 ** 37 - 1 });
  });

  it('indexes the root with more bits when it is widened', () => {
    const result = newWalkResult();
    const memory = memoryOf({ [0x1000 + 8 * 0x7ff]: entryTo(0, LEAF) });
    expect(walk({ ...tree, widenedBits: 2 }, 0xc000_0000, 0x1ff, format, memory, result)).toBe(walked.LEAF);
  });

  it('ends at an invalid entry, and at a table below the last level', () => {
    const result = newWalkResult();
    expect(walk(tree, LOW, 0, format, memoryOf({ [0x1008]: entryTo(2, 0) }), result)).toBe(walked.INVALID);
    const looping = memoryOf({ [0x1000]: entryTo(1, TABLE) });
    expect(walk(tree, 0, 0, format, looping, result)).toBe(walked.INVALID);
  });

  it('ends where there is no memory, or no address that could have any', () => {
    const result = newWalkResult();
    expect(walk(tree, LOW, 0, format, memoryOf({}), result)).toBe(walked.NO_ACCESS);
    expect(walk({ ...tree, rootPage: 2 ** 41 }, 0, 0, format, memoryOf({}), result)).toBe(walked.NO_ACCESS);
  });

  it('asks where each table is, and ends as told', () => {
    const result = newWalkResult();
    const memory = memoryOf({ [0x9008]: entryTo(2, LEAF) });
    const moved = { ...memory, locate: (address: number) => address + 0x8000 };
    expect(walk(tree, LOW, 0, format, moved, result)).toBe(walked.LEAF);
    expect(result.entryAddress).toBe(0x9008);
    expect(walk(tree, LOW, 0, format, { ...memory, locate: () => located.NO_ACCESS }, result)).toBe(walked.NO_ACCESS);
    expect(walk(tree, LOW, 0, format, { ...memory, locate: () => located.NEXT_STAGE }, result)).toBe(walked.NEXT_STAGE);
  });
});

describe('bitsOf', () => {
  it.each([
    [0, 12, 0x678],
    [12, 9, 0x145],
    [28, 8, 0xf1],
    [32, 16, 0xcdef],
    [48, 16, 0x89ab],
    [55, 9, 0x113],
  ])('from bit %i takes %i', (shift, count, bits) => {
    expect(bitsOf(0x1234_5678, 0x89ab_cdef, shift, count)).toBe(bits);
  });
});
