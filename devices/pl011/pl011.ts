/**
 * PrimeCell UART (PL011), of which QEMU's `virt` machine for aarch64 has one. Words from PrimeCell UART (PL011) TRM, DDI 0183.
 *
 * Modelled: 16-byte receive FIFO with trigger levels and receive timeout, overrun, loopback, identification. Characters leave at
 * once, so the transmit FIFO is always empty, and each one written passes its trigger level: the transmit interrupt is raised
 * with every write. Whether UARTEN, TXE and RXE are set does not matter, as on QEMU: early consoles do not set them.
 * Not modelled: modem lines, time between characters, break, parity and framing errors, DMA, IrDA, test registers.
 *
 * Unlike QEMU 7.2, which interrupts at every received character, the receive interrupt waits for the level that UARTIFLS names, and
 * the receive timeout comes 32 bits after the last character: a driver that forgets RTIM hangs here as on a board.
 *
 * Input never overruns the FIFO while it waits on the wire; only a wire that holds `WIRE_SIZE` bytes loses more, and says so by OE.
 *
 * | what a hostile guest can do               | what bounds it                                             |
 * |-------------------------------------------|------------------------------------------------------------|
 * | leave input unread                        | `WIRE_SIZE`, then bytes are dropped                        |
 * | send without end                          | one byte an access                                         |
 * | choose any divisor                        | a divisor of 0 counts as 1; the timeout is below 2^31 ns   |
 * | loop sent bytes back to itself            | FIFO of 16                                                 |
 */
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, Fresh } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { bool, bytes, listUpTo, moment, record, type Shape, same, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

/** Bytes the receive FIFO holds. */
export const RX_FIFO_SIZE = 16;
/** Bytes that wait outside the receiver, as in the sender's buffer, before input is lost. */
export const WIRE_SIZE = 65_536;

const NANOSECONDS = 1_000_000_000;
/** Interrupt FIFO level select register, UARTIFLS: RXIFLSEL. Values above are reserved and count as the last. */
const TRIGGER_LEVELS = [2, 4, 8, 12, 14] as const;
/** Receive timeout interrupt: "the receive FIFO is not empty, and no more data is received during a 32-bit period". */
const TIMEOUT_BITS = 32;
/** Serial clock cycles of UARTCLK a bit, times 64 for the fraction in UARTFBRD. */
const CYCLES_PER_BIT = 16;
const FRACTION = 64;
const NO_BYTES: Uint8Array = new Uint8Array(0);

export interface Pl011Parameters {
  /** Frequency of UARTCLK, Hz. */
  readonly clock: number;
}

export interface Pl011State {
  readonly clock: number;
  /** Received and not yet read, oldest first; at most {@link RX_FIFO_SIZE}, or 1 without FIFOs. */
  readonly rxFifo: readonly number[];
  /** Input on its way to the receiver. Never written. */
  readonly wire: Uint8Array;
  /** Bytes of `wire` that have arrived. */
  readonly wireTaken: number;
  /** A character was lost behind the newest one in the FIFO. */
  readonly hasOverrun: boolean;
  /** When the FIFO will have lain unread for 32 bits, ns, or null. */
  readonly timeoutAt: number | null;
  readonly RSR: number;
  readonly ILPR: number;
  readonly IBRD: number;
  readonly FBRD: number;
  readonly LCR_H: number;
  readonly CR: number;
  readonly IFLS: number;
  readonly IMSC: number;
  readonly RIS: number;
  readonly DMACR: number;
}

export function createPl011({ clock }: Pl011Parameters): Pl011State {
  return {
    clock,
    rxFifo: [],
    wire: NO_BYTES,
    wireTaken: 0,
    hasOverrun: false,
    timeoutAt: null,
    RSR: 0,
    ILPR: 0,
    IBRD: 0,
    FBRD: 0,
    LCR_H: 0,
    CR: reg.CR_TXE | reg.CR_RXE,
    IFLS: 0x12,
    IMSC: 0,
    RIS: 0,
    DMACR: 0,
  };
}

function copyOf(state: Pl011State): Fresh<Pl011State> {
  return {
    clock: state.clock,
    rxFifo: state.rxFifo,
    wire: state.wire,
    wireTaken: state.wireTaken,
    hasOverrun: state.hasOverrun,
    timeoutAt: state.timeoutAt,
    RSR: state.RSR,
    ILPR: state.ILPR,
    IBRD: state.IBRD,
    FBRD: state.FBRD,
    LCR_H: state.LCR_H,
    CR: state.CR,
    IFLS: state.IFLS,
    IMSC: state.IMSC,
    RIS: state.RIS,
    DMACR: state.DMACR,
  };
}

type Pl011Step = Step<Pl011State, DeviceEffect>;

export const pl011: DeviceKind<Pl011State> = {
  digest: 'pl011/1',
  digestFields: [
    'rxFifo',
    'wire',
    'wireTaken',
    'hasOverrun',
    'timeoutAt',
    'RSR',
    'ILPR',
    'IBRD',
    'FBRD',
    'LCR_H',
    'CR',
    'IFLS',
    'IMSC',
    'RIS',
    'DMACR',
  ],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return readRegister(state, event);
      case 'bus/write':
        return writeRegister(state, event);
      case 'input/received':
        return { state: receiveFromWire(sendToWire(state, event.bytes), event.now), effects: NO_EFFECTS };
      case 'time/reached':
        return { state: checkTimeout(state, event.now), effects: NO_EFFECTS };
      case 'line/changed':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: (value, { clock }) => shapeOf(clock)(value) && (value as Pl011State).wireTaken <= (value as Pl011State).wire.length,
  /** UARTINTR, the combined interrupt. */
  selectLines: ({ RIS, IMSC }) => ((RIS & IMSC) === 0 ? 0 : 1),
  selectDeadline: (state) => state.timeoutAt,
  selectInputRoom: ({ wire, wireTaken }) => WIRE_SIZE - (wire.length - wireTaken),
};

const byte = uint(0xff);
const shapeOf = (clock: number): Shape =>
  record({
    clock: same(clock),
    rxFifo: listUpTo(byte, RX_FIFO_SIZE),
    wire: bytes(WIRE_SIZE),
    wireTaken: uint(),
    hasOverrun: bool,
    timeoutAt: moment,
    RSR: uint(reg.RSR_OE),
    ILPR: byte,
    IBRD: uint(0xffff),
    FBRD: uint(0x3f),
    LCR_H: byte,
    CR: uint(0xffff),
    IFLS: uint(0x3f),
    IMSC: uint(reg.INTERRUPTS),
    RIS: uint(reg.INTERRUPTS),
    DMACR: uint(7),
  });

const hasFifos = ({ LCR_H }: Pl011State): boolean => (LCR_H & reg.LCR_H_FEN) !== 0;
const capacityOf = (state: Pl011State): number => (hasFifos(state) ? RX_FIFO_SIZE : 1);
const triggerLevel = (state: Pl011State): number => (hasFifos(state) ? TRIGGER_LEVELS[Math.min(state.IFLS >> 3, 4)]! : 1);

/** Any aligned size reads one register, zero-extended. */
function readRegister(state: Pl011State, { offset, size, now }: BusRead): Pl011Step {
  if (offset % size !== 0 || offset >= reg.WINDOW_SIZE) return { state, effects: FAULTED };
  const ones = 2 ** (8 * Math.min(size, 4)) - 1;
  if (offset === reg.UARTDR) return { state: withoutOldest(state, now), effects: replied(oldest(state) & ones) };
  return { state, effects: replied(registerAt(state, offset & ~3) & ones) };
}

function registerAt(state: Pl011State, offset: number): number {
  switch (offset) {
    case reg.UARTRSR:
      return state.RSR;
    case reg.UARTFR:
      return flagsOf(state);
    case reg.UARTILPR:
      return state.ILPR;
    case reg.UARTIBRD:
      return state.IBRD;
    case reg.UARTFBRD:
      return state.FBRD;
    case reg.UARTLCR_H:
      return state.LCR_H;
    case reg.UARTCR:
      return state.CR;
    case reg.UARTIFLS:
      return state.IFLS;
    case reg.UARTIMSC:
      return state.IMSC;
    case reg.UARTRIS:
      return state.RIS;
    case reg.UARTMIS:
      return state.RIS & state.IMSC;
    case reg.UARTDMACR:
      return state.DMACR;
    default:
      return offset < reg.UARTPeriphID0 ? 0 : reg.IDENTIFICATION[(offset - reg.UARTPeriphID0) / 4]!;
  }
}

function flagsOf(state: Pl011State): number {
  const { length } = state.rxFifo;
  return reg.FR_TXFE | (length === 0 ? reg.FR_RXFE : 0) | (length >= capacityOf(state) ? reg.FR_RXFF : 0);
}

/** "the overrun error … is set to 1 if data is received and the receive FIFO is already full": it goes with the newest character. */
const isOverrunNext = ({ hasOverrun, rxFifo }: Pl011State): boolean => hasOverrun && rxFifo.length === 1;

/** The character to be read next, with its errors. Empty, the FIFO gives 0. */
const oldest = (state: Pl011State): number => (state.rxFifo[0] ?? 0) | (isOverrunNext(state) ? reg.DR_OE : 0);

function withoutOldest(state: Pl011State, now: number): Pl011State {
  if (state.rxFifo.length === 0) return state;
  const read = copyOf(state);
  read.rxFifo = state.rxFifo.slice(1);
  read.RSR = isOverrunNext(state) ? reg.RSR_OE : 0;
  if (isOverrunNext(state)) read.hasOverrun = false;
  if (read.rxFifo.length < triggerLevel(state)) read.RIS &= ~reg.INTERRUPT_RX;
  if (read.rxFifo.length === 0) {
    read.RIS &= ~reg.INTERRUPT_RT;
    read.timeoutAt = null;
  }
  return receiveFromWire(read, now);
}

function writeRegister(state: Pl011State, { offset, size, value, now }: BusWrite): Pl011Step {
  if (offset % size !== 0 || offset >= reg.WINDOW_SIZE) return { state, effects: FAULTED };
  const word = Number(BigInt.asUintN(32, value));
  if (offset === reg.UARTDR) return transmit(state, word & 0xff, now);
  return { state: withRegister(state, offset, word, now), effects: NO_EFFECTS };
}

function withRegister(state: Pl011State, offset: number, value: number, now: number): Pl011State {
  const next = copyOf(state);
  switch (offset) {
    case reg.UARTRSR:
      next.RSR = 0;
      return next;
    case reg.UARTILPR:
      next.ILPR = value & 0xff;
      return next;
    case reg.UARTIBRD:
      next.IBRD = value & 0xffff;
      return next;
    case reg.UARTFBRD:
      next.FBRD = value & 0x3f;
      return next;
    case reg.UARTLCR_H:
      next.LCR_H = value & 0xff;
      return hasFifos(state) === hasFifos(next) ? next : receiveFromWire(withEmptyFifo(next), now);
    case reg.UARTCR:
      next.CR = value & 0xffff;
      return receiveFromWire(next, now);
    case reg.UARTIFLS:
      next.IFLS = value & 0x3f;
      return next;
    case reg.UARTIMSC:
      next.IMSC = value & reg.INTERRUPTS;
      return next;
    case reg.UARTICR:
      next.RIS = state.RIS & ~value;
      return next;
    case reg.UARTDMACR:
      next.DMACR = value & 7;
      return next;
    default:
      return state;
  }
}

function withEmptyFifo(next: Fresh<Pl011State>): Pl011State {
  next.rxFifo = [];
  next.hasOverrun = false;
  next.timeoutAt = null;
  next.RIS &= ~(reg.INTERRUPT_RX | reg.INTERRUPT_RT);
  return next;
}

function transmit(state: Pl011State, byte: number, now: number): Pl011Step {
  const sent = state.RIS & reg.INTERRUPT_TX ? state : withInterrupt(state, reg.INTERRUPT_TX);
  if (state.CR & reg.CR_LBE) return { state: receive(sent, [byte], now), effects: NO_EFFECTS };
  const bytes = new Uint8Array(1);
  bytes[0] = byte;
  return { state: sent, effects: [{ type: 'output/sent', bytes }] };
}

function withInterrupt(state: Pl011State, interrupt: number): Pl011State {
  const next = copyOf(state);
  next.RIS |= interrupt;
  return next;
}

/** Takes characters in; those that the FIFO has no room for are lost. */
function receive(state: Pl011State, bytes: Iterable<number>, now: number): Pl011State {
  const rxFifo = [...state.rxFifo, ...bytes];
  const capacity = capacityOf(state);
  const next = copyOf(state);
  next.rxFifo = rxFifo.slice(0, capacity);
  next.timeoutAt = now + timeoutOf(state);
  if (rxFifo.length > capacity) {
    next.hasOverrun = true;
    next.RIS |= reg.INTERRUPT_OE;
  }
  // Raised as the level is reached, and not again while it stays above.
  const level = triggerLevel(state);
  if (state.rxFifo.length < level && rxFifo.length >= level) next.RIS |= reg.INTERRUPT_RX;
  return next;
}

/** Time of 32 bits, ns. */
function timeoutOf({ clock, IBRD, FBRD }: Pl011State): number {
  const divisor = Math.max(FRACTION, IBRD * FRACTION + FBRD);
  return Math.min(2 ** 31 - 1, Math.ceil((TIMEOUT_BITS * CYCLES_PER_BIT * divisor * NANOSECONDS) / (FRACTION * clock)));
}

function sendToWire(state: Pl011State, bytes: Uint8Array): Pl011State {
  const waiting = state.wire.length - state.wireTaken;
  const accepted = Math.min(bytes.length, WIRE_SIZE - waiting);
  const wire = new Uint8Array(waiting + accepted);
  wire.set(state.wire.subarray(state.wireTaken));
  wire.set(bytes.subarray(0, accepted), waiting);
  const next = copyOf(state);
  next.wire = wire;
  next.wireTaken = 0;
  if (accepted < bytes.length) {
    next.hasOverrun = true;
    next.RIS |= reg.INTERRUPT_OE;
  }
  return next;
}

/** Moves what the receiver has room for. In loopback its input is cut off. */
function receiveFromWire(state: Pl011State, now: number): Pl011State {
  const count = Math.min(state.wire.length - state.wireTaken, capacityOf(state) - state.rxFifo.length);
  if (count <= 0 || state.CR & reg.CR_LBE) return state;
  const end = state.wireTaken + count;
  const isDrained = end === state.wire.length;
  const next: Fresh<Pl011State> = copyOf(receive(state, state.wire.subarray(state.wireTaken, end), now));
  next.wire = isDrained ? NO_BYTES : state.wire;
  next.wireTaken = isDrained ? 0 : end;
  return next;
}

function checkTimeout(state: Pl011State, now: number): Pl011State {
  if (state.timeoutAt === null || state.timeoutAt > now) return state;
  const next = copyOf(state);
  next.timeoutAt = null;
  if (state.rxFifo.length > 0) next.RIS |= reg.INTERRUPT_RT;
  return next;
}
