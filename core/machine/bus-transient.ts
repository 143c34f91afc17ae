/**
 * Devices, the windows that lead to them, and the wires between them, while a slice runs. Each event is folded into its
 * device there and then; effects that concern the machine go to the `BusHost`.
 */
import { assert } from '../assert.ts';
import type { AccessSize, BusSpace, DeviceEffect, DeviceEvent, MemoryView } from '../bus/device.ts';
import { PAGE_SIZE } from '../memory/paged-memory.ts';
import type { Board, BoardDevice } from './board.ts';
import { deviceIndex, type HartInput, hartInputs, levelsAt } from './hart-inputs.ts';
import type { PhysicalMap, PlacedRegion } from './physical-map.ts';
import type { RamTransient } from './ram-transient.ts';

export interface BusHost {
  now(): number;
  /** An interrupt may be due, or a deadline nearer: look again before the next step. */
  disturbed(): void;
  /** A device wrote physical memory. */
  memoryWritten(address: number, sizeBytes: number): void;
  emit(device: number, effect: DeviceEffect): void;
}

/** A device in its place. What an access asks for lies here itself: devices have many shapes, slots one. */
interface Slot {
  readonly device: BoardDevice;
  readonly index: number;
  readonly reduce: BoardDevice['kind']['reduce'];
  readonly selectLines: BoardDevice['kind']['selectLines'];
  readonly selectDeadline: BoardDevice['kind']['selectDeadline'];
  readonly selectReadsStorage: BoardDevice['kind']['selectReadsStorage'];
  state: unknown;
  deadline: number | null;
  readonly storage: PlacedRegion | undefined;
  readonly view: MemoryView;
  /** Its output lines that lead to devices: line, device, input line. */
  readonly toDevices: readonly { readonly line: number; readonly device: number; readonly input: number }[];
}

/** One window of a device. */
interface Place {
  readonly slot: Slot;
  readonly space: BusSpace;
  readonly base: number;
  readonly end: number;
}

/** A power of two. */
const RECENT_PAGES = 64;

/** Boards put devices at round addresses, so that it is not the low bits that tell them apart. */
const recentIndex = (page: number) => (page ^ (page >>> 6) ^ (page >>> 12) ^ (page >>> 18)) & (RECENT_PAGES - 1);

/** Events that one event may set off through wires; more is two devices that feed each other. */
const CASCADE_MAX = 1000;

export class BusTransient {
  readonly #slots: readonly Slot[];
  readonly #host: BusHost;
  readonly #ram: RamTransient;
  readonly #map: PhysicalMap;
  /** Windows in physical memory; and those in pages that were looked at last, by `recentIndex`. */
  readonly #windows: readonly Place[];
  readonly #recent: ({ readonly page: number; readonly places: readonly Place[] } | undefined)[] =
    Array(RECENT_PAGES).fill(undefined);
  /** Windows in the other spaces. */
  readonly #ports: readonly Place[];
  readonly #hartInputs: readonly (readonly HartInput[])[];
  #lines: number[];
  /** By hart: the levels at its inputs, which follow from the lines. Asked after every trap return. */
  readonly #levels: number[];
  #nextDeadline = Number.POSITIVE_INFINITY;
  #cascade = 0;

