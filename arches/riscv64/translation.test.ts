/** Translations of guests, through tables of two stages built by hand. */
import { describe, expect, it } from 'vitest';
import type { Access } from '#core/machine/hart.ts';
import { layout } from './layout.ts';
import { inMode, newTestHart, RAM_BASE, type TestHart } from './testing/hart.ts';

const V = 0x01n;
const R = 0x02n;
const W = 0x04n;
const X = 0x08n;
const USER = 0x10n;
const A = 0x40n;
const D = 0x80n;
const FULL = V | R | W | X | A | D;
const SUM = 1n << 18n;
const MXR = 1n << 19n;
const GVA = 1n << 6n;

const RAM = BigInt(RAM_BASE);
const [GUEST_ROOT, ROOT] = [RAM, RAM + 0x8_0000n];
const [VA, GPA, PA] = [0x12_3456_7abcn, 0x1_2345_6000n, 0x9876_5000n];
const PLACE = Number(PA | 0xabcn);
const PSEUDO_READ = 0x3000n;
const PSEUDO_WRITE = 0x3020n;

const MODES = { bare: 0n, sv39: 8n, sv48: 9n, sv57: 10n } as const;
const LEVELS = { bare: 0, sv39: 3, sv48: 4, sv57: 5 } as const;
type Mode = keyof typeof MODES;

const entryOf = (address: bigint, flags: bigint) => ((address >> 12n) << 10n) | flags;
const put = (hart: TestHart, address: bigint, entry: bigint) => hart.ram.setBigUint64(Number(address - RAM), entry, true);
const at = (hart: TestHart, address: bigint) => hart.ram.getBigUint64(Number(address - RAM), true);
const causeOf = (base: number) => (access: Access) => base + { fetch: 0, load: 1, store: 3 }[access];
const guestPageFault = causeOf(20);
const pageFault = causeOf(12);

/** A hart in VS with the root of VS-stage at `ROOT`, which G-stage shows where it is, and that of G-stage at the start of RAM. */
function guestHart(first: Mode, second: Mode = 'sv39'): TestHart {
  const hart = inMode(newTestHart(), 'VS');
  hart.block.setBigUint64(layout.pmpaddr.offset, 2n ** 54n - 1n, true);
  hart.block.setUint8(layout.pmpcfg.offset, 0x1f);
  hart.set(layout.hgatp, (MODES[second] << 60n) | (GUEST_ROOT >> 12n));
  hart.set(layout.vsatp, (MODES[first] << 60n) | (ROOT >> 12n));
  if (second !== 'bare') for (let page = 0n; page < 8n; page++) mapGuest(hart, second, ROOT + page * 4096n, ROOT + page * 4096n);
  return hart;
}

/** Puts tables down to `level` of a tree whose root has `rootBits` of the index, and there the entry. Answers where that is. */
function map(
  hart: TestHart,
  levels: number,
  tables: bigint[],
  address: bigint,
  entry: bigint,
  level: number,
  flags: bigint,
): bigint {
  let table = tables[0]!;
  const indexOf = (each: number) => {
    const isWide = each === levels - 1 && table === GUEST_ROOT;
    return (address >> BigInt(12 + 9 * each)) & (isWide ? 2047n : 511n);
  };
  for (let each = levels - 1; each > level; each--) {
    const place = table + 8n * indexOf(each);
    if ((at(hart, place) & V) === 0n) {
      tables.push(tables.at(-1)! + (tables.length === 1 && table === GUEST_ROOT ? 0x4000n : 4096n));
      put(hart, place, entryOf(tables.at(-1)!, flags));
    }
    table = (at(hart, place) >> 10n) << 12n;
  }
  const place = table + 8n * indexOf(level);
  put(hart, place, entry);
  return place;
}

const guestTables = new WeakMap<TestHart, bigint[]>();

function mapGuest(hart: TestHart, mode: Mode, gpa: bigint, pa: bigint, flags = FULL | USER, level = 0): bigint {
  const tables = guestTables.get(hart) ?? [GUEST_ROOT];
  guestTables.set(hart, tables);
  const place = map(hart, LEVELS[mode], tables, gpa, entryOf(pa, flags), level, V);
  expect(tables.at(-1)).toBeLessThan(ROOT);
  return place;
}

const mapFirst = (hart: TestHart, mode: Mode, va: bigint, gpa: bigint, flags = FULL, level = 0) =>
  map(hart, LEVELS[mode], [ROOT], va, entryOf(gpa, flags), level, V);

