/** Translations on page tables built by hand. Faults are pairs of cause and address. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Access } from '#core/machine/hart.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { newTestHart, RAM_BASE, RAM_SIZE, type TestHart, type Trap } from './testing/hart.ts';

const { U, S, M } = privilege;
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
const MPRV = 1n << 17n;
const MPP_S = 1n << 11n;
const PBMTE = 1n << 62n;

const ROOT = BigInt(RAM_BASE);
const MODES = { sv39: 8n, sv48: 9n, sv57: 10n } as const;
const LEVELS = { sv39: 3, sv48: 4, sv57: 5 } as const;
type Mode = keyof typeof MODES;

const ACCESS: Readonly<Record<Access, number>> = { fetch: 1, load: 5, store: 7 };
const PAGE: Readonly<Record<Access, number>> = { fetch: 12, load: 13, store: 15 };
const pageFault = (access: Access, value: bigint): Trap => ({ cause: PAGE[access], value });
const accessFault = (access: Access, value: bigint): Trap => ({ cause: ACCESS[access], value });

const entryOf = (physical: bigint, flags: bigint) => ((physical >> 12n) << 10n) | flags;

/** A hart in S whose PMP lets everything pass, with a root table at the start of RAM. */
function pagedHart(mode: Mode = 'sv39', mstatus = 0n): TestHart {
  const hart = newTestHart();
  hart.set(layout.mstatus, mstatus);
  hart.set(layout.privilege, BigInt(S));
  hart.block.setBigUint64(layout.pmpaddr.offset, 2n ** 54n - 1n, true);
  hart.block.setUint8(layout.pmpcfg.offset, 0x1f);
  hart.set(layout.satp, (MODES[mode] << 60n) | (ROOT >> 12n));
  return hart;
}

const put = (hart: TestHart, address: bigint, entry: bigint) => hart.ram.setBigUint64(Number(address) - RAM_BASE, entry, true);
const at = (hart: TestHart, address: bigint) => hart.ram.getBigUint64(Number(address) - RAM_BASE, true);

const indexOf = (address: bigint, level: number) => (address >> BigInt(12 + 9 * level)) & 511n;

/** Tables down to `level`, each on the page after the one before, and there the entry. Answers with its address. */
function map(hart: TestHart, mode: Mode, address: bigint, entry: bigint, level = 0): bigint {
  let table = ROOT;
  for (let i = LEVELS[mode] - 1; i > level; i--) {
    put(hart, table + 8n * indexOf(address, i), entryOf(table + 4096n, V));
    table += 4096n;
  }
  put(hart, table + 8n * indexOf(address, level), entry);
  return table + 8n * indexOf(address, level);
}

const TARGET = 0x8765_4000n;
const VA = 0x12_3456_7abcn; // below the middle of Sv39

describe.each(['sv39', 'sv48', 'sv57'] as const)('%s', (mode) => {
  it('translates through every level', () => {
    const hart = pagedHart(mode);
    map(hart, mode, VA, entryOf(TARGET, FULL));
    expect(hart.translate(VA, 'load')).toBe(0x8765_4abc);
    expect(hart.hart.isWholePage()).toBe(true);
  });

  it('translates addresses of the upper half', () => {
    const hart = pagedHart(mode);
    const address = 0xffff_ffff_ffff_f008n;
    map(hart, mode, address, entryOf(TARGET, FULL));
    expect(hart.translate(address, 'fetch', 2)).toBe(0x8765_4008);
  });

  it('refuses addresses that are not canonical', () => {
    const hart = pagedHart(mode);
    const bits = BigInt(12 + 9 * LEVELS[mode]);
    const outside = [1n << (bits - 1n), (1n << bits) | VA, 2n ** 64n - (1n << (bits - 1n)) - 8n, 1n << 63n];
    for (const address of outside) expect(hart.translate(address, 'store')).toEqual(pageFault('store', address));
    // ... while the ends of both halves are, and are just not mapped here.
    const inside = [(1n << (bits - 1n)) - 8n, 2n ** 64n - (1n << (bits - 1n))];
    for (const address of inside) {
      map(hart, mode, address, entryOf(TARGET, FULL));
      expect(hart.translate(address, 'store')).toBe(0x8765_4000 + Number(address & 0xfffn));
    }
  });

  it('maps superpages at every level above the last', () => {
    for (let level = 1; level < LEVELS[mode]; level++) {
      const hart = pagedHart(mode);
      const offset = VA & (2n ** BigInt(12 + 9 * level) - 1n);
      const base = level < 3 ? 2n ** BigInt(12 + 9 * level) * 5n : 0n;
      map(hart, mode, VA, entryOf(base, FULL), level);
      const physical = base + offset;
      expect(hart.translate(VA, 'load'), `level ${level}`).toBe(Number(physical));
    }
  });

  it('refuses misaligned superpages, whichever bit is wrong', () => {
    for (let level = 1; level < LEVELS[mode]; level++) {
      for (let bit = 0; bit < 9 * level; bit++) {
        const hart = pagedHart(mode);
        map(hart, mode, VA, entryOf(1n << BigInt(12 + bit), FULL), level);
        expect(hart.translate(VA, 'load'), `level ${level} bit ${bit}`).toEqual(pageFault('load', VA));
      }
    }
  });

  it('refuses a table where there must be a leaf', () => {
    const hart = pagedHart(mode);
    map(hart, mode, VA, entryOf(ROOT, V));
    expect(hart.translate(VA, 'load')).toEqual(pageFault('load', VA));
  });
});

