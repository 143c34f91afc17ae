/** Draws the tables of stage 2: a case's code and tables where they are, its data there and in a window, with every kind of entry. */
import type { Random } from '../random.ts';
import { CODE, DATA, EL1_VECTORS, GUEST_TABLES, RAM, SHOWN_DATA_SIZE } from './layout.ts';
import { shiftOf, startLevelOf, strideOf, Tables } from './tables.ts';
import { blockOf, drawHole, drawWindow, WINDOW_PAGES, type Window } from './window.ts';

const PAGE = 3n;
const BLOCK = 1n;
const TABLE = 3n;
const bit = (number: number): bigint => 1n << BigInt(number);
const [READ, WRITE, AF, DBM, CONTIGUOUS] = [bit(6), bit(7), bit(10), bit(51), bit(52)];
const NORMAL = 15n << 2n;
const INNER_SHAREABLE = 3n << 8n;
const XN_SHIFT = 53n;
/** Nobody executes. */
const NOBODY = 2n << XN_SHIFT;

export interface Stage2 {
  readonly vtcr: bigint;
  readonly vttbr: bigint;
  readonly inputBits: number;
  readonly window: Window;
  /** Shows the tables of stage 1 where they are, but for one that the guest may lack, or not write. */
  readonly showTables: (tables: Tables) => void;
}

interface Leaves {
  readonly marksDirty: boolean;
}

const leafAt = (level: number, address: bigint, attributes: bigint): bigint =>
  address | attributes | NORMAL | INNER_SHAREABLE | (level === 3 ? PAGE : BLOCK);

function drawAttributes(random: Random, { marksDirty }: Leaves): bigint {
  const flag = (percent: number, value: bigint) => (random.chance(percent) ? value : 0n);
  const dirty = marksDirty ? flag(30, DBM) : 0n;
  const drawn = flag(88, READ) | flag(75, WRITE) | flag(80, AF) | flag(4, CONTIGUOUS);
  return drawn | dirty | (BigInt(random.below(4)) << XN_SHIFT) | (BigInt(random.below(16)) << 55n);
}

function drawEntry(random: Random, level: number, address: bigint, leaves: Leaves): bigint {
  const attributes = drawAttributes(random, leaves);
  const leaf = leafAt(level, address, attributes);
  switch (random.below(20)) {
    case 0:
      return leaf & ~1n;
    case 1:
      return leafAt(level, level === 3 ? address : drawHole(random), attributes & ~(WRITE | DBM));
    case 2:
      return level === 3 ? leaf & ~2n : drawHole(random) | TABLE;
    default:
      return leaf;
  }
}

const TG0: Readonly<Record<number, bigint>> = { 12: 0n, 14: 2n, 16: 1n };
const CONCATENATED_BITS = 4;
const ALL = READ | WRITE | AF;

/** Sizes of an address for which tables of a level may begin a walk: up to sixteen together. */
function drawShape(random: Random) {
  const granuleBits = random.pick([12, 14, 16] as const);
  const inputBits = 32 + random.below(13);
  const usual = startLevelOf(granuleBits, inputBits);
  // One level fewer, where sixteen tables are enough.
  const fewer = inputBits - shiftOf(granuleBits, usual + 1) <= strideOf(granuleBits) + CONCATENATED_BITS;
  const startLevel = usual < 2 && fewer && random.chance(70) ? usual + 1 : usual;
  return { granuleBits, inputBits, startLevel };
}

export function drawStage2(random: Random, codeSize: number, words: Map<number, bigint>): Stage2 {
  const { granuleBits, inputBits, startLevel } = drawShape(random);
  const tables = new Tables({ base: GUEST_TABLES, granuleBits, inputBits, startLevel }, words);
  const window = drawWindow(random, granuleBits, inputBits);
  const setsAccess = random.chance(40);
  const leaves: Leaves = { marksDirty: setsAccess && random.chance(60) };
  const size = 2 ** granuleBits;
  const dataPage = () => BigInt(DATA + size * random.below(SHOWN_DATA_SIZE / size));
  for (let at = DATA; at < DATA + SHOWN_DATA_SIZE; at += size) {
    const whole = leafAt(3, BigInt(at), ALL);
    tables.map(BigInt(at), 3, random.chance(60) ? whole : drawEntry(random, 3, dataPage(), leaves));
  }
  for (let i = 0; i < WINDOW_PAGES; i++) tables.map(window.pages + BigInt(size * i), 3, drawEntry(random, 3, dataPage(), leaves));
  tables.map(window.block, 2, drawEntry(random, 2, blockOf(granuleBits), leaves));
  if (window.big !== undefined) tables.map(window.big, 1, drawEntry(random, 1, BigInt(RAM), leaves));
  const seen = () => (setsAccess && random.chance(30) ? 0n : AF);
  for (let at = CODE; at <= CODE + codeSize; at += size) tables.map(BigInt(at), 3, leafAt(3, BigInt(at), READ | WRITE | seen()));
  tables.map(BigInt(EL1_VECTORS), 3, leafAt(3, BigInt(EL1_VECTORS), READ | AF));
  const sl0 = granuleBits === 12 ? 2 - startLevel : 3 - startLevel;
  const vtcr =
    BigInt(64 - inputBits) |
    (BigInt(sl0) << 6n) |
    (TG0[granuleBits]! << 14n) |
    ((5n << 8n) | (3n << 12n) | (5n << 16n) | bit(31)) |
    (random.chance(50) ? bit(19) : 0n) |
    (setsAccess ? bit(21) : 0n) |
    (leaves.marksDirty ? bit(22) : 0n);
  return {
    ...{ vtcr, inputBits, window },
    vttbr: BigInt(GUEST_TABLES) | (BigInt(random.below(2 ** 16)) << 48n),
    showTables: (stage1) => {
      const tableSize = 2 ** stage1.shape.granuleBits;
      const pageOf = (address: number) => address - (address % size);
      const restricted = stage1.made.filter(({ isRestricted }) => isRestricted).map(({ address }) => address);
      const isOfWindow = (address: number) => restricted.some((table) => address >= table && address < table + tableSize);
      const { base } = stage1.shape;
      // Pages that the code and what the harness needs are translated by.
      const needed = new Set<number>();
      for (let at = base; at < stage1.end; at += 4096) if (!isOfWindow(at)) needed.add(pageOf(at));
      const hideable = restricted.map(pageOf).filter((page) => !needed.has(page));
      const special = hideable.length > 0 && random.chance(30) ? random.pick(hideable) : undefined;
      for (let at = pageOf(base); at < stage1.end; at += size) {
        const rights = at === special ? random.pick([0n, READ | AF, WRITE | AF, READ | WRITE]) : ALL;
        tables.map(BigInt(at), 3, leafAt(3, BigInt(at), rights | NOBODY));
      }
    },
  };
}
