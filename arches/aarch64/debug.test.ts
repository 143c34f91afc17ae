import { describe, expect, it } from 'vitest';
import type { Access } from '#core/machine/hart.ts';
import { interrupt } from './interrupts.ts';
import { layout } from './layout.ts';
import { HCR, MDCR, MDSCR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

type Fields = Parameters<TestPe['with']>[0];
const SPSR_SS = 1n << 21n;

/** EL1 with debug exceptions on, about to return to EL0 at 0x4000 for one step. */
function stepping(fields: Fields = {}): TestPe {
  const pe = newTestPe().with({ OSLK: 0n, MDSCR_EL1: MDSCR.SS, SPSR_EL1: SPSR_SS, ELR_EL1: 0x4000n, pc: 0x1000n, ...fields });
  pe.steps = 100;
  return pe;
}

/** Returns, and is then at the step after it. */
function returned(pe: TestPe): TestPe {
  pe.serve('eret');
  pe.steps += 1;
  return pe;
}

const esr = (pe: TestPe, level = 1) => pe.get(level === 2 ? layout.ESR_EL2 : layout.ESR_EL1);

describe('software step', () => {
  it('lets one instruction pass, and then takes the exception', () => {
    const pe = returned(stepping());
    expect([pe.get(layout.SS), pe.hart.pendingInterrupt()]).toEqual([1n, -1]);
    expect(pe.hart.selectDeadline!()).toBe(pe.now + 1);
    pe.steps += 1;
    pe.set(layout.pc, 0x4004n);
    expect(pe.hart.pendingInterrupt()).toBe(interrupt.STEP);
    pe.hart.enterInterrupt(interrupt.STEP);
    expect(esr(pe)).toBe(0xcb00_0022n); // from below, ISV
    expect([layout.ELR_EL1, layout.SPSR_EL1, layout.EL, layout.SS].map((field) => pe.get(field))).toEqual([0x4004n, 0n, 1n, 0n]);
    expect(pe.hart.pendingInterrupt()).toBe(-1); // EL1 does not step without KDE
  });

  it('tells a load-exclusive', () => {
    const pe = returned(stepping());
    pe.set(layout.exclusiveSize, 8n);
    pe.steps += 1;
    pe.hart.enterInterrupt(pe.hart.pendingInterrupt());
    expect(esr(pe)).toBe(0xcb00_0062n);
  });

  it('without PSTATE.SS comes before the first instruction, which has not been executed', () => {
    const pe = returned(stepping({ SPSR_EL1: 0n }));
    expect(pe.hart.pendingInterrupt()).toBe(interrupt.STEP);
    pe.hart.enterInterrupt(interrupt.STEP);
    expect(esr(pe)).toBe(0xca00_0022n);
    expect(pe.get(layout.ELR_EL1)).toBe(0x4000n);
  });

  it('goes on after what faults, and has stepped what calls', () => {
    const faulting = returned(stepping());
    expect(faulting.taken(faulting.translate(1n << 48n, 'load') as never)).toMatchObject({ class: 0x24 });
    expect(faulting.get(layout.SPSR_EL1) & SPSR_SS).toBe(SPSR_SS);
    const calling = returned(stepping());
    calling.enter({ cause: 0x15, value: 0n });
    expect(calling.get(layout.SPSR_EL1) & SPSR_SS).toBe(0n);
  });

  it('comes after interrupts, which save that it is still to come', () => {
    const pe = returned(stepping());
    pe.steps += 1;
    pe.lines = 1;
    expect(pe.hart.pendingInterrupt()).toBe(interrupt.IRQ);
    pe.hart.enterInterrupt(interrupt.IRQ);
    expect(pe.get(layout.SPSR_EL1) & SPSR_SS).toBe(0n);
  });

  it.each([
    ['of EL1 itself, with KDE', { MDSCR_EL1: MDSCR.SS | MDSCR.KDE, SPSR_EL1: SPSR_SS | 5n, D: 1n }, 1n, 0xcf00_0022n],
    ['for EL2, with TDE', { MDCR_EL2: MDCR.TDE, EL: 2n, SPSR_EL2: SPSR_SS | 5n, ELR_EL2: 0n }, 2n, 0xcb00_0022n],
    ['for EL2, with TGE', { HCR_EL2: HCR.TGE, EL: 2n, SPSR_EL2: SPSR_SS, ELR_EL2: 0n }, 2n, 0xcb00_0022n],
  ] as const)('%s', (_, fields, level, syndrome) => {
    const pe = returned(stepping(fields));
    pe.steps += 1;
    pe.hart.enterInterrupt(pe.hart.pendingInterrupt());
    expect([pe.get(layout.EL), esr(pe, Number(level))]).toEqual([level, syndrome]);
  });

  it.each([
    ['with the OS lock', { OSLK: 1n }],
    ['without MDSCR_EL1.SS', { MDSCR_EL1: 0n }],
    ['of EL1 without KDE', { SPSR_EL1: SPSR_SS | 5n }],
    ['of EL1 with D masked', { MDSCR_EL1: MDSCR.SS | MDSCR.KDE, SPSR_EL1: SPSR_SS | 0x205n, D: 1n }],
    ['of EL2 by EL1', { EL: 2n, SPSR_EL2: SPSR_SS | 9n, ELR_EL2: 0n }],
  ])('there is none %s', (_, fields) => {
    const pe = returned(stepping(fields));
    expect([pe.get(layout.SS), pe.hart.pendingInterrupt()]).toEqual([0n, -1]);
  });
});

/** Breakpoints and watchpoints that compare with every level, of all eight bytes, and of loads and stores. */
const BREAKPOINT = 0x21e7n;
const WATCHPOINT = 0x3fffn;
const bvr = (pe: TestPe, index: number, value: bigint, control: bigint) => {
  pe.msr(`DBGBVR${index}_EL1`, value);
  pe.msr(`DBGBCR${index}_EL1`, control);
};
const wvr = (pe: TestPe, value: bigint, control: bigint) => {
  pe.msr('DBGWVR0_EL1', value);
  pe.msr('DBGWCR0_EL1', control);
};

/** At EL1, with its debug exceptions on. */
const debugged = (fields: Fields = {}) => newTestPe().with({ OSLK: 0n, MDSCR_EL1: MDSCR.MDE | MDSCR.KDE, ...fields });

function outcome(pe: TestPe, address: bigint, access: Access, width = 8): number | object {
  if (access === 'fetch') pe.set(layout.pc, address);
  const answer = pe.translate(address, access, width);
  return typeof answer === 'number' ? answer : pe.taken(answer);
}

describe('a breakpoint', () => {
  it('is met where an instruction starts', () => {
    const pe = debugged();
    bvr(pe, 5, 0x8000_1004n, BREAKPOINT);
    expect(outcome(pe, 0x8000_1000n, 'fetch')).toBe(0x8000_1000);
    expect(pe.hart.isWholePage()).toBe(false);
    expect(outcome(pe, 0x8000_2000n, 'fetch')).toBe(0x8000_2000);
    expect(pe.hart.isWholePage()).toBe(true);
    expect(outcome(pe, 0x8000_1004n, 'load')).toBe(0x8000_1004);
    expect(outcome(pe, 0x8000_1004n, 'fetch')).toEqual({ level: 1n, class: 0x31, iss: 0x22n });
    expect(pe.get(layout.ELR_EL1)).toBe(0x8000_1004n);
  });

  it.each([
    ['that is off', BREAKPOINT & ~1n, {}],
    ['of EL0', BREAKPOINT & ~0x2002n, {}],
    ['of Secure state', BREAKPOINT | 0x8000n, {}],
    ['of half an instruction', BREAKPOINT & ~0x180n, {}],
    ['without MDE', BREAKPOINT, { MDSCR_EL1: MDSCR.KDE }],
    ['without KDE', BREAKPOINT, { MDSCR_EL1: MDSCR.MDE }],
    ['with D masked', BREAKPOINT, { D: 1n }],
    ['with the OS lock', BREAKPOINT, { OSLK: 1n }],
  ])('%s is not met', (_, control, fields) => {
    const pe = debugged(fields);
    bvr(pe, 0, 0x8000_1004n, control);
    expect(outcome(pe, 0x8000_1004n, 'fetch')).toBe(0x8000_1004);
  });

  it('can be of one context', () => {
    const pe = debugged({ CONTEXTIDR_EL1: 7n });
    bvr(pe, 0, 0x8000_1004n, BREAKPOINT | (1n << 20n) | (4n << 16n));
    bvr(pe, 4, 8n, BREAKPOINT | (3n << 20n));
    expect(outcome(pe, 0x8000_1004n, 'fetch')).toBe(0x8000_1004);
    bvr(pe, 4, 7n, BREAKPOINT | (3n << 20n));
    expect(outcome(pe, 0x8000_1004n, 'fetch')).toMatchObject({ class: 0x31 });
  });

  // arm: AArch64.BreakpointValueMatch().
  it.each([
    ['of a host, at EL0', { EL: 0n, SPSel: 0n, HCR_EL2: HCR.E2H | HCR.TGE }, 4, true],
    ['of a host, at EL0, by a breakpoint that has none', { EL: 0n, SPSel: 0n, HCR_EL2: HCR.E2H | HCR.TGE }, 3, false],
    ['of a host, which is not that of EL0 without TGE', { EL: 0n, SPSel: 0n, HCR_EL2: HCR.E2H }, 4, false],
  ] as const)('can be of one context: %s', (_, fields, link, isMet) => {
    const pe = debugged({ CONTEXTIDR_EL2: 7n });
    bvr(pe, 0, 0x8000_1004n, BREAKPOINT | (1n << 20n) | (BigInt(link) << 16n));
    bvr(pe, link, 7n, BREAKPOINT | (3n << 20n));
    pe.with(fields);
    const found = outcome(pe, 0x8000_1004n, 'fetch');
    if (isMet) expect(found).toMatchObject({ level: 2n, class: 0x30 });
    else expect(found).toBe(0x8000_1004);
  });

  it('goes to EL2 where it takes debug exceptions', () => {
    const pe = debugged({ MDCR_EL2: MDCR.TDE, D: 1n, EL: 2n });
    bvr(pe, 0, 0x8000_1004n, BREAKPOINT);
    pe.with({ EL: 1n, MDSCR_EL1: MDSCR.MDE });
    expect(outcome(pe, 0x8000_1004n, 'fetch')).toEqual({ level: 2n, class: 0x30, iss: 0x22n });
  });

  it('by BRK is there whatever masks debug exceptions, and goes where they go', () => {
    const pe = newTestPe().with({ D: 1n });
    pe.enter({ cause: 0x3c, value: 5n });
    expect([pe.get(layout.EL), esr(pe)]).toEqual([1n, 0xf200_0005n]);
    const routed = newTestPe().with({ MDCR_EL2: MDCR.TDE });
    routed.enter({ cause: 0x3c, value: 5n });
    expect([routed.get(layout.EL), esr(routed, 2)]).toEqual([2n, 0xf200_0005n]);
  });
});

describe('a watchpoint', () => {
  const LOADS = WATCHPOINT & ~0x10n;
  const STORES = WATCHPOINT & ~0x8n;
  it.each<[string, bigint, bigint, bigint, Access, number, string]>([
    ['of a store', 0x8000_1008n, WATCHPOINT, 0x8000_1008n, 'store', 8, '53 62 80001008'],
    ['of a load', 0x8000_1008n, WATCHPOINT, 0x8000_1008n, 'load', 8, '53 22 80001008'],
    ['of a wider access', 0x8000_1008n, 0x2000n | 0x1fn | (0x30n << 5n), 0x8000_1008n, 'load', 8, '53 22 8000100c'],
    ['of its last byte', 0x8000_1008n, WATCHPOINT, 0x8000_100fn, 'load', 1, '53 22 8000100f'],
    ['of a range', 0x8000_1000n, WATCHPOINT | (10n << 24n), 0x8000_13f8n, 'store', 8, '53 62 800013f8'],
    ['beside it', 0x8000_1008n, WATCHPOINT, 0x8000_1010n, 'load', 8, ''],
    ['of other bytes', 0x8000_1008n, 0x2000n | 0x1fn | (0x30n << 5n), 0x8000_1008n, 'load', 4, ''],
    ['of loads', 0x8000_1008n, LOADS, 0x8000_1008n, 'store', 8, ''],
    ['of stores', 0x8000_1008n, STORES, 0x8000_1008n, 'load', 8, ''],
    ['that is off', 0x8000_1008n, WATCHPOINT & ~1n, 0x8000_1008n, 'load', 8, ''],
    ['of EL0', 0x8000_1008n, WATCHPOINT & ~0x2002n, 0x8000_1008n, 'load', 8, ''],
  ])('%s', (_, value, control, address, access, width, expected) => {
    const pe = debugged();
    wvr(pe, value, control);
    const found = outcome(pe, address, access, width) as { class: number; iss: bigint };
    if (expected === '') return expect(found).toBe(Number(address));
    expect(`${found.class} ${found.iss.toString(16)} ${pe.get(layout.FAR_EL1).toString(16)}`).toBe(expected);
  });

  it('of EL0 is met by what EL1 does in its place', () => {
    const pe = debugged();
    wvr(pe, 0x8000_1008n, WATCHPOINT & ~0x2002n);
    expect(pe.serve('loadUnprivileged', 0x8000_1008n, 8n)).toMatchObject({ cause: 0x34 });
  });

  it('comes after faults of translation', () => {
    const pe = debugged();
    wvr(pe, 0x1_0000_0000_0000n, WATCHPOINT);
    expect(outcome(pe, 1n << 48n, 'load')).toMatchObject({ class: 0x25 });
  });
});
