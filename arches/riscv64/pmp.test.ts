/** Literals worked out from the tables of `priv: Address Matching` and `priv: Priority and Matching Logic`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE } from '#core/isa/layout.ts';
import type { Access } from '#core/machine/hart.ts';
import { layout } from './layout.ts';
import { PMPCFG_A_NA4, PMPCFG_A_NAPOT, PMPCFG_A_OFF, PMPCFG_A_TOR, PMPCFG_L, PMPCFG_R, PMPCFG_W, PMPCFG_X, Pmp } from './pmp.ts';
import { privilege } from './privilege.ts';
import { newTestHart } from './testing/hart.ts';

const { U, S, M } = privilege;
const RWX = PMPCFG_R | PMPCFG_W | PMPCFG_X;

type Entry = readonly [cfg: number, address: bigint];

function pmpOf(...entries: readonly Entry[]): Pmp {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  for (const [i, [cfg, address]] of entries.entries()) {
    block.setUint8(layout.pmpcfg.offset + i, cfg);
    block.setBigUint64(layout.pmpaddr.offset + 8 * i, address, true);
  }
  const pmp = new Pmp();
  pmp.reload(block);
  return pmp;
}

const loads = (pmp: Pmp, address: number, width = 1, mode: number = S) => pmp.allows(address, width, 'load', mode);
/** The ends of what S may load, by probing the bytes around two addresses. */
const edges = (pmp: Pmp, start: number, end: number) => [start - 1, start, end - 1, end].map((address) => loads(pmp, address));

