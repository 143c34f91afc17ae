import { describe, expect, it } from 'vitest';
import type { Access } from '#core/machine/hart.ts';
import { RAM_BASE } from '#core/testing/test-hart.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

type Fields = Parameters<TestPe['with']>[0];

const AF = 1n << 10n;
const USER = 1n << 6n;
const READ_ONLY = 1n << 7n;
const DBM = 1n << 51n;
const PXN = 1n << 53n;
const UXN = 1n << 54n;
const table = (page: number) => BigInt(RAM_BASE + page * 0x1000) | 3n;

/** Writes an entry of a table, by the page of RAM where the table begins. */
const put = (pe: TestPe, page: number, index: number, entry: bigint) =>
  pe.ram.setBigUint64(page * 0x1000 + 8 * index, entry, true);
const get = (pe: TestPe, page: number, index: number) => pe.ram.getBigUint64(page * 0x1000 + 8 * index, true);

const E2H_TGE = HCR.E2H | HCR.TGE;
const ROOT = BigInt(RAM_BASE);

/** 39 bits of address in 4 KiB pages below, tables at pages 0, 1 and 2 of RAM; what is above faults. */
const TCR_4K = 25n | (1n << 23n) | (5n << 32n);

/** EL1 with the page at 0x40201000 mapped to 0x8_0000_5000 by an entry with these attributes. */
function withPage(attributes: bigint, fields: Fields = {}): TestPe {
  const pe = newTestPe().with({ TCR_EL1: TCR_4K, TTBR0_EL1: ROOT, SCTLR_EL1: SCTLR.M });
  put(pe, 0, 1, table(1));
  put(pe, 1, 1, table(2));
  put(pe, 2, 1, 0x8_0000_5003n | attributes);
  return pe.with(fields);
}

const ADDRESS = 0x4020_1238n;
const MAPPED = 0x8_0000_5238;

/** The physical address, or FSC with the level, and WnR as bit 6. */
function outcome(pe: TestPe, address: bigint, access: Access): number | string {
  const answer = pe.translate(address, access);
  if (typeof answer === 'number') return answer;
  return `fault 0x${pe.taken(answer).iss.toString(16)}`;
}

