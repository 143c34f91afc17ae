/** Loads the guest from the disk into its RAM: finds the block device, then the file, then reads it. */
import { DEVICE_ID as BLOCK_DEVICE, SECTOR_SIZE } from '../virtio/blk-registers.ts';
import * as reg from '../virtio/registers.ts';
import { type Extent, type Located, locate } from './fat32.ts';
import type { Effects, Memory } from './guest-isa.ts';
import type { SeatEvent } from './seat.ts';
import { acceptsFeatures, completionOf, type Disk, negotiate, readRegister, requestSectors, start } from './virtio-disk.ts';
import { hostAddressOf, isInRam, SECTORS_MAX, SECTORS_OFFSET, type VmConfig } from './vm.ts';

/** Polls of one request until the disk counts as dead. */
export const POLLS_MAX = 10_000;
/** Of one request. */
const SECTORS_PER_REQUEST = 256;

export type Loading =
  | { readonly at: 'deviceId' | 'version' | 'features'; readonly slot: number }
  /** Waits for the last of `sectors`, which lie in the workspace one after the other. */
  | { readonly at: 'finding'; readonly disk: Disk; readonly polls: number; readonly sectors: readonly number[] }
  /** Waits for the part of the file that ends `loaded` sectors from its start. */
  | {
      readonly at: 'reading';
      readonly disk: Disk;
      readonly polls: number;
      readonly extents: readonly Extent[];
      readonly loaded: number;
      readonly sizeBytes: number;
    };

/** What one event came to. */
export type LoaderStep =
  /** It waits for an answer of a device, or for time to pass. */
  | { readonly kind: 'goesOn'; readonly loading: Loading; readonly effects: Effects; readonly waits: boolean }
  | { readonly kind: 'loaded'; readonly sizeBytes: number }
  | { readonly kind: 'failed'; readonly reason: string };

const failed = (reason: string): LoaderStep => ({ kind: 'failed', reason });
const goesOn = (loading: Loading, effects: Effects, waits: boolean): LoaderStep => ({ kind: 'goesOn', loading, effects, waits });

const registersOf = ({ virtio }: VmConfig, slot: number) => virtio.base + slot * virtio.stride;

export const startLoading = (vm: VmConfig): LoaderStep => probe(vm, 0);

function probe(vm: VmConfig, slot: number): LoaderStep {
  if (slot === vm.virtio.count) return failed('no virtio block device');
  return goesOn({ at: 'deviceId', slot }, [readRegister(registersOf(vm, slot), reg.DeviceID)], false);
}

export function goOnLoading(vm: VmConfig, loading: Loading, event: SeatEvent): LoaderStep {
  switch (loading.at) {
    case 'deviceId':
    case 'version':
    case 'features':
      return event.type === 'bus/answered' ? identify(vm, loading, event) : failed(`${event.type} while the disk was looked for`);
    case 'finding':
    case 'reading': {
      const completion = completionOf(vm, loading.disk, event.memory);
      if (completion === 'failed') return failed('the disk reports an error');
      if (completion === 'fine')
        return loading.at === 'finding' ? find(vm, loading.disk, loading.sectors, event.memory) : read(vm, loading);
      if (loading.polls === POLLS_MAX) return failed('the disk does not answer');
      return goesOn({ ...loading, polls: loading.polls + 1 }, [], true);
    }
  }
}

function identify(
  vm: VmConfig,
  { at, slot }: Extract<Loading, { slot: number }>,
  { value, memory }: Extract<SeatEvent, { type: 'bus/answered' }>,
): LoaderStep {
  const base = registersOf(vm, slot);
  const answer = value ?? 0n;
  switch (at) {
    case 'deviceId':
      if (answer !== BigInt(BLOCK_DEVICE)) return probe(vm, slot + 1);
      return goesOn({ at: 'version', slot }, [readRegister(base, reg.Version)], false);
    case 'version':
      if (answer !== 2n) return failed(`the disk speaks virtio-mmio version ${answer}, not 2`);
      return goesOn({ at: 'features', slot }, [...negotiate(base), readRegister(base, reg.Status)], false);
    case 'features': {
      if (!acceptsFeatures(answer)) return failed('the disk does not accept VIRTIO 1');
      const first = find(vm, { base, requests: 0 }, [], memory);
      return first.kind === 'goesOn' ? { ...first, effects: [...start(vm, base), ...first.effects] } : first;
    }
  }
}

/** Looks for the file in the sectors that were read, and asks for the one it comes to that was not. */
function find(vm: VmConfig, disk: Disk, sectors: readonly number[], memory: Memory): LoaderStep {
  const search = locate(vm.path);
  let { value, done } = search.next();
  while (done !== true) {
    const index = sectors.indexOf(value as number);
    if (index < 0) return fetchSector(vm, disk, [...sectors, value as number]);
    const bytes = memory.readRam(vm.workspace + SECTORS_OFFSET + index * SECTOR_SIZE, SECTOR_SIZE);
    if (bytes === undefined) return failed('the workspace is not RAM');
    ({ value, done } = search.next(bytes));
  }
  return located(vm, disk, value as Located);
}

function fetchSector(vm: VmConfig, disk: Disk, sectors: readonly number[]): LoaderStep {
  if (sectors.length > SECTORS_MAX) return failed(`${vm.path}: more than ${SECTORS_MAX} sectors of directories and tables`);
  const address = vm.workspace + SECTORS_OFFSET + (sectors.length - 1) * SECTOR_SIZE;
  const effects = requestSectors(vm, disk, sectors.at(-1)!, 1, address);
  return goesOn({ at: 'finding', disk: { ...disk, requests: disk.requests + 1 }, polls: 0, sectors }, effects, true);
}

function located(vm: VmConfig, disk: Disk, file: Located): LoaderStep {
  if (file.kind === 'failed') return failed(file.reason);
  const sectors = Math.ceil(file.sizeBytes / SECTOR_SIZE);
  if (!isInRam(vm, vm.entry, sectors * SECTOR_SIZE))
    return failed(`${vm.path}: ${file.sizeBytes} bytes do not fit the guest's RAM`);
  return read(vm, { at: 'reading', disk, polls: 0, extents: file.extents, loaded: 0, sizeBytes: file.sizeBytes });
}

/** Asks for the next part of the file. */
function read(vm: VmConfig, loading: Extract<Loading, { at: 'reading' }>): LoaderStep {
  const { disk, extents, loaded, sizeBytes } = loading;
  const left = Math.ceil(sizeBytes / SECTOR_SIZE) - loaded;
  if (left === 0) return { kind: 'loaded', sizeBytes };
  let skipped = loaded;
  for (const { sector, count } of extents) {
    if (skipped >= count) {
      skipped -= count;
      continue;
    }
    const taken = Math.min(left, count - skipped, SECTORS_PER_REQUEST);
    const address = hostAddressOf(vm, vm.entry) + loaded * SECTOR_SIZE;
    return goesOn(
      { ...loading, disk: { ...disk, requests: disk.requests + 1 }, polls: 0, loaded: loaded + taken },
      requestSectors(vm, disk, sector + skipped, taken, address),
      true,
    );
  }
  return failed(`${vm.path}: shorter than its directory says`);
}
