import { describe, expect, it } from 'vitest';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { inMode, newTestHart } from './testing/hart.ts';

const { U, S, M } = privilege;
const LOAD = 1n;
const STORE = 2n;
const EXECUTE = 4n;
const IN_U = 8n;
const IN_M = 64n;
const MCONTROL = 2n << 60n;
const BREAKPOINT = { cause: 3, value: 0n };
const AT = 0x8000_1234n;

function hartWith(control: bigint, address = AT) {
  const hart = newTestHart();
  hart.writeCsr(0x7a2, address);
  hart.writeCsr(0x7a1, MCONTROL ^ control);
  hart.writeCsr(0x3b0, 2n ** 54n - 1n);
  hart.writeCsr(0x3a0, 0x1fn);
  return hart;
}

describe('a trigger', () => {
  it('fires on the loads and stores that touch its address', () => {
    const hart = hartWith(LOAD | IN_M);
    expect(hart.translate(AT, 'load', 1)).toEqual(BREAKPOINT);
    expect(hart.translate(AT - 3n, 'load', 4)).toEqual(BREAKPOINT);
    expect(hart.translate(AT - 4n, 'load', 4)).toBe(0x8000_1230);
    expect(hart.translate(AT + 1n, 'load', 1)).toBe(0x8000_1235);
    expect(hart.translate(AT, 'store', 4)).toBe(0x8000_1234);
    expect(hartWith(STORE | IN_M).translate(AT, 'store', 4)).toEqual(BREAKPOINT);
  });

  it('makes its page one that no TLB may keep', () => {
    const hart = hartWith(LOAD | IN_M);
    hart.translate(0x8000_1000n, 'load');
    expect(hart.hart.isWholePage()).toBe(false);
    hart.translate(0x8000_2000n, 'load');
    expect(hart.hart.isWholePage()).toBe(true);
  });

  it('fires on the instruction that starts at its address', () => {
    const hart = hartWith(EXECUTE | IN_M);
    hart.set(layout.pc, AT);
    expect(hart.translate(AT, 'fetch', 2)).toEqual(BREAKPOINT);
    hart.set(layout.pc, AT - 2n); // its second half
    expect(hart.translate(AT, 'fetch', 2)).toBe(0x8000_1234);
  });

  it('fires with V=1 if it is an mcontrol6 that names VS or VU, and no mcontrol ever', () => {
    const [IN_ANY, IN_VU, IN_VS] = [0x58n, 1n << 23n, 1n << 24n];
    const firesIn = (control: bigint) =>
      (['M', 'S', 'U', 'VS', 'VU'] as const)
        .filter((mode) => typeof inMode(hartWith(control), mode).translate(AT, 'load', 4) !== 'number')
        .join(' ');
    expect(firesIn(LOAD | IN_ANY | IN_VS | IN_VU)).toBe('M S U');
    const MCONTROL6 = 6n << 60n;
    expect(firesIn((MCONTROL6 ^ MCONTROL) | LOAD | IN_ANY)).toBe('M S U');
    expect(firesIn((MCONTROL6 ^ MCONTROL) | LOAD | IN_VS)).toBe('VS');
    expect(firesIn((MCONTROL6 ^ MCONTROL) | LOAD | IN_VU)).toBe('VU');
  });

  it('fires only in the privileges it names', () => {
    const hart = hartWith(LOAD | IN_U);
    expect(hart.translate(AT, 'load', 4)).toBe(0x8000_1234);
    hart.set(layout.privilege, BigInt(S));
    expect(hart.translate(AT, 'load', 4)).toBe(0x8000_1234);
    hart.set(layout.privilege, BigInt(U));
    expect(hart.translate(AT, 'load', 4)).toEqual(BREAKPOINT);
    // MPRV is not a change of privilege.
    hart.set(layout.privilege, BigInt(M));
    hart.set(layout.mstatus, 1n << 17n);
    expect(hart.translate(AT, 'load', 4)).toBe(0x8000_1234);
  });

  it('fires on accesses of its size when it has one', () => {
    const sized = hartWith(LOAD | IN_M | (3n << 16n)); // 4 bytes
    expect(sized.translate(AT, 'load', 4)).toEqual(BREAKPOINT);
    expect(sized.translate(AT, 'load', 2)).toBe(0x8000_1234);
    const eight = hartWith(LOAD | IN_M | (1n << 16n) | (1n << 21n)); // 8 bytes
    expect(eight.translate(AT, 'load', 8)).toEqual(BREAKPOINT);
    expect(eight.translate(AT, 'load', 4)).toBe(0x8000_1234);
  });

  it('can be any of two', () => {
    const hart = hartWith(LOAD | IN_M);
    hart.writeCsr(0x7a0, 1n);
    hart.writeCsr(0x7a2, 0x8000_2000n);
    hart.writeCsr(0x7a1, (6n << 60n) | STORE | IN_M);
    expect(hart.translate(0x8000_2000n, 'store', 8)).toEqual(BREAKPOINT);
    expect(hart.translate(AT, 'load', 8)).toEqual(BREAKPOINT);
    expect(hart.readCsr(0x7a2)).toBe(0x8000_2000n);
    hart.writeCsr(0x7a0, 0n);
    expect(hart.readCsr(0x7a2)).toBe(AT);
  });

  it('changes the regime, so that a TLB forgets', () => {
    const hart = newTestHart();
    const before = hart.hart.dataRegime();
    hart.writeCsr(0x7a1, MCONTROL | LOAD | IN_M);
    expect(hart.hart.dataRegime()).not.toBe(before);
    hart.writeCsr(0x7a1, MCONTROL);
    expect(hart.hart.dataRegime()).toBe(before);
  });
});