describe('a walk', () => {
  it('of 4 KiB pages', () => {
    expect(outcome(withPage(AF), ADDRESS, 'load')).toBe(MAPPED);
  });

  it('ends at blocks of 1 GiB and 2 MiB', () => {
    const pe = withPage(AF);
    put(pe, 0, 2, 0x40_4000_0001n | AF);
    put(pe, 1, 3, 0x1_0020_0001n | AF);
    expect(outcome(pe, 0x8765_4321n, 'load')).toBe(0x40_4765_4321);
    expect(outcome(pe, 0x4077_7777n, 'load')).toBe(0x1_0037_7777);
  });

  it('of four levels begins at level 0', () => {
    const pe = withPage(AF, { TCR_EL1: 16n | (1n << 23n) | (5n << 32n), TTBR0_EL1: ROOT + 0x3000n });
    put(pe, 3, 0, table(0));
    expect(outcome(pe, ADDRESS, 'load')).toBe(MAPPED);
  });

  it('of a table smaller than a page', () => {
    // 34 bits: the table at level 1 has 16 entries
    const pe = withPage(AF, { TCR_EL1: 30n | (1n << 23n) | (5n << 32n), TTBR0_EL1: ROOT + 0x80n });
    put(pe, 0, 16 + 1, table(1));
    expect(outcome(pe, ADDRESS, 'load')).toBe(MAPPED);
    expect(outcome(pe, ADDRESS + (1n << 34n), 'load')).toBe('fault 0x4');
  });

  it('of 16 KiB pages', () => {
    // 47 bits, from level 1 on: 11 bits a level
    const pe = newTestPe().with({ TCR_EL1: 17n | (2n << 14n) | (1n << 23n) | (5n << 32n), TTBR0_EL1: ROOT, SCTLR_EL1: SCTLR.M });
    put(pe, 0, 1, table(4)); // 64 GiB
    put(pe, 4, 2, table(8)); // 32 MiB each
    put(pe, 8, 3, 0x5_0000_4003n | AF);
    put(pe, 4, 5, 0x6_0200_0001n | AF);
    expect(outcome(pe, 0x10_0400_ffffn, 'load')).toBe(0x5_0000_7fff);
    expect(outcome(pe, 0x10_0b23_4567n, 'load')).toBe(0x6_0323_4567);
    put(pe, 0, 2, 0x0000_0001n | AF); // no blocks at level 1
    expect(outcome(pe, 0x20_0000_0000n, 'load')).toBe('fault 0x5');
  });

  it('of 64 KiB pages', () => {
    // 42 bits, from level 2 on: 13 bits a level
    const pe = newTestPe().with({ TCR_EL1: 22n | (1n << 14n) | (1n << 23n) | (5n << 32n), TTBR0_EL1: ROOT, SCTLR_EL1: SCTLR.M });
    put(pe, 0, 2, BigInt(RAM_BASE + 0x1_0000) | 3n);
    put(pe, 16, 7, 0x5_0001_0003n | AF);
    put(pe, 0, 3, 0x7_2000_0001n | AF);
    expect(outcome(pe, 0x4007_abcdn, 'load')).toBe(0x5_0001_abcd);
    expect(outcome(pe, 0x7234_5678n, 'load')).toBe(0x7_3234_5678);
  });

  it('of the upper addresses', () => {
    const TCR_EL1 = (25n << 16n) | (2n << 30n) | (1n << 7n) | (5n << 32n);
    const pe = withPage(AF, { TCR_EL1, TTBR1_EL1: ROOT, TTBR0_EL1: 0n });
    expect(outcome(pe, 0xffff_ff80_4020_1238n, 'load')).toBe(MAPPED);
    expect(outcome(pe, 0xffff_ff00_4020_1238n, 'load')).toBe('fault 0x4');
    expect(outcome(pe, ADDRESS, 'load')).toBe('fault 0x4'); // EPD0
  });

  it('is not made while M is 0', () => {
    expect(outcome(withPage(AF, { SCTLR_EL1: 0n }), ADDRESS, 'load')).toBe(0x4020_1238);
  });
});

describe('faults', () => {
  it.each<[string, number, number, bigint, string]>([
    ['nothing at level 1', 0, 1, 0n, '0x5'],
    ['nothing at level 2', 1, 1, 0n, '0x6'],
    ['nothing at level 3', 2, 1, 0n, '0x7'],
    ['a block at level 3', 2, 1, 0x8_0000_5001n | AF, '0x7'],
    ['no AF', 2, 1, 0x8_0000_5003n, '0xb'],
    ['no AF in a block', 1, 1, 0x8_0000_0001n, '0xa'],
    ['a table beyond 48 bits of IPS, which are 32', 0, 1, 0x1_0000_0003n, '0x1'],
    ['a page beyond IPS', 2, 1, 0x1_0000_0003n | AF, '0x3'],
    ['a table where nothing is', 1, 1, 0x1000_0003n, '0x17'],
  ])('%s', (_, page, index, entry, fault) => {
    const pe = withPage(AF, fault === '0x1' || fault === '0x3' ? { TCR_EL1: 25n | (1n << 23n) } : {});
    put(pe, page, index, entry);
    expect(outcome(pe, ADDRESS, 'load')).toBe(`fault ${fault}`);
  });

  it.each<[string, Fields, bigint, string]>([
    ['an address above the range', {}, ADDRESS | (1n << 39n), '0x4'],
    ['an address that is not canonical', {}, ADDRESS | (1n << 50n), '0x4'],
    ['a top byte', {}, ADDRESS | (0x12n << 56n), '0x4'],
    ['a size that is too small', { TCR_EL1: TCR_4K - 25n + 40n }, ADDRESS, '0x4'],
    ['a size that is too large', { TCR_EL1: TCR_4K - 25n + 15n }, ADDRESS, '0x4'],
    ['a range that is disabled', { TCR_EL1: TCR_4K | (1n << 7n) }, ADDRESS, '0x4'],
    ['a root beyond IPS', { TCR_EL1: 25n, TTBR0_EL1: 0x1_0000_0000n }, ADDRESS, '0x0'],
  ])('%s', (_, fields, address, fault) => {
    expect(outcome(withPage(AF, fields), address, 'load')).toBe(`fault ${fault}`);
  });

  it('a top byte that is ignored does not', () => {
    expect(outcome(withPage(AF, { TCR_EL1: TCR_4K | (1n << 37n) }), ADDRESS | (0x12n << 56n), 'load')).toBe(MAPPED);
  });

  it('of stores say so, those of fetches are of their own', () => {
    const pe = withPage(0n);
    expect(outcome(pe, ADDRESS, 'store')).toBe('fault 0x4b');
    const fetch = withPage(0n);
    expect(fetch.taken(fetch.translate(ADDRESS, 'fetch') as never)).toEqual({ level: 1n, class: 0x21, iss: 0xbn });
  });
});

