import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createGicv2, gicv2, lineOfPpi, lineOfSpi } from './gicv2.ts';
import * as reg from './registers.ts';

const PARAMETERS = { harts: 2, spis: 256 };
const IRQ = 1;
const FIQ = 2;
const VIRQ = 4;
const VFIQ = 8;
const { GICD, GICC, GICH, GICV } = reg.FRAMES;

/** A GIC as a driver sets it up: group 0 enabled everywhere, no priority masked. */
class Gic {
  readonly device: DeviceDriver<ReturnType<typeof createGicv2>>;

  constructor(harts = 2) {
    this.device = new DeviceDriver(gicv2, createGicv2({ ...PARAMETERS, harts }), 4);
  }

  read = (offset: number, hart = 0) => this.device.read(offset, 4, 'mmio', hart);
  write = (offset: number, value: number, hart = 0) => this.device.write(offset, value >>> 0, 4, 'mmio', hart);
  readByte = (offset: number, hart = 0) => this.device.read(offset, 1, 'mmio', hart);
  writeByte = (offset: number, value: number, hart = 0) => this.device.write(offset, value, 1, 'mmio', hart);
  linesOf = (hart: number) => (this.device.lines >>> (4 * hart)) & 15;

  static enabled(): Gic {
    const gic = new Gic();
    gic.write(GICD + reg.GICD_CTLR, 3);
    for (const hart of [0, 1]) {
      gic.write(GICC + reg.GICC_PMR, 0xff, hart);
      gic.write(GICC + reg.GICC_CTLR, 1, hart);
    }
    return gic;
  }

  /** Enables an SPI for hart 0 with a priority. */
  enable(spi: number, priority = 0x80, group: 0 | 1 = 0): void {
    const intid = 32 + spi;
    const word = 4 * (intid >>> 5);
    this.write(GICD + reg.GICD_ISENABLER + word, 1 << (intid & 31));
    if (group === 1) this.write(GICD + reg.GICD_IGROUPR + word, 1 << (intid & 31));
    this.writeByte(GICD + reg.GICD_IPRIORITYR + intid, priority);
    this.writeByte(GICD + reg.GICD_ITARGETSR + intid, 1);
  }
}

const OFFSETS = [
  ...[reg.GICD_CTLR, reg.GICD_ISENABLER, reg.GICD_ISPENDR + 4, reg.GICD_IPRIORITYR + 33, reg.GICD_ITARGETSR + 32],
  ...[reg.GICD_ICFGR + 8, reg.GICD_SGIR, reg.GICD_SPENDSGIR, reg.GICD_ISACTIVER],
  ...[reg.GICC_CTLR, reg.GICC_PMR, reg.GICC_BPR, reg.GICC_IAR, reg.GICC_AIAR, reg.GICC_EOIR, reg.GICC_DIR].map((at) => GICC + at),
  ...[reg.GICH_HCR, reg.GICH_VMCR, reg.GICH_LR, reg.GICH_LR + 4, reg.GICH_APR].map((at) => GICH + at),
  ...[reg.GICC_CTLR, reg.GICC_IAR, reg.GICC_EOIR, reg.GICC_PMR, reg.GICC_DIR].map((at) => GICV + at),
];

