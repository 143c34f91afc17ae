import { describe, expect, it } from 'vitest';
import { wires } from './interrupts.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { newTestHart, type TestHart } from './testing/hart.ts';

const { U, S, M } = privilege;
const SIE = 0x2n;
const MIE = 0x8n;
const ALL = 0x2eeen;
const NEVER = Number.POSITIVE_INFINITY;

interface State {
  readonly mode?: number;
  readonly mie?: bigint;
  readonly mip?: bigint;
  readonly mideleg?: bigint;
  readonly mstatus?: bigint;
  readonly lines?: number;
  readonly hideleg?: bigint;
  readonly vsstatus?: bigint;
  readonly virtualized?: bigint;
}

function hartWith(state: State): TestHart {
  const { mode = U, mie = ALL, mip = 0n, mideleg = 0n, mstatus = 0n, lines = 0 } = state;
  const hart = newTestHart();
  hart.set(layout.hideleg, state.hideleg ?? 0n);
  hart.set(layout.vsstatus, state.vsstatus ?? 0n);
  hart.set(layout.virtualized, state.virtualized ?? 0n);
  hart.set(layout.privilege, BigInt(mode));
  hart.set(layout.mie, mie);
  hart.set(layout.mip, mip);
  hart.set(layout.mideleg, mideleg);
  hart.set(layout.mstatus, mstatus);
  hart.lines = lines;
  return hart;
}

const mipInM = (hart: TestHart) => {
  hart.set(layout.privilege, 3n);
  return hart.readCsr(0x344);
};

describe('the interrupt that is taken', () => {
  it('is the first of MEI, MSI, MTI, SEI, SSI, STI, LCOFI', () => {
    // QEMU 7.2 takes the one with the lowest number.
    const order = [11, 3, 7, 9, 1, 5, 13];
    for (let i = 0; i < order.length; i++) {
      const pending = order.slice(i).reduce((bits, number) => bits | (1n << BigInt(number)), 0n);
      expect(hartWith({ mip: pending }).hart.pendingInterrupt()).toBe(order[i]);
    }
  });

  it('is one for M before any delegated one', () => {
    expect(hartWith({ mip: (1n << 13n) | (1n << 9n), mideleg: 1n << 9n }).hart.pendingInterrupt()).toBe(13);
  });

  it('must be enabled by mie', () => {
    expect(hartWith({ mie: 0n, mip: ALL }).hart.pendingInterrupt()).toBe(-1);
    expect(hartWith({ mie: 2n, mip: ALL }).hart.pendingInterrupt()).toBe(1);
  });

  it.each([
    { mode: M, mstatus: 0n, mideleg: 0n, taken: false },
    { mode: M, mstatus: MIE, mideleg: 0n, taken: true },
    { mode: M, mstatus: SIE, mideleg: 0n, taken: false },
    { mode: M, mstatus: MIE | SIE, mideleg: 2n, taken: false },
    { mode: S, mstatus: 0n, mideleg: 0n, taken: true },
    { mode: S, mstatus: MIE, mideleg: 2n, taken: false },
    { mode: S, mstatus: SIE, mideleg: 2n, taken: true },
    { mode: U, mstatus: 0n, mideleg: 0n, taken: true },
    { mode: U, mstatus: 0n, mideleg: 2n, taken: true },
  ])('in mode $mode with mstatus $mstatus and mideleg $mideleg: $taken', ({ taken, ...state }) => {
    expect(hartWith({ ...state, mip: 2n }).hart.pendingInterrupt()).toBe(taken ? 1 : -1);
  });

  it.each([
    ['MSIP', wires.MSIP, 3],
    ['MTIP', wires.MTIP, 7],
    ['SEIP', wires.SEIP, 9],
    ['MEIP', wires.MEIP, 11],
  ])('comes from the wire %s', (_, lines, number) => {
    const hart = hartWith({ lines });
    expect(hart.hart.pendingInterrupt()).toBe(number);
    expect(mipInM(hart)).toBe(BigInt(lines));
  });
});

