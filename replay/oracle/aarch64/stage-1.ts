/** Draws the tables of stage 1, with every kind of entry, and the registers that describe them. */
import type { Random } from '../random.ts';
import { CODE, DATA, EL1_VECTORS, EXCEPTION_CODE, FRAME, RAM, SHOWN_DATA_SIZE, TABLES, UPPER_TABLES } from './layout.ts';
import type { ModeTraits } from './modes.ts';
import { startLevelOf, Tables } from './tables.ts';
import { blockOf, blockSizeOf, drawHole, drawWindow, WINDOW_PAGES, type Window } from './window.ts';

const PAGE = 3n;
const BLOCK = 1n;
const TABLE = 3n;
const bit = (number: number): bigint => 1n << BigInt(number);
const [USER, READ_ONLY, AF, NG] = [bit(6), bit(7), bit(10), bit(11)];
const [DBM, CONTIGUOUS, PXN, UXN] = [bit(51), bit(52), bit(53), bit(54)];
/** PXNTable, UXNTable, APTable[0], APTable[1] of a table's entry. */
const TABLE_RESTRICTIONS = [bit(59), bit(60), bit(61), bit(62)];
const INNER_SHAREABLE = 3n << 8n;

/** The entry that a PE makes of it: level 3 has pages, the others blocks. */
const leafAt = (level: number, address: bigint, attributes: bigint): bigint =>
  address | attributes | (level === 3 ? PAGE : BLOCK);

/** What the leaves of a window point to, by level. */
export interface Targets {
  readonly page: () => bigint;
  readonly block: () => bigint;
  readonly big: () => bigint;
}

export const memoryTargets = (random: Random, pageSize: number, granuleBits: number): Targets => ({
  page: () => BigInt(DATA + pageSize * random.below(SHOWN_DATA_SIZE / pageSize)),
  block: () => blockOf(granuleBits),
  big: () => BigInt(RAM),
});

/** In guest physical memory: where the data is, and where stage 2 has it a second time, or nothing. */
export function guestTargets(random: Random, window: Window, granuleBits: number, pageSize: number): Targets {
  const memory = memoryTargets(random, pageSize, granuleBits);
  const aligned = (address: bigint, size: bigint) => address - (address % size);
  const again = window.pages + BigInt(window.pageSize * WINDOW_PAGES);
  const blockSize = BigInt(blockSizeOf(granuleBits));
  const pages = Math.max(1, Math.floor((WINDOW_PAGES * window.pageSize) / pageSize));
  return {
    page: () =>
      random.chance(60)
        ? memory.page()
        : aligned(random.chance(10) ? again : window.pages + BigInt(pageSize * random.below(pages)), BigInt(pageSize)),
    // Of a block that stage 2 has larger, the part with the data: at the start of RAM is the board's device tree.
    block: () => (random.chance(60) ? memory.block() : aligned(window.block + BigInt(window.blockOffset), blockSize)),
    big: () => (random.chance(60) || window.big === undefined ? memory.big() : window.big),
  };
}

/** What entries are drawn for. */
interface Leaves {
  readonly traits: ModeTraits;
  readonly marksDirty: boolean;
}

/** PXN and UXN of what may be marked dirty: QEMU 7.2 takes it for read-only until then. */
function drawAttributes(random: Random, { traits, marksDirty }: Leaves): bigint {
  const flag = (percent: number, value: bigint) => (random.chance(percent) ? value : 0n);
  const isUser = traits.level === 0;
  const user = isUser === random.chance(88) ? USER : 0n;
  const dirty = marksDirty && random.chance(30) ? DBM | PXN | UXN : 0n;
  const drawn = flag(25, READ_ONLY) | flag(75, AF) | flag(50, NG) | flag(50, PXN) | flag(50, UXN) | flag(4, CONTIGUOUS);
  return user | drawn | dirty | INNER_SHAREABLE | (BigInt(random.below(4)) << 2n) | (BigInt(random.below(16)) << 55n);
}

