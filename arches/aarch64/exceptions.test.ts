import { describe, expect, it } from 'vitest';
import { exceptionClass } from './exception-classes.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

/** An instruction raised an exception of its own. */
const raise = (pe: TestPe, cause: number, value = 0n) => pe.taken({ cause, value });

const E2H_TGE = HCR.RW | HCR.E2H | HCR.TGE;

describe('exception entry', () => {
  it.each([
    // From level and stack, what HCR_EL2 holds; the level and the vector.
    ['EL0', { EL: 0n, SPSel: 0n }, 0n, 1n, 0x1400n],
    ['EL1 on its own stack', { EL: 1n, SPSel: 1n }, 0n, 1n, 0x1200n],
    ['EL1 on the stack of EL0', { EL: 1n, SPSel: 0n }, 0n, 1n, 0x1000n],
    ['EL1 below a hypervisor', { EL: 1n, SPSel: 1n }, HCR.VM, 1n, 0x1200n],
    ['EL2 on its own stack', { EL: 2n, SPSel: 1n }, 0n, 2n, 0x2200n],
    ['EL2 on the stack of EL0', { EL: 2n, SPSel: 0n }, 0n, 2n, 0x2000n],
    ['EL0 with TGE', { EL: 0n, SPSel: 0n }, HCR.TGE, 2n, 0x2400n],
    ['EL0 of a host', { EL: 0n, SPSel: 0n }, E2H_TGE, 2n, 0x2400n],
  ] as const)('an SVC from %s', (_, from, HCR_EL2, level, vector) => {
    const pe = newTestPe().with({ ...from, HCR_EL2, pc: 0x4000n });
    expect(raise(pe, exceptionClass.SVC, 0x1234n)).toEqual({ level, class: 0x15, iss: 0x1234n });
    expect(pe.get(layout.pc)).toBe(vector);
    expect(pe.get(level === 2n ? layout.ELR_EL2 : layout.ELR_EL1)).toBe(0x4004n);
  });

  it('saves PSTATE and starts with everything masked', () => {
    const pe = newTestPe().with({ EL: 0n, SPSel: 0n, NZCV: 0xan, I: 1n, SSBS: 1n, UAO: 1n, SS: 1n });
    raise(pe, exceptionClass.UNKNOWN);
    // N and C, UAO, SS, SSBS, I; EL0 and its stack
    expect(pe.get(layout.SPSR_EL1)).toBe(0xa0a0_1080n);
    const fields = [layout.D, layout.A, layout.I, layout.F, layout.SPSel, layout.UAO, layout.SS, layout.SSBS, layout.PAN];
    expect(fields.map((field) => pe.get(field))).toEqual([1n, 1n, 1n, 1n, 1n, 0n, 0n, 0n, 1n]);
  });

  it.each([
    ['is set', 0n, 0n, 1n],
    ['stays with SPAN', SCTLR.SPAN, 0n, 0n],
    ['stays set', SCTLR.SPAN, 1n, 1n],
  ])('PAN %s', (_, SCTLR_EL1, PAN, after) => {
    const pe = newTestPe().with({ SCTLR_EL1, PAN });
    raise(pe, exceptionClass.UNKNOWN);
    expect(pe.get(layout.PAN)).toBe(after);
  });

  it('PAN is none of a hypervisor that is no host', () => {
    const pe = newTestPe().with({ EL: 2n });
    raise(pe, exceptionClass.UNKNOWN);
    expect(pe.get(layout.PAN)).toBe(0n);
  });

  it('takes SSBS from SCTLR', () => {
    const pe = newTestPe().with({ SCTLR_EL1: SCTLR.DSSBS });
    raise(pe, exceptionClass.UNKNOWN);
    expect(pe.get(layout.SSBS)).toBe(1n);
  });

  it('swaps the stack pointers', () => {
    const pe = newTestPe().with({ EL: 0n, SPSel: 0n, SP: 0x100n, SP_EL1: 0x200n, SP_EL2: 0x300n });
    raise(pe, exceptionClass.SVC);
    const stacks = [layout.SP, layout.SP_EL0, layout.SP_EL1, layout.SP_EL2].map((field) => pe.get(field));
    expect(stacks).toEqual([0x200n, 0x100n, 0n, 0x300n]);
  });

  it('BRK returns to itself', () => {
    const pe = newTestPe().with({ pc: 0x4000n });
    expect(raise(pe, exceptionClass.BRK, 7n)).toEqual({ level: 1n, class: 0x3c, iss: 7n });
    expect(pe.get(layout.ELR_EL1)).toBe(0x4000n);
  });
});

