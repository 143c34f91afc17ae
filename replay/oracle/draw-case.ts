/** Draws a case: page tables with every kind of entry, registers, and a program. */
import { type Case, type Mapping, type Mode, modes, placeUnits } from './case.ts';
import { CODE, DATA, DATA_SIZE } from './layout.ts';
import { Random } from './random.ts';
import { drawRegisters } from './registers.ts';
import { drawUnit, drawValue } from './units.ts';

const PTE = { V: 1n, R: 2n, W: 4n, X: 8n, U: 16n, G: 32n, A: 64n, D: 128n } as const;
const PAGE = 4096;
const WINDOW_PAGES = 16;
const RAM = 0x8000_0000n;
/** Physical addresses where nothing is. */
const HOLES = [0x0080_0000n, 0xa000_0000n, 0xffff_ffff_f000n];
const FS_DIRTY = 3n << 13n;
/** SPIE, MPIE, SPP, SUM, MXR, TVM, TW, TSR. */
const STATUS_FIELDS = [5n, 7n, 8n, 18n, 19n, 20n, 21n, 22n];

const ppn = (address: bigint) => (address >> 12n) << 10n;

/** Where a case's data appears in its address space. */
interface Window {
  /** Of 16 pages with entries of all kinds; the page after them is not mapped. */
  readonly pages: bigint;
  /** Of 2 MiB, and of 1 GiB that holds all RAM. */
  readonly megapage: bigint;
  readonly gigapage: bigint;
}

function drawWindow(random: Random, satpMode: 8 | 9 | 10): Window {
  const bits = { 8: 39, 9: 48, 10: 57 }[satpMode];
  // Above 64 GiB: no device answers there, should the address be taken for a physical one. Off the ends of tables.
  const top = 64n + 8n * BigInt(random.below(bits === 39 ? 22 : 2 ** Math.min(bits - 36, 20)));
  const sign = random.chance(30) ? BigInt.asIntN(64, -1n << BigInt(bits - 1)) : 0n;
  const start = BigInt.asUintN(64, sign + (top << 30n));
  return { pages: start + (BigInt(random.below(400)) << 12n), megapage: start + (4n << 21n), gigapage: start + (1n << 30n) };
}

function drawLeaf(random: Random, address: bigint, isUser: boolean): bigint {
  const flag = (percent: number, bit: bigint) => (random.chance(percent) ? bit : 0n);
  const user = isUser === random.chance(88) ? PTE.U : 0n;
  const flags = flag(90, PTE.R) | flag(78, PTE.W) | flag(40, PTE.X) | flag(10, PTE.G) | flag(70, PTE.A) | flag(60, PTE.D);
  // With none of R, W and X it is a pointer; to data, if it were a good one, which stores would change under QEMU's TLB.
  const kind = (flags & (PTE.R | PTE.W | PTE.X)) === 0n ? PTE.A : 0n;
  return ppn(address) | PTE.V | user | flags | kind | (BigInt(random.below(4)) << 8n);
}

/** No hole in a small page: of an access across two bad pages, which is at fault is open. */
function drawEntry(random: Random, address: bigint, isUser: boolean, level: number): bigint {
  const leaf = drawLeaf(random, address, isUser);
  switch (random.below(20)) {
    case 0:
      return leaf & ~PTE.V;
    case 1:
      // Bits 63 to 54: N, PBMT and reserved ones.
      return leaf | (1n << BigInt(54 + random.below(10)));
    case 2:
      // Not to be written: of a store that ends there QEMU writes the beginning, which is allowed.
      return level === 0 ? leaf : (drawLeaf(random, random.pick(HOLES), isUser) & ~PTE.W) | PTE.R;
    case 3:
      // A pointer where only a leaf may be, or with a bit that pointers reserve.
      return (leaf & ~(PTE.R | PTE.W | PTE.X)) | PTE.A;
    default:
      return leaf;
  }
}