describe('with the H extension', () => {
  const VS_BITS = 0x1444n;

  it('the order for HS is SEI, SSI, STI, SGEI, VSEI, VSSI, VSTI, LCOFI', () => {
    const order = [9, 1, 5, 10, 2, 6, 13];
    for (let i = 0; i < order.length; i++) {
      const mip = order.slice(i).reduce((bits, number) => bits | (1n << BigInt(number)), 0n);
      expect(hartWith({ mip, mideleg: 0x3666n }).hart.pendingInterrupt()).toBe(order[i]);
    }
  });

  it('one for HS goes before all for VS', () => {
    const state = { virtualized: 1n, mode: S, vsstatus: SIE, mideleg: VS_BITS, hideleg: 0x440n };
    expect(hartWith({ ...state, mip: 0x444n }).hart.pendingInterrupt()).toBe(2);
    expect(hartWith({ ...state, mip: 0x440n }).hart.pendingInterrupt()).toBe(10);
    expect(hartWith({ ...state, mip: 0x40n }).hart.pendingInterrupt()).toBe(6);
  });

  /** VSSI, which is 2, in each mode; hideleg and the two SIE decide. */
  it.each([
    // mode, V, hideleg, sstatus.SIE, vsstatus.SIE
    { mode: M, virtualized: 0n, hideleg: 0n, mstatus: MIE | SIE, vsstatus: SIE, taken: false },
    { mode: S, virtualized: 0n, hideleg: 0n, mstatus: 0n, vsstatus: SIE, taken: false },
    { mode: S, virtualized: 0n, hideleg: 0n, mstatus: SIE, vsstatus: 0n, taken: true },
    { mode: U, virtualized: 0n, hideleg: 0n, mstatus: 0n, vsstatus: 0n, taken: true },
    { mode: S, virtualized: 1n, hideleg: 0n, mstatus: 0n, vsstatus: 0n, taken: true },
    { mode: U, virtualized: 1n, hideleg: 0n, mstatus: 0n, vsstatus: 0n, taken: true },
    { mode: M, virtualized: 0n, hideleg: 4n, mstatus: MIE | SIE, vsstatus: SIE, taken: false },
    { mode: S, virtualized: 0n, hideleg: 4n, mstatus: SIE, vsstatus: SIE, taken: false },
    { mode: U, virtualized: 0n, hideleg: 4n, mstatus: SIE, vsstatus: SIE, taken: false },
    { mode: S, virtualized: 1n, hideleg: 4n, mstatus: SIE, vsstatus: 0n, taken: false },
    { mode: S, virtualized: 1n, hideleg: 4n, mstatus: 0n, vsstatus: SIE, taken: true },
    { mode: U, virtualized: 1n, hideleg: 4n, mstatus: 0n, vsstatus: 0n, taken: true },
  ])('VSSI: $mode, V $virtualized, hideleg $hideleg, mstatus $mstatus, vsstatus $vsstatus: $taken', ({ taken, ...state }) => {
    expect(hartWith({ ...state, mideleg: VS_BITS, mip: 4n }).hart.pendingInterrupt()).toBe(taken ? 2 : -1);
  });

  it.each([
    // Interrupts of HS and M interrupt a guest whatever the SIE and MIE bits say.
    { mip: 0x20n, mideleg: 0x1666n, taken: 5 },
    { mip: 0x80n, mideleg: 0x1666n, taken: 7 },
  ])('$taken interrupts VS and VU', ({ taken, ...state }) => {
    for (const mode of [S, U]) expect(hartWith({ ...state, mode, virtualized: 1n }).hart.pendingInterrupt()).toBe(taken);
  });

  it('a waiting hart goes on for a VS interrupt that is enabled, delegated or not', () => {
    const state = { mode: S, mideleg: VS_BITS, mip: 0x40n };
    for (const hideleg of [0n, 0x40n])
      for (const virtualized of [0n, 1n]) {
        expect(hartWith({ ...state, hideleg, virtualized }).hart.wakes()).toBe(true);
        expect(hartWith({ ...state, hideleg, virtualized, mie: 0x404n }).hart.wakes()).toBe(false);
      }
  });
});