describe('an entry', () => {
  const translated = (flags: bigint, access: Access, { mode = S as number, mstatus = 0n, level = 0 } = {}) => {
    const hart = pagedHart('sv39', mstatus);
    map(hart, 'sv39', VA, entryOf(0n, flags), level);
    hart.set(layout.privilege, BigInt(mode));
    return hart.translate(VA, access);
  };
  const allowed = (flags: bigint, mode: number, mstatus = 0n) =>
    (['load', 'store', 'fetch'] as const).filter(
      (access) => typeof translated(flags | V | A | D, access, { mode, mstatus }) === 'number',
    );

  it.each([
    { flags: R, in: S, mstatus: 0n, may: ['load'] },
    { flags: R | W, in: S, mstatus: 0n, may: ['load', 'store'] },
    { flags: X, in: S, mstatus: 0n, may: ['fetch'] },
    { flags: R | X, in: S, mstatus: 0n, may: ['load', 'fetch'] },
    { flags: R | W | X, in: S, mstatus: 0n, may: ['load', 'store', 'fetch'] },
    { flags: W, in: S, mstatus: 0n, may: [] }, // reserved
    { flags: W | X, in: S, mstatus: 0n, may: [] }, // reserved
    { flags: X, in: S, mstatus: MXR, may: ['load', 'fetch'] },
    { flags: R | W | X, in: U, mstatus: 0n, may: [] },
    { flags: R | W | X | USER, in: U, mstatus: 0n, may: ['load', 'store', 'fetch'] },
    { flags: R | W | X | USER, in: S, mstatus: 0n, may: [] },
    { flags: R | W | X | USER, in: S, mstatus: SUM, may: ['load', 'store'] },
    { flags: X | USER, in: S, mstatus: SUM | MXR, may: ['load'] },
    { flags: X | USER, in: U, mstatus: MXR, may: ['load', 'fetch'] },
    { flags: R | USER, in: U, mstatus: SUM, may: ['load'] },
  ])('with flags $flags in mode $in with mstatus $mstatus allows $may', ({ flags, in: mode, mstatus, may }) => {
    expect(allowed(flags, mode, mstatus)).toEqual(may);
  });

  it('must be valid', () => {
    expect(translated(FULL & ~V, 'fetch')).toEqual(pageFault('fetch', VA));
  });

  it('of a table must have U, A and D clear', () => {
    for (const bit of [USER, A, D]) expect(translated(V | bit, 'load', { level: 1 })).toEqual(pageFault('load', VA));
  });

  it('must have its reserved bits clear', () => {
    // "Bits 60-54 are reserved ... If any of these bits are set, a page-fault exception is raised", and bit 63 without Svnapot.
    for (const bit of [54n, 55n, 56n, 57n, 58n, 59n, 60n, 63n])
      expect(translated(FULL | (1n << bit), 'load'), `bit ${bit}`).toEqual(pageFault('load', VA));
  });

  it('may have a memory type in a leaf only, with PBMTE only, and not type 3', () => {
    const withType = (type: bigint, envcfg: bigint, level = 0, flags = FULL) => {
      const hart = pagedHart();
      hart.set(layout.menvcfg, envcfg);
      map(hart, 'sv39', VA, entryOf(0n, flags) | (type << 61n), level);
      return hart.translate(VA, 'load');
    };
    for (const type of [1n, 2n]) {
      expect(withType(type, PBMTE)).toBe(0xabc);
      expect(withType(type, 0n)).toEqual(pageFault('load', VA));
      expect(withType(type, PBMTE, 1, V)).toEqual(pageFault('load', VA));
    }
    // QEMU 7.2 ignores PBMTE and takes type 3, "Reserved for future standard use": step 3 makes such encodings page faults.
    expect(withType(3n, PBMTE)).toEqual(pageFault('load', VA));
  });
});

