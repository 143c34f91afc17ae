/**
 * One stage of a page walk: a radix tree of 512-entry tables, 8 bytes an entry, 4 KiB pages. Shared by Sv39 to Sv57, the
 * 4 KiB granule of aarch64 and x86_64's long mode; each supplies what its entries mean.
 *
 * Runs on 32-bit halves and safe integers: a bigint an entry would cost more than the walk. Two stages compose through
 * `WalkMemory.locate`, which says where a table that stage 1 names really is: there itself, or where stage 2 puts it.
 */
export const PAGE_SIZE = 4096;
const ENTRY_SIZE = 8;
const INDEX_BITS = 9;
const PAGE_BITS = 12;

/** Pages below 2^53 bytes: the addresses that are safe integers. No board has memory beyond. */
export const SAFE_PAGE_COUNT = 2 ** 41;

/** What an entry is. */
export const entry = {
  INVALID: 0,
  TABLE: 1,
  LEAF: 2,
} as const;
export type EntryKind = (typeof entry)[keyof typeof entry];

/** How a walk ended. */
export const walked = {
  LEAF: 0,
  /** An entry is invalid, reserved or not allowed where it stands. */
  INVALID: 1,
  /** A table is where there is no memory, or may not be read. */
  NO_ACCESS: 2,
  /** The next stage refused the address of a table. */
  NEXT_STAGE: 3,
} as const;
export type WalkOutcome = (typeof walked)[keyof typeof walked];

/** Meaning of one architecture's entries, given as two 32-bit halves, of any sign. Level 0 is the last. */
export interface EntryFormat {
  classify(low: number, high: number, level: number): EntryKind;
  /** Number of the 4 KiB page that the entry points to. */
  pageNumber(low: number, high: number): number;
}

/** Answers of `WalkMemory.locate` that are not addresses. */
export const located = {
  NO_ACCESS: -1,
  NEXT_STAGE: -2,
} as const;

export interface WalkMemory {
  /**
   * Physical address of the entry at `address`, or one of `located`. The address may have 56 bits: it is exact, as a multiple
   * of 8, but not always a safe integer.
   */
  locate(address: number): number;
  /** Reads the aligned entry at a physical address; false where there is no memory. */
  walkRead64(address: number, result: WalkResult): boolean;
  /** For who watches: told of each entry that was read, what it is, and the address that the table before gave for it. */
  readonly visited?: ((result: WalkResult, kind: EntryKind, address: number) => void) | undefined;
}

/** A table tree: which, and how the address selects from it. */
export interface TableTree {
  /** Page number of the root table. */
  readonly rootPage: number;
  /** 3 for Sv39, 4 for Sv48 and long mode, 5 for Sv57. */
  readonly levels: number;
  /** Bits that the root's index has beyond 9: 2 for the G-stage of riscv64. */
  readonly widenedBits: number;
}

/** Where the walk got: the last entry read. Written in place, since it is made for every miss. */
export interface WalkResult {
  level: number;
  /** Physical address of the entry. */
  entryAddress: number;
  /** Its halves, as signed words: those are small integers to V8. */
  entryLow: number;
  entryHigh: number;
  /** Page number that the entry holds; at the end that of the translation, whose low bits come from the address when the entry is not of level 0. */
  page: number;
}

export const newWalkResult = (): WalkResult => ({ level: 0, entryAddress: 0, entryLow: 0, entryHigh: 0, page: 0 });

/** `count` bits of a 64-bit value from bit `shift` up; count at most 30. */
export function bitsOf(low: number, high: number, shift: number, count: number): number {
  const mask = (1 << count) - 1;
  if (shift >= 32) return (high >>> (shift - 32)) & mask;
  if (shift === 0) return low & mask;
  return ((low >>> shift) | (high << (32 - shift))) & mask;
}

/** Walks to the entry that maps the address. Fills `result` with the last entry read. */
export function walk(
  tree: TableTree,
  low: number,
  high: number,
  format: EntryFormat,
  memory: WalkMemory,
  result: WalkResult,
): WalkOutcome {
  let page = tree.rootPage;
  for (let level = tree.levels - 1; level >= 0; level--) {
    const indexBits = level === tree.levels - 1 ? INDEX_BITS + tree.widenedBits : INDEX_BITS;
    const index = bitsOf(low, high, PAGE_BITS + INDEX_BITS * level, indexBits);
    const named = page * PAGE_SIZE + index * ENTRY_SIZE;
    const address = memory.locate(named);
    if (address < 0) return address === located.NEXT_STAGE ? walked.NEXT_STAGE : walked.NO_ACCESS;
    if (!memory.walkRead64(address, result)) return walked.NO_ACCESS;
    const { entryLow, entryHigh } = result;
    result.level = level;
    result.entryAddress = address;
    page = format.pageNumber(entryLow, entryHigh);
    result.page = page;
    const kind = format.classify(entryLow, entryHigh, level);
    memory.visited?.(result, kind, named);
    if (kind === entry.INVALID) return walked.INVALID;
    if (kind === entry.TABLE) continue;
    result.page = page + (level === 0 ? 0 : bitsOf(low, high, PAGE_BITS, INDEX_BITS * Math.min(level, 2)));
    if (level > 2) result.page += bitsOf(low, high, PAGE_BITS + 2 * INDEX_BITS, INDEX_BITS * (level - 2)) * 2 ** (2 * INDEX_BITS);
    return walked.LEAF;
  }
  return walked.INVALID;
}