  constructor(board: Board, map: PhysicalMap, ram: RamTransient, host: BusHost) {
    this.#host = host;
    this.#ram = ram;
    this.#map = map;
    this.#slots = board.devices.map((device, index) => {
      const storage = device.storage === null ? undefined : map.regionNamed(device.storage);
      const { kind } = device;
      return {
        device,
        index,
        reduce: kind.reduce,
        selectLines: kind.selectLines,
        selectDeadline: kind.selectDeadline,
        selectReadsStorage: kind.selectReadsStorage,
        state: device.initialState,
        deadline: null,
        storage,
        view: this.#viewOf(storage),
        toDevices: board.wires.flatMap(({ from, to }) =>
          from.device === device.name && 'device' in to
            ? [{ line: from.line, device: deviceIndex(board, to.device), input: to.line }]
            : [],
        ),
      };
    });
    const places = this.#slots.flatMap((slot) =>
      slot.device.windows.map(({ space, base, sizeBytes }): Place => ({ slot, space, base, end: base + sizeBytes })),
    );
    this.#windows = places.filter(({ space }) => space === 'mmio');
    this.#ports = places.filter(({ space }) => space !== 'mmio');
    this.#hartInputs = hartInputs(board);
    this.#lines = board.devices.map(() => 0);
    this.#levels = board.harts.map(() => 0);
  }

  /** RAM, for whoever has no storage of its own. */
  get ramView(): MemoryView {
    return this.#viewOf(undefined);
  }

  open(states: readonly unknown[], lines: readonly number[]): void {
    this.#lines = [...lines];
    this.#findLevels();
    for (const [index, slot] of this.#slots.entries()) {
      slot.state = states[index];
      slot.deadline = slot.selectDeadline?.(slot.state) ?? null;
    }
    this.#findDeadline();
  }

  get states(): readonly unknown[] {
    return this.#slots.map(({ state }) => state);
  }

  get lines(): readonly number[] {
    return [...this.#lines];
  }

  /** The levels at a hart's interrupt inputs. */
  linesTo(hart: number): number {
    return this.#levels[hart]!;
  }

  #findLevels(): void {
    for (const [hart, inputs] of this.#hartInputs.entries()) this.#levels[hart] = levelsAt(inputs, this.#lines);
  }

  /** Reads `size` bytes; undefined when nobody answers. */
  read(space: BusSpace, hart: number, address: number, size: AccessSize): bigint | undefined {
    const place = this.#find(space, address, size);
    if (place === undefined) return undefined;
    const offset = address - place.base;
    const effects = this.#fold(place.slot, { type: 'bus/read', space, hart, now: this.#host.now(), offset, size });
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i]!;
      if (effect.type === 'bus/replied') return effect.value;
    }
    return undefined;
  }

  /** Writes the low `size` bytes of `value`; false when nobody takes them. */
  write(space: BusSpace, hart: number, address: number, size: AccessSize, value: bigint): boolean {
    const place = this.#find(space, address, size);
    if (place === undefined) return false;
    const offset = address - place.base;
    const effects = this.#fold(place.slot, { type: 'bus/write', space, hart, now: this.#host.now(), offset, size, value });
    for (let i = 0; i < effects.length; i++) if (effects[i]!.type === 'bus/faulted') return false;
    return true;
  }

  /** The page of the machine's memory that a read of a device's window gives, or undefined when the device must be asked. */
  storagePageAt(address: number): number | undefined {
    for (const { slot, base } of this.#placesAt(address)) {
      const { storage, state, selectReadsStorage } = slot;
      if (storage === undefined || selectReadsStorage?.(state) !== true) continue;
      return storage.firstPage + Math.floor((address - base) / PAGE_SIZE);
    }
    return undefined;
  }

  /** Is there a device at a physical address? */
  answers(address: number): boolean {
    return this.#find('mmio', address, 1) !== undefined;
  }

  input(device: number, bytes: Uint8Array): void {
    this.#fold(this.#slots[device]!, { type: 'input/received', now: this.#host.now(), bytes });
  }

  /** When a device next changes by itself, ns; Infinity for never. */
  get nextDeadline(): number {
    return this.#nextDeadline;
  }

  /** Tells the devices whose deadline has come. */
  reachTime(now: number): void {
    for (const slot of this.#slots) {
      if (slot.deadline === null || slot.deadline > now) continue;
      const before = slot.state;
      this.#fold(slot, { type: 'time/reached', now, memory: slot.view });
      // A deadline that stays was only a change of a level, and has had it.
      if (slot.state === before) {
        slot.deadline = null;
        this.#refreshLines(slot, now);
      }
    }
    this.#findDeadline();
  }

  /** Windows in the page of a physical address. */
  #placesAt(address: number): readonly Place[] {
    const page = Math.floor(address / PAGE_SIZE);
    const recent = this.#recent[recentIndex(page)];
    return recent !== undefined && recent.page === page ? recent.places : this.#lookAt(page);
  }

  #lookAt(page: number): readonly Place[] {
    const start = page * PAGE_SIZE;
    const places = this.#windows.filter(({ base, end }) => base < start + PAGE_SIZE && end > start);
    this.#recent[recentIndex(page)] = { page, places };
    return places;
  }

  #find(space: BusSpace, address: number, size: number): Place | undefined {
    for (const place of space === 'mmio' ? this.#placesAt(address) : this.#ports)
      if (place.space === space && address >= place.base && address + size <= place.end) return place;
    return undefined;
  }

  #fold(slot: Slot, event: DeviceEvent): readonly DeviceEffect[] {
    const { state, effects } = slot.reduce(slot.state, event);
    if (state !== slot.state) this.#changed(slot, state, event.now);
    // By index: an iterator over frozen arrays, as the shared answers are, costs V8 an object a step.
    for (let i = 0; i < effects.length; i++) this.#apply(slot, effects[i]!);
    return effects;
  }

  #changed(slot: Slot, state: unknown, now: number): void {
    const { selectReadsStorage } = slot;
    const showed = selectReadsStorage?.(slot.state);
    slot.state = state;
    if (selectReadsStorage?.(state) !== showed) {
      this.#ram.dropTranslations();
      this.#host.disturbed();
    }
    const deadline = slot.selectDeadline?.(state) ?? null;
    if (deadline !== slot.deadline) {
      slot.deadline = deadline;
      this.#findDeadline();
      this.#host.disturbed();
    }
    this.#refreshLines(slot, now);
  }

  #refreshLines(slot: Slot, now: number): void {
    const { index } = slot;
    const levels = slot.selectLines?.(slot.state, now) ?? 0;
    const changed = levels ^ this.#lines[index]!;
    if (changed === 0) return;
    this.#lines[index] = levels;
    this.#findLevels();
    this.#host.disturbed();
    assert(++this.#cascade < CASCADE_MAX, 'bus: devices feed each other through their lines without end');
    for (const { line, device, input } of slot.toDevices)
      if ((changed >>> line) & 1)
        this.#fold(this.#slots[device]!, { type: 'line/changed', line: input, level: ((levels >>> line) & 1) === 1, now });
    this.#cascade -= 1;
  }

  #apply(slot: Slot, effect: DeviceEffect): void {
    switch (effect.type) {
      case 'bus/replied':
      case 'bus/faulted':
        return;
      case 'dma/wrote':
        this.#writeRam(effect.address, effect.bytes);
        break;
      case 'storage/wrote':
        assert(slot.storage !== undefined, `board: ${slot.device.name} writes storage but has none`);
        this.#ram.write(
          slot.storage.firstPage,
          effect.offset,
          effect.bytes.subarray(0, Math.max(0, slot.storage.sizeBytes - effect.offset)),
        );
        return;
    }
    this.#host.emit(slot.index, effect);
  }

  /** Bytes outside RAM are dropped. */
  #writeRam(address: number, bytes: Uint8Array): void {
    const region = this.#map.regionAt(address);
    if (region?.kind !== 'ram') return;
    const offset = address - region.base;
    const kept = bytes.subarray(0, region.sizeBytes - offset);
    this.#ram.write(region.firstPage, offset, kept);
    this.#host.memoryWritten(address, kept.length);
  }

  #viewOf(storage: PlacedRegion | undefined): MemoryView {
    return {
      readRam: (address, sizeBytes) => {
        const region = this.#map.regionAt(address);
        if (region?.kind !== 'ram' || sizeBytes < 0 || address + sizeBytes > region.base + region.sizeBytes) return undefined;
        return this.#ram.memory.read(region.firstPage * PAGE_SIZE + address - region.base, sizeBytes);
      },
      readStorage: (offset, sizeBytes) => {
        if (storage === undefined || offset < 0 || sizeBytes < 0 || offset + sizeBytes > storage.sizeBytes) return undefined;
        return this.#ram.memory.read(storage.firstPage * PAGE_SIZE + offset, sizeBytes);
      },
    };
  }

  #findDeadline(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { deadline } of this.#slots) if (deadline !== null && deadline < next) next = deadline;
    this.#nextDeadline = next;
  }
}
