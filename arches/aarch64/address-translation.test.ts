import { describe, expect, it } from 'vitest';
import { RAM_BASE } from '#core/testing/test-hart.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

type Fields = Parameters<TestPe['with']>[0];

const RAM = BigInt(RAM_BASE);
const [AF, USER, READ_ONLY, DBM, INNER] = [1n << 10n, 1n << 6n, 1n << 7n, 1n << 51n, 3n << 8n];
const [READ, WRITE] = [1n << 6n, 1n << 7n];
const put = (pe: TestPe, page: number, index: number, entry: bigint) =>
  pe.ram.setBigUint64(page * 0x1000 + 8 * index, entry, true);
const get = (pe: TestPe, page: number, index: number) => pe.ram.getBigUint64(page * 0x1000 + 8 * index, true);
const table = (page: number) => BigInt(RAM_BASE + page * 0x1000) | 3n;

const TCR = 25n | (1n << 23n) | (5n << 32n);
const VTCR = 25n | (1n << 6n) | (5n << 16n);
/** Attr0 is Device-nGnRE, Attr1 Normal write-back, Attr2 Normal write-through outside and non-cacheable inside. */
const MAIR = 0xb4_ff_04n;
const attr = (index: bigint) => index << 2n;

/** 0x4020_1000 is 0x4000_9000 for stage 1, which stage 2 has at 0x8000_9000, write-back. Tables at pages 4 to 6, and at 0 and 1. */
function pair(attributes: bigint, fields: Fields = {}): TestPe {
  const pe = newTestPe().with({
    ...{ TCR_EL1: TCR, TTBR0_EL1: RAM + 0x4000n, SCTLR_EL1: SCTLR.M, MAIR_EL1: MAIR },
    ...{ VTCR_EL2: VTCR, VTTBR_EL2: RAM, HCR_EL2: HCR.RW, EL: 2n },
    ...fields,
  });
  put(pe, 0, 1, table(1));
  put(pe, 0, 2, RAM | AF | READ | WRITE | 1n);
  put(pe, 1, 0, RAM | AF | READ | WRITE | INNER | (15n << 2n) | 1n);
  put(pe, 4, 1, table(5));
  put(pe, 5, 1, table(6));
  put(pe, 6, 1, 0x4000_9003n | attributes);
  return pe;
}
const ADDRESS = 0x4020_1238n;
const VM = { HCR_EL2: HCR.RW | HCR.VM };

/** PAR_EL1 after an AT. */
function par(pe: TestPe, name: string, address = ADDRESS): string {
  const answer = pe.msr(`AT ${name}`, address);
  expect(answer).toBe(0n);
  return `0x${pe.get(layout.PAR_EL1).toString(16)}`;
}

describe('AT', () => {
  it.each([
    ['write-back', AF | INNER | attr(1n), 'S1E1R', {}, '0xff00000040009b80'],
    ['Device, which all share', AF | INNER | attr(0n), 'S1E1R', {}, '0x400000040009b00'],
    ['of mixed kinds', AF | attr(2n), 'S1E1R', {}, '0xb400000040009a00'],
    ['that EL0 may write', AF | USER | attr(1n), 'S1E0W', {}, '0xff00000040009a00'],
    ['that EL0 may not read', AF | attr(1n), 'S1E0R', {}, '0x81f'],
    ['that may not be written', AF | READ_ONLY | attr(1n), 'S1E1W', {}, '0x81f'],
    ['without the access flag', attr(1n), 'S1E1R', {}, '0x817'],
    ['of both stages', AF | INNER | attr(1n), 'S12E1R', VM, '0xff00000080009b80'],
    ['of both, the one caching less', AF | attr(2n), 'S12E1W', VM, '0xb400000080009b80'],
    ['of both, Device', AF | attr(0n), 'S12E1R', VM, '0x400000080009b00'],
    ['of stage 2 alone, which has nothing there', AF, 'S12E0R', { ...VM, SCTLR_EL1: 0n }, '0xa0d'],
    ['of stage 1 alone below a hypervisor', AF | INNER | attr(1n), 'S1E1R', VM, '0xff00000040009b80'],
    ['of EL2, untranslated', AF, 'S1E2R', {}, '0x40201b00'],
    ['with PAN, as if there were none', AF | USER | attr(1n), 'S1E1R', { PAN: 1n }, '0xff00000040009a00'],
    ['with PAN', AF | USER | attr(1n), 'S1E1RP', { PAN: 1n }, '0x81f'],
  ] as const)('%s', (_, attributes, name, fields, expected) => {
    const pe = pair(attributes, fields);
    expect(par(pe, name)).toBe(expected);
  });

  it('tells of which stage a fault is, and of a walk', () => {
    const pe = pair(AF, VM);
    put(pe, 1, 0, 0n);
    expect(par(pe, 'S12E1R')).toBe('0xa0d'); // translation fault, level 2, of stage 2
    put(pe, 0, 2, 0n);
    expect(par(pe, 'S12E1R')).toBe('0xb0b'); // the same at level 1, of a table
  });

  it('at EL1 lets the hypervisor see to what stage 2 has not of the tables', () => {
    const pe = pair(AF, { ...VM, EL: 1n });
    put(pe, 0, 2, 0n);
    const taken = pe.taken(pe.msr('AT S1E1R', ADDRESS));
    expect(taken).toEqual({ level: 2n, class: 0x24, iss: 0x1c5n });
    expect([layout.FAR_EL2, layout.HPFAR_EL2].map((field) => pe.get(field))).toEqual([ADDRESS, (RAM + 0x4000n) >> 8n]);
  });

  it('sets the access flag, and marks nothing dirty', () => {
    const pe = pair(DBM | READ_ONLY | attr(1n), { TCR_EL1: TCR | (3n << 39n) });
    expect(par(pe, 'S1E1W')).toBe('0xff00000040009a00');
    expect(get(pe, 6, 1) & (AF | READ_ONLY)).toBe(AF | READ_ONLY);
    pe.with({ EL: 1n });
    expect(pe.translate(ADDRESS, 'store')).toBe(0x4000_9238);
    expect(get(pe, 6, 1) & READ_ONLY).toBe(0n);
  });

  it('is of the host where there is one', () => {
    const pe = pair(AF, { HCR_EL2: HCR.RW | HCR.E2H | HCR.TGE });
    expect(par(pe, 'S1E1R')).toBe('0x40201b00');
  });

  it.each(['S1E2R', 'S12E1R', 'S12E0W'])('%s is undefined below EL2', (name) => {
    expect(newTestPe().msr(`AT ${name}`, 0n)).toMatchObject({ cause: 0 });
  });
});
