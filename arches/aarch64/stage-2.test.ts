import { describe, expect, it } from 'vitest';
import type { Access } from '#core/machine/hart.ts';
import { RAM_BASE } from '#core/testing/test-hart.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

type Fields = Parameters<TestPe['with']>[0];

const AF = 1n << 10n;
const READ = 1n << 6n;
const WRITE = 1n << 7n;
const DBM = 1n << 51n;
const XN = 1n << 54n;
const XN_LOW = 1n << 53n;
const table = (page: number) => BigInt(RAM_BASE + page * 0x1000) | 3n;
const put = (pe: TestPe, page: number, index: number, entry: bigint) =>
  pe.ram.setBigUint64(page * 0x1000 + 8 * index, entry, true);
const get = (pe: TestPe, page: number, index: number) => pe.ram.getBigUint64(page * 0x1000 + 8 * index, true);

/** 40 bits in 4 KiB pages from level 1 on, two tables of it together; 48 bits out. */
const VTCR = 24n | (1n << 6n) | (5n << 16n);

/** EL1 below stage 2, tables at pages 2 (two), 4 and 5, whose page at 0x4020_1000 is 0x8_0000_5000 with these attributes. */
function below(attributes: bigint, fields: Fields = {}): TestPe {
  const pe = newTestPe().with({ VTCR_EL2: VTCR, VTTBR_EL2: BigInt(RAM_BASE + 0x2000), HCR_EL2: HCR.VM | HCR.RW });
  put(pe, 2, 1, table(4));
  put(pe, 4, 1, table(5));
  put(pe, 5, 1, 0x8_0000_5003n | attributes);
  return pe.with(fields);
}

const ADDRESS = 0x4020_1238n;
const MAPPED = 0x8_0000_5238;
const ALL = AF | READ | WRITE;

function outcome(pe: TestPe, address: bigint, access: Access): number | object {
  const answer = pe.translate(address, access);
  return typeof answer === 'number' ? answer : pe.taken(answer);
}

describe('stage 2', () => {
  it('translates what stage 1 leaves alone', () => {
    expect(outcome(below(ALL), ADDRESS, 'load')).toBe(MAPPED);
    const pe = below(ALL);
    put(pe, 3, 7, 0x40_0000_0001n | ALL); // the second of the first tables: block 512 + 7
    expect(outcome(pe, (519n << 30n) | 0x123n, 'store')).toBe(0x40_0000_0123);
  });

  it('is none of EL2, of a host, or without VM', () => {
    const free = [{ EL: 2n }, { EL: 0n, SPSel: 0n, HCR_EL2: HCR.VM | HCR.E2H | HCR.TGE }, { HCR_EL2: 0n }];
    for (const fields of free) expect(outcome(below(0n, fields), ADDRESS, 'load')).toBe(0x4020_1238);
  });

  it('is on with DC, and stage 1 off', () => {
    expect(outcome(below(ALL, { HCR_EL2: HCR.DC, SCTLR_EL1: SCTLR.M }), ADDRESS, 'load')).toBe(MAPPED);
  });

  it.each<[string, bigint, string, string]>([
    ['all', ALL, 'rwx', 'rwx'],
    ['read', AF | READ, 'r-x', 'r-x'],
    ['write', AF | WRITE, '-wx', '-wx'],
    ['XN', ALL | XN, 'rw-', 'rw-'],
    ['XN of EL0 only', ALL | XN | XN_LOW, 'rwx', 'rw-'],
    ['XN of EL1 only', ALL | XN_LOW, 'rw-', 'rwx'],
  ])('permits: %s', (_, attributes, el1, el0) => {
    const rights = (level: bigint) =>
      (['load', 'store', 'fetch'] as const)
        .map((access, i) =>
          typeof below(attributes, { EL: level, SPSel: level }).translate(ADDRESS, access) === 'number' ? 'rwx'[i] : '-',
        )
        .join('');
    expect([rights(1n), rights(0n)]).toEqual([el1, el0]);
  });

  it.each<[string, bigint, Access, bigint, Fields, object]>([
    ['nothing', 0n, 'load', ADDRESS + 0x1000n, {}, { class: 0x24, iss: 0x7n }],
    ['no AF', READ, 'load', ADDRESS, {}, { class: 0x24, iss: 0xbn }],
    ['no permission', AF | READ, 'store', ADDRESS, {}, { class: 0x24, iss: 0x4fn }],
    ['no permission to fetch', ALL | XN, 'fetch', ADDRESS, {}, { class: 0x20, iss: 0xfn }],
    ['beyond the addresses there are', ALL, 'load', 1n << 40n, {}, { class: 0x24, iss: 0x4n }],
    ['a page beyond PS', ALL, 'load', ADDRESS, { VTCR_EL2: VTCR & ~(7n << 16n) }, { class: 0x24, iss: 0x3n }],
    ['levels that do not fit', ALL, 'load', ADDRESS, { VTCR_EL2: 24n | (5n << 16n) }, { class: 0x24, iss: 0x4n }],
  ])('faults are for EL2: %s', (_, attributes, access, address, fields, expected) => {
    const pe = below(attributes, fields);
    expect(outcome(pe, address, access)).toMatchObject({ level: 2n, ...expected });
    expect(pe.get(layout.FAR_EL2)).toBe(address);
    expect(pe.get(layout.HPFAR_EL2)).toBe((address >> 12n) << 4n);
  });

  it('the PE sets flags when it may', () => {
    const pe = below(READ | DBM, { VTCR_EL2: VTCR | (1n << 21n) | (1n << 22n) });
    expect(outcome(pe, ADDRESS, 'load')).toBe(MAPPED);
    expect(pe.hart.allowsOther()).toBe(false);
    expect(get(pe, 5, 1)).toBe(0x8_0000_5003n | READ | DBM | AF);
    expect(outcome(pe, ADDRESS, 'store')).toBe(MAPPED);
    expect(get(pe, 5, 1)).toBe(0x8_0000_5003n | READ | WRITE | DBM | AF);
  });
});

