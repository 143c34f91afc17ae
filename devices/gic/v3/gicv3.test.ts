import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createGicv3, gicv3, lineOfPpi, lineOfSpi } from './gicv3.ts';
import * as reg from './registers.ts';

const REDISTRIBUTORS = 0xa_0000;
const PARAMETERS = { harts: 2, spis: 224, redistributorOffset: REDISTRIBUTORS };
const IRQ = 1;
const FIQ = 2;
const VIRQ = 4;
const VFIQ = 8;

/** A GIC as a driver sets it up: group 1 enabled everywhere, no priority masked. */
class Gic {
  readonly device = new DeviceDriver(gicv3, createGicv3(PARAMETERS), 4);

  /** A register of the distributor, or of a hart's second frame. */
  readonly frame = (hart: number) => REDISTRIBUTORS + hart * 2 * reg.FRAME_SIZE;
  readonly own = (hart: number) => this.frame(hart) + reg.FRAME_SIZE;
  read = (offset: number) => this.device.read(offset);
  write = (offset: number, value: number | bigint) => this.device.write(offset, value);
  icc = (offset: number, hart = 0) => this.device.read(offset, 8, 'sysreg', hart);
  setIcc = (offset: number, value: number | bigint, hart = 0) => this.device.write(offset, value, 8, 'sysreg', hart);
  icv = (offset: number) => this.icc(offset + reg.SYSREG_VIRTUAL);
  setIcv = (offset: number, value: number) => this.setIcc(offset + reg.SYSREG_VIRTUAL, value);
  linesOf = (hart: number) => (this.device.lines >>> (4 * hart)) & 15;

  static enabled(): Gic {
    const gic = new Gic();
    gic.write(reg.GICD_CTLR, 3);
    for (const hart of [0, 1]) {
      gic.write(gic.frame(hart) + reg.GICR_WAKER, 0);
      gic.write(gic.own(hart) + reg.IGROUPR, 0xffff_ffff);
      gic.setIcc(reg.ICC_PMR_EL1, 0xff, hart);
      gic.setIcc(reg.ICC_IGRPEN1_EL1, 1, hart);
    }
    return gic;
  }

  /** SPI n of group 1 for a hart, enabled, at a priority. */
  spi(n: number, { hart = 0, priority = 0xa0 } = {}): this {
    const intid = 32 + n;
    this.write(reg.IGROUPR + 4 * (intid >>> 5), Number(this.read(reg.IGROUPR + 4 * (intid >>> 5))) | (1 << (intid & 31)));
    this.device.write(reg.IPRIORITYR + intid, priority, 1);
    this.write(reg.GICD_IROUTER + 8 * intid, hart);
    this.write(reg.ISENABLER + 4 * (intid >>> 5), 2 ** (intid & 31));
    return this;
  }
}

