/** Draws page tables with every kind of entry, of both stages, and addresses that meet them. */

import type { Random } from '../random.ts';
import type { Mapping, SatpMode } from './case.ts';
import { CODE, DATA, DATA_SIZE } from './layout.ts';

const PTE = { V: 1n, R: 2n, W: 4n, X: 8n, U: 16n, G: 32n, A: 64n, D: 128n } as const;
const PAGE = 4096;
const WINDOW_PAGES = 16;
const RAM = 0x8000_0000n;
/** Physical addresses where nothing is. */
const HOLES = [0x0080_0000n, 0xa000_0000n, 0xffff_ffff_f000n];

const ppn = (address: bigint) => (address >> 12n) << 10n;

/** Where a case's data appears in an address space. */
export interface Window {
  /** Of 16 pages with entries of all kinds; the page after them is not mapped. */
  readonly pages: bigint;
  /** Of 2 MiB, and of 1 GiB that holds all RAM. */
  readonly megapage: bigint;
  readonly gigapage: bigint;
  /** Executable, at a guest physical address where nothing is. */
  readonly nowhere: bigint;
}

const windowAt = (random: Random, start: bigint): Window => ({
  pages: start + (BigInt(random.below(400)) << 12n),
  megapage: start + (4n << 21n),
  gigapage: start + (1n << 30n),
  nowhere: start + (6n << 21n),
});

export function drawWindow(random: Random, satpMode: SatpMode): Window | undefined {
  if (satpMode === 0) return undefined;
  const bits = { 8: 39, 9: 48, 10: 57 }[satpMode];
  // Above 64 GiB: no device answers there, should the address be taken for a physical one. Off the ends of tables.
  const top = 64n + 8n * BigInt(random.below(bits === 39 ? 22 : 2 ** Math.min(bits - 36, 20)));
  const sign = random.chance(30) ? BigInt.asIntN(64, -1n << BigInt(bits - 1)) : 0n;
  return windowAt(random, BigInt.asUintN(64, sign + (top << 30n)));
}

/** The window of a guest physical address space. */
export interface GuestWindow extends Window {
  /** Of an address. */
  readonly bits: number;
}

/**
 * In the lower half of the space: in the upper QEMU 7.2 extends the sign of a guest physical address. For Sv57x4 no further
 * than a PTE can point. With hgatp Bare there is none.
 */
export function drawGuestWindow(random: Random, hgatpMode: SatpMode): GuestWindow | undefined {
  if (hgatpMode === 0) return undefined;
  const { bits, starts } = { 8: { bits: 41, starts: 100 }, 9: { bits: 50, starts: 2 ** 15 }, 10: { bits: 59, starts: 2 ** 20 } }[
    hgatpMode
  ];
  return { bits, ...windowAt(random, (64n + 8n * BigInt(random.below(starts))) << 30n) };
}

/** How a case relates R and X of its leaves, to keep from where QEMU 7.2 asks for R and should for X, or forgets MXR. */
export type Executable = 'any' | 'if readable' | 'as readable';

/** What leaves are for. */
export interface Leaves {
  readonly isUser: boolean;
  readonly executable: Executable;
}

function relate(flags: bigint, executable: Executable): bigint {
  const isReadable = (flags & PTE.R) !== 0n;
  if (executable === 'any' || (executable === 'if readable' && isReadable)) return flags;
  return isReadable ? flags | PTE.X : flags & ~PTE.X;
}

function drawLeaf(random: Random, address: bigint, { isUser, executable }: Leaves): bigint {
  const flag = (percent: number, bit: bigint) => (random.chance(percent) ? bit : 0n);
  const user = isUser === random.chance(88) ? PTE.U : 0n;
  const drawn = flag(90, PTE.R) | flag(78, PTE.W) | flag(40, PTE.X) | flag(10, PTE.G) | flag(70, PTE.A) | flag(60, PTE.D);
  const flags = relate(drawn, executable);
  // With none of R, W and X it is a pointer; to data, if it were a good one, which stores would change under QEMU's TLB.
  const kind = (flags & (PTE.R | PTE.W | PTE.X)) === 0n ? PTE.A : 0n;
  return ppn(address) | PTE.V | user | flags | kind | (BigInt(random.below(4)) << 8n);
}

/** No hole in a small page: of an access across two bad pages, which is at fault is open. */
function drawEntry(random: Random, address: bigint, leaves: Leaves, level: number): bigint {
  const leaf = drawLeaf(random, address, leaves);
  switch (random.below(20)) {
    case 0:
      return leaf & ~PTE.V;
    case 1:
      // Bits 63 to 54: N, PBMT and reserved ones.
      return leaf | (1n << BigInt(54 + random.below(10)));
    case 2:
      // Not to be written: of a store that ends there QEMU writes the beginning, which is allowed.
      return level === 0 ? leaf : relate((drawLeaf(random, random.pick(HOLES), leaves) & ~PTE.W) | PTE.R, leaves.executable);
    case 3:
      // A pointer where only a leaf may be, or with a bit that pointers reserve.
      return (leaf & ~(PTE.R | PTE.W | PTE.X)) | PTE.A;
    default:
      return leaf;
  }
}

/** What the leaves of a window point to. */
export interface Targets {
  readonly page: () => bigint;
  readonly megapage: () => bigint;
  readonly gigapage: () => bigint;
}

export const memoryTargets = (random: Random): Targets => ({
  page: () => BigInt(DATA + PAGE * random.below(DATA_SIZE / PAGE)),
  megapage: () => BigInt(DATA),
  gigapage: () => RAM,
});

