import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createPl011, pl011, RX_FIFO_SIZE, WIRE_SIZE } from './pl011.ts';
import * as reg from './registers.ts';

const CLOCK = 24_000_000;
const uart = () => new DeviceDriver(pl011, createPl011({ clock: CLOCK }), 4);
const bytesTo = (length: number) => Uint8Array.from({ length }, (_, index) => index);
/** 115,200 baud as drivers set it: 24 MHz / (16 × 115,200) = 13.02. */
const at115200 = (device: ReturnType<typeof uart>) => {
  device.write(reg.UARTIBRD, 13);
  device.write(reg.UARTFBRD, 1);
  return device;
};
/** 32 × 16 × (13 + 1/64) / 24 MHz. */
const TIMEOUT = 277_667;

describe('pl011', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: pl011,
      initialState: createPl011({ clock: CLOCK }),
      event: anyDeviceEvent({
        offsets: [0, 4, 0x18, 0x24, 0x28, 0x2c, 0x30, 0x34, 0x38, 0x3c, 0x40, 0x44, 0xfe0, 0x1000],
        values: [0x10n, 0x70n, 0x7ffn, 0x380n, 0x301n],
        delay: 1_000_000,
      }),
    });
  });

  it('reads at reset what the manual says', () => {
    const device = uart();
    expect([reg.UARTFR, reg.UARTCR, reg.UARTIFLS, reg.UARTRIS, reg.UARTIMSC].map((offset) => device.read(offset))).toEqual([
      0x90n,
      0x300n,
      0x12n,
      0n,
      0n,
    ]);
    expect(device.lines).toBe(0);
  });

  it('identifies itself', () => {
    const device = uart();
    const words = Array.from({ length: 8 }, (_, index) => device.read(0xfe0 + 4 * index));
    expect(words).toEqual([0x11n, 0x10n, 0x14n, 0n, 0x0dn, 0xf0n, 0x05n, 0xb1n]);
  });

  it('sends each byte at once, and tells by the transmit interrupt', () => {
    const device = uart();
    for (const byte of 'ok') device.write(reg.UARTDR, byte.charCodeAt(0), 1);
    expect(device.output).toBe('ok');
    expect(device.read(reg.UARTRIS)).toBe(BigInt(reg.INTERRUPT_TX));
    expect(device.lines).toBe(0);
    device.write(reg.UARTIMSC, reg.INTERRUPT_TX);
    expect([device.lines, device.read(reg.UARTMIS)]).toEqual([1, BigInt(reg.INTERRUPT_TX)]);
    device.write(reg.UARTICR, reg.INTERRUPT_TX);
    expect(device.lines).toBe(0);
  });

  it('faults what is misaligned or past its window, and reads unused offsets as 0', () => {
    const device = uart();
    expect([device.read(0x1a, 4), device.read(0x1000), device.read(0x0c), device.write(0x2, 0, 4)]).toEqual([
      'fault',
      'fault',
      0n,
      'fault',
    ]);
    expect(device.read(reg.UARTFR, 1)).toBe(0x90n);
  });
});

describe('pl011 without FIFOs', () => {
  it('interrupts for each byte, and clears that as it is read', () => {
    const device = uart();
    device.write(reg.UARTIMSC, reg.INTERRUPT_RX);
    device.input('ab');
    expect([device.lines, device.read(reg.UARTFR)]).toEqual([1, BigInt(reg.FR_TXFE | reg.FR_RXFF)]);
    expect(device.read(reg.UARTDR)).toBe(0x61n);
    expect(device.lines).toBe(1); // the next came off the wire
    expect(device.read(reg.UARTDR)).toBe(0x62n);
    expect([device.lines, device.read(reg.UARTFR), device.read(reg.UARTDR)]).toEqual([0, 0x90n, 0n]);
  });

  it('loses what the wire cannot hold, and tells with the last character', () => {
    const device = uart();
    device.input(new Uint8Array(WIRE_SIZE + 1));
    expect(device.read(reg.UARTRIS)).toBe(BigInt(reg.INTERRUPT_OE | reg.INTERRUPT_RX));
    let count = 0;
    for (; device.read(reg.UARTFR) !== 0x90n; count++) device.read(reg.UARTDR);
    expect(count).toBe(WIRE_SIZE);
    expect(device.read(reg.UARTRSR)).toBe(0n);
  });
});

describe('pl011 with FIFOs', () => {
  const withFifos = (level: number) => {
    const device = at115200(uart());
    device.write(reg.UARTLCR_H, 0x70);
    device.write(reg.UARTIFLS, level << 3);
    device.write(reg.UARTIMSC, reg.INTERRUPT_RX);
    return device;
  };

  it.each([
    [0, 2],
    [1, 4],
    [2, 8],
    [3, 12],
    [4, 14],
    [7, 14],
  ])('with RXIFLSEL %i interrupts from %i characters on', (select, level) => {
    const device = withFifos(select);
    device.input(bytesTo(level - 1));
    expect(device.lines).toBe(0);
    device.input(bytesTo(1));
    expect(device.lines).toBe(1);
    device.read(reg.UARTDR);
    expect(device.lines).toBe(0);
  });

  it('tells of fewer after 32 bits without another', () => {
    const device = withFifos(2);
    device.write(reg.UARTIMSC, reg.INTERRUPT_RT);
    device.input('x');
    expect(device.deadline).toBe(TIMEOUT);
    device.advanceTo(TIMEOUT - 1);
    expect(device.lines).toBe(0);
    device.advanceTo(TIMEOUT);
    expect([device.lines, device.deadline]).toEqual([1, null]);
    expect(device.read(reg.UARTDR)).toBe(0x78n);
    expect(device.lines).toBe(0);
  });

  it('holds sixteen, and the rest waits on the wire', () => {
    const device = withFifos(2);
    device.input(bytesTo(RX_FIFO_SIZE + 1));
    expect(device.read(reg.UARTFR)).toBe(BigInt(reg.FR_TXFE | reg.FR_RXFF));
    for (let byte = 0; byte <= RX_FIFO_SIZE; byte++) expect(device.read(reg.UARTDR)).toBe(BigInt(byte));
    expect(device.read(reg.UARTFR)).toBe(0x90n);
  });

  it('loops back what is sent, and overruns', () => {
    const device = withFifos(0);
    device.write(reg.UARTCR, reg.CR_UARTEN | reg.CR_LBE | reg.CR_TXE | reg.CR_RXE);
    for (let byte = 0; byte <= RX_FIFO_SIZE; byte++) device.write(reg.UARTDR, byte);
    expect(device.output).toBe('');
    const read = Array.from({ length: RX_FIFO_SIZE }, () => device.read(reg.UARTDR));
    expect(read.at(-2)).toBe(14n);
    expect(read.at(-1)).toBe(BigInt(15 | reg.DR_OE));
    expect(device.read(reg.UARTRSR)).toBe(BigInt(reg.RSR_OE));
    device.write(reg.UARTRSR, 0);
    expect(device.read(reg.UARTRSR)).toBe(0n);
  });
});
