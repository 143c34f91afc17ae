import { describe, expect, it } from 'vitest';
import { interrupt, wire } from './interrupts.ts';
import { layout, registerOf } from './layout.ts';
import { FIRMWARE_BASE } from './power.ts';
import { HCR } from './sysreg/bits.ts';
import { newTestPe, type TestPe } from './testing/pe.ts';

const x = (number: number) => registerOf(layout.x, number);
/** Offsets behind `FIRMWARE_BASE`, as the device has them. */
const [THEN, ENTRY, CONTEXT] = [0x20, 0x28, 0x30];

/** A PE with firmware whose registers all are there. */
function newPe(index = 0): TestPe {
  const pe = newTestPe(index);
  for (let offset = 0; offset <= CONTEXT; offset += 8) pe.sysreg.set(FIRMWARE_BASE + offset, 0n);
  return pe;
}
const told = (pe: TestPe) => [0, 8, 0x10, 0x18].map((offset) => pe.sysreg.get(FIRMWARE_BASE + offset));

describe('SMC', () => {
  it.each([1n, 2n])('hands x0 to x3 to firmware, and x0 is the result, at EL%s', (EL) => {
    const pe = newPe().with({ EL });
    for (let number = 0; number < 4; number++) pe.set(x(number), BigInt(number + 5));
    expect(pe.serve('smc', 7n)).toBe(0n);
    expect(told(pe)).toEqual([5n, 6n, 7n, 8n]);
    expect(pe.get(x(0))).toBe(5n); // the registers of this board hold what was written
    expect(pe.take().calls).toEqual([]);
  });

  it('is undefined at EL0, and where there is no firmware', () => {
    expect(newPe().with({ EL: 0n, SPSel: 0n }).serve('smc', 0n)).toEqual({ cause: 0, value: 0n });
    expect(newTestPe().serve('smc', 0n)).toEqual({ cause: 0, value: 0n });
  });

  it('is the hypervisor’s first with TSC', () => {
    const pe = newPe().with({ HCR_EL2: HCR.TSC });
    expect(pe.taken(pe.serve('smc', 3n))).toEqual({ level: 2n, class: 0x17, iss: 3n });
    expect(told(pe)).toEqual([0n, 0n, 0n, 0n]);
  });

  it('waits after CPU_SUSPEND, unless an interrupt is pending', () => {
    const pe = newPe();
    pe.sysreg.set(FIRMWARE_BASE + THEN, 2n);
    pe.serve('smc', 0n);
    expect(pe.take().calls).toEqual(['wait']);
    pe.lines = wire.IRQ;
    pe.serve('smc', 0n);
    expect(pe.take().calls).toEqual([]);
  });
});

describe('a PE that is off', () => {
  it('is every one but the first, from reset on, and waits', () => {
    expect([newTestPe(0), newTestPe(1)].map((pe) => [pe.get(layout.isOff), pe.get(layout.waiting)])).toEqual([
      [0n, 0n],
      [1n, 1n],
    ]);
  });

  it('is one that called CPU_OFF: interrupts neither wake nor are taken', () => {
    const pe = newPe().with({ I: 0n });
    pe.sysreg.set(FIRMWARE_BASE + THEN, 1n);
    pe.serve('smc', 0n);
    expect([pe.take().calls, pe.get(layout.isOff)]).toEqual([['wait'], 1n]);
    pe.lines = wire.IRQ | wire.FIQ;
    expect([pe.hart.wakes(), pe.hart.pendingInterrupt()]).toEqual([false, -1]);
  });

  it('starts where it is told to, at EL2, as after a reset', () => {
    const pe = newPe(1).with({ EL: 1n, SCTLR_EL1: 0x1234n, VBAR_EL2: 0x5000n, flow: 99n });
    pe.set(x(5), 5n);
    pe.lines = wire.START;
    pe.sysreg.set(FIRMWARE_BASE + ENTRY, 0x4020_0000n);
    pe.sysreg.set(FIRMWARE_BASE + CONTEXT, 0x77n);
    expect([pe.hart.wakes(), pe.hart.pendingInterrupt()]).toEqual([true, interrupt.START]);
    pe.hart.enterInterrupt(interrupt.START);
    const { pc, EL, isOff, waiting, SCTLR_EL1, VBAR_EL2, flow } = layout;
    expect([pc, EL, isOff, waiting, SCTLR_EL1, VBAR_EL2, flow, x(0), x(5)].map((field) => pe.get(field))).toEqual([
      ...[0x4020_0000n, 2n, 0n, 0n, 0x30c5_0838n, 0n, 99n, 0x77n, 0n],
    ]);
    expect(pe.sysreg.get(FIRMWARE_BASE + ENTRY)).toBe(0n); // told that it has started
  });

  it('is not started by it when it is on', () => {
    const pe = newPe();
    pe.lines = wire.START;
    expect(pe.hart.pendingInterrupt()).toBe(-1);
  });
});