describe('accessed and dirty bits', () => {
  const mapped = (flags: bigint) => {
    const hart = pagedHart();
    return { hart, entry: map(hart, 'sv39', VA, entryOf(TARGET, flags)) };
  };

  it.each([
    { access: 'load', before: V | R | W, after: V | R | W | A },
    { access: 'fetch', before: V | X, after: V | X | A },
    { access: 'store', before: V | R | W, after: V | R | W | A | D },
    { access: 'store', before: V | R | W | A, after: V | R | W | A | D },
    { access: 'load', before: V | R | D, after: V | R | A | D },
  ] as const)('$access makes $before into $after', ({ access, before, after }) => {
    const { hart, entry } = mapped(before);
    expect(hart.translate(VA, access)).toBe(0x8765_4abc);
    expect(at(hart, entry)).toBe(entryOf(TARGET, after));
  });

  it('stay as they are when the access faults', () => {
    const { hart, entry } = mapped(V | R);
    expect(hart.translate(VA, 'store')).toEqual(pageFault('store', VA));
    expect(at(hart, entry)).toBe(entryOf(TARGET, V | R));
  });

  it('fault as an access when the entry cannot be written', () => {
    // "If a store to pte would violate a PMA or PMP check, raise an access-fault exception". QEMU 7.2 raises a page fault.
    const { hart } = mapped(V | R | W);
    hart.isReadOnly = true;
    expect(hart.translate(VA, 'load')).toEqual(accessFault('load', VA));
    expect(hart.translate(VA, 'store')).toEqual(accessFault('store', VA));
  });

  it('are written before PMP refuses the page itself', () => {
    const { hart, entry } = mapped(V | R | W);
    // Entry 0: the target's page, nothing allowed; entry 1: everything.
    hart.block.setBigUint64(layout.pmpaddr.offset, (TARGET >> 2n) | 0x1ffn, true);
    hart.block.setBigUint64(layout.pmpaddr.offset + 8, 2n ** 54n - 1n, true);
    hart.block.setUint16(layout.pmpcfg.offset, 0x1f18, true);
    hart.hart.reload();
    expect(hart.translate(VA, 'store')).toEqual(accessFault('store', VA));
    expect(at(hart, entry)).toBe(entryOf(TARGET, V | R | W | A | D));
  });
});

describe('tables', () => {
  it('that are not in memory give an access fault of the original access', () => {
    // QEMU 7.2 gives a page fault: "If accessing pte violates a PMA or PMP check, raise an access-fault exception".
    const hart = pagedHart();
    map(hart, 'sv39', VA, entryOf(0x1000n, V), 2);
    for (const access of ['fetch', 'load', 'store'] as const) expect(hart.translate(VA, access)).toEqual(accessFault(access, VA));
    map(hart, 'sv39', VA, entryOf(0xff_ffff_ffff_f000n, V), 2);
    expect(hart.translate(VA, 'store')).toEqual(accessFault('store', VA));
  });

  it('that PMP does not let S read give an access fault of the original access', () => {
    const hart = pagedHart();
    map(hart, 'sv39', VA, entryOf(TARGET, FULL));
    hart.block.setBigUint64(layout.pmpaddr.offset, (ROOT >> 2n) | 0x1ffn, true); // the root table: execute only
    hart.block.setBigUint64(layout.pmpaddr.offset + 8, 2n ** 54n - 1n, true);
    hart.block.setUint16(layout.pmpcfg.offset, 0x1f1c, true);
    hart.hart.reload();
    expect(hart.translate(VA, 'fetch')).toEqual(accessFault('fetch', VA));
  });

  it('may map pages beyond any memory, which then fault on access', () => {
    const hart = pagedHart();
    map(hart, 'sv39', VA, entryOf(0xff_ffff_ffff_f000n, FULL));
    expect(hart.translate(VA, 'load')).toEqual(accessFault('load', VA));
  });
});

describe('privilege', () => {
  it('M translates nothing, and refuses addresses no memory can have', () => {
    const hart = pagedHart();
    hart.set(layout.privilege, BigInt(M));
    expect(hart.translate(VA, 'load')).toBe(Number(VA));
    expect(hart.translate(2n ** 53n - 8n, 'load')).toBe(2 ** 53 - 8);
    expect(hart.translate(2n ** 53n, 'load')).toEqual(accessFault('load', 2n ** 53n));
    expect(hart.translate(0xffff_ffff_8000_0000n, 'fetch')).toEqual(accessFault('fetch', 0xffff_ffff_8000_0000n));
  });

  it('S and U translate nothing while satp is Bare', () => {
    const hart = pagedHart();
    hart.set(layout.satp, 0n);
    expect(hart.translate(0x8000_0000n, 'store')).toBe(0x8000_0000);
  });

  it('MPRV makes loads and stores of M those of MPP, but not its fetches', () => {
    const hart = pagedHart('sv39', MPRV | MPP_S);
    map(hart, 'sv39', VA, entryOf(TARGET, FULL));
    hart.set(layout.privilege, BigInt(M));
    expect(hart.translate(VA, 'load')).toBe(0x8765_4abc);
    expect(hart.translate(VA, 'store')).toBe(0x8765_4abc);
    expect(hart.translate(VA, 'fetch')).toBe(Number(VA));
    hart.set(layout.mstatus, MPRV);
    expect(hart.translate(VA, 'load')).toEqual(pageFault('load', VA)); // U, and no user page
  });

  it('MPRV does nothing in S', () => {
    const hart = pagedHart('sv39', MPRV | (3n << 11n));
    expect(hart.translate(VA, 'load')).toEqual(pageFault('load', VA));
  });
});