describe('aborts', () => {
  it.each([
    ['a misaligned load', SCTLR.A, 'load', 0x8000_0001n, { level: 1n, class: 0x25, iss: 0x21n }],
    ['a misaligned store', SCTLR.A, 'store', 0x8000_0001n, { level: 1n, class: 0x25, iss: 0x61n }],
    ['an address beyond 48 bits', 0n, 'store', 1n << 48n, { level: 1n, class: 0x25, iss: 0x40n }],
    ['a fetch beyond 48 bits', 0n, 'fetch', 1n << 63n, { level: 1n, class: 0x21, iss: 0n }],
    ['a misaligned pc', 0n, 'fetch', 0x8000_0002n, { level: 1n, class: 0x22, iss: 0n }],
  ] as const)('%s', (_, SCTLR_EL1, access, address, expected) => {
    const pe = newTestPe().with({ SCTLR_EL1, pc: address });
    const trap = pe.translate(address, access);
    expect(typeof trap).toBe('object');
    expect(pe.taken(trap as never)).toEqual(expected);
    expect(pe.get(layout.FAR_EL1)).toBe(address);
  });

  it('of EL0 are those of a lower level', () => {
    const pe = newTestPe().with({ EL: 0n, SPSel: 0n });
    expect(pe.taken(pe.translate(1n << 48n, 'load') as never)).toEqual({ level: 1n, class: 0x24, iss: 0n });
  });

  it('where nobody answers are external', () => {
    const pe = newTestPe();
    pe.hart.accessFault(0x10, 0, 'store');
    expect(pe.taken(pe.take().trap!)).toEqual({ level: 1n, class: 0x25, iss: 0x50n });
    expect(pe.get(layout.FAR_EL1)).toBe(0x10n);
  });

  it.each([
    ['with TEA', HCR.TEA, { level: 2n, class: 0x24, iss: 0x10n }],
    ['without', 0n, { level: 1n, class: 0x25, iss: 0x10n }],
  ] as const)('that are external go to a hypervisor %s', (_, HCR_EL2, expected) => {
    const pe = newTestPe().with({ HCR_EL2 });
    pe.hart.accessFault(0x10, 0, 'load');
    expect(pe.taken(pe.take().trap!)).toEqual(expected);
    const aligned = newTestPe().with({ HCR_EL2 });
    expect(aligned.taken(aligned.serve('alignmentFault', 0x8000_0004n, 1n))).toMatchObject({ level: 1n });
  });

  it('of alignment, of an access that is made in pieces as it crosses a page', () => {
    const pe = newTestPe().with({ SCTLR_EL1: SCTLR.A });
    expect(pe.hart.refusesCrossing?.(0x8000_0fff, 0, 'store', 8)).toBe(true);
    expect(pe.taken(pe.take().trap!)).toEqual({ level: 1n, class: 0x25, iss: 0x61n });
    expect(newTestPe().hart.refusesCrossing?.(0x8000_0fff, 0, 'store', 8)).toBe(false);
  });

  it('of alignment that an instruction found', () => {
    const pe = newTestPe().with({ EL: 2n });
    expect(pe.taken(pe.serve('alignmentFault', 0x8000_0004n, 1n))).toEqual({ level: 2n, class: 0x25, iss: 0x61n });
    expect(pe.get(layout.FAR_EL2)).toBe(0x8000_0004n);
  });
});

describe('calls', () => {
  it.each([
    ['HVC from EL1', 'hvc', { EL: 1n }, { level: 2n, class: 0x16, iss: 5n }, 0x4004n],
    ['HVC from EL2', 'hvc', { EL: 2n }, { level: 2n, class: 0x16, iss: 5n }, 0x4004n],
    ['HVC from EL0', 'hvc', { EL: 0n, SPSel: 0n }, { level: 1n, class: 0, iss: 0n }, 0x4000n],
    ['HVC that is disabled', 'hvc', { HCR_EL2: HCR.HCD }, { level: 1n, class: 0, iss: 0n }, 0x4000n],
    ['SMC from EL1', 'smc', {}, { level: 1n, class: 0, iss: 0n }, 0x4000n],
    ['SMC that is trapped', 'smc', { HCR_EL2: HCR.TSC }, { level: 2n, class: 0x17, iss: 5n }, 0x4000n],
    ['SMC from EL0, trapped from EL1', 'smc', { EL: 0n, SPSel: 0n, HCR_EL2: HCR.TSC }, { level: 1n, class: 0, iss: 0n }, 0x4000n],
    ['SMC from EL2', 'smc', { EL: 2n }, { level: 2n, class: 0, iss: 0n }, 0x4000n],
  ] as const)('%s', (_, service, fields, expected, returnTo) => {
    const pe = newTestPe().with({ ...fields, pc: 0x4000n });
    expect(pe.taken(pe.serve(service, 5n))).toEqual(expected);
    expect(pe.get(expected.level === 2n ? layout.ELR_EL2 : layout.ELR_EL1)).toBe(returnTo);
  });
});