describe('vstimecmp', () => {
  const STCE = 1n << 63n;
  const ONES = 2n ** 64n - 1n;
  const withTimers = (stimecmp: bigint, vstimecmp: bigint, htimedelta = 0n) => {
    const hart = hartWith({ mode: S, virtualized: 1n, vsstatus: SIE, mie: 0x40n, mideleg: 0x1444n, hideleg: 0x444n });
    hart.set(layout.menvcfg, STCE);
    hart.set(layout.henvcfg, STCE);
    hart.set(layout.stimecmp, stimecmp);
    hart.set(layout.vstimecmp, vstimecmp);
    hart.set(layout.htimedelta, htimedelta);
    return hart;
  };

  it('raises VSTIP from the tick of guest time it names on', () => {
    const hart = withTimers(ONES, 120n, 100n);
    hart.now = 1999;
    expect(hart.hart.pendingInterrupt()).toBe(-1);
    expect(hart.hart.selectDeadline?.()).toBe(2000);
    hart.now = 2000;
    expect(hart.hart.pendingInterrupt()).toBe(6);
    expect(hart.hart.wakes()).toBe(true);
    expect(hart.hart.selectDeadline?.()).toBe(NEVER);
  });

  it('compares with a sum that is truncated to 64 bits', () => {
    const hart = withTimers(ONES, 5n, ONES - 9n); // ten ticks behind
    hart.now = 500; // guest time is 2^64 - 5
    expect(hart.hart.pendingInterrupt()).toBe(6);
    hart.now = 1000;
    expect(hart.hart.pendingInterrupt()).toBe(-1);
    expect(hart.hart.selectDeadline?.()).toBe(1500);
    hart.now = 1500;
    expect(hart.hart.pendingInterrupt()).toBe(6);
  });

  it('and stimecmp: the nearer one is the deadline', () => {
    expect(withTimers(30n, 20n).hart.selectDeadline?.()).toBe(2000);
    expect(withTimers(20n, 30n).hart.selectDeadline?.()).toBe(2000);
    expect(withTimers(0n, 30n).hart.selectDeadline?.()).toBe(3000);
  });

  it('does nothing without STCE of henvcfg, or of menvcfg', () => {
    const hart = withTimers(ONES, 0n);
    expect(hart.hart.pendingInterrupt()).toBe(6);
    hart.set(layout.henvcfg, 0n);
    expect(hart.hart.pendingInterrupt()).toBe(-1);
    expect(hart.hart.selectDeadline?.()).toBe(NEVER);
    hart.writeCsr(0x60a, STCE);
    hart.set(layout.henvcfg, STCE);
    hart.set(layout.privilege, 3n);
    hart.set(layout.virtualized, 0n);
    hart.writeCsr(0x30a, 0n);
    expect(hart.readCsr(0x60a)).toBe(0n);
    expect(hart.readCsr(0x644)).toBe(0n);
  });
});

describe('a waiting hart', () => {
  it('goes on when a locally enabled interrupt is pending, whatever mstatus and mideleg say', () => {
    expect(hartWith({ mode: M, mie: 0x80n, lines: wires.MTIP }).hart.wakes()).toBe(true);
    expect(hartWith({ mode: M, mie: 0x80n, lines: wires.MTIP, mideleg: 0x80n }).hart.wakes()).toBe(true);
    expect(hartWith({ mode: M, mie: 0x8n, lines: wires.MTIP }).hart.wakes()).toBe(false);
  });
});

describe('stimecmp', () => {
  const STCE = 1n << 63n;
  const withTimer = (stimecmp: bigint) => {
    const hart = hartWith({ mode: U, mie: 0x20n });
    hart.set(layout.menvcfg, STCE);
    hart.set(layout.stimecmp, stimecmp);
    return hart;
  };

  it('raises STIP from the tick it names on', () => {
    const hart = withTimer(20n);
    hart.now = 1999;
    expect(hart.hart.pendingInterrupt()).toBe(-1);
    expect(hart.hart.wakes()).toBe(false);
    expect(hart.hart.selectDeadline?.()).toBe(2000);
    hart.now = 2000;
    expect(hart.hart.pendingInterrupt()).toBe(5);
    expect(hart.hart.selectDeadline?.()).toBe(NEVER);
  });

  it('compares with the mtime of the board', () => {
    const hart = withTimer(1_000_010n);
    hart.now = 1050;
    hart.mtime = 1_000_000n;
    expect(hart.hart.pendingInterrupt()).toBe(-1);
    expect(hart.hart.selectDeadline?.()).toBe(2000); // ten ticks after the one that began at 1000
    hart.mtime = 1_000_010n;
    expect(hart.hart.pendingInterrupt()).toBe(5);
  });

  it('never comes when it is all ones', () => {
    const hart = withTimer(2n ** 64n - 1n);
    expect(hart.hart.selectDeadline?.()).toBe(NEVER);
    expect(hart.hart.pendingInterrupt()).toBe(-1);
  });

  it('does nothing without STCE, when STIP is what software wrote', () => {
    const hart = withTimer(0n);
    expect(hart.hart.pendingInterrupt()).toBe(5);
    hart.set(layout.menvcfg, 0n);
    expect(hart.hart.pendingInterrupt()).toBe(-1);
    expect(hart.hart.selectDeadline?.()).toBe(NEVER);
    hart.set(layout.mip, 0x20n);
    expect(hart.hart.pendingInterrupt()).toBe(5);
    // ... and with it, what software wrote is hidden.
    hart.set(layout.menvcfg, STCE);
    hart.set(layout.stimecmp, 1n);
    expect(hart.hart.pendingInterrupt()).toBe(-1);
  });
});
