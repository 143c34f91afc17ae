/**
 * Stage 2 tables in machine memory: three levels of 4 KiB, 39 bits of guest physical address. arm: VMSAv8-64 translation table format
 * descriptors, Stage 2.
 */
import type { Memory, TablesChanged } from '#core/hypervisor/guest-isa.ts';
import type { MemoryWrote } from '#core/hypervisor/seat.ts';
import { TABLES_SIZE, type VmConfig, WORKSPACE_SIZE } from '#core/hypervisor/vm.ts';

const PAGE_SIZE = 4096;
const ENTRY_SIZE = 8;
const LEVELS = 3;
const ADDRESS_BITS = 39;

const VALID = 1n;
const TABLE = 3n;
/** A page that is read and written, inner shareable, accessed. */
const PAGE = 0x7c3n;
/** MemAttr: Normal, write-back; and Device-nGnRE, which nobody executes. */
const MEMORY = PAGE | (0xfn << 2n);
const DEVICE = PAGE | (1n << 2n) | (1n << 54n);
const ADDRESS = 0xffff_ffff_f000n;

export const rootOf = ({ workspace }: VmConfig): number => workspace + WORKSPACE_SIZE;
const tablesEnd = (vm: VmConfig): number => rootOf(vm) + TABLES_SIZE;

/** Index into a table, the root's level being 2. */
const indexAt = (level: number, address: number): number => Math.floor(address / (PAGE_SIZE * 512 ** level)) % 512;

/** The tables of guest RAM alone, made from nothing. */
export function tablesOfRam(vm: VmConfig): TablesChanged {
  const { ram } = vm;
  const pages = new Map<number, DataView>();
  let nextTable = rootOf(vm);
  const take = (): number => {
    const table = nextTable;
    pages.set(table, new DataView(new ArrayBuffer(PAGE_SIZE)));
    nextTable += PAGE_SIZE;
    return table;
  };
  take();
  for (let offset = 0; offset < ram.sizeBytes; offset += PAGE_SIZE) {
    let table = rootOf(vm);
    for (let level = LEVELS - 1; level > 0; level--) {
      const view = pages.get(table)!;
      const place = ENTRY_SIZE * indexAt(level, ram.base + offset);
      if (view.getBigUint64(place, true) === 0n) view.setBigUint64(place, BigInt(take()) | TABLE, true);
      table = Number(view.getBigUint64(place, true) & ADDRESS);
    }
    const entry = BigInt(ram.hostBase + offset) | MEMORY;
    pages.get(table)!.setBigUint64(ENTRY_SIZE * indexAt(0, ram.base + offset), entry, true);
  }
  const effects = [...pages].map(
    ([address, { buffer }]): MemoryWrote => ({ type: 'memory/wrote', address, bytes: new Uint8Array(buffer as ArrayBuffer) }),
  );
  return { effects, nextTable };
}

/** Maps the page of a guest-physical address, a device's, to the same in the machine. Undefined when there is no room for tables. */
export function mapPage(vm: VmConfig, memory: Memory, nextTable: number, address: number): TablesChanged | undefined {
  if (address >= 2 ** ADDRESS_BITS) return undefined;
  const writes: MemoryWrote[] = [];
  const write = (at: number, entry: bigint) => {
    const bytes = new Uint8Array(ENTRY_SIZE);
    new DataView(bytes.buffer).setBigUint64(0, entry, true);
    writes.push({ type: 'memory/wrote', address: at, bytes });
  };
  let table = rootOf(vm);
  let isNew = false;
  let next = nextTable;
  for (let level = LEVELS - 1; level > 0; level--) {
    const place = table + ENTRY_SIZE * indexAt(level, address);
    const entry: bigint | undefined = isNew ? 0n : read64(memory, place);
    if (entry === undefined) return undefined;
    isNew = (entry & VALID) === 0n;
    if (!isNew) {
      table = Number(entry & ADDRESS);
      continue;
    }
    if (next + PAGE_SIZE > tablesEnd(vm)) return undefined;
    write(place, BigInt(next) | TABLE);
    writes.push({ type: 'memory/wrote', address: next, bytes: new Uint8Array(PAGE_SIZE) });
    table = next;
    next += PAGE_SIZE;
  }
  write(table + ENTRY_SIZE * indexAt(0, address), BigInt(address - (address % PAGE_SIZE)) | DEVICE);
  return { effects: [...writes, { type: 'translation/changed' }], nextTable: next };
}

function read64(memory: Memory, address: number): bigint | undefined {
  const bytes = memory.readRam(address, ENTRY_SIZE);
  return bytes && new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
}