/** What the handler in M would read after the fault of an access. */
function faultOf(hart: TestHart, address: bigint, access: Access, width = 4) {
  const trap = hart.translate(address, access, width);
  if (typeof trap === 'number') return trap;
  hart.hart.enterException(trap.cause, Number(trap.value & 0xffff_ffffn), Number(trap.value >> 32n));
  return {
    ...trap,
    guest: hart.get(layout.mtval2) << 2n,
    tinst: hart.get(layout.mtinst),
    gva: (hart.get(layout.mstatus) >> 38n) & 1n,
  };
}

describe.each([
  ['sv39', 'sv39'],
  ['sv48', 'sv39'],
  ['sv57', 'sv48'],
  ['sv39', 'sv57'],
] as const)('%s under %sx4', (first, second) => {
  it('translates twice', () => {
    const hart = guestHart(first, second);
    mapFirst(hart, first, VA, GPA);
    mapGuest(hart, second, GPA, PA);
    for (const access of ['fetch', 'load', 'store'] as const) expect(hart.translate(VA, access, 4)).toBe(PLACE);
    expect(hart.hart.isWholePage()).toBe(true);
  });

  it('sets the accessed and dirty bits of both stages', () => {
    const hart = guestHart(first, second);
    const entries = [mapFirst(hart, first, VA, GPA, V | R | W), mapGuest(hart, second, GPA, PA, V | R | W | USER)];
    const marks = () => entries.map((entry) => at(hart, entry) & (A | D));
    expect(hart.translate(VA, 'load', 4)).toBe(PLACE);
    expect(hart.hart.allowsOther()).toBe(false);
    expect(marks()).toEqual([A, A]);
    expect(hart.translate(VA, 'store', 4)).toBe(PLACE);
    expect(marks()).toEqual([A | D, A | D]);
    expect(hart.translate(VA, 'load', 4)).toBe(PLACE);
    expect(hart.hart.allowsOther()).toBe(true);
  });

  it('tells a fault of the first stage from one of the second, and which guest address', () => {
    const hart = guestHart(first, second);
    for (const access of ['fetch', 'load', 'store'] as const) {
      const none = { value: VA, guest: 0n, tinst: 0n, gva: 1n };
      expect(faultOf(inMode(hart, 'VS'), VA, access)).toEqual({ ...none, cause: pageFault(access) });
    }
    mapFirst(hart, first, VA, GPA);
    for (const access of ['fetch', 'load', 'store'] as const)
      expect(faultOf(inMode(hart, 'VS'), VA, access)).toMatchObject({
        cause: guestPageFault(access),
        value: VA,
        guest: GPA | 0xabcn,
        gva: 1n,
      });
  });

  it('reports tables that the second stage does not show as faults of the access, with a pseudoinstruction', () => {
    const hart = guestHart(first, second);
    mapFirst(hart, first, VA, GPA);
    mapGuest(hart, second, ROOT, ROOT, 0n);
    const index = (VA >> BigInt(12 + 9 * (LEVELS[first] - 1))) & 511n;
    expect(faultOf(hart, VA, 'store')).toEqual({
      cause: guestPageFault('store'),
      value: VA,
      guest: ROOT + 8n * index,
      tinst: PSEUDO_READ,
      gva: 1n,
    });
  });

  it('reports marks that the second stage does not let be set likewise, as a write', () => {
    const hart = guestHart(first, second);
    const entry = mapFirst(hart, first, VA, GPA, V | R | W);
    mapGuest(hart, second, GPA, PA);
    mapGuest(hart, second, entry & ~0xfffn, entry & ~0xfffn, V | R | A | D | USER);
    expect(faultOf(hart, VA, 'load')).toMatchObject({ cause: guestPageFault('load'), guest: entry, tinst: PSEUDO_WRITE });
    expect(at(hart, entry) & A).toBe(0n);
  });
});