describe('permissions', () => {
  // Entry, registers, and what may be done by EL1 and by EL0: r, w, x.
  it.each<[string, bigint, Fields, string, string]>([
    ['privileged', 0n, {}, 'rwx', '--x'],
    ['user', USER, {}, 'rw-', 'rwx'],
    ['read-only', READ_ONLY, {}, 'r-x', '--x'],
    ['read-only user', READ_ONLY | USER, {}, 'r-x', 'r-x'],
    ['UXN', USER | UXN, {}, 'rw-', 'rw-'],
    ['PXN', READ_ONLY | USER | PXN, {}, 'r--', 'r-x'],
    ['PXN and UXN', PXN | UXN, {}, 'rw-', '---'],
    ['WXN', 0n, { SCTLR_EL1: SCTLR.M | SCTLR.WXN }, 'rw-', '--x'],
    ['WXN of user', USER, { SCTLR_EL1: SCTLR.M | SCTLR.WXN }, 'rw-', 'rw-'],
    ['WXN read-only', READ_ONLY | USER, { SCTLR_EL1: SCTLR.M | SCTLR.WXN }, 'r-x', 'r-x'],
    ['PAN of user', USER, { PAN: 1n }, '---', 'rwx'],
    ['PAN of read-only user', READ_ONLY | USER, { PAN: 1n }, '--x', 'r-x'],
    ['PAN of privileged', 0n, { PAN: 1n }, 'rwx', '--x'],
  ])('%s', (_, attributes, fields, el1, el0) => {
    const rights = (level: bigint) =>
      (['load', 'store', 'fetch'] as const)
        .map((access, i) => {
          const pe = withPage(AF | attributes, { ...fields, EL: level, SPSel: level });
          return typeof pe.translate(ADDRESS, access) === 'number' ? 'rwx'[i] : '-';
        })
        .join('');
    expect([rights(1n), rights(0n)]).toEqual([el1, el0]);
  });

  it.each<[string, bigint, string, string]>([
    ['APTable without user', 1n << 61n, 'rwx', '--x'],
    ['APTable read-only', 1n << 62n, 'r-x', 'r-x'],
    ['XNTable', 1n << 60n, 'rw-', 'rw-'],
    ['PXNTable', 1n << 59n, 'rw-', 'rwx'],
  ])('%s of a table', (_, restriction, el1, el0) => {
    const rights = (level: bigint, fields: Fields = {}) =>
      (['load', 'store', 'fetch'] as const)
        .map((access, i) => {
          const pe = withPage(AF | USER, { ...fields, EL: level, SPSel: level });
          put(pe, 0, 1, table(1) | restriction);
          return typeof pe.translate(ADDRESS, access) === 'number' ? 'rwx'[i] : '-';
        })
        .join('');
    expect([rights(1n), rights(0n)]).toEqual([el1, el0]);
    const HPD0 = { TCR_EL1: TCR_4K | (1n << 41n) };
    expect([rights(1n, HPD0), rights(0n, HPD0)]).toEqual(['rw-', 'rwx']);
  });

  it('are faults of the level of the entry', () => {
    expect(outcome(withPage(AF | READ_ONLY), ADDRESS, 'store')).toBe('fault 0x4f');
  });

  it('of EL2 know no user', () => {
    const fields = { EL: 2n, TCR_EL2: 25n | (5n << 16n), TTBR0_EL2: ROOT, SCTLR_EL2: SCTLR.M, PAN: 1n };
    expect(outcome(withPage(AF | USER, fields), ADDRESS, 'store')).toBe(MAPPED);
    expect(outcome(withPage(AF | USER, fields), 0x4020_1000n, 'fetch')).toBe(0x8_0000_5000);
    expect(outcome(withPage(AF | UXN, fields), 0x4020_1000n, 'fetch')).toBe('fault 0xf');
    expect(outcome(withPage(AF | PXN, fields), 0x4020_1000n, 'fetch')).toBe(0x8_0000_5000);
    expect(outcome(withPage(AF, fields), ADDRESS | (1n << 63n), 'load')).toBe('fault 0x4');
  });

  it('of a host are those of EL1&0', () => {
    const fields = { HCR_EL2: E2H_TGE, TCR_EL2: TCR_4K, TTBR0_EL2: ROOT, SCTLR_EL2: SCTLR.M, SCTLR_EL1: 0n };
    expect(outcome(withPage(AF, { ...fields, EL: 0n, SPSel: 0n }), ADDRESS, 'load')).toBe('fault 0xf');
    expect(outcome(withPage(AF | USER, { ...fields, EL: 0n, SPSel: 0n }), ADDRESS, 'load')).toBe(MAPPED);
    expect(outcome(withPage(AF | USER, { ...fields, EL: 2n, PAN: 1n }), ADDRESS, 'load')).toBe('fault 0xf');
  });
});

