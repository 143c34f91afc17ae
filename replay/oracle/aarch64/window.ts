/** Where a case's data appears in an address space, and addresses that meet its entries. */
import type { Random } from '../random.ts';
import { DATA, RAM, SHOWN_DATA_SIZE } from './layout.ts';

/** Entries of all kinds, and what follows them, which is not mapped. */
export interface Window {
  /** Of 16 pages. */
  readonly pages: bigint;
  readonly pageSize: number;
  /** One entry of level 2 that shows where the data is. */
  readonly block: bigint;
  /** Of a block's address, the part that the data has. */
  readonly blockOffset: number;
  /** With 4 KiB granules, one of level 1 that shows RAM. */
  readonly big: bigint | undefined;
  /** A page to execute, where nothing is. */
  readonly nowhere: bigint;
}

export const WINDOW_PAGES = 16;
const GIB = 30n;
const BLOCK_BITS: Readonly<Record<number, number>> = { 12: 21, 14: 25, 16: 29 };
/** Physical addresses where nothing is, which any block may have. */
const HOLES = [0x8000_0000n, 0x20_0000_0000n, 0xffff_c000_0000n];
export const drawHole = (random: Random): bigint => random.pick(HOLES);

export const blockSizeOf = (granuleBits: number): number => 2 ** BLOCK_BITS[granuleBits]!;
export const blockOf = (granuleBits: number): bigint => BigInt(DATA - (DATA % blockSizeOf(granuleBits)));

/** In a space of `inputBits`, 32 at the least: from 2 GiB on, or from 64 GiB, where no device answers. */
export function drawWindow(random: Random, granuleBits: number, inputBits: number): Window {
  const starts = 2 ** Math.min(inputBits - 33, 20) - 8;
  const start = inputBits < 38 ? 2n << GIB : BigInt(64 + 8 * random.below(starts)) << GIB;
  const pageSize = 2 ** granuleBits;
  return {
    pages: start + BigInt(pageSize * random.below(100)),
    pageSize,
    block: start + (1n << 29n),
    blockOffset: DATA % blockSizeOf(granuleBits),
    big: granuleBits === 12 ? start + (1n << GIB) : undefined,
    nowhere: start + 0x1000_0000n,
  };
}

/** Mostly aligned, often at the end of a page. */
export function drawOffset(random: Random, sizeBytes: number): bigint {
  const page = 4096 * random.below(sizeBytes / 4096);
  const within = random.chance(20) ? 4095 - random.below(32) : random.below(4096);
  return BigInt(page + (random.chance(75) ? within & ~15 : within));
}

export function drawInWindow(random: Random, window: Window): bigint {
  const kind = random.below(8);
  if (kind === 0) return window.block + BigInt(window.blockOffset) + drawOffset(random, SHOWN_DATA_SIZE);
  if (kind === 1 && window.big !== undefined) return window.big + BigInt(DATA - RAM) + drawOffset(random, SHOWN_DATA_SIZE);
  // The end of a page of any granule.
  const page = BigInt(window.pageSize * random.below(WINDOW_PAGES + 1));
  const within = random.chance(20) ? window.pageSize - 1 - random.below(32) : random.below(window.pageSize);
  return window.pages + page + BigInt(random.chance(75) ? within & ~15 : within);
}

/** Where the data is, and sometimes where nothing is. */
export const drawPhysical = (random: Random): bigint =>
  random.chance(94) ? BigInt(DATA) + drawOffset(random, SHOWN_DATA_SIZE) : drawHole(random) + BigInt(random.below(64));
