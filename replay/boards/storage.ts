/** Flash banks and disks of a board: the regions that keep them, and what those hold at reset. */
import type { Region, RegionContent } from '#core/machine/board.ts';
import type { BoardRequest } from './request.ts';

const PAGE_SIZE = 4096;

export interface FlashBanks {
  readonly count: number;
  /** Of one bank. */
  readonly sizeBytes: number;
}

/** `flash0` …, then `drive0` …. */
export function storageRegions({ drives }: BoardRequest, flash: FlashBanks): readonly Region[] {
  const region = (name: string, sizeBytes: number): Region => ({ name, kind: 'storage', base: null, sizeBytes });
  return [
    ...Array.from({ length: flash.count }, (_, unit) => region(`flash${unit}`, flash.sizeBytes)),
    ...drives.map(({ image }, index) => region(`drive${index}`, Math.ceil(image.sizeBytes / PAGE_SIZE) * PAGE_SIZE)),
  ];
}

export function storageContents({ drives, pflash }: BoardRequest): readonly RegionContent[] {
  return [
    ...pflash.flatMap((bank, unit) => (bank === null ? [] : bank.image.contentsOf(`flash${unit}`))),
    ...drives.flatMap(({ image }, index) => image.contentsOf(`drive${index}`)),
  ];
}