describe('flags that the PE sets', () => {
  const HA = 1n << 39n;
  const HD = 1n << 40n;

  it.each<[string, bigint, bigint, Access, number | string, bigint]>([
    ['AF', 0n, HA, 'load', MAPPED, AF],
    ['AF at a store', 0n, HA, 'store', MAPPED, AF],
    ['no AF without HA', 0n, HD, 'load', 'fault 0xb', 0n],
    ['no AF where there is no permission', READ_ONLY, HA, 'store', 'fault 0x4f', READ_ONLY],
    ['dirty', AF | READ_ONLY | DBM, HA | HD, 'store', MAPPED, AF | DBM],
    ['AF and dirty', READ_ONLY | DBM, HA | HD, 'store', MAPPED, AF | DBM],
    ['not dirty at a load', AF | READ_ONLY | DBM, HA | HD, 'load', MAPPED, AF | READ_ONLY | DBM],
    ['not dirty without HD', AF | READ_ONLY | DBM, HA, 'store', 'fault 0x4f', AF | READ_ONLY | DBM],
    ['not dirty without DBM', AF | READ_ONLY, HA | HD, 'store', 'fault 0x4f', AF | READ_ONLY],
  ])('%s', (_, attributes, control, access, expected, after) => {
    const pe = withPage(attributes, { TCR_EL1: TCR_4K | control });
    expect(outcome(pe, ADDRESS, access)).toBe(expected);
    expect(get(pe, 2, 1)).toBe(0x8_0000_5003n | after);
  });

  it('nothing is stored to unseen that would set one', () => {
    const pe = withPage(AF | READ_ONLY | DBM, { TCR_EL1: TCR_4K | HA | HD });
    pe.translate(ADDRESS, 'load');
    expect(pe.hart.allowsOther()).toBe(false);
    pe.translate(ADDRESS, 'store');
    expect(pe.hart.allowsOther()).toBe(true);
  });
});

