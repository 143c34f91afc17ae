/** Sv39x4 tables in machine memory. `priv: Two-Stage Address Translation, Guest Physical Address Translation` */
import type { Effects, Memory, TablesChanged } from '#core/hypervisor/guest-isa.ts';
import type { MemoryWrote } from '#core/hypervisor/seat.ts';
import { TABLES_SIZE, type VmConfig, WORKSPACE_SIZE } from '#core/hypervisor/vm.ts';

const PAGE_SIZE = 4096;
/** "The root page table is four times larger than usual: it is 16 KiB, and must be aligned to a 16-KiB boundary." */
const ROOT_SIZE = 4 * PAGE_SIZE;
const PTE_SIZE = 8;
const LEVELS = 3;

const PTE_V = 1n;
/** V, R, W, X, A, D; and U, as "all memory accesses (including those made to access data structures for VS-stage address translation) are considered to be user-level". */
const LEAF = 0xdfn;

export const rootOf = ({ workspace }: VmConfig): number => workspace + WORKSPACE_SIZE;
const tablesEnd = (vm: VmConfig): number => rootOf(vm) + TABLES_SIZE;

const entryOf = (page: number, bits: bigint): bigint => (BigInt(page / PAGE_SIZE) << 10n) | bits;

/** Index into the table of a level, 2 being the root, of a guest-physical address. */
function indexAt(level: number, address: number): number {
  const page = Math.floor(address / PAGE_SIZE);
  const index = Math.floor(page / 512 ** level);
  return level === LEVELS - 1 ? index % 2048 : index % 512;
}

/** The tables of guest RAM alone, made from nothing. */
export function tablesOfRam(vm: VmConfig): TablesChanged {
  const { ram } = vm;
  const pages = new Map<number, Uint8Array>();
  let nextTable = rootOf(vm) + ROOT_SIZE;
  const bytesOf = (table: number): Uint8Array => {
    let bytes = pages.get(table);
    if (bytes === undefined) pages.set(table, (bytes = new Uint8Array(table === rootOf(vm) ? ROOT_SIZE : PAGE_SIZE)));
    return bytes;
  };
  bytesOf(rootOf(vm));
  const viewOf = (table: number) => new DataView(bytesOf(table).buffer);
  for (let offset = 0; offset < ram.sizeBytes; ) {
    let table = rootOf(vm);
    for (let level = LEVELS - 1; level > 0; level--) {
      const view = viewOf(table);
      const place = PTE_SIZE * indexAt(level, ram.base + offset);
      if (view.getBigUint64(place, true) === 0n) {
        view.setBigUint64(place, entryOf(nextTable, PTE_V), true);
        bytesOf(nextTable);
        nextTable += PAGE_SIZE;
      }
      table = Number(view.getBigUint64(place, true) >> 10n) * PAGE_SIZE;
    }
    const view = viewOf(table);
    for (let index = indexAt(0, ram.base + offset); index < 512 && offset < ram.sizeBytes; index++, offset += PAGE_SIZE)
      view.setBigUint64(PTE_SIZE * index, entryOf(ram.hostBase + offset, LEAF), true);
  }
  const effects = [...pages].map(([address, bytes]): MemoryWrote => ({ type: 'memory/wrote', address, bytes }));
  return { effects, nextTable };
}

/** Maps the page of a guest-physical address to the same in the machine. Undefined when there is no room for tables. */
export function mapPage(vm: VmConfig, memory: Memory, nextTable: number, address: number): TablesChanged | undefined {
  const writes: MemoryWrote[] = [];
  const write = (at: number, entry: bigint) => {
    const bytes = new Uint8Array(PTE_SIZE);
    new DataView(bytes.buffer).setBigUint64(0, entry, true);
    writes.push({ type: 'memory/wrote', address: at, bytes });
  };
  let table = rootOf(vm);
  let isNew = false;
  let next = nextTable;
  for (let level = LEVELS - 1; level > 0; level--) {
    const place = table + PTE_SIZE * indexAt(level, address);
    const entry: bigint | undefined = isNew ? 0n : read64(memory, place);
    if (entry === undefined) return undefined;
    isNew = (entry & PTE_V) === 0n;
    if (isNew) {
      if (next + PAGE_SIZE > tablesEnd(vm)) return undefined;
      write(place, entryOf(next, PTE_V));
      writes.push({ type: 'memory/wrote', address: next, bytes: new Uint8Array(PAGE_SIZE) });
      table = next;
      next += PAGE_SIZE;
    } else table = Number(entry >> 10n) * PAGE_SIZE;
  }
  const page = address - (address % PAGE_SIZE);
  write(table + PTE_SIZE * indexAt(0, address), entryOf(page, LEAF));
  const effects: Effects = [...writes, { type: 'translation/changed' }];
  return { effects, nextTable: next };
}

function read64(memory: Memory, address: number): bigint | undefined {
  const bytes = memory.readRam(address, PTE_SIZE);
  return bytes && new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
}
