/**
 * GICv3: distributor, one redistributor a hart, and the CPU interface in system registers with its virtual part. IHI 0069.
 *
 * One security state (GICD_CTLR.DS is one), affinity routing always on, five bits of priority, four list registers, as on QEMU's
 * `virt` machine without `secure`. Group 0 is signalled as FIQ, group 1 as IRQ. The maintenance interrupt is PPI 25.
 * Not modelled: LPIs and the ITS (GICD_TYPER.LPIS is zero), message-based SPIs, 1 of N routing (IRM leads to the first hart).
 * Whether GICR_WAKER lets a hart sleep makes no difference to what it is told.
 *
 * Input lines: SPI n is line 32 + n; PPI p of hart h is line 1024 + 32 h + p. Output lines of hart h: 4 h IRQ, then FIQ, vIRQ, vFIQ.
 *
 * | what a hostile guest can do                   | what bounds it                                                  |
 * |-----------------------------------------------|-----------------------------------------------------------------|
 * | write any register in any order               | each is legalised; none leaves work for later                   |
 * | route to harts that are not there             | such an SPI goes to nobody                                      |
 * | make thousands of interrupts pending          | at most 960 SPIs and 32 a hart, in words of 32                  |
 */
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, LineChanged } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { bankOf, FIRST_SPI, withBit, withHart } from '../bank.ts';
import { deactivate, readIcc, writeIcc } from './cpu-interface.ts';
import { readByte, readWord, registerAt, writeByte, writeWord } from './memory-mapped.ts';
import { signalled } from './pending.ts';
import * as reg from './registers.ts';
import { isStateOf } from './shape.ts';
import type { Gicv3State } from './state.ts';
import { readIch, readIcv, type VirtualStep, virtualLines, writeIch, writeIcv } from './virtual-interface.ts';

export { createGicv3, type Gicv3Parameters, type Gicv3State } from './state.ts';

/** Line of a hart's PPI, by INTID. */
export const lineOfPpi = (hart: number, intid: number): number => 1024 + 32 * hart + intid;
export const lineOfSpi = (spi: number): number => FIRST_SPI + spi;
export const LINES_PER_HART = 4;

type GicStep = Step<Gicv3State, DeviceEffect>;

export const gicv3: DeviceKind<Gicv3State> = {
  digest: 'gicv3/1',
  digestFields: ['GICD_CTLR', 'spis', 'routes', 'harts'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return event.space === 'sysreg' ? readSystem(state, event) : readMemory(state, event);
      case 'bus/write':
        return event.space === 'sysreg' ? writeSystem(state, event) : writeMemory(state, event);
      case 'line/changed':
        return { state: withInput(state, event), effects: NO_EFFECTS };
      case 'time/reached':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: isStateOf,
  selectLines(state) {
    let lines = 0;
    for (const [hart, own] of state.harts.entries()) {
      const physical = signalled(state, hart);
      const levels = (physical === undefined ? 0 : physical.group === 1 ? 1 : 2) | (virtualLines(own) << 2);
      lines |= levels << (LINES_PER_HART * hart);
    }
    return lines;
  },
};

/** A rising edge makes an edge-triggered interrupt pending. */
function withInput(state: Gicv3State, { line, level }: LineChanged): Gicv3State {
  const isOwn = line >= 1024;
  const hart = isOwn ? (line - 1024) >>> 5 : 0;
  const intid = isOwn ? line & 31 : line;
  if (hart >= state.harts.length || (!isOwn && intid < FIRST_SPI)) return state;
  const { bank, index } = bankOf(state, hart, intid);
  const bit = 1 << (index & 31);
  const isRising = level && (bank.level[index >>> 5]! & bit) === 0;
  const next = withBit(state, hart, intid, 'level', level);
  return isRising && (bank.edge[index >>> 5]! & bit) !== 0 ? withBit(next, hart, intid, 'latched', true) : next;
}

function readMemory(state: Gicv3State, { offset, size }: BusRead): GicStep {
  const register = offset % size === 0 ? registerAt(state, offset) : undefined;
  if (register === undefined) return { state, effects: FAULTED };
  if (size === 1) return { state, effects: replied(readByte(state, register)) };
  if (size === 2) return { state, effects: replied(0) };
  const low = readWord(state, register);
  if (size === 4) return { state, effects: replied(low) };
  const high = readWord(state, { ...register, offset: register.offset + 4 });
  return { state, effects: replied64((BigInt(high) << 32n) | BigInt(low)) };
}

function writeMemory(state: Gicv3State, { offset, size, value }: BusWrite): GicStep {
  const register = offset % size === 0 ? registerAt(state, offset) : undefined;
  if (register === undefined) return { state, effects: FAULTED };
  if (size === 1) return { state: writeByte(state, register, Number(value)), effects: NO_EFFECTS };
  if (size === 2) return { state, effects: NO_EFFECTS };
  const next = writeWord(state, register, Number(BigInt.asUintN(32, value)));
  if (size === 4) return { state: next, effects: NO_EFFECTS };
  return { state: writeWord(next, { ...register, offset: register.offset + 4 }, Number(value >> 32n)), effects: NO_EFFECTS };
}

function readSystem(state: Gicv3State, { offset, hart }: BusRead): GicStep {
  const own = state.harts[hart];
  if (own === undefined) return { state, effects: FAULTED };
  if (offset >= reg.SYSREG_VIRTUAL) return afterVirtual(state, hart, readIcv(own, offset - reg.SYSREG_VIRTUAL), true);
  const physical = readIcc(state, hart, offset);
  if (physical !== undefined) return { state: physical.state, effects: replied(physical.value) };
  const value = readIch(own, offset);
  return { state, effects: value === undefined ? FAULTED : replied64(value) };
}

function writeSystem(state: Gicv3State, { offset, hart, value }: BusWrite): GicStep {
  const own = state.harts[hart];
  if (own === undefined) return { state, effects: FAULTED };
  if (offset >= reg.SYSREG_VIRTUAL) {
    const word = Number(BigInt.asUintN(32, value));
    return afterVirtual(state, hart, writeIcv(own, offset - reg.SYSREG_VIRTUAL, word), false);
  }
  const physical = writeIcc(state, hart, offset, value);
  if (physical !== undefined) return { state: physical, effects: NO_EFFECTS };
  const changed = writeIch(own, offset, value);
  return changed === undefined ? { state, effects: FAULTED } : { state: withHart(state, hart, changed), effects: NO_EFFECTS };
}

function afterVirtual(state: Gicv3State, hart: number, step: VirtualStep | undefined, isRead: boolean): GicStep {
  if (step === undefined) return { state, effects: FAULTED };
  const next = step.own === state.harts[hart] ? state : withHart(state, hart, step.own);
  const ended = step.deactivates === null ? next : deactivate(next, hart, step.deactivates);
  return { state: ended, effects: isRead ? replied(step.value) : NO_EFFECTS };
}
