/** Walks told entry by entry, and that they are those which accesses make. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InspectedHart, Lookup } from '#core/inspect/description.ts';
import type { Access } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { inMode, newTestHart, RAM_BASE, RAM_SIZE, type TestHart } from '../testing/hart.ts';
import { createWalker } from './walk.ts';

const [V, X, U, A, D] = [0x01n, 0x08n, 0x10n, 0x40n, 0x80n];
const FULL = 0xcfn; // D A X W R V
const RAM = BigInt(RAM_BASE);
const pte = (address: bigint, flags: bigint) => ((address >> 12n) << 10n) | flags;
const put = (hart: TestHart, address: bigint, entry: bigint) => hart.ram.setBigUint64(Number(address - RAM), entry, true);

const isRam = (address: number) => address >= RAM_BASE && address < RAM_BASE + RAM_SIZE;
const view = (hart: TestHart): InspectedHart => ({ ...hart.context, isRam });
const look = (hart: TestHart, address: bigint, access: Access, more: Partial<Lookup> = {}) =>
  createWalker().walk(view(hart), { address, access, space: 'virtual', ...more });

/** PMP lets everything through. */
function openHart(): TestHart {
  const hart = newTestHart();
  hart.block.setBigUint64(layout.pmpaddr.offset, 2n ** 54n - 1n, true);
  hart.block.setUint8(layout.pmpcfg.offset, 0x1f);
  return hart;
}

/** A guest whose 0x20_0000_0000 is at 0x8000_9000: tables of VS-stage at 0x8000_4000 on, of G-stage at 0x8000_0000 and 0x8001_0000. */
function guestHart(leafFlags = FULL): TestHart {
  const hart = inMode(openHart(), 'VS');
  hart.set(layout.hgatp, (8n << 60n) | (RAM >> 12n));
  hart.set(layout.vsatp, (8n << 60n) | ((RAM + 0x4000n) >> 12n));
  put(hart, RAM + 8n * 2n, pte(RAM, FULL | U)); // 1 GiB at its place
  put(hart, RAM + 8n * 1n, pte(RAM + 0x1_0000n, V));
  put(hart, RAM + 0x1_0000n, pte(RAM, FULL | U)); // 2 MiB at 0x4000_0000 lie at 0x8000_0000
  put(hart, RAM + 0x4000n + 8n * 0x80n, pte(RAM + 0x5000n, V));
  put(hart, RAM + 0x5000n, pte(RAM + 0x6000n, V));
  put(hart, RAM + 0x6000n, pte(0x4000_9000n, leafFlags));
  return hart;
}