describe('gicv3', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: gicv3,
      initialState: createGicv3(PARAMETERS),
      event: anyDeviceEvent({
        offsets: [
          0,
          4,
          0x84,
          0x104,
          0x204,
          0x304,
          0x420,
          0xc08,
          0x6100,
          0xffe8,
          REDISTRIBUTORS + 0x14,
          REDISTRIBUTORS + 0x1_0080,
          REDISTRIBUTORS + 0x1_0100,
          REDISTRIBUTORS + 0x1_0200,
        ],
        values: [3n, 0xffff_ffffn],
        lines: 1100,
      }),
    });
  });

  it('says what it is', () => {
    const gic = new Gic();
    expect(gic.read(reg.GICD_CTLR)).toBe(0x50n);
    expect(gic.read(reg.GICD_TYPER)).toBe(0x0378_0007n);
    expect(gic.read(0xffe8)).toBe(0x3bn);
    expect([gic.device.read(gic.frame(0) + reg.GICR_TYPER, 8), gic.device.read(gic.frame(1) + reg.GICR_TYPER, 8)]).toEqual([
      0n,
      (1n << 32n) | (1n << 8n) | (1n << 4n),
    ]);
    expect(gic.read(gic.frame(0) + reg.GICR_WAKER)).toBe(6n);
    expect(gic.icc(reg.ICC_CTLR_EL1)).toBe(0x8c00n);
    expect(gic.icc(reg.ICC_SRE_EL1)).toBe(7n);
    expect(gic.icc(reg.ICH_VTR_EL2)).toBe(0x90b8_0003n);
    expect(gic.read(gic.frame(2))).toBe('fault');
    expect(gic.read(0x2_0000)).toBe('fault');
  });

  it('signals a level-sensitive SPI until its source lets go', () => {
    const gic = Gic.enabled().spi(1);
    gic.device.line(lineOfSpi(1), true);
    expect([gic.linesOf(0), gic.linesOf(1)]).toEqual([IRQ, 0]);
    expect(gic.icc(reg.ICC_HPPIR1_EL1)).toBe(33n);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(33n);
    expect([gic.linesOf(0), gic.icc(reg.ICC_RPR_EL1)]).toEqual([0, 0xa0n]);
    expect(gic.read(reg.ISACTIVER + 4)).toBe(2n);
    gic.setIcc(reg.ICC_EOIR1_EL1, 33);
    expect([gic.linesOf(0), gic.icc(reg.ICC_RPR_EL1)]).toEqual([IRQ, 0xffn]); // still high
    gic.device.line(lineOfSpi(1), false);
    expect([gic.linesOf(0), gic.icc(reg.ICC_IAR1_EL1)]).toEqual([0, 1023n]);
  });

  it('keeps an edge until it is acknowledged, whatever its source does meanwhile', () => {
    const gic = Gic.enabled().spi(2);
    gic.write(reg.ICFGR + 8, 2 << 4);
    expect(gic.read(reg.ICFGR + 8)).toBe(2n << 4n);
    gic.device.line(lineOfSpi(2), true);
    gic.device.line(lineOfSpi(2), false);
    expect([gic.linesOf(0), gic.read(reg.ISPENDR + 4)]).toEqual([IRQ, 4n]);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(34n);
    expect(gic.read(reg.ICPENDR + 4)).toBe(0n);
  });

  it('routes SPIs by affinity, and to nobody where there is no such hart', () => {
    const gic = Gic.enabled().spi(3, { hart: 1 }).spi(4, { hart: 2 });
    gic.device.line(lineOfSpi(3), true);
    gic.device.line(lineOfSpi(4), true);
    expect([gic.linesOf(0), gic.linesOf(1)]).toEqual([0, IRQ]);
    gic.write(reg.GICD_IROUTER + 8 * 36, 2 ** 31); // any hart
    expect(gic.linesOf(0)).toBe(IRQ);
  });

  it('takes the highest priority first, and the lowest number among equals', () => {
    const gic = Gic.enabled().spi(5, { priority: 0x80 }).spi(6, { priority: 0x40 }).spi(7, { priority: 0x40 });
    for (const spi of [5, 7, 6]) gic.device.line(lineOfSpi(spi), true);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(38n);
    expect(gic.linesOf(0)).toBe(0); // the next does not preempt an equal one
    gic.setIcc(reg.ICC_EOIR1_EL1, 38);
    gic.device.line(lineOfSpi(6), false);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(39n);
  });

  it('lets a higher priority preempt, as far as the binary point lets it', () => {
    const gic = Gic.enabled().spi(5, { priority: 0x48 }).spi(6, { priority: 0x40 });
    gic.device.line(lineOfSpi(5), true);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(37n);
    gic.device.line(lineOfSpi(6), true);
    expect(gic.linesOf(0)).toBe(IRQ);
    gic.setIcc(reg.ICC_BPR1_EL1, 4); // bits 7:4 decide
    expect(gic.linesOf(0)).toBe(0);
    gic.setIcc(reg.ICC_BPR1_EL1, 0);
    expect(gic.icc(reg.ICC_BPR1_EL1)).toBe(3n);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(38n);
    expect(gic.icc(reg.ICC_AP1R0_EL1)).toBe((1n << 8n) | (1n << 9n));
    gic.setIcc(reg.ICC_EOIR1_EL1, 38);
    expect(gic.icc(reg.ICC_RPR_EL1)).toBe(0x48n);
  });

  it('masks by priority, and keeps five bits of it', () => {
    const gic = Gic.enabled().spi(1, { priority: 0x67 });
    expect(gic.device.read(reg.IPRIORITYR + 33, 1)).toBe(0x60n);
    gic.device.line(lineOfSpi(1), true);
    gic.setIcc(reg.ICC_PMR_EL1, 0x60);
    expect(gic.linesOf(0)).toBe(0);
    gic.setIcc(reg.ICC_PMR_EL1, 0x6f);
    expect([gic.icc(reg.ICC_PMR_EL1), gic.linesOf(0)]).toEqual([0x68n, IRQ]);
  });

  it('signals group 0 as FIQ', () => {
    const gic = Gic.enabled();
    gic.write(gic.own(0) + reg.IGROUPR, 0);
    gic.write(gic.own(0) + reg.ISENABLER, 1 << 30);
    gic.device.line(lineOfPpi(0, 30), true);
    expect(gic.linesOf(0)).toBe(0);
    gic.setIcc(reg.ICC_IGRPEN0_EL1, 1);
    expect(gic.linesOf(0)).toBe(FIQ);
    expect([gic.icc(reg.ICC_IAR1_EL1), gic.icc(reg.ICC_IAR0_EL1)]).toEqual([1023n, 30n]);
  });

  it('deactivates by ICC_DIR with EOImode', () => {
    const gic = Gic.enabled();
    gic.write(gic.own(0) + reg.ISENABLER, 1 << 27);
    gic.setIcc(reg.ICC_CTLR_EL1, 2);
    gic.device.line(lineOfPpi(0, 27), true);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(27n);
    gic.setIcc(reg.ICC_EOIR1_EL1, 27);
    expect([gic.linesOf(0), gic.icc(reg.ICC_RPR_EL1), gic.read(gic.own(0) + reg.ISACTIVER)]).toEqual([0, 0xffn, 1n << 27n]);
    gic.setIcc(reg.ICC_DIR_EL1, 27);
    expect(gic.linesOf(0)).toBe(IRQ);
  });

  it('sends SGIs to the harts of a list, and to all others', () => {
    const gic = Gic.enabled();
    for (const hart of [0, 1]) gic.write(gic.own(hart) + reg.ISENABLER, 0xffff);
    gic.setIcc(reg.ICC_SGI1R_EL1, (5n << 24n) | 0b110n); // hart 2 is not there
    expect([gic.linesOf(0), gic.linesOf(1)]).toEqual([0, IRQ]);
    expect(gic.icc(reg.ICC_IAR1_EL1, 1)).toBe(5n);
    gic.setIcc(reg.ICC_SGI1R_EL1, (1n << 40n) | (6n << 24n), 1);
    expect([gic.icc(reg.ICC_IAR1_EL1, 0), gic.icc(reg.ICC_HPPIR1_EL1, 1)]).toEqual([6n, 1023n]);
    gic.setIcc(reg.ICC_SGI0R_EL1, (7n << 24n) | 1n); // of group 1, which group 0 can't send
    expect(gic.icc(reg.ICC_HPPIR1_EL1)).toBe(1023n);
  });
});

