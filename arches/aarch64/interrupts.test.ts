import { describe, expect, it } from 'vitest';
import { interrupt, wire } from './interrupts.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

const at = (lines: number, fields: Parameters<TestPe['with']>[0] = {}): TestPe =>
  Object.assign(newTestPe().with(fields), { lines });

describe('interrupts', () => {
  it.each([
    ['IRQ at EL1', wire.IRQ, {}, interrupt.IRQ, 1n, 0x1280n],
    ['IRQ at EL0', wire.IRQ, { EL: 0n, SPSel: 0n }, interrupt.IRQ, 1n, 0x1480n],
    ['FIQ before IRQ', wire.IRQ | wire.FIQ, {}, interrupt.FIQ, 1n, 0x1300n],
    ['IRQ routed to EL2', wire.IRQ, { HCR_EL2: HCR.IMO }, interrupt.IRQ, 2n, 0x2480n],
    ['IRQ routed to EL2, which EL1 cannot mask', wire.IRQ, { HCR_EL2: HCR.IMO, I: 1n }, interrupt.IRQ, 2n, 0x2480n],
    ['IRQ of a host', wire.IRQ, { EL: 0n, SPSel: 0n, I: 1n, HCR_EL2: HCR.TGE }, interrupt.IRQ, 2n, 0x2480n],
    ['FIQ routed to EL2', wire.FIQ, { HCR_EL2: HCR.FMO }, interrupt.FIQ, 2n, 0x2500n],
    ['IRQ at EL2', wire.IRQ, { EL: 2n, HCR_EL2: HCR.IMO }, interrupt.IRQ, 2n, 0x2280n],
    ['a virtual IRQ by wire', wire.VIRQ, { HCR_EL2: HCR.IMO }, interrupt.VIRQ, 1n, 0x1280n],
    ['a virtual IRQ by HCR_EL2', 0, { HCR_EL2: HCR.IMO | HCR.VI, EL: 0n, SPSel: 0n }, interrupt.VIRQ, 1n, 0x1480n],
    ['a virtual FIQ', wire.VFIQ, { HCR_EL2: HCR.FMO }, interrupt.VFIQ, 1n, 0x1300n],
    ['a virtual SError', 0, { HCR_EL2: HCR.AMO | HCR.VSE }, interrupt.VSERROR, 1n, 0x1380n],
  ] as const)('%s', (_, lines, fields, number, level, vector) => {
    const pe = at(lines, { ...fields, pc: 0x4000n });
    expect(pe.hart.pendingInterrupt()).toBe(number);
    pe.hart.enterInterrupt(number);
    expect([pe.get(layout.EL), pe.get(layout.pc)]).toEqual([level, vector]);
    expect(pe.get(level === 2n ? layout.ELR_EL2 : layout.ELR_EL1)).toBe(0x4000n);
  });

  it.each([
    ['an IRQ that is masked', wire.IRQ, { I: 1n }],
    ['an FIQ that is masked', wire.FIQ, { F: 1n }],
    ['an IRQ for EL1 at EL2', wire.IRQ, { EL: 2n }],
    ['an IRQ at EL2 that masks it', wire.IRQ, { EL: 2n, I: 1n, HCR_EL2: HCR.IMO }],
    ['a virtual IRQ without IMO', wire.VIRQ, {}],
    ['a virtual IRQ that is masked', wire.VIRQ, { HCR_EL2: HCR.IMO, I: 1n }],
    ['a virtual IRQ at EL2', wire.VIRQ, { HCR_EL2: HCR.IMO, EL: 2n }],
    ['a virtual IRQ of a host', wire.VIRQ, { HCR_EL2: HCR.IMO | HCR.TGE, EL: 0n, SPSel: 0n }],
    ['nothing', 0, {}],
  ] as const)('%s is not taken', (_, lines, fields) => {
    expect(at(lines, fields).hart.pendingInterrupt()).toBe(-1);
  });

  it('a virtual SError is pending until it is taken, and brings VSESR_EL2', () => {
    const pe = at(0, { HCR_EL2: HCR.AMO | HCR.VSE, VSESR_EL2: 0x100_0011n });
    pe.hart.enterInterrupt(interrupt.VSERROR);
    expect(pe.get(layout.HCR_EL2)).toBe(HCR.AMO);
    expect(pe.get(layout.ESR_EL1)).toBe(0xbf00_0011n);
  });
});

describe('waiting', () => {
  it('WFI waits unless something is pending, masked or not', () => {
    const pe = at(0);
    pe.serve('wfi');
    expect(pe.take().calls).toEqual(['wait']);
    expect(pe.hart.wakes()).toBe(false);
    pe.lines = wire.IRQ;
    pe.set(layout.I, 1n);
    pe.serve('wfi');
    expect(pe.take().calls).toEqual([]);
    expect(pe.hart.wakes()).toBe(true);
  });

  it.each([
    ['WFI of EL0', 'wfi', { EL: 0n, SPSel: 0n }, { level: 1n, class: 1, iss: 0x1e0_0000n }],
    ['WFI of EL0 that may', 'wfi', { EL: 0n, SPSel: 0n, SCTLR_EL1: SCTLR.NTWI }, undefined],
    ['WFI with TWI', 'wfi', { HCR_EL2: HCR.TWI }, { level: 2n, class: 1, iss: 0x1e0_0000n }],
    ['WFI of EL2 with TWI', 'wfi', { EL: 2n, HCR_EL2: HCR.TWI }, undefined],
    ['WFI of EL0 with TGE', 'wfi', { EL: 0n, SPSel: 0n, HCR_EL2: HCR.TGE | HCR.E2H }, { level: 2n, class: 1, iss: 0x1e0_0000n }],
    ['WFE with TWE', 'wfe', { HCR_EL2: HCR.TWE }, { level: 2n, class: 1, iss: 0x1e0_0001n }],
    ['WFE of EL0', 'wfe', { EL: 0n, SPSel: 0n }, { level: 1n, class: 1, iss: 0x1e0_0001n }],
    ['WFE of EL0 that need not wait', 'wfe', { EL: 0n, SPSel: 0n, event: 1n }, undefined],
  ] as const)('%s', (_, service, fields, expected) => {
    const pe = newTestPe().with(fields);
    const answer = pe.serve(service);
    if (expected === undefined) expect(answer).toBe(0n);
    else expect(pe.taken(answer)).toEqual(expected);
  });

  it('WFE takes up the event that SEVL left, and else lets others run', () => {
    const pe = newTestPe();
    pe.serve('sevl');
    pe.serve('wfe');
    expect([pe.get(layout.event), pe.take().calls]).toEqual([0n, []]);
    pe.serve('wfe');
    expect(pe.take().calls).toEqual(['yield']);
  });

  it('ESB defers a virtual SError that is masked', () => {
    const pe = newTestPe().with({ A: 1n, HCR_EL2: HCR.AMO | HCR.VSE, VSESR_EL2: 0x11n });
    pe.serve('esb');
    expect([pe.get(layout.VDISR_EL2), pe.get(layout.HCR_EL2)]).toEqual([0x8000_0011n, HCR.AMO]);
    // arm: DISR_EL1, Accessibility.
    expect(pe.mrs('DISR_EL1')).toBe(0x8000_0011n);
    pe.msr('DISR_EL1', 0n);
    expect(pe.get(layout.VDISR_EL2)).toBe(0n);
    pe.with({ HCR_EL2: 0n }).msr('DISR_EL1', 5n);
    expect([pe.get(layout.VDISR_EL2), pe.get(layout.DISR_EL1)]).toEqual([0n, 5n]);
  });
});