describe('a walk', () => {
  it('of two stages tells every entry in the order in which it is read', () => {
    const told = look(guestHart(V | X), 0x20_0000_0123n, 'fetch');
    expect(told.privilege).toBe('VS');
    expect(told.stages).toEqual([
      { register: 'vsatp', mode: 'Sv39', root: RAM + 0x4000n },
      { register: 'hgatp', mode: 'Sv39x4', root: RAM },
    ]);
    const rows = told.entries.map(({ register, level, address, guestAddress, flags, kind, target, sizeBytes, sets }) => [
      ...[register, level, `0x${address.toString(16)}`, guestAddress === undefined ? '' : `0x${guestAddress.toString(16)}`],
      ...[flags.join(''), kind, `0x${target.toString(16)}`, Number(sizeBytes), sets.join('')],
    ]);
    const direct = ['hgatp', 2, '0x80000010', '', 'DAUXWRV', 'leaf', '0x80000000', 2 ** 30, ''];
    expect(rows).toEqual([
      direct,
      ['vsatp', 2, '0x80004400', '0x80004400', 'V', 'table', '0x80005000', 2 ** 30, ''],
      direct,
      ['vsatp', 1, '0x80005000', '0x80005000', 'V', 'table', '0x80006000', 2 ** 21, ''],
      direct,
      ['vsatp', 0, '0x80006000', '0x80006000', 'XV', 'leaf', '0x40009000', 4096, 'A'],
      direct, // to set A of the entry above
      ['hgatp', 2, '0x80000008', '', 'V', 'table', '0x80010000', 2 ** 30, ''],
      ['hgatp', 1, '0x80010000', '', 'DAUXWRV', 'leaf', '0x80000000', 2 ** 21, ''],
    ]);
    expect(told.result).toEqual({ kind: 'mapped', physical: RAM + 0x9123n });
  });

  it('tells what the hart would set, and sets nothing', () => {
    const hart = guestHart(FULL & ~A & ~D);
    const before = Buffer.from(hart.ram.buffer.slice(0));
    const told = look(hart, 0x20_0000_0000n, 'store');
    expect(told.entries.filter(({ register }) => register === 'vsatp').at(-1)!.sets).toEqual(['D', 'A']);
    expect(before.equals(new Uint8Array(hart.ram.buffer))).toBe(true);
    expect(hart.take()).toEqual({ trap: undefined, calls: [] });
  });

  it('says which fault, and of which guest physical address', () => {
    const hart = guestHart();
    put(hart, RAM + 0x1_0000n, 0n);
    expect(look(hart, 0x20_0000_0123n, 'store').result).toEqual({
      kind: 'fault',
      cause: 23,
      name: 'store guest page fault',
      guestPhysical: 0x4000_9123n,
    });
    put(hart, RAM + 0x6000n, 0n);
    expect(look(hart, 0x20_0000_0123n, 'load').result).toMatchObject({ cause: 13, guestPhysical: undefined });
  });

  it('can start in the middle, or as somebody else', () => {
    const hart = guestHart();
    expect(look(hart, 0x4000_0123n, 'load', { space: 'guestPhysical' })).toMatchObject({
      stages: [{ register: 'hgatp' }],
      result: { physical: RAM + 0x123n },
    });
    expect(look(hart, RAM, 'load', { privilege: 'M' })).toMatchObject({ stages: [], entries: [], result: { physical: RAM } });
    expect(look(hart, RAM, 'load', { privilege: 'S' })).toMatchObject({
      stages: [{ register: 'satp', mode: 'Bare', root: undefined }],
    });
    expect(look(hart, 0x20_0000_0123n, 'load', { privilege: 'VU' }).result).toMatchObject({ cause: 13 });
    expect(look(inMode(hart, 'M'), RAM + 5n, 'load').privilege).toBe('M');
  });

  it('is the one that an access makes', () => {
    const pages = fc.bigInt({ min: 0n, max: 31n }).map((page) => RAM + (page << 12n));
    const flags = fc.bigInt({ min: 0n, max: 255n }).map((bits) => bits | V);
    const entry = fc.oneof(
      { arbitrary: fc.tuple(pages, fc.constantFrom(V, FULL, FULL | U)).map(([page, bits]) => pte(page, bits)), weight: 4 },
      fc.tuple(pages, flags).map(([page, bits]) => pte(page, bits)),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    );
    const [modes, access] = [fc.constantFrom(0n, 8n, 9n), fc.constantFrom('fetch', 'load', 'store' as const)];
    const [status, privilege] = [fc.bigInt({ min: 0n, max: 0xf_ffffn }), fc.constantFrom('M', 'S', 'U', 'VS', 'VU' as const)];
    const address = fc.bigInt({ min: 0n, max: 0x1ffn }).map((page) => (page << 12n) | 0x38n);
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 8, maxLength: 40 }),
        modes,
        modes,
        address,
        access,
        status,
        privilege,
        (...drawn) => {
          const [words, first, second, virtual, kind, mstatus, mode] = drawn;
          const hart = inMode(openHart(), mode);
          for (let i = 0; i < 0x2_0000 / 8; i++) hart.ram.setBigUint64(8 * i, words[i % words.length]!, true);
          hart.set(layout.mstatus, mstatus & ~0x1000n);
          for (const [field, value] of [
            [layout.satp, first],
            [layout.vsatp, first],
            [layout.hgatp, second],
          ] as const)
            hart.set(field, (value << 60n) | (RAM >> 12n));
          const { result } = look(hart, virtual, kind);
          const made = hart.translate(virtual, kind, 1);
          if (result.kind === 'mapped') expect(made).toBe(Number(result.physical));
          else expect(made).toMatchObject({ cause: result.cause });
        },
      ),
      { numRuns: 300 },
    );
  });
});