describe('the virtual interface of a gicv3', () => {
  /** A list register of group 1. */
  const lr = (vintid: number, { priority = 0x80n, state = 1n, hw = false, pintid = 0n, eoi = false } = {}) =>
    (state << 62n) | (hw ? 1n << 61n : 0n) | (1n << 60n) | (priority << 48n) | (eoi ? 1n << 41n : pintid << 32n) | BigInt(vintid);

  const guest = () => {
    const gic = Gic.enabled();
    gic.setIcc(reg.ICH_HCR_EL2, reg.ICH_HCR_En);
    gic.setIcv(reg.ICC_PMR_EL1, 0xf0);
    gic.setIcv(reg.ICC_IGRPEN1_EL1, 1);
    return gic;
  };

  it('keeps what the guest sets in ICH_VMCR_EL2', () => {
    const gic = guest();
    expect(gic.icc(reg.ICH_VMCR_EL2)).toBe(0xf04c_000an);
    gic.setIcc(reg.ICH_VMCR_EL2, 0x8000_0211);
    expect([
      gic.icv(reg.ICC_PMR_EL1),
      gic.icv(reg.ICC_CTLR_EL1),
      gic.icv(reg.ICC_IGRPEN0_EL1),
      gic.icv(reg.ICC_IGRPEN1_EL1),
    ]).toEqual([0x80n, 0x8c03n, 1n, 0n]);
    expect([gic.icv(reg.ICC_BPR0_EL1), gic.icv(reg.ICC_BPR1_EL1)]).toEqual([2n, 3n]);
  });

  it('gives a listed interrupt to the guest, from pending to ended', () => {
    const gic = guest();
    gic.setIcc(reg.ICH_LR_EL2, lr(27));
    expect(gic.linesOf(0)).toBe(VIRQ);
    expect(gic.icv(reg.ICC_HPPIR1_EL1)).toBe(27n);
    expect(gic.icv(reg.ICC_IAR1_EL1)).toBe(27n);
    expect([gic.linesOf(0), gic.icc(reg.ICH_LR_EL2), gic.icv(reg.ICC_RPR_EL1)]).toEqual([0, lr(27, { state: 2n }), 0x80n]);
    gic.setIcv(reg.ICC_EOIR1_EL1, 27);
    expect([gic.icc(reg.ICH_LR_EL2), gic.icv(reg.ICC_RPR_EL1), gic.icc(reg.ICH_ELRSR_EL2)]).toEqual([
      lr(27, { state: 0n }),
      0xffn,
      0xfn,
    ]);
  });

  it('deactivates the physical interrupt with a virtual one of hardware', () => {
    const gic = guest();
    gic.write(gic.own(0) + reg.ISENABLER, 1 << 27);
    gic.device.line(lineOfPpi(0, 27), true);
    gic.setIcc(reg.ICC_CTLR_EL1, 2);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(27n);
    gic.setIcc(reg.ICC_EOIR1_EL1, 27);
    gic.setIcc(reg.ICH_LR_EL2 + 8, lr(40, { hw: true, pintid: 27n }));
    expect(gic.linesOf(0)).toBe(VIRQ);
    expect(gic.icv(reg.ICC_IAR1_EL1)).toBe(40n);
    gic.setIcv(reg.ICC_EOIR1_EL1, 40);
    expect(gic.linesOf(0)).toBe(IRQ); // the timer's line is still high
  });

  it('asks for maintenance', () => {
    const gic = guest();
    gic.write(gic.own(0) + reg.ISENABLER, 1 << 25);
    gic.setIcc(reg.ICH_HCR_EL2, reg.ICH_HCR_En | reg.ICH_HCR_UIE);
    expect([gic.linesOf(0), gic.icc(reg.ICH_MISR_EL2)]).toEqual([IRQ, BigInt(reg.ICH_MISR_U)]);
    gic.setIcc(reg.ICH_LR_EL2, lr(30, { eoi: true }));
    gic.setIcc(reg.ICH_LR_EL2 + 8, lr(31));
    expect(gic.linesOf(0)).toBe(VIRQ);
    expect(gic.icv(reg.ICC_IAR1_EL1)).toBe(30n);
    gic.setIcv(reg.ICC_EOIR1_EL1, 30);
    expect([gic.icc(reg.ICH_EISR_EL2), gic.icc(reg.ICH_MISR_EL2)]).toEqual([1n, BigInt(reg.ICH_MISR_EOI | reg.ICH_MISR_U)]);
    expect(gic.icc(reg.ICC_IAR1_EL1)).toBe(25n);
  });

  it('counts ends that no list register is for', () => {
    const gic = guest();
    gic.setIcc(reg.ICH_LR_EL2, lr(30));
    expect(gic.icv(reg.ICC_IAR1_EL1)).toBe(30n);
    gic.setIcc(reg.ICH_LR_EL2, 0);
    gic.setIcv(reg.ICC_EOIR1_EL1, 30);
    expect(gic.icc(reg.ICH_HCR_EL2)).toBe((1n << 27n) | 1n);
  });

  it('signals group 0 as a virtual FIQ', () => {
    const gic = guest();
    gic.setIcv(reg.ICC_IGRPEN0_EL1, 1);
    gic.setIcc(reg.ICH_LR_EL2, lr(30) & ~(1n << 60n));
    expect([gic.linesOf(0), gic.icv(reg.ICC_IAR1_EL1), gic.icv(reg.ICC_IAR0_EL1)]).toEqual([VFIQ, 1023n, 30n]);
  });

  it('says nothing while it is off', () => {
    const gic = guest();
    gic.setIcc(reg.ICH_LR_EL2, lr(30));
    gic.setIcc(reg.ICH_HCR_EL2, 0);
    expect([gic.linesOf(0), gic.icv(reg.ICC_IAR1_EL1)]).toEqual([0, 1023n]);
  });
});