/** No hole in a page that may be written: of an access across two pages, which is at fault is open, and how much is done. */
function drawEntry(random: Random, level: number, address: bigint, leaves: Leaves): bigint {
  const attributes = drawAttributes(random, leaves);
  const leaf = leafAt(level, address, attributes);
  switch (random.below(20)) {
    case 0:
      return leaf & ~1n;
    case 1:
      return leafAt(level, level === 3 ? address : drawHole(random), (attributes & ~DBM) | READ_ONLY);
    case 2:
      // No page where one should be; a table that is nowhere.
      return level === 3 ? leaf & ~2n : drawHole(random) | TABLE;
    default:
      return leaf;
  }
}

function mapWindow(random: Random, tables: Tables, window: Window, leaves: Leaves, targets: Targets): void {
  const restrictions = () =>
    random.chance(70) ? 0n : TABLE_RESTRICTIONS.reduce((sum, each) => sum | (random.chance(35) ? each : 0n), 0n);
  const map = (address: bigint, level: number, entry: bigint) => tables.map(address, level, entry, restrictions, true);
  for (let i = 0; i < WINDOW_PAGES; i++)
    map(window.pages + BigInt(window.pageSize * i), 3, drawEntry(random, 3, targets.page(), leaves));
  map(window.block, 2, drawEntry(random, 2, targets.block(), leaves));
  if (window.big !== undefined) map(window.big, 1, drawEntry(random, 1, targets.big(), leaves));
  const mine = leaves.traits.level === 0 ? USER : 0n;
  map(window.nowhere, 3, leafAt(3, drawHole(random), READ_ONLY | AF | mine));
}

/** The code is where it is in memory, and writable unless that forbids to execute it; and what the harness needs. */
function mapOwn(random: Random, tables: Tables, { traits, codeSize, canWrite, setsAccess }: OwnRequest): void {
  const { granuleBits } = tables.shape;
  const size = 2 ** granuleBits;
  const { level, isHost } = traits;
  const hasUser = level < 2 || isHost;
  const seen = () => (setsAccess && random.chance(30) ? 0n : AF);
  const other = random.chance(50) ? (level === 0 ? PXN : hasUser ? UXN : 0n) : 0n;
  const user = level === 0 || !hasUser ? USER : 0n;
  const attributes = () => seen() | user | other | (canWrite ? 0n : READ_ONLY) | INNER_SHAREABLE;
  if (granuleBits === 12 && random.chance(20)) tables.map(BigInt(CODE), 2, leafAt(2, BigInt(CODE), attributes()));
  else for (let at = CODE; at <= CODE + codeSize; at += size) tables.map(BigInt(at), 3, leafAt(3, BigInt(at), attributes()));
  const fixed = (address: number, bits: bigint) => tables.map(BigInt(address), 3, leafAt(3, BigInt(address), AF | bits));
  const all = hasUser ? 0n : USER;
  const isOfEl2 = level === 2 || isHost;
  if (!isOfEl2) return fixed(EL1_VECTORS, READ_ONLY | UXN);
  for (let at = EXCEPTION_CODE; at < EXCEPTION_CODE + 0x4000; at += size) fixed(at, READ_ONLY | all | (hasUser ? UXN : 0n));
  fixed(FRAME, all | UXN | PXN);
}

interface OwnRequest {
  readonly traits: ModeTraits;
  readonly codeSize: number;
  /** Does nothing keep from executing what may be written? */
  readonly canWrite: boolean;
  readonly setsAccess: boolean;
}

export interface Stage1Request {
  readonly traits: ModeTraits;
  readonly codeSize: number;
  readonly writableIsNotExecutable: boolean;
  readonly targets: (granuleBits: number) => Targets;
  readonly words: Map<number, bigint>;
}

