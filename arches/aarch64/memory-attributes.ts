/**
 * Attributes of memory, as PAR_EL1 tells them: nothing else here depends on them. arm: MAIR_EL1; Combining stage 1 and stage 2 memory
 * type attributes.
 */
import { readField } from '#core/isa/evaluate.ts';
import { layout } from './layout.ts';
import { HCR } from './sysreg/bits.ts';

export interface MemoryAttributes {
  /** As a byte of MAIR_ELx. */
  readonly memory: number;
  /** As SH of a descriptor. */
  readonly shareability: number;
}

const OUTER = 2;
const INNER = 3;
const NON_CACHEABLE = 4;
const NORMAL_NON_CACHEABLE = 0x44;
const WRITE_BACK = 0xff;

const outerOf = (memory: number): number => memory >> 4;
const innerOf = (memory: number): number => memory & 15;
const isDevice = (memory: number): boolean => outerOf(memory) === 0;

/** Device memory, and normal memory that nobody caches, are shared by all. */
const attributesOf = (memory: number, shareability: number): MemoryAttributes => ({
  memory,
  shareability: isDevice(memory) || memory === NORMAL_NON_CACHEABLE ? OUTER : shareability,
});

/** Of a page or block of stage 1, by the low half of its entry; undefined where stage 1 does nothing. */
export function stage1Attributes(block: DataView, isOfEl2: boolean, entryLow: number | undefined): MemoryAttributes {
  if (entryLow === undefined) {
    const isCacheable = !isOfEl2 && (readField(block, layout.HCR_EL2) & HCR.DC) !== 0n;
    return isCacheable ? attributesOf(WRITE_BACK, 0) : attributesOf(0, OUTER);
  }
  const index = BigInt((entryLow >>> 2) & 7);
  const mair = readField(block, isOfEl2 ? layout.MAIR_EL2 : layout.MAIR_EL1);
  return attributesOf(Number((mair >> (8n * index)) & 0xffn), (entryLow >>> 8) & 3);
}

const NIBBLES = [0, NON_CACHEABLE, 0xb, 0xf];

/** The attributes of a page or block of stage 2, which are in the entry itself. */
function stage2Attributes(entryLow: number): MemoryAttributes {
  const [outer, inner] = [(entryLow >>> 4) & 3, (entryLow >>> 2) & 3];
  const memory = outer === 0 ? inner << 2 : (NIBBLES[outer]! << 4) | NIBBLES[inner]!;
  return attributesOf(memory, (entryLow >>> 8) & 3);
}

const isWriteThrough = (nibble: number) => (nibble & 12) === 0 || (nibble & 12) === 8;

/** The one that caches less, with the hints of stage 1. */
function combinedNibble(first: number, second: number): number {
  if (first === NON_CACHEABLE || second === NON_CACHEABLE) return NON_CACHEABLE;
  if (isWriteThrough(first)) return first;
  return isWriteThrough(second) ? 8 | (first & 3) : first;
}

/** Of both stages together: `entryLow` is that of stage 2. */
export function combinedAttributes(first: MemoryAttributes, entryLow: number): MemoryAttributes {
  const second = stage2Attributes(entryLow);
  const shareabilities = [first.shareability, second.shareability];
  const shareability = shareabilities.includes(OUTER) ? OUTER : shareabilities.includes(INNER) ? INNER : 0;
  if (isDevice(first.memory) || isDevice(second.memory)) {
    // Of two kinds of Device memory the one that may do less: nGnRnE before nGnRE, nGRE and GRE.
    const kinds = [first.memory, second.memory].filter(isDevice).map(innerOf);
    return attributesOf(Math.min(...kinds), OUTER);
  }
  const outer = combinedNibble(outerOf(first.memory), outerOf(second.memory));
  const inner = combinedNibble(innerOf(first.memory), innerOf(second.memory));
  return attributesOf((outer << 4) | inner, shareability);
}