function drawMappings(random: Random, window: Window, isUser: boolean, codeSize: number): Mapping[] {
  const dataPage = () => BigInt(DATA + PAGE * random.below(DATA_SIZE / PAGE));
  const pages = Array.from({ length: WINDOW_PAGES }, (_, i) => ({
    address: window.pages + BigInt(PAGE * i),
    level: 0,
    pte: drawEntry(random, dataPage(), isUser, 0),
  }));
  const misaligned = random.chance(15) ? 4096n : 0n;
  const large = [
    { address: window.megapage, level: 1, pte: drawEntry(random, BigInt(DATA) + misaligned, isUser, 1) },
    { address: window.gigapage, level: 2, pte: drawEntry(random, RAM + misaligned, isUser, 2) },
  ];
  // The code is where it is in memory, readable and writable, so that it can change itself.
  const user = isUser ? PTE.U : 0n;
  const seen = random.chance(70) ? PTE.A | PTE.D : 0n;
  const codePte = (address: number) => ppn(BigInt(address)) | PTE.V | PTE.R | PTE.W | PTE.X | user | seen;
  if (random.chance(20)) return [...pages, ...large, { address: BigInt(CODE), level: 1, pte: codePte(CODE) }];
  const code = Array.from({ length: Math.ceil(codeSize / PAGE) + 1 }, (_, i) => CODE + PAGE * i);
  return [...pages, ...large, ...code.map((address) => ({ address: BigInt(address), level: 0, pte: codePte(address) }))];
}

/** Mostly aligned, often at the end of a page. */
function drawOffset(random: Random, sizeBytes: number): bigint {
  const page = PAGE * random.below(sizeBytes / PAGE);
  const within = random.chance(20) ? PAGE - 1 - random.below(16) : random.below(PAGE);
  return BigInt(page + (random.chance(75) ? within & ~7 : within));
}

function addressDrawer(random: Random, window: Window | undefined): () => bigint {
  const physical = () =>
    random.chance(94) ? BigInt(DATA) + drawOffset(random, DATA_SIZE) : random.pick(HOLES) + BigInt(random.below(64));
  if (window === undefined) return physical;
  return () => {
    switch (random.below(16)) {
      case 0:
        return physical();
      case 1:
      case 2:
        return window.megapage + drawOffset(random, DATA_SIZE);
      case 3:
      case 4:
        return window.gigapage + (BigInt(DATA) - RAM) + drawOffset(random, DATA_SIZE);
      case 5:
        // Not canonical.
        return BigInt.asUintN(64, window.pages ^ (1n << BigInt(57 + random.below(7))));
      default:
        return window.pages + drawOffset(random, PAGE * (WINDOW_PAGES + 1));
    }
  };
}

const NOWHERE = [0n, 0x0080_0000n, 0xa000_0000n, 0x1234_5678_9abc_def0n, 0xffff_ffff_ffff_f000n, 0x7fff_ffff_ffff_fff0n];

/** The same numbers give the same case. */
export function drawCase(seed: number, mode: Mode, length: number): Case {
  const random = new Random(seed);
  const { privilege, satpMode } = modes[mode];
  const registers = drawRegisters(random);
  const window = satpMode === 0 ? undefined : drawWindow(random, satpMode);
  const drawAddress = addressDrawer(random, window);
  const context = { random, registers, privilege, drawAddress, drawNowhere: () => random.pick(NOWHERE) };
  const x = Array.from({ length: 32 }, (_, i) => (registers.bases.includes(i) ? drawAddress() : drawValue(random)));
  const units = Array.from({ length }, () => drawUnit(context));
  const codeSize = placeUnits({ units }).at(-1)!.address + 4 - CODE;
  return {
    seed,
    mode,
    rounds: 2,
    link: registers.link,
    mstatus: STATUS_FIELDS.reduce((bits, bit) => bits | (random.chance(30) ? 1n << bit : 0n), FS_DIRTY),
    fcsr: BigInt(random.below(5) << 5),
    x: x.map((value, i) => (i === 0 ? 0n : value)),
    f: Array.from({ length: 32 }, () => drawFloat(random)),
    mappings: window === undefined ? [] : drawMappings(random, window, privilege === 0, codeSize),
    units,
  };
}

/** Doubles and boxed singles of ordinary size, and anything. */
function drawFloat(random: Random): bigint {
  const boxed = (bits: number) => (0xffff_ffffn << 32n) | BigInt(bits >>> 0);
  const sign = random.below(2);
  switch (random.below(5)) {
    case 0:
      return boxed((sign << 31) | ((0x7f - 8 + random.below(16)) << 23) | random.below(2 ** 23));
    case 1:
      return boxed(
        random.pick([0, 0x8000_0000, 1, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7f80_0001, 0x007f_ffff, 0x7f7f_ffff]),
      );
    case 2:
      return (BigInt(sign) << 63n) | (BigInt(0x3ff - 8 + random.below(16)) << 52n) | (random.u64() >> 12n);
    case 3:
      return random.pick([
        0n,
        1n << 63n,
        1n,
        0x7ff0n << 48n,
        0xfff0n << 48n,
        0x7ff8n << 48n,
        (0x7ff0n << 48n) | 1n,
        0x000f_ffff_ffff_ffffn,
      ]);
    default:
      return random.u64();
  }
}
