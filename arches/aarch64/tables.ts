/**
 * A walk through the tables of one stage: what both stages and all granules share. arm: The VMSAv8-64 translation table format.
 *
 * Addresses are numbers below 2^48 here, and entries pairs of 32-bit halves: a bigint an entry would cost more than the walk.
 */
import type { HartContext } from '#core/machine/hart.ts';
import { status } from './faults.ts';

export const PHYSICAL_BITS = 48;

/** By the field that IPS, PS and PARange have. */
const ADDRESS_SIZES = [32, 36, 40, 42, 44, PHYSICAL_BITS];
export const addressBitsOf = (size: number): number => ADDRESS_SIZES[size] ?? PHYSICAL_BITS;

/** Sizes of addresses that there are: 64 less TxSZ. */
export const INPUT_BITS_MIN = 25;
export const INPUT_BITS_MAX = 48;

/** Bits of an address within a page, by TG0 and by TG1. A reserved granule is taken for the smallest. */
export const granuleOfTg0 = (tg: number): number => [12, 16, 14, 12][tg]!;
export const granuleOfTg1 = (tg: number): number => [12, 14, 12, 16][tg]!;

/** Bits of an address that one level of tables resolves: a table fills a granule. */
export const strideOf = (granuleBits: number): number => granuleBits - 3;

export interface Tree {
  /** The register that names the table. */
  readonly register: string;
  readonly table: number;
  readonly granuleBits: number;
  readonly inputBits: number;
  readonly startLevel: number;
  readonly outputBits: number;
}

/** Answer of a walk or a translation that faults. */
export const FAULT = -1;

/** Of an entry's low half, in both stages. */
const VALID = 1;
const TABLE = 2;
export const AF = 1 << 10;
/** Of its high half. */
export const DBM = 1 << 19;

export const LAST_LEVEL = 3;
/** First level that may have blocks. */
const firstBlockLevel = (granuleBits: number): number => (granuleBits === 12 ? 1 : 2);

const HIGH_UNIT = 2 ** 32;
const ADDRESS_HIGH = 0xffff;

/** Where an entry at an address of this stage really is, or `FAULT`. */
export type Locate = (address: number) => number;

/** What walks need of a hart. */
export type WalkContext = Pick<HartContext, 'block' | 'walkRead64' | 'walkWrite32'>;

/** An entry that a walk read. */
export interface EntryRead {
  readonly tree: Tree;
  readonly level: number;
  /** In the addresses of this stage, and where that is. */
  readonly address: number;
  readonly place: number;
  readonly low: number;
  readonly high: number;
  readonly kind: 'table' | 'leaf' | 'invalid';
  /** Of the next table or of the page, in the addresses that this stage leads to. */
  readonly target: number;
  /** Bytes that such an entry maps, as a power of two. */
  readonly sizeBits: number;
}

/** Is told of every entry. */
export type EntryObserver = (read: EntryRead) => void;

/** The address of the table that a register names: aligned to the size of the first table, and to 16 bytes. */
export function alignedTable(address: number, inputBits: number, startLevel: number, granuleBits: number): number {
  const firstBits = inputBits - ((LAST_LEVEL - startLevel) * strideOf(granuleBits) + granuleBits);
  return address - (address % 2 ** Math.max(firstBits + 3, 4));
}

export class TableWalk {
  readonly #context: WalkContext;
  readonly #observer: EntryObserver | undefined;
  /** The last entry, and where it is: a physical address. */
  readonly entry = { entryLow: 0, entryHigh: 0 };
  place = 0;
  level = 0;
  /** High halves of the tables on the way, all together. */
  restrictions = 0;
  /** After `FAULT`: the fault status code, with the level; or undefined when it is `locate` that refused. */
  faultCode: number | undefined = 0;

  constructor(context: WalkContext, observer?: EntryObserver) {
    this.#context = context;
    this.#observer = observer;
  }

  fault(code: number, level = this.level): number {
    this.faultCode = code | level;
    return FAULT;
  }

  /** The address that the entry for `address` leads to, or `FAULT`. Whether the entry allows it is not looked at. */
  walk(tree: Tree, address: number, locate: Locate): number {
    const { granuleBits } = tree;
    const stride = strideOf(granuleBits);
    const limit = 2 ** tree.outputBits;
    let { table } = tree;
    this.restrictions = 0;
    if (table >= limit) return this.fault(status.ADDRESS_SIZE, 0);
    for (let level = tree.startLevel; ; level++) {
      this.level = level;
      const shift = granuleBits + (LAST_LEVEL - level) * stride;
      const above = Math.floor(address / 2 ** shift);
      const index = level === tree.startLevel ? above : above % 2 ** stride;
      const place = locate(table + 8 * index);
      if (place === FAULT) {
        this.faultCode = undefined;
        return FAULT;
      }
      this.place = place;
      if (!this.#context.walkRead64(place, this.entry)) return this.fault(status.EXTERNAL_ABORT_ON_WALK);
      const { entryLow: low, entryHigh: high } = this.entry;
      const isTable = (low & TABLE) !== 0;
      const isAllowed = isTable || (level < LAST_LEVEL && level >= firstBlockLevel(granuleBits));
      const isInvalid = (low & VALID) === 0 || !isAllowed;
      const output = ((low & ~0xfff) >>> 0) + (high & ADDRESS_HIGH) * HIGH_UNIT;
      if (this.#observer !== undefined) {
        const kind = isInvalid ? 'invalid' : level === LAST_LEVEL || !isTable ? 'leaf' : 'table';
        const target = output - (output % 2 ** (kind === 'leaf' ? shift : granuleBits));
        this.#observer({ tree, level, address: table + 8 * index, place, low, high, kind, target, sizeBits: shift });
      }
      if (isInvalid) return this.fault(status.TRANSLATION);
      if (output >= limit) return this.fault(status.ADDRESS_SIZE);
      if (level === LAST_LEVEL || !isTable) return output - (output % 2 ** shift) + (address % 2 ** shift);
      this.restrictions |= high;
      table = output - (output % 2 ** granuleBits);
    }
  }

  /** Writes the low half of the last entry, whose flags changed. False when it cannot be written. */
  update(low: number): boolean {
    return this.#context.walkWrite32(this.place, low >>> 0);
  }
}