/** In guest physical memory: where the data is, and where the second stage has it a second time, or nothing. */
export function guestTargets(random: Random, window: Window): Targets {
  const memory = memoryTargets(random);
  return {
    page: () => (random.chance(60) ? memory.page() : window.pages + BigInt(PAGE * random.below(WINDOW_PAGES + 2))),
    megapage: () => (random.chance(60) ? memory.megapage() : window.megapage),
    gigapage: () => (random.chance(60) ? memory.gigapage() : window.gigapage),
  };
}

function drawWindowMappings(random: Random, window: Window, leaves: Leaves, targets: Targets): Mapping[] {
  const pages = Array.from({ length: WINDOW_PAGES }, (_, i) => ({
    address: window.pages + BigInt(PAGE * i),
    level: 0,
    pte: drawEntry(random, targets.page(), leaves, 0),
  }));
  const misaligned = random.chance(15) ? 4096n : 0n;
  return [
    ...pages,
    { address: window.megapage, level: 1, pte: drawEntry(random, targets.megapage() + misaligned, leaves, 1) },
    { address: window.gigapage, level: 2, pte: drawEntry(random, targets.gigapage() + misaligned, leaves, 2) },
  ];
}

/** The code is where it is in memory, readable and writable, so that it can change itself. */
function drawCodeMappings(random: Random, isUser: boolean, codeSize: number): Mapping[] {
  const user = isUser ? PTE.U : 0n;
  const seen = random.chance(70) ? PTE.A | PTE.D : 0n;
  const codePte = (address: number) => ppn(BigInt(address)) | PTE.V | PTE.R | PTE.W | PTE.X | user | seen;
  if (random.chance(20)) return [{ address: BigInt(CODE), level: 1, pte: codePte(CODE) }];
  const code = Array.from({ length: Math.ceil(codeSize / PAGE) + 1 }, (_, i) => CODE + PAGE * i);
  return code.map((address) => ({ address: BigInt(address), level: 0, pte: codePte(address) }));
}

/** What the tables of a case are drawn for. */
export interface TablesRequest {
  readonly window: Window;
  readonly leaves: Leaves;
  readonly targets: Targets;
  readonly codeSize: number;
  readonly guestWindow: Window | undefined;
}

/** The tables of satp and vsatp. */
export function drawMappings(random: Random, { window, leaves, targets, codeSize, guestWindow }: TablesRequest): Mapping[] {
  const drawn = [...drawWindowMappings(random, window, leaves, targets), ...drawCodeMappings(random, leaves.isUser, codeSize)];
  if (guestWindow === undefined) return drawn;
  const user = leaves.isUser ? PTE.U : 0n;
  const pte = ppn(guestWindow.nowhere) | PTE.V | PTE.R | PTE.W | PTE.X | PTE.A | PTE.D | user;
  return [...drawn, { address: window.nowhere, level: 0, pte }];
}

/** The tables of hgatp: the data where it is and in a window, and the code where it is. */
export function drawGuestMappings(random: Random, window: Window, executable: Executable, codeSize: number): Mapping[] {
  const leaves: Leaves = { isUser: true, executable: executable === 'any' ? 'if readable' : executable };
  const memory = memoryTargets(random);
  const data = Array.from({ length: DATA_SIZE / PAGE }, (_, i) => {
    const address = BigInt(DATA + PAGE * i);
    const whole = ppn(address) | PTE.V | PTE.R | PTE.W | PTE.X | PTE.U | PTE.A | PTE.D;
    return { address, level: 0, pte: random.chance(60) ? whole : drawEntry(random, memory.page(), leaves, 0) };
  });
  return [...drawWindowMappings(random, window, leaves, memory), ...data, ...drawCodeMappings(random, true, codeSize)];
}

/** Mostly aligned, often at the end of a page. */
function drawOffset(random: Random, sizeBytes: number): bigint {
  const page = PAGE * random.below(sizeBytes / PAGE);
  const within = random.chance(20) ? PAGE - 1 - random.below(16) : random.below(PAGE);
  return BigInt(page + (random.chance(75) ? within & ~7 : within));
}

function drawInWindow(random: Random, window: Window): bigint {
  switch (random.below(8)) {
    case 0:
      return window.megapage + drawOffset(random, DATA_SIZE);
    case 1:
      return window.gigapage + (BigInt(DATA) - RAM) + drawOffset(random, DATA_SIZE);
    default:
      return window.pages + drawOffset(random, PAGE * (WINDOW_PAGES + 1));
  }
}

/** Addresses of a space without tables of its own, in which there may be a guest's window. */
export function physicalDrawer(random: Random, guest: GuestWindow | undefined): () => bigint {
  const memory = () =>
    random.chance(94) ? BigInt(DATA) + drawOffset(random, DATA_SIZE) : random.pick(HOLES) + BigInt(random.below(64));
  if (guest === undefined) return memory;
  const { bits, pages } = guest;
  return () => {
    if (random.chance(40)) return memory();
    if (random.chance(6)) return pages ^ (1n << BigInt(bits + random.below(64 - bits)));
    return drawInWindow(random, guest);
  };
}

export function addressDrawer(random: Random, window: Window | undefined, physical: () => bigint): () => bigint {
  if (window === undefined) return physical;
  return () => {
    switch (random.below(16)) {
      case 0:
        return physical();
      case 1:
        // Not canonical.
        return BigInt.asUintN(64, window.pages ^ (1n << BigInt(57 + random.below(7))));
      default:
        return drawInWindow(random, window);
    }
  };
}
