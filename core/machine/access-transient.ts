/**
 * Loads and stores of the running hart: translation, pages, devices, and accesses that cross a page. The evaluator's only path
 * to memory and the interpreter's slow one.
 */
import type { AccessSize } from '../bus/device.ts';
import * as at from '../isa/arena-layout.ts';
import type { Width } from '../isa/semantics.ts';
import { PAGE_SIZE } from '../memory/paged-memory.ts';
import type { BusTransient } from './bus-transient.ts';
import { type Access, type Hart, TRAPPED } from './hart.ts';
import type { PhysicalMap } from './physical-map.ts';
import type { RamTransient } from './ram-transient.ts';
import type { StopsTransient } from './stops-transient.ts';

const PAGE_MASK = PAGE_SIZE - 1;
/** TLB entries have 32 bits for the page of a device. */
const DEVICE_END = PAGE_SIZE * 2 ** 32;
/** For `#physical`: the access lies in two pages. */
const CROSSING = -2;
/** For `#physical`: the write goes nowhere. */
const DISCARDED = -1;

export class AccessTransient {
  readonly #map: PhysicalMap;
  readonly #ram: RamTransient;
  readonly #bus: BusTransient;
  readonly #stops: StopsTransient;
  #hart!: Hart;
  #index = -1;
  /** Where the access that `translate` could not place leads. */
  #physical = DISCARDED;

  constructor(map: PhysicalMap, ram: RamTransient, bus: BusTransient, stops: StopsTransient) {
    this.#map = map;
    this.#stops = stops;
    this.#ram = ram;
    this.#bus = bus;
    this.block = ram.arena.watchView((view) => {
      this.block = view;
    });
  }

  /** From now on accesses are those of this hart. */
  attach(hart: Hart, index: number): void {
    this.#hart = hart;
    this.#index = index;
  }

  /** The arena. */
  block: DataView;

  /**
   * For generated code: where in the arena a load may be made, or 0 when another call must do it (`loadElsewhere`). What a
   * device answers is put there, since a bigint that crosses into generated code costs more than all the rest.
   */
  placeLoad(low: number, high: number, width: number): number {
    const place = this.#place(low, high, 'load', width);
    if (place !== 0 || this.#physical < 0) return place;
    const value = this.#loadDevice(low, high, width);
    if (value === undefined) return 0;
    this.block.setBigUint64(at.DEVICE_REPLY, value, true);
    return at.DEVICE_REPLY;
  }

  /** For generated code: where in the arena a store may be made, or 0 when another call must do it (`storeElsewhere`). */
  placeStore(low: number, high: number, width: number): number {
    const pair = this.block.getUint32(at.READ_TLB_BASE, true);
    const page = this.#ram.storePage(pair, low, high);
    if (page < 0 || this.#ram.isWalked(page) || (low & PAGE_MASK) + width > PAGE_SIZE)
      return this.#place(low, high, 'store', width);
    // The first store to the page since it was last digested or sealed.
    const place = this.#ram.place(page, low & PAGE_MASK, width);
    const watched = this.#stops.hasWatchpoints ? this.#stops.stored(page, low, high, width) : undefined;
    if (watched === undefined) this.#ram.fillLoadAndStore(pair, low, high, page);
    else this.#ram.fillWatched(pair, low, high, page, watched);
    return place;
  }

  #place(low: number, high: number, access: Access, width: number): number {
    if ((low & PAGE_MASK) + width > PAGE_SIZE) {
      this.#physical = CROSSING;
      return 0;
    }
    const pair = this.block.getUint32(at.READ_TLB_BASE, true);
    const page = this.#ram.devicePage(pair, access === 'load' ? 'read' : 'write', low, high);
    if (page < 0) return this.#translate(low, high, access, width, true);
    this.#physical = page * PAGE_SIZE + (low & PAGE_MASK);
    return 0;
  }

  /** The page of memory that a read of a physical address gives; undefined for devices and for nothing. */
  readablePage(address: number): number | undefined {
    const region = this.#map.regionAt(address);
    if (region !== undefined) return region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
    return this.#bus.storagePageAt(address);
  }

  /**
   * Translates an access that stays in a page and answers where in the arena it may be made, or 0: then it trapped, or is for
   * a device at `#physical`, or is a write that is discarded.
   */
  #translate(low: number, high: number, access: Access, width: number, mayFill: boolean): number {
    this.#physical = DISCARDED;
    const address = this.#hart.translate(low, high, access, width);
    if (address === TRAPPED) return 0;
    const fills = mayFill && this.#hart.isWholePage();
    const isWatching = this.#stops.hasWatchpoints;
    const areLoadsSeen = isWatching && !this.#stops.mayGoUnseen('read', low, high, address);
    const areStoresSeen = isWatching && !this.#stops.mayGoUnseen('write', low, high, address);
    if (isWatching) this.#stops.accessed(access === 'load' ? 'read' : 'write', low, high, address, width);
    if (access === 'load') {
      const page = this.readablePage(address);
      if (page !== undefined) {
        if (fills && !areLoadsSeen) {
          const pair = this.block.getUint32(at.READ_TLB_BASE, true);
          const isStorable = this.#hart.allowsOther() && this.#map.regionAt(address)?.kind === 'ram';
          if (isStorable) this.#ram.fillLoadAndStore(pair, low, high, page, areStoresSeen);
          else this.#ram.fillData(pair, 'read', low, high, page);
        }
        return this.#ram.memory.addressOf(page) + (address & PAGE_MASK);
      }
    } else {
      const region = this.#map.regionAt(address);
      if (region?.kind === 'rom') return 0;
      if (region !== undefined) {
        const page = region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
        const mayTranslate = this.#ram.isWalked(page); // then what is written may be what was just translated by
        const place = this.#ram.place(page, address & PAGE_MASK, width);
        if (fills && !mayTranslate) {
          const pair = this.block.getUint32(at.READ_TLB_BASE, true);
          if (this.#hart.allowsOther() && !areLoadsSeen) this.#ram.fillLoadAndStore(pair, low, high, page, areStoresSeen);
          else if (!areStoresSeen) this.#ram.fillData(pair, 'write', low, high, page);
        }
        return place;
      }
    }
    this.#physical = address;
    if (fills && !(access === 'load' ? areLoadsSeen : areStoresSeen) && address < DEVICE_END) {
      const pair = this.block.getUint32(at.READ_TLB_BASE, true);
      this.#ram.fillDevice(pair, access === 'load' ? 'read' : 'write', low, high, Math.floor(address / PAGE_SIZE));
    }
    return 0;
  }

  /** The parts of an access that lie in one page each. */
  #pieces(low: number, width: number): readonly number[] {
    const first = Math.min(width, PAGE_SIZE - (low & PAGE_MASK));
    return first === width ? [width] : [first, width - first];
  }

