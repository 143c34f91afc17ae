/** Where physical addresses lead: the memory pages behind them. Fixed for a board. */
import { assert } from '../assert.ts';
import { LEAF_PAGES, PAGE_SIZE } from '../memory/paged-memory.ts';
import type { Board, Region } from './board.ts';

export interface PlacedRegion extends Region {
  /** Number of its first page in the machine's memory. */
  readonly firstPage: number;
}

export class PhysicalMap {
  readonly regions: readonly PlacedRegion[];
  readonly pageCount: number;
  readonly #mapped: readonly (PlacedRegion & { readonly base: number })[];

  constructor(board: Board) {
    let firstPage = 0;
    this.regions = board.regions.map((region) => {
      assert(
        region.sizeBytes % PAGE_SIZE === 0,
        `board: region ${region.name} is a multiple of ${PAGE_SIZE} bytes, not ${region.sizeBytes}`,
      );
      const placed = { ...region, firstPage };
      firstPage += Math.ceil(region.sizeBytes / PAGE_SIZE / LEAF_PAGES) * LEAF_PAGES;
      return placed;
    });
    this.pageCount = firstPage;
    const mapped = this.regions.filter((region): region is PlacedRegion & { base: number } => region.base !== null);
    // RAM first: it is asked for most.
    this.#mapped = [...mapped.filter(({ kind }) => kind === 'ram'), ...mapped.filter(({ kind }) => kind !== 'ram')];
  }

  /** The region with memory at a physical address. */
  regionAt(address: number): (PlacedRegion & { readonly base: number }) | undefined {
    for (const region of this.#mapped) if (address >= region.base && address < region.base + region.sizeBytes) return region;
    return undefined;
  }

  /** The physical address of a page; undefined for one that has none. */
  addressOf(page: number): number | undefined {
    for (const { base, firstPage, sizeBytes } of this.#mapped) {
      const offset = (page - firstPage) * PAGE_SIZE;
      if (offset >= 0 && offset < sizeBytes) return base + offset;
    }
    return undefined;
  }

  regionNamed(name: string): PlacedRegion {
    const region = this.regions.find((candidate) => candidate.name === name);
    assert(region !== undefined, `board: no region ${name}`);
    return region;
  }
}
