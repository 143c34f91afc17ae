import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createGenericTimer, genericTimer, timerLine } from './arm-generic-timer.ts';
import * as reg from './registers.ts';

const parameters = { harts: 2, nsPerTick: 16 };
const NEVER = (1n << 64n) - 1n;
const lineOf = (name: keyof typeof timerLine, hart = 0): number => 1 << (4 * hart + timerLine[name]);

class Timers extends DeviceDriver<ReturnType<typeof createGenericTimer>> {
  constructor() {
    super(genericTimer, createGenericTimer(parameters), 8);
  }

  get(offset: number, hart = 0): bigint | 'fault' {
    return this.read(offset, 8, 'sysreg', hart);
  }

  set(offset: number, value: bigint, hart = 0): 'fault' | undefined {
    return this.write(offset, value, 8, 'sysreg', hart);
  }
}

const timers = [
  ['physical', reg.CNTP_TVAL_EL0],
  ['virtual', reg.CNTV_TVAL_EL0],
  ['hypervisorPhysical', reg.CNTHP_TVAL_EL2],
  ['hypervisorVirtual', reg.CNTHV_TVAL_EL2],
] as const;

describe('the generic timer', () => {
  it('obeys the reducer laws', () => {
    const registers = timers.flatMap(([, base]) => [base, base + reg.CTL, base + reg.CVAL]);
    checkDeviceLaws({
      kind: genericTimer,
      initialState: createGenericTimer(parameters),
      event: anyDeviceEvent({
        space: 'sysreg',
        offsets: [reg.CNTPCT_EL0, reg.CNTVCT_EL0, reg.CNTVOFF_EL2, ...registers],
        values: [1n, 3n, 1000n, 1n << 32n, 1n << 53n, NEVER],
        delay: 100_000,
      }),
    });
  });

  it('counts ticks of 16 ns from reset', () => {
    const device = new Timers();
    device.advanceTo(16_047);
    expect([device.get(reg.CNTPCT_EL0), device.get(reg.CNTVCT_EL0), device.get(reg.CNTPCT_EL0, 1)]).toEqual([
      1002n,
      1002n,
      1002n,
    ]);
  });

  it('has the virtual counter behind by CNTVOFF_EL2, which is each hart’s own', () => {
    const device = new Timers();
    device.set(reg.CNTVOFF_EL2, 1000n);
    device.advanceTo(16_000);
    expect([device.get(reg.CNTVCT_EL0), device.get(reg.CNTVCT_EL0, 1)]).toEqual([0n, 1000n]);
    device.set(reg.CNTVOFF_EL2, 1001n);
    expect([device.get(reg.CNTVCT_EL0), device.get(reg.CNTVOFF_EL2)]).toEqual([NEVER, 1001n]);
  });

  it.each(timers)('raises the line of the %s timer at the tick that reaches CVAL', (name, base) => {
    const device = new Timers();
    device.set(base + reg.CVAL, 100n, 1);
    expect(device.deadline).toBe(null);
    device.set(base + reg.CTL, 1n, 1);
    expect([device.deadline, device.lines, device.get(base + reg.CTL, 1)]).toEqual([1600, 0, 1n]);
    device.advanceTo(1599);
    expect(device.lines).toBe(0);
    device.advanceTo(1600);
    expect([device.lines, device.get(base + reg.CTL, 1)]).toEqual([lineOf(name, 1), 5n]);
    device.set(base + reg.CTL, 3n, 1);
    expect([device.lines, device.get(base + reg.CTL, 1)]).toEqual([0, 7n]);
    device.set(base + reg.CTL, 0n, 1);
    expect([device.lines, device.get(base + reg.CTL, 1), device.deadline]).toEqual([0, 0n, null]);
  });

  it('TVAL counts down, below zero too, and sets CVAL from the counter on', () => {
    const device = new Timers();
    device.advanceTo(16_000);
    device.set(reg.CNTP_TVAL_EL0, 0x1_0000_0064n);
    expect(device.get(reg.CNTP_TVAL_EL0 + reg.CVAL)).toBe(1100n);
    device.advanceTo(16_000 + 101 * 16);
    expect(device.get(reg.CNTP_TVAL_EL0)).toBe(0xffff_ffffn);
    device.set(reg.CNTP_TVAL_EL0, 0xffff_fff6n);
    expect(device.get(reg.CNTP_TVAL_EL0 + reg.CVAL)).toBe(1091n);
  });

  it('compares unsigned, and drops the line when the virtual counter wraps', () => {
    const device = new Timers();
    device.set(reg.CNTVOFF_EL2, 10n);
    device.set(reg.CNTV_TVAL_EL0 + reg.CVAL, 5n);
    device.set(reg.CNTV_TVAL_EL0 + reg.CTL, 1n);
    expect([device.lines, device.deadline]).toEqual([lineOf('virtual'), 160]);
    device.advanceTo(160);
    expect([device.lines, device.deadline]).toEqual([0, 240]);
    device.advanceTo(240);
    expect([device.lines, device.deadline]).toEqual([lineOf('virtual'), null]);
  });

  it('answers nobody else, and has no other registers', () => {
    const device = new Timers();
    expect(device.read(reg.CNTPCT_EL0, 8, 'mmio')).toBe('fault');
    expect(device.get(reg.CNTPCT_EL0, 2)).toBe('fault');
    expect(device.get(0)).toBe('fault');
    expect(device.set(reg.CNTPCT_EL0, 1n)).toBe('fault');
    expect(device.read(reg.CNTPCT_EL0, 4, 'sysreg')).toBe('fault');
  });

  it('accepts its own states, and no others', () => {
    const initial = createGenericTimer(parameters);
    const device = new Timers();
    device.set(reg.CNTV_TVAL_EL0 + reg.CVAL, NEVER);
    device.set(reg.CNTP_TVAL_EL0 + reg.CTL, 3n);
    expect(genericTimer.accepts?.(device.state, initial)).toBe(true);
    expect(genericTimer.accepts?.(createGenericTimer({ ...parameters, harts: 1 }), initial)).toBe(false);
    expect(genericTimer.accepts?.({ ...device.state, deadline: -1 }, initial)).toBe(false);
    expect(genericTimer.accepts?.({ ...device.state, control: [4, 0, 0, 0, 0, 0, 0, 0] }, initial)).toBe(false);
  });
});
