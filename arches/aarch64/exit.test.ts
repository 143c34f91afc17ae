import { describe, expect, it } from 'vitest';
import { interrupt } from './interrupts.ts';
import { layout, registerOf } from './layout.ts';
import { HCR } from './sysreg/bits.ts';
import { numberOf } from './sysreg/register.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

type Fields = Parameters<TestPe['with']>[0];

/** What an exit that `cause` makes is in words. */
function exit(fields: Fields, cause: (pe: TestPe) => unknown) {
  const pe = newTestPe().with({ pc: 0x4000n, ...fields });
  expect(pe.hart.isGuest()).toBe(true);
  const trap = cause(pe);
  if (typeof trap === 'object') pe.enter(trap as never);
  expect(pe.hart.isGuest()).toBe(false);
  return pe.hart.describeExit();
}

describe('exits in words', () => {
  it('a call', () => {
    const described = exit({}, (pe) => {
      pe.set(registerOf(layout.x, 0), 0xc400_0003n);
      pe.set(registerOf(layout.x, 1), 1n);
      return pe.serve('hvc', 7n);
    });
    const details = { pc: 0x4004n, by: 'HVC', immediate: 7n, call: 'CPU_ON', x0: 0xc400_0003n, x1: 1n, x2: 0n, x3: 0n };
    expect(described).toEqual({ reason: 'hypercall', details });
  });

  it('a call by SMC that is trapped, and one that nobody knows', () => {
    const described = exit({ HCR_EL2: HCR.TSC }, (pe) => pe.serve('smc', 0n));
    expect(described).toMatchObject({ reason: 'hypercall', details: { pc: 0x4000n, by: 'SMC', call: '' } });
  });

  it('a nested page fault', () => {
    const described = exit({ HCR_EL2: HCR.VM, VTCR_EL2: 24n | (1n << 6n) | (5n << 16n), VTTBR_EL2: 0x8000_0000n }, (pe) =>
      pe.translate(0x0900_0018n, 'store'),
    );
    expect(described).toEqual({
      reason: 'npf',
      details: { pc: 0x4000n, access: 'store', address: 0x0900_0018n, virtual: 0x0900_0018n },
    });
  });

  it.each([
    ['MRS', (pe: TestPe) => pe.mrs('ID_AA64PFR0_EL1'), { HCR_EL2: HCR.TID3 }, { register: 'ID_AA64PFR0_EL1', access: 'read' }],
    ['MSR', (pe: TestPe) => pe.msr('SCTLR_EL1', 0n), { HCR_EL2: HCR.TVM }, { register: 'SCTLR_EL1', access: 'write' }],
    [
      'what has no name',
      (pe: TestPe) => pe.mrs(numberOf(3, 1, 15, 2, 3)),
      { HCR_EL2: HCR.TIDCP },
      { register: 'S3_1_C15_C2_3', access: 'read' },
    ],
  ] as const)('%s', (_, cause, fields, details) => {
    expect(exit(fields, cause)).toEqual({ reason: 'systemRegister', details: { pc: 0x4000n, ...details } });
  });

  it('a wait', () => {
    const described = exit({ HCR_EL2: HCR.TWI }, (pe) => pe.serve('wfi'));
    expect(described).toEqual({ reason: 'wait', details: { pc: 0x4000n, instruction: 'WFI' } });
  });

  it('an interrupt', () => {
    const described = exit({ HCR_EL2: HCR.IMO }, (pe) => pe.hart.enterInterrupt(interrupt.IRQ));
    expect(described).toEqual({ reason: 'interrupt', details: { pc: 0x4000n, name: 'IRQ' } });
  });

  it('anything else by its class', () => {
    const described = exit({ CPACR_EL1: 3n << 20n, CPTR_EL2: 0x400n }, (pe) => pe.mrs('FPCR'));
    const details = { pc: 0x4000n, class: 7, name: 'trapped SIMD or floating point', iss: 0x1e0_0000n };
    expect(described).toEqual({ reason: 'exception', details });
  });
});

it('an entry says where, and what is pending', () => {
  const pe = newTestPe().with({ EL: 2n, SPSR_EL2: 5n, ELR_EL2: 0x4420_0000n, HCR_EL2: HCR.VI | HCR.IMO });
  pe.hart.enterGuest();
  expect(pe.hart.describeEntry()).toEqual({ reason: 'EL1', details: { pc: 0x4420_0000n, pending: 2n } });
});