describe('the second stage', () => {
  it('alone translates where VS-stage is Bare, with a root of 16 KiB', () => {
    const hart = guestHart('bare');
    const high = GPA | (3n << 39n);
    mapGuest(hart, 'sv39', GPA, PA);
    mapGuest(hart, 'sv39', high, PA + 0x1000n);
    expect(hart.translate(GPA | 0xabcn, 'load', 4)).toBe(PLACE);
    expect(hart.translate(high | 0xabcn, 'load', 4)).toBe(PLACE + 0x1000);
  });

  it.each([
    ['sv39', 41n],
    ['sv48', 50n],
    ['sv57', 59n],
  ] as const)('refuses guest physical addresses wider than %sx4 has', (mode, bits) => {
    const hart = guestHart('bare', mode);
    const address = (1n << bits) | GPA;
    expect(faultOf(hart, address, 'load')).toMatchObject({ cause: 21, value: address, guest: address });
  });

  it('maps superpages', () => {
    const hart = guestHart('bare');
    mapGuest(hart, 'sv39', GPA, 0x4000_0000n, FULL | USER, 2);
    expect(hart.translate(GPA | 0xabcn, 'load', 4)).toBe(0x4000_0000 + Number((GPA | 0xabcn) & 0x3fff_ffffn));
    mapGuest(hart, 'sv39', GPA, 0x4000_1000n, FULL | USER, 2);
    expect(faultOf(hart, GPA, 'load')).toMatchObject({ cause: 21 });
  });

  it('wants U of every page, whoever asks, and the permission', () => {
    for (const mode of ['VS', 'VU'] as const) {
      const hart = inMode(guestHart('bare'), mode);
      mapGuest(hart, 'sv39', GPA, PA, FULL);
      expect(faultOf(hart, GPA, 'load')).toMatchObject({ cause: 21 });
      mapGuest(hart, 'sv39', GPA, PA, V | X | A | D | USER);
      const causes = (['fetch', 'load', 'store'] as const).map((access) => {
        const answer = inMode(hart, mode).translate(GPA, access, 4);
        return typeof answer === 'number' ? 0 : answer.cause;
      });
      expect(causes).toEqual([0, 21, 23]);
    }
  });

  it('starts at the page that hgatp names, which need not be the first of four', () => {
    const hart = inMode(newTestHart(), 'VS');
    hart.block.setBigUint64(layout.pmpaddr.offset, 2n ** 54n - 1n, true);
    hart.block.setUint8(layout.pmpcfg.offset, 0x1f);
    const root = ROOT + 0x1000n;
    hart.set(layout.hgatp, (MODES.sv39 << 60n) | (root >> 12n));
    // A gigapage, by an entry in the last of the four pages.
    put(hart, root + 8n * 2047n, entryOf(0x4000_0000n, FULL | USER));
    expect(hart.translate((2047n << 30n) + 0x123n, 'load', 1)).toBe(0x4000_0123);
  });

  it('is for guests only', () => {
    const hart = guestHart('bare');
    for (const mode of ['S', 'U', 'M'] as const) expect(inMode(hart, mode).translate(PA, 'load', 4)).toBe(Number(PA));
  });
});

it('looks at an instruction for its trap value without marking what it reads for that', () => {
  const hart = guestHart('sv39');
  mapFirst(hart, 'sv39', VA, GPA, V | X);
  mapGuest(hart, 'sv39', GPA, RAM, V | X | USER);
  const place = mapGuest(hart, 'sv39', ROOT, ROOT, V | R | USER);
  hart.set(layout.pc, VA & ~0xfffn);
  const answer = hart.serve('illegalInstruction');
  expect(answer).toMatchObject({ cause: 2 });
  expect(at(hart, place) & (A | D)).toBe(0n);
});

