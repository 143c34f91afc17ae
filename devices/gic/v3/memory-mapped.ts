/** The registers of distributor and redistributors. */

import { FIRST_SPI, replaced, withHart } from '../bank.ts';
import { isPriority, type Place, readInterrupts, writeInterrupts, writePriority } from './interrupts.ts';
import * as reg from './registers.ts';
import { affinityOf, type Gicv3State } from './state.ts';

const IROUTER_END = reg.GICD_IROUTER + 8 * 1020;
const SECOND_FRAME = reg.FRAME_SIZE;

/** A frame, and the offset in it. Undefined where there is none. */
export interface Register {
  readonly frame: 'distributor' | 'redistributor' | 'interrupts';
  readonly place: Place;
  readonly offset: number;
}

export function registerAt(state: Gicv3State, offset: number): Register | undefined {
  if (offset < reg.DISTRIBUTOR_SIZE) return { frame: 'distributor', place: 'spis', offset };
  const from = offset - state.redistributorOffset;
  const hart = Math.floor(from / (2 * reg.FRAME_SIZE));
  if (from < 0 || hart >= state.harts.length) return undefined;
  const inFrames = from % (2 * reg.FRAME_SIZE);
  return inFrames < SECOND_FRAME
    ? { frame: 'redistributor', place: hart, offset: inFrames }
    : { frame: 'interrupts', place: hart, offset: inFrames - SECOND_FRAME };
}

/** An aligned word. Reserved registers read as zero. */
export function readWord(state: Gicv3State, { frame, place, offset }: Register): number {
  if (frame !== 'redistributor') {
    const value = readInterrupts(state, place, offset);
    if (value !== undefined) return value;
  }
  if (frame === 'interrupts') return 0;
  if (offset >= reg.IDENTIFICATION_BASE && offset < reg.IDENTIFICATION_BASE + 4 * reg.IDENTIFICATION.length)
    return reg.IDENTIFICATION[(offset - reg.IDENTIFICATION_BASE) / 4]!;
  return frame === 'distributor' ? readDistributor(state, offset) : readRedistributor(state, place as number, offset);
}

function readDistributor(state: Gicv3State, offset: number): number {
  switch (offset) {
    case reg.GICD_CTLR:
      return state.GICD_CTLR | reg.CTLR_ARE | reg.CTLR_DS;
    case reg.GICD_TYPER:
      return (reg.TYPER_FIXED | state.spis.enabled.length) >>> 0;
    case reg.GICD_IIDR:
      return reg.IIDR;
    default: {
      if (offset < reg.GICD_IROUTER || offset >= IROUTER_END) return 0;
      const route = state.routes[((offset - reg.GICD_IROUTER) >>> 3) - FIRST_SPI] ?? 0;
      return (offset & 4) === 0 ? route % 2 ** 32 : Math.floor(route / 2 ** 32);
    }
  }
}

function readRedistributor(state: Gicv3State, hart: number, offset: number): number {
  switch (offset) {
    case reg.GICR_IIDR:
      return reg.IIDR;
    case reg.GICR_TYPER: {
      const isLast = hart === state.harts.length - 1;
      return (hart << 8) | (isLast ? 1 << 4 : 0);
    }
    case reg.GICR_TYPER + 4:
      return affinityOf(hart);
    case reg.GICR_WAKER:
      return state.harts[hart]!.GICR_WAKER;
    default:
      return 0;
  }
}

/** An aligned word. Writes to reserved and read-only registers are ignored. */
export function writeWord(state: Gicv3State, { frame, place, offset }: Register, value: number): Gicv3State {
  if (frame !== 'redistributor') {
    const next = writeInterrupts(state, place, offset, value);
    if (next !== undefined) return next;
  }
  if (frame === 'distributor') return writeDistributor(state, offset, value);
  if (frame === 'redistributor' && offset === reg.GICR_WAKER) {
    const sleeps = (value & reg.WAKER_ProcessorSleep) !== 0;
    return withHart(state, place as number, { GICR_WAKER: sleeps ? reg.WAKER_ProcessorSleep | reg.WAKER_ChildrenAsleep : 0 });
  }
  return state;
}

function writeDistributor(state: Gicv3State, offset: number, value: number): Gicv3State {
  if (offset === reg.GICD_CTLR) return { ...state, GICD_CTLR: value & (reg.CTLR_EnableGrp0 | reg.CTLR_EnableGrp1) };
  const spi = ((offset - reg.GICD_IROUTER) >>> 3) - FIRST_SPI;
  const route = offset < reg.GICD_IROUTER || offset >= IROUTER_END ? undefined : state.routes[spi];
  if (route === undefined) return state;
  const [low, high] = [route % 2 ** 32, Math.floor(route / 2 ** 32)];
  // Aff2, Aff1, Aff0 and IRM; Aff3.
  const next = (offset & 4) === 0 ? high * 2 ** 32 + ((value & 0x80ff_ffff) >>> 0) : (value & 0xff) * 2 ** 32 + low;
  return { ...state, routes: replaced(state.routes, spi, next) };
}

export function readByte(state: Gicv3State, register: Register): number {
  const { frame, offset } = register;
  if (frame === 'redistributor' || !isPriority(offset)) return 0;
  return (readWord(state, { ...register, offset: offset & ~3 }) >>> (8 * (offset & 3))) & 0xff;
}

export function writeByte(state: Gicv3State, { frame, place, offset }: Register, value: number): Gicv3State {
  return frame === 'redistributor' || !isPriority(offset) ? state : writePriority(state, place, offset, value);
}