describe('regimes', () => {
  it('are equal exactly when translations are', () => {
    const hart = pagedHart();
    const seen = new Map<string, readonly [fetch: number, data: number]>();
    const note = (name: string, mode: number, mstatus: bigint) => {
      hart.set(layout.privilege, BigInt(mode));
      hart.set(layout.mstatus, mstatus);
      seen.set(name, [hart.hart.fetchRegime(), hart.hart.dataRegime()]);
    };
    note('S', S, 0n);
    note('S sum', S, SUM);
    note('S mxr', S, MXR);
    note('U', U, 0n);
    note('U sum', U, SUM);
    note('M', M, 0n);
    note('M mprv S', M, MPRV | MPP_S);
    note('M mprv U', M, MPRV);
    const data = (name: string) => seen.get(name)?.[1];
    const fetch = (name: string) => seen.get(name)?.[0];
    expect(new Set(['S', 'S sum', 'S mxr', 'U', 'M'].map(data)).size).toBe(5);
    expect(data('U sum')).toBe(data('U'));
    expect(data('M mprv S')).toBe(data('S'));
    expect(data('M mprv U')).toBe(data('U'));
    expect(new Set(['S', 'U', 'M'].map(fetch)).size).toBe(3);
    expect(fetch('S sum')).toBe(fetch('S'));
    expect(fetch('M mprv S')).toBe(fetch('M'));
  });

  it('change with the table and come back with it; those of M do not', () => {
    const hart = pagedHart();
    const first = hart.hart.dataRegime();
    const satp = hart.get(layout.satp);
    hart.set(layout.privilege, BigInt(M));
    const machine = hart.hart.dataRegime();
    hart.set(layout.satp, satp + 1n);
    expect(hart.hart.dataRegime()).toBe(machine);
    hart.set(layout.privilege, BigInt(S));
    expect(hart.hart.dataRegime()).not.toBe(first);
    hart.set(layout.satp, satp | (7n << 44n)); // the ASID does not matter
    expect(hart.hart.dataRegime()).toBe(first);
    hart.set(layout.menvcfg, PBMTE);
    expect(hart.hart.dataRegime()).not.toBe(first);
  });

  it('never reuse a number, however many tables there were', () => {
    const hart = pagedHart();
    const numbers = new Set<number>();
    for (let i = 0n; i < 1000n; i++) {
      hart.set(layout.satp, (8n << 60n) | i);
      numbers.add(hart.hart.dataRegime());
    }
    expect(numbers.size).toBe(1000);
  });
});

describe('random tables', () => {
  it('never make a walk throw, hang or leave memory', () => {
    const word = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      // Likely entries: pages of RAM, with any flags.
      fc
        .tuple(fc.bigInt({ min: 0n, max: 15n }), fc.bigInt({ min: 0n, max: 255n }))
        .map(([page, flags]) => entryOf(ROOT + (page << 12n), flags | V)),
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 16, maxLength: 64 }),
        fc.constantFrom('sv39', 'sv48', 'sv57' as const),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.constantFrom('fetch', 'load', 'store' as const),
        fc.bigInt({ min: 0n, max: 0x7e_7faan }),
        fc.constantFrom(U, S, M),
        (words, mode, address, access, mstatus, level) => {
          const hart = pagedHart(mode as Mode, mstatus & ~0x1000n);
          for (let i = 0; i < RAM_SIZE / 8; i++) hart.ram.setBigUint64(8 * i, words[i % words.length] ?? 0n, true);
          hart.set(layout.privilege, BigInt(level));
          const signed = BigInt.asUintN(64, BigInt.asIntN(12 + 9 * LEVELS[mode as Mode], address));
          const answer = hart.translate(signed, access as Access, 1);
          if (typeof answer === 'number') {
            expect(Number.isSafeInteger(answer)).toBe(true);
            expect(answer % 4096).toBe(Number(signed & 0xfffn));
          } else {
            expect([PAGE[access as Access], ACCESS[access as Access]]).toContain(answer.cause);
            expect(answer.value).toBe(signed);
          }
        },
      ),
    );
  });
});