describe('exception return', () => {
  const returned = (fields: Parameters<TestPe['with']>[0]) => {
    const pe = newTestPe().with(fields);
    return { pe, answer: pe.serve('eret') };
  };
  const state = (pe: TestPe) => [layout.EL, layout.SPSel, layout.IL].map((field) => Number(pe.get(field)));

  it.each([
    ['EL1 to EL0', { SPSR_EL1: 0n }, [0, 0, 0]],
    ['EL1 to its other stack', { SPSR_EL1: 4n }, [1, 0, 0]],
    ['EL2 to EL1', { EL: 2n, SPSR_EL2: 5n }, [1, 1, 0]],
    ['EL2 to EL0', { EL: 2n, SPSR_EL2: 0n }, [0, 0, 0]],
    ['EL2 to EL0 of a host', { EL: 2n, SPSR_EL2: 0n, HCR_EL2: E2H_TGE }, [0, 0, 0]],
    ['EL1 to EL2', { SPSR_EL1: 9n }, [1, 1, 1]],
    ['EL2 to EL3', { EL: 2n, SPSR_EL2: 13n }, [2, 1, 1]],
    ['EL2 to EL1 with TGE', { EL: 2n, SPSR_EL2: 5n, HCR_EL2: HCR.TGE }, [2, 1, 1]],
    ['to AArch32', { SPSR_EL1: 0x10n }, [1, 1, 1]],
    ['to EL0 on a stack that it has not', { SPSR_EL1: 1n }, [1, 1, 1]],
    ['with bit 1 set', { SPSR_EL1: 6n }, [1, 1, 1]],
    ['with IL set', { SPSR_EL1: 0x10_0000n }, [0, 0, 1]],
  ] as const)('%s', (_, fields, expected) => {
    const { pe } = returned({ ...fields, ELR_EL1: 0x5000n, ELR_EL2: 0x5000n });
    expect(pe.get(layout.pc)).toBe(0x5000n);
    expect(state(pe)).toEqual(expected);
  });

  it('restores what was saved', () => {
    const { pe } = returned({ SPSR_EL1: 0x50e0_1240n }); // Z and V; UAO, PAN, SS, which nobody steps by; SSBS, D, F; EL0
    const fields = [layout.NZCV, layout.D, layout.A, layout.I, layout.F, layout.PAN, layout.UAO, layout.SS, layout.SSBS];
    expect(fields.map((field) => pe.get(field))).toEqual([5n, 1n, 0n, 0n, 1n, 1n, 1n, 0n, 1n]);
  });

  it('to an illegal state restores flags and masks, and the next instruction is none', () => {
    const { pe } = returned({ SPSR_EL1: 0x9000_0089n });
    expect([layout.NZCV, layout.I, layout.EL].map((field) => pe.get(field))).toEqual([9n, 1n, 1n]);
    pe.hart.illegalInstruction(0);
    expect(pe.taken(pe.take().trap!)).toEqual({ level: 1n, class: 0x0e, iss: 0n });
    expect(pe.get(layout.SPSR_EL1) & 0x10_0000n).toBe(0x10_0000n);
    expect(pe.get(layout.IL)).toBe(0n);
  });

  it('opens the monitor and sets the event', () => {
    const { pe } = returned({ exclusiveSize: 8n });
    expect([pe.get(layout.exclusiveSize), pe.get(layout.event)]).toEqual([0n, 1n]);
  });

  it('is undefined at EL0', () => {
    const { pe, answer } = returned({ EL: 0n, SPSel: 0n });
    expect(pe.taken(answer)).toEqual({ level: 1n, class: 0, iss: 0n });
  });
});