describe('permissions of both levels', () => {
  const hartFor = (flags: bigint, guestFlags: bigint) => {
    const hart = guestHart('sv39');
    mapFirst(hart, 'sv39', VA, GPA, flags);
    mapGuest(hart, 'sv39', GPA, PA, guestFlags);
    return hart;
  };
  const causeOfLoad = (hart: TestHart) => {
    const answer = hart.translate(VA, 'load', 4);
    return typeof answer === 'number' ? 0 : answer.cause;
  };

  it("SUM is vsstatus's", () => {
    const hart = hartFor(FULL | USER, FULL | USER);
    hart.set(layout.mstatus, SUM);
    expect(causeOfLoad(hart)).toBe(13);
    hart.set(layout.vsstatus, SUM);
    expect(causeOfLoad(hart)).toBe(0);
  });

  it('MXR of vsstatus is for the first stage, that of HS for both', () => {
    const executable = V | X | A | D;
    const first = hartFor(executable, FULL | USER);
    expect(causeOfLoad(first)).toBe(13);
    first.set(layout.vsstatus, MXR);
    expect(causeOfLoad(first)).toBe(0);
    const second = hartFor(FULL, executable | USER);
    second.set(layout.vsstatus, MXR);
    expect(causeOfLoad(second)).toBe(21);
    second.set(layout.mstatus, MXR);
    expect(causeOfLoad(second)).toBe(0);
  });

  it('MXR is for what the guest loads, not for its tables', () => {
    const hart = hartFor(FULL, FULL | USER);
    mapGuest(hart, 'sv39', ROOT, ROOT, V | X | A | USER);
    hart.set(layout.vsstatus, MXR);
    hart.set(layout.mstatus, MXR);
    expect(faultOf(hart, VA, 'load')).toMatchObject({ cause: 21, tinst: PSEUDO_READ });
  });

  it('memory types of the first stage are there with PBMTE of henvcfg and menvcfg', () => {
    const hart = hartFor(FULL | (1n << 61n), FULL | USER);
    expect(causeOfLoad(hart)).toBe(13);
    hart.set(layout.menvcfg, 1n << 62n);
    expect(causeOfLoad(hart)).toBe(13);
    hart.set(layout.henvcfg, 1n << 62n);
    expect(causeOfLoad(hart)).toBe(0);
  });
});

describe('looking into a guest', () => {
  const [SPVP, HU] = [1n << 8n, 1n << 9n];
  const hostHart = (flags: bigint, guestFlags: bigint, hstatus = SPVP) => {
    const hart = inMode(guestHart('sv39'), 'S');
    hart.set(layout.hstatus, hstatus);
    const gpa = RAM + 0xf_0000n; // in the test's RAM
    mapFirst(hart, 'sv39', VA, gpa, flags);
    mapGuest(hart, 'sv39', gpa, gpa, guestFlags);
    put(hart, gpa + (VA & 0xff8n), 0x8877_6655_4433_2211n);
    return hart;
  };
  const DOUBLEWORD = VA & ~7n;

  it('reads and writes what the guest sees', () => {
    const hart = hostHart(FULL, FULL | USER);
    expect(hart.serve('guestLoad', DOUBLEWORD, 8n)).toBe(0x8877_6655_4433_2211n);
    expect(hart.serve('guestLoad', DOUBLEWORD, 2n)).toBe(0x2211n);
    hart.serve('guestStore', DOUBLEWORD, 4n, 0xffff_ffff_dead_beefn);
    expect(hart.serve('guestLoad', DOUBLEWORD, 8n)).toBe(0x8877_6655_dead_beefn);
    // Own accesses are not redirected.
    expect(hart.translate(PA, 'load')).toBe(Number(PA));
  });

  it('as VU unless SPVP is set, also from U with HU', () => {
    const user = hostHart(FULL | USER, FULL | USER, HU);
    expect(inMode(user, 'U').serve('guestLoad', DOUBLEWORD, 1n)).toBe(0x11n);
    user.set(layout.hstatus, HU | SPVP);
    expect(user.serve('guestLoad', DOUBLEWORD, 1n)).toEqual({ cause: 13, value: DOUBLEWORD });
  });

  it('execute permission takes the place of read permission for HLVX', () => {
    const hart = hostHart(V | X | A, V | X | A | USER);
    expect(hart.serve('guestFetch', DOUBLEWORD, 4n)).toBe(0x4433_2211n);
    expect(hart.serve('guestLoad', DOUBLEWORD, 4n)).toEqual({ cause: 13, value: DOUBLEWORD });
    const readable = hostHart(V | R | A, FULL | USER);
    expect(readable.serve('guestFetch', DOUBLEWORD, 4n)).toEqual({ cause: 13, value: DOUBLEWORD });
  });

  it('its faults are a guest address, though V is 0', () => {
    const hart = hostHart(FULL, V | R | A | USER);
    hart.block.setBigUint64(layout.medeleg.offset, 1n << 23n, true);
    const trap = hart.serve('guestStore', DOUBLEWORD, 8n, 1n);
    expect(trap).toEqual({ cause: 23, value: DOUBLEWORD });
    hart.hart.enterException(23, Number(DOUBLEWORD & 0xffff_ffffn), Number(DOUBLEWORD >> 32n));
    expect(hart.get(layout.hstatus) & (GVA | SPVP)).toBe(GVA | SPVP);
    expect(hart.get(layout.htval)).toBe((RAM + 0xf_0000n + (DOUBLEWORD & 0xfffn)) >> 2n);
  });
});