export interface Stage1 {
  readonly tcr: bigint;
  readonly ttbr0: bigint;
  readonly ttbr1: bigint;
  readonly lower: { readonly tables: Tables; readonly window: Window };
  readonly upper: { readonly tables: Tables; readonly window: Window } | undefined;
  /** Of the upper window: what is above its addresses. */
  readonly upperSign: bigint;
  /** The top byte of an address does not count, in the lower and upper range. */
  readonly ignoresTop: readonly [boolean, boolean];
}

const TG0: Readonly<Record<number, bigint>> = { 12: 0n, 14: 2n, 16: 1n };
const TG1: Readonly<Record<number, bigint>> = { 12: 2n, 14: 1n, 16: 3n };
const BITS_48 = 5n;

const drawInputBits = (random: Random): number => 32 + random.below(17);

interface RangeRequest {
  readonly base: number;
  readonly granuleBits: 12 | 14 | 16;
  readonly words: Map<number, bigint>;
}

function drawRange(random: Random, { base, granuleBits, words }: RangeRequest) {
  const inputBits = drawInputBits(random);
  const startLevel = startLevelOf(granuleBits, inputBits);
  const tables = new Tables({ base, granuleBits, inputBits, startLevel }, words);
  return { tables, window: drawWindow(random, granuleBits, inputBits) };
}

export function drawStage1(random: Random, request: Stage1Request): Stage1 {
  const { traits, codeSize, words } = request;
  const hasTwoRanges = traits.level < 2 || traits.isHost;
  const setsAccess = random.chance(40);
  const marksDirty = setsAccess && random.chance(60);
  const ips = random.chance(70) ? BITS_48 : BigInt(random.below(6));
  const leaves: Leaves = { traits, marksDirty };
  const canWrite = !request.writableIsNotExecutable && random.chance(85);
  const lower = drawRange(random, { base: TABLES, granuleBits: traits.granuleBits as 12, words });
  mapOwn(random, lower.tables, { traits, codeSize, canWrite, setsAccess });
  mapWindow(random, lower.tables, lower.window, leaves, request.targets(traits.granuleBits));
  const size = (tables: Tables) => BigInt(64 - tables.shape.inputBits);
  const flag = (percent: number, at: number) => (random.chance(percent) ? bit(at) : 0n);
  const common = size(lower.tables) | (TG0[traits.granuleBits]! << 14n) | (3n << 12n) | (5n << 8n);
  const ttbr0 = BigInt(TABLES);
  if (!hasTwoRanges) {
    const top = flag(30, 20);
    const tcr = common | bit(31) | bit(23) | (ips << 16n) | top | flag(25, 24);
    const updates = (setsAccess ? bit(21) : 0n) | (marksDirty ? bit(22) : 0n);
    const ignoresTop = [top !== 0n, false] as const;
    return { tcr: tcr | updates, ttbr0, ttbr1: 0n, lower, upper: undefined, upperSign: 0n, ignoresTop };
  }
  const upperGranule = random.pick([12, 14, 16] as const);
  const upper = drawRange(random, { base: UPPER_TABLES, granuleBits: upperGranule, words });
  mapWindow(random, upper.tables, upper.window, leaves, request.targets(upperGranule));
  const tops = [flag(30, 37), flag(30, 38)] as const;
  const tcr =
    common |
    (size(upper.tables) << 16n) |
    (TG1[upperGranule]! << 30n) |
    ((3n << 28n) | (5n << 24n)) |
    (ips << 32n) |
    (tops[0] | tops[1] | flag(25, 41) | flag(25, 42) | flag(6, 23) | flag(50, 36) | flag(50, 22)) |
    (setsAccess ? bit(39) : 0n) |
    (marksDirty ? bit(40) : 0n);
  const asid = () => BigInt(random.below(2 ** 16)) << 48n;
  const upperSign = BigInt.asUintN(64, -bit(upper.tables.shape.inputBits));
  const ignoresTop = [tops[0] !== 0n, tops[1] !== 0n] as const;
  return { tcr, ttbr0: ttbr0 | asid(), ttbr1: BigInt(UPPER_TABLES) | asid(), lower, upper, upperSign, ignoresTop };
}
