/** Pages of a machine's memory as a recording numbers them, through all regions one after the other, and as the machine does. */
import type { Board } from '#core/machine/board.ts';
import { PhysicalMap, type PlacedRegion } from '#core/machine/physical-map.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import type { MemoryRegion } from '../log/keyframe.ts';

interface Stretch extends PlacedRegion {
  /** Recorded number of its first page. */
  readonly start: number;
  readonly pageCount: number;
}

/** A stretch of pages inside one region. */
export interface Place {
  readonly region: string;
  /** Bytes from the start of the region. */
  readonly offset: number;
  readonly count: number;
}

export class PageNumbers {
  readonly #stretches: readonly Stretch[];

  constructor(board: Board) {
    let start = 0;
    this.#stretches = new PhysicalMap(board).regions.map((region) => {
      const pageCount = region.sizeBytes / PAGE_SIZE;
      const stretch = { ...region, start, pageCount };
      start += pageCount;
      return stretch;
    });
  }

  get regions(): readonly MemoryRegion[] {
    return this.#stretches.map(({ name, sizeBytes }) => ({ name, sizeBytes }));
  }

  /** The recorded number of a page of the machine. */
  recorded(page: number): number {
    const { start, firstPage } = this.#stretches.findLast((stretch) => stretch.firstPage <= page)!;
    return start + page - firstPage;
  }

  /** Where `count` pages from a recorded number on lie, region by region. They are there. */
  places(page: number, count: number): readonly Place[] {
    const places: Place[] = [];
    for (const { name, start, pageCount } of this.#stretches) {
      const [from, to] = [Math.max(page, start), Math.min(page + count, start + pageCount)];
      if (from < to) places.push({ region: name, offset: (from - start) * PAGE_SIZE, count: to - from });
    }
    return places;
  }
}
