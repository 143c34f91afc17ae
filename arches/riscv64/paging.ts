/** What page-table entries mean in Sv39, Sv48 and Sv57. `priv: Virtual Address Translation Process` */
import type { Access } from '#core/machine/hart.ts';
import { type EntryFormat, type EntryKind, entry } from '#core/mmu/walk.ts';
import { privilege } from './privilege.ts';

export const PTE_V = 1 << 0;
export const PTE_R = 1 << 1;
export const PTE_W = 1 << 2;
export const PTE_X = 1 << 3;
export const PTE_U = 1 << 4;
export const PTE_A = 1 << 6;
export const PTE_D = 1 << 7;

/** In the high word: N at bit 63 belongs to Svnapot, which is not there; bits 60:54 are reserved. */
const HIGH_RESERVED = 2 ** 31 + (0x7f << 22);
const PBMT_SHIFT = 29; // bits 62:61, the memory type of Svpbmt
const PBMT_RESERVED = 3;

const PPN_LOW_BITS = 22; // of 44, from bit 10 of the entry; the others are in the high word
const PPN_HIGH_MASK = 0x3f_ffff;

const LEVELS: Readonly<Record<number, number>> = { 8: 3, 9: 4, 10: 5 };

/** Levels of the tree of a mode of `satp`, `vsatp` or `hgatp`; undefined for Bare. */
export const levelsOf = (mode: number): number | undefined => LEVELS[mode];

/** What an access needs of a page. HLVX loads: "execute permission takes the place of read permission". */
export type Permission = Access | 'executableLoad';

function classify(low: number, high: number, level: number, hasMemoryTypes: boolean): EntryKind {
  const type = (high >>> PBMT_SHIFT) & 3;
  if ((low & PTE_V) === 0) return entry.INVALID;
  if ((high & HIGH_RESERVED) !== 0) return entry.INVALID;
  // "When PBMTE=0, the implementation behaves as though Svpbmt were not implemented."
  if (type !== 0 && (!hasMemoryTypes || type === PBMT_RESERVED)) return entry.INVALID;
  if ((low & (PTE_R | PTE_W)) === PTE_W) return entry.INVALID;
  if ((low & (PTE_R | PTE_W | PTE_X)) !== 0) return isAligned(low, high, level) ? entry.LEAF : entry.INVALID;
  return (low & (PTE_U | PTE_A | PTE_D)) === 0 && type === 0 ? entry.TABLE : entry.INVALID;
}

/** Step 6: "If i > 0 and pte.ppn[i-1:0] ≠ 0, this is a misaligned superpage." */
function isAligned(low: number, high: number, level: number): boolean {
  const bits = 9 * level;
  if (bits <= PPN_LOW_BITS) return ((low >>> 10) & ((1 << bits) - 1)) === 0;
  return low >>> 10 === 0 && (high & ((1 << (bits - PPN_LOW_BITS)) - 1)) === 0;
}

function pageNumber(low: number, high: number): number {
  return (high & PPN_HIGH_MASK) * 0x40_0000 + (low >>> 10);
}

/** Entries as they are read while `menvcfg.PBMTE` is clear, and while it is set. */
export const plainEntries: EntryFormat = { classify: (low, high, level) => classify(low, high, level, false), pageNumber };
export const typedEntries: EntryFormat = { classify: (low, high, level) => classify(low, high, level, true), pageNumber };

/** Step 5: does a leaf allow the access from privilege U or S? */
export function isAllowed(low: number, permission: Permission, mode: number, sum: boolean, mxr: boolean): boolean {
  const isUserPage = (low & PTE_U) !== 0;
  if (mode === privilege.U ? !isUserPage : isUserPage && (permission === 'fetch' || !sum)) return false;
  switch (permission) {
    case 'fetch':
    case 'executableLoad':
      return (low & PTE_X) !== 0;
    case 'load':
      return (low & PTE_R) !== 0 || (mxr && (low & PTE_X) !== 0);
    case 'store':
      return (low & PTE_W) !== 0;
  }
}

/** The bits above the `bits` that are translated must equal the highest of those. */
export function isCanonical(high: number, bits: number): boolean {
  const above = high >> (bits - 1 - 32);
  return above === 0 || above === -1;
}
