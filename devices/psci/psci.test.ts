import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createPsci, psci } from './psci.ts';
import * as reg from './registers.ts';

const parameters = { affinities: [0, 1, 0x100] };
const SMC64 = 0x4000_0000n;
const CPU_ON = 0x8400_0003n;
const AFFINITY_INFO = 0x8400_0004n;

class Firmware extends DeviceDriver<ReturnType<typeof createPsci>> {
  constructor() {
    super(psci, createPsci(parameters), 8);
  }

  /** What x0 holds after a call, signed, and what the hart does next. */
  call(hart: number, ...values: readonly bigint[]): readonly [bigint, bigint] {
    for (let index = 0; index < 3; index++)
      this.write(reg.ARGUMENT_1 + 8 * index, BigInt.asUintN(64, values[index + 1] ?? 0n), 8, 'sysreg', hart);
    this.write(reg.FUNCTION, values[0]!, 8, 'sysreg', hart);
    const [result, next] = [reg.FUNCTION, reg.NEXT].map((offset) => this.read(offset, 8, 'sysreg', hart) as bigint);
    return [BigInt.asIntN(64, result!), next!];
  }
}

const goesOn = (result: bigint) => [result, 0n];

describe('PSCI', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: psci,
      initialState: createPsci(parameters),
      event: anyDeviceEvent({
        space: 'sysreg',
        offsets: [0, 8, 0x10, 0x18, 0x20, 0x28, 0x30, 0x38],
        values: [0n, 1n, 0x100n, 0x8400_0002n, CPU_ON, CPU_ON | SMC64, AFFINITY_INFO, 0x8400_0008n],
        delay: 1000,
      }),
    });
  });

  it.each<[string, bigint, bigint, bigint]>([
    ['PSCI_VERSION: 1.1', 0x8400_0000n, 0n, 0x1_0001n],
    ['MIGRATE_INFO_TYPE: none to migrate', 0x8400_0006n, 0n, 2n],
    ['MIGRATE', 0x8400_0005n, 0n, -1n],
    ['SMCCC_VERSION', 0x8000_0000n, 0n, -1n],
    ['PSCI_VERSION with 64-bit arguments', 0xc400_0000n, 0n, -1n],
    ['what x0 holds above W0', 0x5_8400_0000n, 0n, 0x1_0001n],
    ['PSCI_FEATURES of CPU_ON', 0x8400_000an, 0xc400_0003n, 0n],
    ['PSCI_FEATURES of SYSTEM_OFF with 64-bit arguments', 0x8400_000an, 0xc400_0008n, -1n],
    ['PSCI_FEATURES of SYSTEM_SUSPEND', 0x8400_000an, 0x8400_000en, -1n],
    ['CPU_SUSPEND of a cluster', 0x8400_0001n, 0x0100_0000n, -2n],
  ])('%s', (_, number, argument, result) => {
    expect(new Firmware().call(0, number, argument)).toEqual(goesOn(result));
  });

  it('CPU_SUSPEND waits', () => {
    expect(new Firmware().call(0, 0xc400_0001n, 0x1_0000n)).toEqual([0n, 2n]);
  });

  it('CPU_ON has a hart start, once', () => {
    const device = new Firmware();
    const target = 0x100n;
    expect(device.call(0, AFFINITY_INFO, target)).toEqual(goesOn(1n));
    expect(device.call(0, CPU_ON | SMC64, target, 0x1_4020_0000n, 0x77n)).toEqual(goesOn(0n));
    expect(device.lines).toBe(4);
    expect(device.call(0, AFFINITY_INFO | SMC64, target)).toEqual(goesOn(2n));
    expect(device.call(0, CPU_ON | SMC64, target)).toEqual(goesOn(-5n));
    expect([reg.ENTRY, reg.CONTEXT].map((offset) => device.read(offset, 8, 'sysreg', 2))).toEqual([0x1_4020_0000n, 0x77n]);
    device.write(reg.ENTRY, 0, 8, 'sysreg', 2);
    expect(device.lines).toBe(0);
    expect(device.call(0, AFFINITY_INFO, target)).toEqual(goesOn(0n));
    expect(device.call(0, CPU_ON | SMC64, target)).toEqual(goesOn(-4n));
  });

  it('takes 32 bits of arguments where the function has no more', () => {
    const device = new Firmware();
    expect(device.call(0, CPU_ON, 0xf_0000_0001n, 0x9_4020_0000n, -1n)).toEqual(goesOn(0n));
    expect([reg.ENTRY, reg.CONTEXT].map((offset) => device.read(offset, 8, 'sysreg', 1))).toEqual([0x4020_0000n, 0xffff_ffffn]);
    expect(device.call(0, CPU_ON | SMC64, 0xf_0000_0001n)).toEqual(goesOn(-2n));
  });

  it('knows no harts that are not there, and clusters only as on', () => {
    const device = new Firmware();
    expect(device.call(0, CPU_ON, 2n)).toEqual(goesOn(-2n));
    expect(device.call(0, AFFINITY_INFO, 2n)).toEqual(goesOn(-2n));
    expect(device.call(0, AFFINITY_INFO, 2n, 1n)).toEqual(goesOn(0n));
  });

  it('CPU_OFF turns off the hart that calls', () => {
    const device = new Firmware();
    device.call(0, CPU_ON, 1n);
    device.write(reg.ENTRY, 0, 8, 'sysreg', 1);
    expect(device.call(1, 0x8400_0002n)).toEqual([0n, 1n]);
    expect(device.call(0, AFFINITY_INFO, 1n)).toEqual(goesOn(1n));
  });

  it('SYSTEM_OFF and SYSTEM_RESET end the machine', () => {
    const device = new Firmware();
    device.call(0, 0x8400_0008n);
    device.call(0, 0x8400_0009n);
    expect(device.effects).toEqual([
      { type: 'power/requested', request: 'off', status: 0 },
      { type: 'power/requested', request: 'reset', status: 0 },
    ]);
  });

  it('accepts its own states, and no others', () => {
    const initial = createPsci(parameters);
    const device = new Firmware();
    device.call(0, CPU_ON, 1n, 5n, 6n);
    expect(psci.accepts?.(device.state, initial)).toBe(true);
    expect(psci.accepts?.({ ...device.state, affinities: [0, 1, 2] }, initial)).toBe(false);
    expect(psci.accepts?.({ ...device.state, harts: device.state.harts.slice(1) }, initial)).toBe(false);
    expect(psci.accepts?.({ ...device.state, call: [1n] }, initial)).toBe(false);
  });
});