describe('PMP', () => {
  it('lets M do anything and S and U nothing while no entry is on', () => {
    const pmp = pmpOf();
    for (const access of ['fetch', 'load', 'store'] as const) {
      expect([U, S, M].map((mode) => pmp.allows(0x8000_0000, 4, access, mode))).toEqual([false, false, true]);
    }
    expect(pmp.isUniform(0x8000_0000)).toBe(true);
  });

  it.each([
    ['NA4', PMPCFG_A_NA4, 0x2000_0001n, 0x8000_0004, 0x8000_0008],
    ['NAPOT of 8 bytes', PMPCFG_A_NAPOT, 0x2000_0000n, 0x8000_0000, 0x8000_0008],
    ['NAPOT of 16 bytes', PMPCFG_A_NAPOT, 0x2000_0001n, 0x8000_0000, 0x8000_0010],
    ['NAPOT of 4 KiB', PMPCFG_A_NAPOT, 0x2000_05ffn, 0x8000_1000, 0x8000_2000],
    ['NAPOT of 128 MiB', PMPCFG_A_NAPOT, 0x20ff_ffffn, 0x8000_0000, 0x8800_0000],
  ])('matches %s', (_, mode, address, start, end) => {
    expect(edges(pmpOf([mode | RWX, address]), start, end)).toEqual([false, true, true, false]);
  });

  it('matches everything with NAPOT of all ones', () => {
    const pmp = pmpOf([PMPCFG_A_NAPOT | RWX, 2n ** 54n - 1n]);
    expect(loads(pmp, 0)).toBe(true);
    expect(loads(pmp, 2 ** 53 - 8, 8)).toBe(true);
    expect(pmp.isUniform(0x8000_0123)).toBe(true);
  });

  it('matches TOR from the address below, 0 for the first', () => {
    expect(loads(pmpOf([PMPCFG_A_TOR | RWX, 0x400n]), 0xfff)).toBe(true);
    expect(loads(pmpOf([PMPCFG_A_TOR | RWX, 0x400n]), 0x1000)).toBe(false);
    expect(edges(pmpOf([PMPCFG_A_OFF, 0x400n], [PMPCFG_A_TOR | RWX, 0x801n]), 0x1000, 0x2004)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('matches nothing with an empty or backward TOR', () => {
    // QEMU 7.2 lets pmpaddr 0 with TOR match everything: "If pmpaddr(i-1) ≥ pmpaddr(i) ... then PMP entry i matches no addresses."
    expect(loads(pmpOf([PMPCFG_A_TOR | RWX, 0n]), 0)).toBe(false);
    expect(loads(pmpOf([PMPCFG_A_OFF, 0x800n], [PMPCFG_A_TOR | RWX, 0x400n]), 0x1800)).toBe(false);
  });

  it.each([
    [PMPCFG_R, ['load']],
    [PMPCFG_W, ['store']],
    [PMPCFG_X, ['fetch']],
    [PMPCFG_R | PMPCFG_W, ['load', 'store']],
    [0, []],
  ])('with permissions %i allows %j', (permissions, allowed) => {
    const pmp = pmpOf([PMPCFG_A_NAPOT | permissions, 2n ** 54n - 1n]);
    const may = (mode: number) =>
      (['load', 'store', 'fetch'] as Access[]).filter((access) => pmp.allows(0x1000, 4, access, mode));
    expect(may(S)).toEqual(allowed);
    expect(may(U)).toEqual(allowed);
    expect(may(M)).toEqual(['load', 'store', 'fetch']);
  });

  it('binds M where an entry is locked', () => {
    const pmp = pmpOf([PMPCFG_A_NA4 | PMPCFG_L | PMPCFG_R, 0x400n]);
    expect(pmp.allows(0x1000, 4, 'load', M)).toBe(true);
    expect(pmp.allows(0x1000, 4, 'store', M)).toBe(false);
    expect(pmp.allows(0x1004, 4, 'store', M)).toBe(true);
    expect(pmp.isUniform(0x1000)).toBe(false);
    expect(pmp.isUniform(0x2000)).toBe(true);
  });

  it('gives the lowest-numbered match the last word', () => {
    const pmp = pmpOf([PMPCFG_A_NA4, 0x400n], [PMPCFG_A_NAPOT | RWX, 2n ** 54n - 1n]);
    expect(loads(pmp, 0x1000, 4)).toBe(false);
    expect(loads(pmp, 0x1004, 4)).toBe(true);
    expect(pmp.isUniform(0x1800)).toBe(false);
    expect(pmp.isUniform(0x2000)).toBe(true);
  });

  it('fails an access that an entry matches in part, whatever it allows', () => {
    const pmp = pmpOf([PMPCFG_A_NA4 | RWX, 0x400n], [PMPCFG_A_NAPOT | RWX, 2n ** 54n - 1n]);
    expect(loads(pmp, 0x1000, 8)).toBe(false);
    expect(loads(pmp, 0xffe, 4)).toBe(false);
    expect(loads(pmp, 0x1000, 4)).toBe(true);
    // "... irrespective of the L, R, W, and X bits": M too, which the entry does not bind.
    expect(loads(pmp, 0x1000, 8, M)).toBe(false);
    const locked = pmpOf([PMPCFG_A_NA4 | RWX | PMPCFG_L, 0x400n]);
    expect(loads(locked, 0x1000, 8, M)).toBe(false);
  });

  it('is uniform on a page only if every byte of it fares alike', () => {
    const napot = fc.tuple(
      fc.constantFrom(PMPCFG_A_OFF, PMPCFG_A_TOR, PMPCFG_A_NA4, PMPCFG_A_NAPOT),
      fc.nat({ max: 15 }),
      fc.bigInt({ min: 0n, max: 0xfffn }),
    );
    fc.assert(
      fc.property(fc.array(napot, { maxLength: 5 }), fc.nat({ max: 3 }), fc.constantFrom(U, S, M), (entries, page, mode) => {
        const pmp = pmpOf(...entries.map(([a, bits, address]): Entry => [a | (bits & 7) | (bits & 8 ? PMPCFG_L : 0), address]));
        if (!pmp.isUniform(page * 4096)) return;
        for (const access of ['load', 'store', 'fetch'] as const) {
          const answers = Array.from({ length: 511 }, (_, i) => pmp.allows(page * 4096 + 8 * i + 1, 8, access, mode));
          expect(new Set(answers).size).toBe(1);
        }
      }),
    );
  });

  it('makes translations fault as accesses, and hold for less than a page where it is finer', () => {
    const hart = newTestHart();
    hart.writeCsr(0x3b0, 0x2000_0001n); // 0x80000004 to 0x80000008, read-only
    hart.writeCsr(0x3b1, 2n ** 54n - 1n);
    hart.writeCsr(0x3a0, BigInt(((PMPCFG_A_NAPOT | RWX) << 8) | PMPCFG_A_NA4 | PMPCFG_R));
    expect(hart.translate(0x8000_0004n, 'store', 4)).toBe(0x8000_0004);
    expect(hart.hart.isWholePage()).toBe(false);
    hart.set(layout.privilege, BigInt(U));
    expect(hart.translate(0x8000_0004n, 'load', 4)).toBe(0x8000_0004);
    expect(hart.hart.isWholePage()).toBe(false);
    expect(hart.translate(0x8000_0004n, 'store', 4)).toEqual({ cause: 7, value: 0x8000_0004n });
    expect(hart.translate(0x8000_0004n, 'fetch', 2)).toEqual({ cause: 1, value: 0x8000_0004n });
    expect(hart.translate(0x8000_0001n, 'load', 4)).toEqual({ cause: 5, value: 0x8000_0001n });
    expect(hart.translate(0x8000_1000n, 'load', 4)).toBe(0x8000_1000);
    expect(hart.hart.isWholePage()).toBe(true);
    // MPRV with MPP = U is bound like U.
    hart.set(layout.privilege, BigInt(M));
    hart.set(layout.mstatus, 1n << 17n);
    expect(hart.translate(0x8000_0004n, 'store', 4)).toEqual({ cause: 7, value: 0x8000_0004n });
    expect(hart.translate(0x8000_0004n, 'fetch', 2)).toBe(0x8000_0004);
  });
});
