import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InspectedHart, Lookup } from '#core/inspect/description.ts';
import type { Access } from '#core/machine/hart.ts';
import { RAM_BASE, RAM_SIZE, type Trap } from '#core/testing/test-hart.ts';
import { HCR, SCTLR } from '../sysreg/bits.ts';
import { newTestPe, type TestPe } from '../testing/pe.ts';
import { createWalker } from './walk.ts';

const RAM = BigInt(RAM_BASE);
const [AF, USER, READ, WRITE, DBM] = [1n << 10n, 1n << 6n, 1n << 6n, 1n << 7n, 1n << 51n];
const put = (pe: TestPe, page: number, index: number, entry: bigint) =>
  pe.ram.setBigUint64(page * 0x1000 + 8 * index, entry, true);
const table = (page: number) => BigInt(RAM_BASE + page * 0x1000) | 3n;

/** 39 bits in 4 KiB pages below, with the access flag and dirty state by the PE; what is above faults. */
const TCR = 25n | (1n << 23n) | (5n << 32n) | (3n << 39n);
/** The same of stage 2, from level 1 on. */
const VTCR = 25n | (1n << 6n) | (5n << 16n) | (3n << 21n);

const isRam = (address: number) => address >= RAM_BASE && address < RAM_BASE + RAM_SIZE;
const view = (pe: TestPe): InspectedHart => ({ ...pe.context, isRam });
const look = (pe: TestPe, address: bigint, access: Access, more: Partial<Lookup> = {}) =>
  createWalker().walk(view(pe), { address, access, space: 'virtual', ...more });

/** A guest whose 0x4020_1000 is its page at 0x4000_9000, which is at 0x8000_9000: its tables are at pages 4 to 6, stage 2's at 0 and 1. */
function guest(attributes: bigint): TestPe {
  const pe = newTestPe().with({
    ...{ TCR_EL1: TCR, TTBR0_EL1: RAM + 0x4000n, SCTLR_EL1: SCTLR.M },
    ...{ VTCR_EL2: VTCR, VTTBR_EL2: RAM, HCR_EL2: HCR.VM | HCR.RW },
  });
  put(pe, 0, 1, table(1));
  put(pe, 0, 2, RAM | AF | READ | WRITE | 1n); // 1 GiB at its place
  put(pe, 1, 0, RAM | AF | READ | WRITE | 1n); // 2 MiB at 0x4000_0000
  put(pe, 4, 1, table(5));
  put(pe, 5, 1, table(6));
  put(pe, 6, 1, 0x4000_9003n | attributes);
  return pe;
}
const ADDRESS = 0x4020_1238n;