  get #hasTrapped(): boolean {
    return this.block.getUint32(at.TRAPPED, true) !== 0;
  }

  #loadWithin(low: number, high: number, width: number): bigint | undefined {
    const place = this.#translate(low, high, 'load', width, false);
    if (place !== 0) return this.#bytesAt(place, width);
    return this.#hasTrapped ? undefined : this.#loadDevice(low, high, width);
  }

  /** Zero-extended, little-endian. */
  #bytesAt(place: number, width: number): bigint {
    switch (width) {
      case 1:
        return BigInt(this.block.getUint8(place));
      case 2:
        return BigInt(this.block.getUint16(place, true));
      case 4:
        return BigInt(this.block.getUint32(place, true));
      case 8:
        return this.block.getBigUint64(place, true);
    }
    let value = 0n;
    for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.block.getUint8(place + i));
    return value;
  }

  /** The device at `#physical`. Devices answer aligned accesses of 1, 2, 4 and 8 bytes. */
  #loadDevice(low: number, high: number, width: number): bigint | undefined {
    const address = this.#physical;
    const isPlain = (width & (width - 1)) === 0 && address % width === 0;
    const value = isPlain ? this.#bus.read('mmio', this.#index, address, width as AccessSize) : undefined;
    if (value === undefined) this.#hart.accessFault(low, high, 'load');
    return value;
  }

  /** Loads `width` bytes at an address in halves; undefined when it trapped. */
  load(low: number, high: number, width: Width): bigint | undefined {
    const pieces = this.#pieces(low, width);
    if (pieces.length === 1) return this.#loadWithin(low, high, width);
    if (this.#hart.refusesCrossing?.(low, high, 'load', width) === true) return undefined;
    const [first, second] = pieces as [number, number];
    const secondLow = (low + first) >>> 0;
    const secondHigh = secondLow < low ? (high + 1) >>> 0 : high;
    // Both are translated before either is touched: a device read must not happen when the other page faults.
    if (this.#hart.translate(low, high, 'load', first) === TRAPPED) return undefined;
    if (this.#hart.translate(secondLow, secondHigh, 'load', second) === TRAPPED) return undefined;
    const lowPart = this.#loadWithin(low, high, first);
    if (lowPart === undefined) return undefined;
    const highPart = this.#loadWithin(secondLow, secondHigh, second);
    return highPart === undefined ? undefined : lowPart | (highPart << BigInt(8 * first));
  }

  #storeWithin(low: number, high: number, width: number, value: bigint): boolean {
    const place = this.#translate(low, high, 'store', width, false);
    if (place !== 0) {
      if (this.#ram.trail.isKept) this.#ram.trail.memory(this.#bytesAt(place, width));
      for (let i = 0; i < width; i++) this.block.setUint8(place + i, Number((value >> BigInt(8 * i)) & 0xffn));
      return true;
    }
    return !this.#hasTrapped && this.#storeDevice(low, high, width, value);
  }

  #storeDevice(low: number, high: number, width: number, value: bigint): boolean {
    const address = this.#physical;
    if (address === DISCARDED) return true;
    this.#ram.trail.device(address, value);
    const isPlain = (width & (width - 1)) === 0 && address % width === 0;
    if (isPlain && this.#bus.write('mmio', this.#index, address, width as AccessSize, value)) return true;
    this.#hart.accessFault(low, high, 'store');
    return false;
  }

  /** Stores the low `width` bytes of `value`, which has no others; false when it trapped. */
  store(low: number, high: number, width: Width, value: bigint): boolean {
    const pieces = this.#pieces(low, width);
    if (pieces.length === 1) return this.#storeWithin(low, high, width, value);
    if (!this.probe(low, high, width)) return false;
    const [first, second] = pieces as [number, number];
    const secondLow = (low + first) >>> 0;
    const secondHigh = secondLow < low ? (high + 1) >>> 0 : high;
    return (
      this.#storeWithin(low, high, first, BigInt.asUintN(8 * first, value)) &&
      this.#storeWithin(secondLow, secondHigh, second, value >> BigInt(8 * first))
    );
  }

  /** Would a store trap? Then it does. */
  probe(low: number, high: number, width: Width): boolean {
    const pieces = this.#pieces(low, width);
    if (pieces.length > 1 && this.#hart.refusesCrossing?.(low, high, 'store', width) === true) return false;
    for (const piece of pieces) {
      const physical = this.#hart.translate(low, high, 'store', piece);
      if (physical === TRAPPED) return false;
      if (this.#map.regionAt(physical) === undefined && !this.#bus.answers(physical)) {
        this.#hart.accessFault(low, high, 'store');
        return false;
      }
      const next = (low + piece) >>> 0;
      if (next < low) high = (high + 1) >>> 0;
      low = next;
    }
    return true;
  }

  walkRead64(address: number, result: { entryLow: number; entryHigh: number }): boolean {
    const region = this.#map.regionAt(address);
    if (region === undefined) return false;
    const page = region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
    this.#ram.markWalked(page);
    const { view } = this.#ram.arena;
    const place = this.#ram.memory.addressOf(page) + (address & PAGE_MASK);
    result.entryLow = view.getInt32(place, true);
    result.entryHigh = view.getInt32(place + 4, true);
    return true;
  }

  walkRead32(address: number): number | undefined {
    const region = this.#map.regionAt(address);
    if (region === undefined) return undefined;
    const page = region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
    this.#ram.markWalked(page);
    return this.block.getUint32(this.#ram.memory.addressOf(page) + (address & PAGE_MASK), true);
  }

  walkWrite32(address: number, value: number): boolean {
    const region = this.#map.regionAt(address);
    if (region?.kind !== 'ram') return false;
    const page = region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
    const place = this.#ram.placeOfWalked(page, address & PAGE_MASK);
    this.#ram.trail.memory(BigInt(this.block.getUint32(place, true)));
    this.block.setUint32(place, value, true); // only now: to make the page writable may have grown the arena
    this.#stops.wrote('walk', address, 4);
    return true;
  }

  /** After `placeLoad` answered 0: it trapped, or the access crosses a page. */
  loadElsewhere(low: number, high: number, width: Width): bigint {
    return this.#hasTrapped ? 0n : (this.load(low, high, width) ?? 0n);
  }

  /** After `placeStore` answered 0. `value` may have bits above `width`. */
  storeElsewhere(low: number, high: number, value: bigint, width: Width): void {
    if (this.#hasTrapped) return;
    const bytes = truncated(value, width);
    if (this.#physical === CROSSING) this.store(low, high, width, bytes);
    else this.#storeDevice(low, high, width, bytes);
  }
}

/** The low bytes of a value. Each count is a constant, which V8 compiles in place. */
function truncated(value: bigint, width: Width): bigint {
  switch (width) {
    case 1:
      return BigInt.asUintN(8, value);
    case 2:
      return BigInt.asUintN(16, value);
    case 4:
      return BigInt.asUintN(32, value);
    case 8:
      return BigInt.asUintN(64, value);
  }
}