describe('unprivileged accesses', () => {
  const attempt = (attributes: bigint, fields: Fields = {}) => {
    const pe = withPage(AF | attributes, fields);
    // Into RAM, to be read.
    put(pe, 2, 1, BigInt(RAM_BASE) + 0x5003n + (AF | attributes));
    pe.ram.setBigUint64(0x5238, 0x1122n, true);
    const answer = pe.serve('loadUnprivileged', ADDRESS, 8n);
    return typeof answer === 'bigint' ? answer : pe.taken(answer);
  };

  it.each<[string, bigint, Fields, bigint | object]>([
    ['to what is for users', USER, {}, 0x1122n],
    ['to what is for users, whatever PAN says', USER, { PAN: 1n }, 0x1122n],
    ['to what is not', 0n, {}, { level: 1n, class: 0x25, iss: 0xfn }],
    ['with UAO to what is not', 0n, { UAO: 1n }, 0x1122n],
    ['with UAO to what PAN bars', USER, { UAO: 1n, PAN: 1n }, { level: 1n, class: 0x25, iss: 0xfn }],
  ])('%s', (_, attributes, fields, expected) => {
    expect(attempt(attributes, fields)).toEqual(expected);
  });
});

describe('regimes', () => {
  it('have numbers of their own when they translate in different ways', () => {
    const numbers = (
      [{}, { EL: 0n, SPSel: 0n }, { PAN: 1n }, { EL: 2n }, { TTBR0_EL1: 0x1000n }, { SCTLR_EL1: 0n }] as const
    ).map((fields) => {
      const pe = withPage(AF);
      pe.with(fields);
      return pe;
    });
    const pe = withPage(AF);
    const seen = new Set<number>();
    for (const { block } of numbers) {
      new Uint8Array(pe.block.buffer).set(new Uint8Array(block.buffer));
      pe.hart.reload();
      seen.add(pe.hart.dataRegime());
    }
    expect(seen.size).toBe(numbers.length);
  });

  it('change with a register', () => {
    const pe = withPage(AF);
    pe.take();
    pe.msr('TTBR0_EL1', ROOT + 0x3000n);
    expect(pe.take().calls).toContain('reenter');
    expect(outcome(pe, ADDRESS, 'load')).toBe('fault 0x5');
    pe.set(layout.TTBR0_EL1, ROOT);
    expect(outcome(pe, ADDRESS, 'load')).toBe(MAPPED);
  });
});

describe('a branch to an address with a tag', () => {
  const TBI0 = 1n << 37n;
  const TBI1 = 1n << 38n;
  it.each([
    ['goes to it without', { TCR_EL1: TBI0 }, 0x5a00_0000_8000_0000n, 0x8000_0000n],
    ['goes to its sign above', { TCR_EL1: TBI1 }, 0x00ff_ff80_0000_0000n, 0xffff_ff80_0000_0000n],
    ['keeps it where the top byte counts', { TCR_EL1: TBI1 }, 0x5a00_0000_8000_0000n, 0x5a00_0000_8000_0000n],
    ['of EL2 has no sign', { EL: 2n, TCR_EL2: 1n << 20n }, 0x5aff_0000_8000_0000n, 0x00ff_0000_8000_0000n],
    ['of a host has one', { EL: 2n, HCR_EL2: E2H_TGE, TCR_EL2: TBI1 }, 0x5aff_0000_8000_0000n, 0xffff_0000_8000_0000n],
  ])('%s', (_, fields, address, expected) => {
    expect(newTestPe().with(fields).serve('branchAddress', address)).toBe(expected);
  });

  it('is also one of an exception and a return', () => {
    const pe = newTestPe().with({ TCR_EL1: TBI0, VBAR_EL1: 0x5a00_0000_0000_1000n, ELR_EL1: 0x5a00_0000_8000_0000n });
    pe.enter({ cause: 0, value: 0n });
    expect(pe.get(layout.pc)).toBe(0x1200n);
    pe.set(layout.ELR_EL1, 0x5a00_0000_8000_0000n);
    pe.serve('eret');
    expect(pe.get(layout.pc)).toBe(0x8000_0000n);
  });
});