describe('gicv2', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: gicv2,
      initialState: createGicv2(PARAMETERS),
      event: anyDeviceEvent({
        offsets: OFFSETS,
        values: [1n, 3n, 0xffn, 0xffff_ffffn, 0x1000_0000n, 0x9000_001en, 0x0101_0101n, 0x0201_0003n],
        lines: lineOfPpi(1, 31),
        delay: 1000,
      }),
    });
  });

  it('reads at reset what QEMU’s reads', () => {
    // QEMU 7.2.22: -M virt,virtualization=on,gic-version=2 -smp 1, `xp`.
    const gic = new Gic(1);
    const words = (base: number, count: number) => Array.from({ length: count }, (_, i) => gic.read(base + 4 * i));
    expect(words(GICD, 4)).toEqual([0n, 8n, 0x43bn, 0n]);
    expect(words(GICD + 0xfd0, 12)).toEqual([4n, 0n, 0n, 0n, 0x90n, 0xb4n, 0x2bn, 0n, 0xdn, 0xf0n, 5n, 0xb1n]);
    expect([reg.GICD_ISENABLER, reg.GICD_ICFGR, reg.GICD_ITARGETSR + 32].map((at) => gic.read(GICD + at))).toEqual([
      ...[0xffffn, 0xaaaa_aaaan, 0n],
    ]);
    expect(words(GICC, 8)).toEqual([0n, 0n, 0n, 0x3ffn, 0n, 0xffn, 0x3ffn, 1n]);
    expect(gic.read(GICC + reg.GICC_IIDR)).toBe(0x2_043bn);
    expect(words(GICH, 3)).toEqual([0n, 0x9000_0003n, 0x4c_0000n]);
    expect(words(GICV, 8)).toEqual([0n, 0n, 2n, 0x3ffn, 0n, 0xffn, 0x3ffn, 3n]);
  });

  it('answers words in its frames, and bytes where registers are bytes', () => {
    const gic = new Gic();
    expect(gic.device.read(0x1000, 4)).toBe('fault');
    expect(gic.device.read(GICC, 8)).toBe('fault');
    expect(gic.device.read(GICC + reg.GICC_IAR, 1)).toBe('fault');
    expect(gic.device.read(0, 4, 'mmio', 2)).toBe('fault');
    expect(gic.readByte(GICD + reg.GICD_ITARGETSR, 1)).toBe(2n);
  });

  it('carries a level-sensitive interrupt from its line to its end', () => {
    const gic = Gic.enabled();
    gic.enable(3);
    gic.device.line(lineOfSpi(3), true);
    expect([gic.linesOf(0), gic.linesOf(1), gic.read(GICC + reg.GICC_HPPIR)]).toEqual([IRQ, 0, 35n]);
    expect(gic.read(GICC + reg.GICC_IAR)).toBe(35n);
    expect([gic.linesOf(0), gic.read(GICC + reg.GICC_RPR), gic.read(GICC + reg.GICC_IAR)]).toEqual([0, 0x80n, 1023n]);
    gic.write(GICC + reg.GICC_EOIR, 35);
    expect([gic.linesOf(0), gic.read(GICC + reg.GICC_RPR)]).toEqual([IRQ, 0xffn]); // its line is still high
    gic.device.line(lineOfSpi(3), false);
    expect(gic.linesOf(0)).toBe(0);
  });

  it('latches an edge until it is acknowledged', () => {
    const gic = Gic.enabled();
    gic.enable(3);
    gic.write(GICD + reg.GICD_ICFGR + 8, 2 << 6);
    gic.device.line(lineOfSpi(3), true);
    gic.device.line(lineOfSpi(3), false);
    expect(gic.read(GICC + reg.GICC_IAR)).toBe(35n);
    gic.write(GICC + reg.GICC_EOIR, 35);
    expect(gic.linesOf(0)).toBe(0);
  });

  it('goes to the harts that it targets, by the mask of each', () => {
    const gic = Gic.enabled();
    gic.enable(3);
    gic.writeByte(GICD + reg.GICD_ITARGETSR + 35, 0xff);
    expect(gic.readByte(GICD + reg.GICD_ITARGETSR + 35)).toBe(3n);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 8);
    expect([gic.linesOf(0), gic.linesOf(1)]).toEqual([IRQ, IRQ]);
    gic.write(GICC + reg.GICC_PMR, 0x80, 1);
    expect(gic.linesOf(1)).toBe(0);
  });

  it('lets a higher group priority preempt, and ends in turn', () => {
    const gic = Gic.enabled();
    gic.enable(3, 0x80);
    gic.enable(4, 0x81);
    gic.enable(5, 0x40);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 8);
    expect(gic.read(GICC + reg.GICC_IAR)).toBe(35n);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 16);
    expect(gic.linesOf(0)).toBe(0); // 0x81 is of the group of 0x80
    gic.write(GICD + reg.GICD_ISPENDR + 4, 32);
    expect([gic.read(GICC + reg.GICC_IAR), gic.read(GICC + reg.GICC_RPR)]).toEqual([37n, 0x40n]);
    gic.write(GICC + reg.GICC_EOIR, 37);
    gic.write(GICC + reg.GICC_EOIR, 35);
    expect([gic.read(GICC + reg.GICC_IAR), gic.read(GICC + reg.GICC_RPR)]).toEqual([36n, 0x80n]);
  });

  it('leaves the deactivation to GICC_DIR with EOImode', () => {
    const gic = Gic.enabled();
    gic.enable(3);
    gic.write(GICC + reg.GICC_CTLR, 1 | reg.GICC_CTLR_EOImode);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 8);
    gic.read(GICC + reg.GICC_IAR);
    gic.write(GICC + reg.GICC_EOIR, 35);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 8);
    expect([gic.linesOf(0), gic.read(GICC + reg.GICC_RPR)]).toEqual([0, 0xffn]);
    gic.write(GICC + reg.GICC_DIR, 35);
    expect(gic.linesOf(0)).toBe(IRQ);
  });

  it('signals group 0 as FIQ with FIQEn, and shows group 1 by its own registers', () => {
    const gic = Gic.enabled();
    gic.enable(3, 0x80, 1);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 8);
    expect(gic.linesOf(0)).toBe(0);
    gic.write(GICC + reg.GICC_CTLR, 3 | reg.GICC_CTLR_FIQEn);
    expect([gic.linesOf(0), gic.read(GICC + reg.GICC_IAR), gic.read(GICC + reg.GICC_AHPPIR)]).toEqual([IRQ, 1022n, 35n]);
    expect(gic.read(GICC + reg.GICC_AIAR)).toBe(35n);
    gic.write(GICC + reg.GICC_AEOIR, 35);
    gic.write(GICC + reg.GICC_CTLR, 3 | reg.GICC_CTLR_FIQEn | reg.GICC_CTLR_AckCtl);
    gic.enable(4, 0x40);
    gic.write(GICD + reg.GICD_ISPENDR + 4, 16 | 8);
    expect([gic.linesOf(0), gic.read(GICC + reg.GICC_IAR)]).toEqual([FIQ, 36n]);
    gic.write(GICC + reg.GICC_EOIR, 36);
    expect(gic.read(GICC + reg.GICC_IAR)).toBe(35n);
  });

  it('sends SGIs, each from each hart once', () => {
    const gic = Gic.enabled();
    gic.write(GICD + reg.GICD_SGIR, (2 << 16) | 5, 0);
    gic.write(GICD + reg.GICD_SGIR, (reg.SGIR_TO_ITSELF << 24) | 5, 1);
    expect([gic.linesOf(0), gic.linesOf(1), gic.read(GICD + reg.GICD_SPENDSGIR + 4, 1)]).toEqual([0, IRQ, 0x300n]);
    expect(gic.read(GICC + reg.GICC_IAR, 1)).toBe(5n);
    gic.write(GICC + reg.GICC_EOIR, 5, 1);
    expect(gic.read(GICC + reg.GICC_IAR, 1)).toBe(0x405n);
    gic.write(GICC + reg.GICC_EOIR, 0x405, 1);
    gic.write(GICD + reg.GICD_SGIR, (reg.SGIR_TO_OTHERS << 24) | 1, 1);
    expect([gic.linesOf(0), gic.linesOf(1)]).toEqual([IRQ, 0]);
    gic.writeByte(GICD + reg.GICD_CPENDSGIR + 1, 2);
    expect(gic.linesOf(0)).toBe(0);
  });

  it('keeps each hart’s own interrupts to itself', () => {
    const gic = Gic.enabled();
    gic.write(GICD + reg.GICD_ISENABLER, 1 << 30, 1);
    gic.device.line(lineOfPpi(0, 30), true);
    gic.device.line(lineOfPpi(1, 30), true);
    expect([gic.linesOf(0), gic.linesOf(1), gic.read(GICD + reg.GICD_ISENABLER)]).toEqual([0, IRQ, 0xffffn]);
    gic.write(GICD + reg.GICD_ICENABLER, 0xffff_ffff, 1);
    expect(gic.read(GICD + reg.GICD_ISENABLER, 1)).toBe(0xffffn);
  });

  it('accepts no state of another GIC', () => {
    expect(gicv2.accepts?.(createGicv2({ ...PARAMETERS, harts: 1 }), createGicv2(PARAMETERS))).toBe(false);
    expect(gicv2.accepts?.({ ...createGicv2(PARAMETERS), GICD_CTLR: 4 }, createGicv2(PARAMETERS))).toBe(false);
  });
});

