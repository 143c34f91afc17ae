/** Physical memory protection. `priv: Physical Memory Protection` */
import type { Access } from '#core/machine/hart.ts';
import { PAGE_SIZE } from '#core/mmu/walk.ts';
import { layout, PMP_ENTRY_COUNT } from './layout.ts';
import { privilege } from './privilege.ts';
import { WatchedRegisters } from './watched-registers.ts';

export const PMPCFG_R = 1 << 0;
export const PMPCFG_W = 1 << 1;
export const PMPCFG_X = 1 << 2;
export const PMPCFG_A = 3 << 3;
export const PMPCFG_L = 1 << 7;
export const PMPCFG_WRITABLE = PMPCFG_R | PMPCFG_W | PMPCFG_X | PMPCFG_A | PMPCFG_L;

export const PMPCFG_A_OFF = 0 << 3;
export const PMPCFG_A_TOR = 1 << 3;
export const PMPCFG_A_NA4 = 2 << 3;
export const PMPCFG_A_NAPOT = 3 << 3;

const NEEDED: Readonly<Record<Access, number>> = { load: PMPCFG_R, store: PMPCFG_W, fetch: PMPCFG_X };

/** An entry that is on. The end is exclusive. Addresses past 2^53 are inexact, but no access gets there. */
interface Region {
  readonly start: number;
  readonly end: number;
  readonly cfg: number;
}

/** The region that an entry matches; undefined when it is off or empty. */
function regionOf(cfg: number, address: bigint, below: bigint): Region | undefined {
  switch (cfg & PMPCFG_A) {
    case PMPCFG_A_TOR:
      // "If pmpaddr(i-1) ≥ pmpaddr(i) ..., then PMP entry i matches no addresses."
      return below < address ? { start: Number(below << 2n), end: Number(address << 2n), cfg } : undefined;
    case PMPCFG_A_NA4:
      return { start: Number(address << 2n), end: Number((address + 1n) << 2n), cfg };
    case PMPCFG_A_NAPOT: {
      // n trailing ones make a region of 2^(n+3) bytes.
      const ones = address ^ (address + 1n);
      return { start: Number((address & ~ones) << 2n), end: Number(((address | ones) + 1n) << 2n), cfg };
    }
    default:
      return undefined;
  }
}

/** The entries of a hart, ready to match. Derived from the block. */
export class Pmp {
  #regions: readonly Region[] = [];
  readonly #registers = new WatchedRegisters(layout.pmpcfg, layout.pmpaddr);

  /** Derives the entries anew if a register changed. Answers whether one did. */
  reload(block: DataView): boolean {
    if (!this.#registers.haveChanged(block)) return false;
    this.#derive(block);
    return true;
  }

  #derive(block: DataView): void {
    const regions: Region[] = [];
    let below = 0n;
    for (let i = 0; i < PMP_ENTRY_COUNT; i++) {
      const address = block.getBigUint64(layout.pmpaddr.offset + 8 * i, true);
      const region = regionOf(block.getUint8(layout.pmpcfg.offset + i), address, below);
      if (region !== undefined) regions.push(region);
      below = address;
    }
    this.#regions = regions;
  }

  /** Equal only if the entries are. */
  get key(): string {
    return this.#regions.map(({ start, end, cfg }) => `${start}-${end}:${cfg}`).join();
  }

  /** May `width` bytes at a physical address be accessed from privilege `mode`? */
  allows(address: number, width: number, access: Access, mode: number): boolean {
    for (const { start, end, cfg } of this.#regions) {
      if (address >= end || address + width <= start) continue;
      // "The matching PMP entry must match all bytes of an access, or the access fails, irrespective of the L, R, W, and X bits."
      if (address < start || address + width > end) return false;
      if (mode === privilege.M && (cfg & PMPCFG_L) === 0) return true;
      return (cfg & NEEDED[access]) !== 0;
    }
    // "If no PMP entry matches an M-mode access, the access succeeds. If no PMP entry matches an S-mode or U-mode access,
    // but at least one PMP entry is implemented, the access fails."
    return mode === privilege.M;
  }

  /** Does one answer hold for every access within the page at `address`? */
  isUniform(address: number): boolean {
    const pageStart = Math.floor(address / PAGE_SIZE) * PAGE_SIZE;
    for (const { start, end } of this.#regions) {
      if (pageStart >= end || pageStart + PAGE_SIZE <= start) continue;
      return pageStart >= start && pageStart + PAGE_SIZE <= end;
    }
    return true;
  }
}