describe('a walk', () => {
  it('of two stages tells every entry in the order in which it is read', () => {
    const told = look(guest(USER | DBM | (1n << 7n)), ADDRESS, 'store');
    expect(told.privilege).toBe('EL1');
    expect(told.stages).toEqual([
      { register: 'TTBR0_EL1', mode: '4 KiB granule, 39-bit addresses', root: RAM + 0x4000n },
      { register: 'VTTBR_EL2', mode: '4 KiB granule, 39-bit addresses', root: RAM },
    ]);
    const rows = told.entries.map(({ register, level, address, guestAddress, flags, kind, target, sizeBytes, sets }) => [
      ...[register, level, `0x${address.toString(16)}`, guestAddress === undefined ? '' : `0x${guestAddress.toString(16)}`],
      ...[flags.join(' '), kind, `0x${target.toString(16)}`, Number(sizeBytes), sets.join(' ')],
    ]);
    const direct = ['VTTBR_EL2', 1, '0x80000010', '', 'AF write read memory0', 'leaf', '0x80000000', 2 ** 30, ''];
    expect(rows).toEqual([
      direct,
      ['TTBR0_EL1', 1, '0x80004008', '0x80004008', '', 'table', '0x80005000', 2 ** 30, ''],
      direct,
      ['TTBR0_EL1', 2, '0x80005008', '0x80005008', '', 'table', '0x80006000', 2 ** 21, ''],
      direct,
      ['TTBR0_EL1', 3, '0x80006008', '0x80006008', 'DBM read-only EL0 attribute0', 'leaf', '0x40009000', 4096, 'AF dirty'],
      direct, // to set flags of the entry above
      ['VTTBR_EL2', 1, '0x80000008', '', '', 'table', '0x80001000', 2 ** 30, ''],
      ['VTTBR_EL2', 2, '0x80001000', '', 'AF write read memory0', 'leaf', '0x80000000', 2 ** 21, ''],
    ]);
    expect(told.result).toEqual({ kind: 'mapped', physical: RAM + 0x9238n });
  });

  it('sets nothing', () => {
    const pe = guest(DBM);
    const before = Buffer.from(pe.ram.buffer.slice(0));
    look(pe, ADDRESS, 'store');
    expect(before.equals(new Uint8Array(pe.ram.buffer))).toBe(true);
    expect(pe.take()).toEqual({ trap: undefined, calls: [] });
  });

  it('says which fault, of which stage, and of which guest physical address', () => {
    const pe = guest(AF);
    put(pe, 1, 0, 0n);
    expect(look(pe, ADDRESS, 'store').result).toEqual({
      kind: 'fault',
      cause: 0x24,
      name: 'stage 2: translation fault, level 2',
      guestPhysical: 0x4000_9238n,
    });
    put(pe, 0, 2, 0n);
    expect(look(pe, ADDRESS, 'fetch').result).toMatchObject({
      cause: 0x20,
      name: 'stage 2, of a stage 1 walk: translation fault, level 1',
      guestPhysical: RAM + 0x4008n,
    });
    const readOnly = guest(AF | (1n << 7n));
    expect(look(readOnly, ADDRESS, 'store').result).toMatchObject({
      name: 'permission fault, level 3',
      guestPhysical: undefined,
    });
  });

  it('can start in the middle, or as somebody else', () => {
    const pe = guest(AF);
    expect(look(pe, 0x4000_0123n, 'load', { space: 'guestPhysical' })).toMatchObject({
      stages: [{ register: 'VTTBR_EL2' }],
      result: { physical: RAM + 0x123n },
    });
    expect(look(pe, ADDRESS, 'load', { privilege: 'EL0' }).result).toMatchObject({ name: 'permission fault, level 3' });
    expect(look(pe, RAM, 'load', { privilege: 'EL2' })).toMatchObject({
      privilege: 'EL2',
      stages: [{ register: 'TTBR0_EL2', mode: 'off', root: undefined }],
      entries: [],
      result: { physical: RAM },
    });
    const barred = guest(AF | USER).with({ PAN: 1n });
    expect(look(barred, ADDRESS, 'load').result.kind).toBe('fault');
    expect(look(barred, ADDRESS, 'load', { privilege: 'EL1' }).result.kind).toBe('mapped');
  });

  it('names the table of the upper half', () => {
    const pe = newTestPe().with({ TCR_EL1: 25n | (25n << 16n) | (2n << 30n) | (5n << 32n), TTBR1_EL1: RAM, SCTLR_EL1: SCTLR.M });
    put(pe, 0, 0, RAM | AF | 1n);
    const told = look(pe, 0xffff_ff80_0000_0010n, 'load');
    expect(told.stages[0]).toMatchObject({ register: 'TTBR1_EL1', root: RAM });
    expect(told.result).toEqual({ kind: 'mapped', physical: RAM + 0x10n });
  });

  it('is the one that an access makes', () => {
    const pages = fc.bigInt({ min: 0n, max: 31n }).map((page) => RAM + (page << 12n));
    const entry = fc.oneof(
      { arbitrary: fc.tuple(pages, fc.bigInt({ min: 0n, max: 0xfffn })).map(([page, bits]) => page | bits | 3n), weight: 4 },
      fc.tuple(pages, fc.bigInt({ min: 0n, max: 0x1fn })).map(([page, high]) => page | (high << 51n) | AF | READ | WRITE | 3n),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    );
    const access = fc.constantFrom('fetch', 'load', 'store' as const);
    const [level, page] = [fc.bigInt({ min: 0n, max: 2n }), fc.bigInt({ min: 0n, max: 0x1ffn })];
    const flags = fc.bigInt({ min: 0n, max: 15n });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 8, maxLength: 40 }),
        level,
        page,
        access,
        flags,
        (words, EL, number, kind, bits) => {
          const [hasStage1, hasStage2, PAN, hasE2h] = [0n, 1n, 2n, 3n].map((at) => (bits >> at) & 1n) as [
            bigint,
            bigint,
            bigint,
            bigint,
          ];
          const pe = newTestPe().with({
            ...{ EL, SPSel: EL === 0n ? 0n : 1n, PAN: EL === 0n ? 0n : PAN, TCR_EL1: TCR, TCR_EL2: TCR, VTCR_EL2: VTCR },
            ...{ TTBR0_EL1: RAM, TTBR0_EL2: RAM + 0x1000n, VTTBR_EL2: RAM + 0x2000n },
            ...{ SCTLR_EL1: hasStage1, SCTLR_EL2: hasStage1, HCR_EL2: HCR.RW | hasStage2 | (hasE2h << 34n) },
          });
          for (let i = 0; i < 0x2_0000 / 8; i++) pe.ram.setBigUint64(8 * i, words[i % words.length]!, true);
          const address = (number << 12n) | 0x38n;
          const { result } = look(pe, address, kind);
          const made: number | Trap = pe.translate(address, kind, 1);
          if (result.kind === 'mapped') expect(made).toBe(Number(result.physical));
          else expect(made).toMatchObject({ cause: result.cause });
        },
      ),
      { numRuns: 200 },
    );
  });
});