describe('the virtual interface of a gicv2', () => {
  const PENDING = 1 << 28;
  const lr = (intid: number, priority = 0x80): number => PENDING | ((priority >>> 3) << 23) | intid;

  function guest(): Gic {
    const gic = Gic.enabled();
    gic.write(GICH + reg.GICH_HCR, reg.HCR_En);
    gic.write(GICV + reg.GICC_PMR, 0xff);
    gic.write(GICV + reg.GICC_CTLR, 1);
    return gic;
  }

  it('gives the guest what a list register holds', () => {
    const gic = guest();
    gic.write(GICH + reg.GICH_LR, lr(27));
    expect([gic.linesOf(0), gic.linesOf(1)]).toEqual([VIRQ, 0]);
    expect(gic.read(GICV + reg.GICC_IAR)).toBe(27n);
    expect([gic.linesOf(0), gic.read(GICV + reg.GICC_RPR), gic.read(GICH + reg.GICH_APR)]).toEqual([0, 0x80n, 0x1_0000n]);
    gic.write(GICV + reg.GICC_EOIR, 27);
    expect([gic.read(GICH + reg.GICH_LR), gic.read(GICH + reg.GICH_APR), gic.read(GICH + reg.GICH_ELRSR0)]).toEqual([
      ...[BigInt((lr(27) & ~PENDING) >>> 0), 0n, 15n],
    ]);
  });

  it('ends the physical interrupt with the virtual one of HW', () => {
    const gic = guest();
    gic.write(GICC + reg.GICC_CTLR, 1 | reg.GICC_CTLR_EOImode);
    gic.write(GICD + reg.GICD_ISENABLER, 1 << 27);
    gic.device.line(lineOfPpi(0, 27), true);
    expect(gic.read(GICC + reg.GICC_IAR)).toBe(27n);
    gic.write(GICC + reg.GICC_EOIR, 27);
    gic.write(GICH + reg.GICH_LR, 2 ** 31 + (lr(27) | (27 << 10)));
    expect(gic.linesOf(0)).toBe(VIRQ);
    expect(gic.read(GICV + reg.GICC_IAR)).toBe(27n);
    gic.write(GICV + reg.GICC_EOIR, 27);
    expect(gic.linesOf(0)).toBe(IRQ); // no longer active, and its line is high
  });

  it('asks for maintenance at an end with EOI, and when entries run low', () => {
    const gic = guest();
    gic.write(GICD + reg.GICD_ISENABLER, 1 << 25);
    gic.write(GICH + reg.GICH_HCR, reg.HCR_En | reg.HCR_UIE);
    gic.write(GICH + reg.GICH_LR, lr(40) | (1 << 19));
    gic.write(GICH + reg.GICH_LR + 4, lr(41));
    expect(gic.linesOf(0)).toBe(VIRQ);
    expect(gic.read(GICV + reg.GICC_IAR)).toBe(40n);
    gic.write(GICV + reg.GICC_EOIR, 40);
    expect([gic.read(GICH + reg.GICH_MISR), gic.read(GICH + reg.GICH_EISR0), gic.linesOf(0)]).toEqual([3n, 1n, IRQ | VIRQ]);
    expect(gic.read(GICC + reg.GICC_IAR)).toBe(25n);
  });

  it('signals group 0 as a virtual FIQ with FIQEn', () => {
    const gic = guest();
    gic.write(GICV + reg.GICC_CTLR, 3 | reg.GICC_CTLR_FIQEn);
    gic.write(GICH + reg.GICH_LR, lr(40));
    expect(gic.linesOf(0)).toBe(VFIQ);
    gic.write(GICH + reg.GICH_LR, lr(40) | (1 << 30));
    expect([gic.linesOf(0), gic.read(GICV + reg.GICC_IAR), gic.read(GICV + reg.GICC_AIAR)]).toEqual([VIRQ, 1022n, 40n]);
  });

  it('shows which hart sent an SGI, and counts ends of what it does not hold', () => {
    const gic = guest();
    gic.write(GICH + reg.GICH_LR, lr(2) | (1 << 10));
    expect(gic.read(GICV + reg.GICC_IAR)).toBe(0x402n);
    gic.write(GICH + reg.GICH_LR, 0);
    gic.write(GICV + reg.GICC_EOIR, 2);
    expect(gic.read(GICH + reg.GICH_HCR)).toBe((1n << 27n) | 1n);
  });

  it('says nothing while it is off', () => {
    const gic = guest();
    gic.write(GICH + reg.GICH_LR, lr(40));
    gic.write(GICH + reg.GICH_HCR, 0);
    expect([gic.linesOf(0), gic.read(GICV + reg.GICC_IAR)]).toEqual([0, 1023n]);
  });
});