describe('both stages', () => {
  /** The guest's own tables are at its 0x4020_2000 (level 1), 0x4020_3000 and 0x4020_4000, which are pages 8, 9 and 10. */
  function guest(attributes: bigint, tables = ALL, fields: Fields = {}): TestPe {
    const pe = below(ALL);
    for (const [i, page] of [8, 9, 10].entries()) put(pe, 5, 2 + i, (table(page) & ~3n) | 3n | tables);
    put(pe, 8, 5, 0x4020_3003n);
    put(pe, 9, 0, 0x4020_4003n);
    put(pe, 10, 0, 0x4020_1003n | attributes);
    return pe.with({ SCTLR_EL1: SCTLR.M, TCR_EL1: 25n | (1n << 23n) | (5n << 32n), TTBR0_EL1: 0x4020_2000n, ...fields });
  }
  const VIRTUAL = (5n << 30n) | 0x238n;

  it('follow one another', () => {
    expect(outcome(guest(AF), VIRTUAL, 'load')).toBe(MAPPED);
  });

  it("a fault of the first is the guest's", () => {
    expect(outcome(guest(0n), VIRTUAL, 'load')).toEqual({ level: 1n, class: 0x25, iss: 0xbn });
  });

  it('an entry that stage 2 hides is a fault of the walk', () => {
    const pe = guest(AF);
    put(pe, 5, 3, 0n);
    expect(outcome(pe, VIRTUAL, 'store')).toEqual({ level: 2n, class: 0x24, iss: 0xc7n });
    expect([pe.get(layout.FAR_EL2), pe.get(layout.HPFAR_EL2)]).toEqual([VIRTUAL, 0x40_2030n]);
  });

  it('an entry whose flag is to be set must be writable', () => {
    const HA = 25n | (1n << 23n) | (5n << 32n) | (1n << 39n);
    const pe = guest(0n, ALL, { TCR_EL1: HA });
    expect(outcome(pe, VIRTUAL, 'load')).toBe(MAPPED);
    expect(get(pe, 10, 0) & AF).toBe(AF);
    const readOnly = guest(0n, AF | READ, { TCR_EL1: HA });
    expect(outcome(readOnly, VIRTUAL, 'load')).toEqual({ level: 2n, class: 0x24, iss: 0x8fn });
    expect(readOnly.get(layout.HPFAR_EL2)).toBe(0x40_2040n);
    expect(get(readOnly, 10, 0) & AF).toBe(0n);
  });
});

describe('the syndrome of an access that a hypervisor may do instead', () => {
  // LLVM 14's words; ISV, SAS, SSE, SRT, SF, AR; and WnR and the fault, which is of translation at level 3.
  it.each<[string, number, Access, bigint]>([
    ['ldr w3, [x1]', 0xb940_0023, 'load', 0x0183_0007n],
    ['str x30, [x1, #8]', 0xf900_043e, 'store', 0x01de_8047n],
    ['ldrsb x7, [x1, x2]', 0x38a2_6827, 'load', 0x0127_8007n],
    ['ldrsh w7, [x1]', 0x79c0_0027, 'load', 0x0167_0007n],
    ['strb wzr, [x1]', 0x3900_003f, 'store', 0x011f_0047n],
    ['ldar x5, [x1]', 0xc8df_fc25, 'load', 0x01c5_c007n],
    ['ldapr w5, [x1]', 0xb8bf_c025, 'load', 0x0185_4007n],
    ['ldtr x5, [x1]', 0xf840_0825, 'load', 0x01c5_8007n],
    ['ldr x3, [x1], #8', 0xf840_8423, 'load', 0x7n],
    ['ldp x3, x4, [x1]', 0xa940_1023, 'load', 0x7n],
    ['ldxr x3, [x1]', 0xc85f_7c23, 'load', 0x7n],
    ['ldadd x2, x3, [x1]', 0xf822_0023, 'load', 0x7n],
  ])('%s', (_, word, access, iss) => {
    const pe = below(ALL, { pc: 0x4020_6000n });
    put(pe, 5, 6, (table(12) & ~3n) | 3n | ALL);
    pe.ram.setUint32(12 * 0x1000, word, true);
    expect(outcome(pe, 0x4020_9000n, access)).toEqual({ level: 2n, class: 0x24, iss });
  });
});
