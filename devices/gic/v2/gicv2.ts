/**
 * GICv2: distributor, one CPU interface a hart, and its virtual interface (GICH and GICV), all in memory. IHI 0048.
 *
 * No Security Extensions, eight bits of priority, four list registers, as on QEMU's `virt` machine with `virtualization=on`. Group 1 is
 * signalled as IRQ, group 0 likewise unless FIQEn. The maintenance interrupt is PPI 25. A hart reaches its own interfaces only.
 * Not modelled: bypass of the interface, GICv2m.
 *
 * Input lines: SPI n is line 32 + n; PPI p of hart h is line 1024 + 32 h + p. Output lines of hart h: 4 h IRQ, then FIQ, vIRQ, vFIQ.
 *
 * | what a hostile guest can do                   | what bounds it                                                  |
 * |-----------------------------------------------|-----------------------------------------------------------------|
 * | write any register in any order               | each is legalised; none leaves work for later                   |
 * | target harts that are not there               | such bits read as zero                                          |
 * | make thousands of interrupts pending          | at most 960 SPIs and 32 a hart, in words of 32                  |
 */
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, LineChanged } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { bankOf, FIRST_SPI, withBit, withHart } from '../bank.ts';
import { deactivate, readInterface, writeInterface } from './cpu-interface.ts';
import { readDistributor, readDistributorByte, writeDistributor, writeDistributorByte } from './distributor.ts';
import { signalled } from './pending.ts';
import * as reg from './registers.ts';
import { isStateOf } from './shape.ts';
import { type Gicv2State, SGI_COUNT } from './state.ts';
import { readControl, readVirtual, type VirtualStep, virtualLines, writeControl, writeVirtual } from './virtual-interface.ts';

export { createGicv2, type Gicv2Parameters, type Gicv2State } from './state.ts';

/** Line of a hart's PPI, by INTID. */
export const lineOfPpi = (hart: number, intid: number): number => 1024 + 32 * hart + intid;
export const lineOfSpi = (spi: number): number => FIRST_SPI + spi;
export const LINES_PER_HART = 4;

type GicStep = Step<Gicv2State, DeviceEffect>;

export const gicv2: DeviceKind<Gicv2State> = {
  digest: 'gicv2/1',
  digestFields: ['GICD_CTLR', 'spis', 'targets', 'harts'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return read(state, event);
      case 'bus/write':
        return write(state, event);
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
      const isFiq = physical?.group === 0 && (own.CTLR & reg.GICC_CTLR_FIQEn) !== 0;
      const levels = (physical === undefined ? 0 : isFiq ? 2 : 1) | (virtualLines(own) << 2);
      lines |= levels << (LINES_PER_HART * hart);
    }
    return lines;
  },
};

/** A rising edge makes an edge-triggered interrupt pending. */
function withInput(state: Gicv2State, { line, level }: LineChanged): Gicv2State {
  const isOwn = line >= 1024;
  const hart = isOwn ? (line - 1024) >>> 5 : 0;
  const intid = isOwn ? line & 31 : line;
  if (hart >= state.harts.length || intid < SGI_COUNT || (!isOwn && intid < FIRST_SPI)) return state;
  const { bank, index } = bankOf(state, hart, intid);
  const bit = 1 << (index & 31);
  const isRising = level && ((bank.level[index >>> 5] ?? 0) & bit) === 0;
  const next = withBit(state, hart, intid, 'level', level);
  return isRising && ((bank.edge[index >>> 5] ?? 0) & bit) !== 0 ? withBit(next, hart, intid, 'latched', true) : next;
}

type Frame = keyof typeof reg.FRAMES;
const FRAMES = Object.keys(reg.FRAMES) as readonly Frame[];

/** Words, and bytes of the distributor where registers are bytes. */
function frameOf(state: Gicv2State, { space, hart, offset, size }: BusRead | BusWrite): Frame | undefined {
  if (space !== 'mmio' || hart >= state.harts.length || offset % size !== 0) return undefined;
  const frame = FRAMES.find((name) => offset >= reg.FRAMES[name] && offset < reg.FRAMES[name] + reg.FRAME_SIZES[name]);
  return size === 4 || (size === 1 && frame === 'GICD') ? frame : undefined;
}

function read(state: Gicv2State, event: BusRead): GicStep {
  const { hart } = event;
  const frame = frameOf(state, event);
  if (frame === undefined) return { state, effects: FAULTED };
  const offset = event.offset - reg.FRAMES[frame];
  const own = state.harts[hart]!;
  switch (frame) {
    case 'GICD': {
      const readPart = event.size === 1 ? readDistributorByte : readDistributor;
      return { state, effects: replied(readPart(state, hart, offset)) };
    }
    case 'GICC': {
      const reading = readInterface(state, hart, offset);
      return { state: reading.state, effects: replied(reading.value) };
    }
    case 'GICH':
      return { state, effects: replied(readControl(own, offset)) };
    case 'GICV': {
      const step = readVirtual(own, offset);
      return { state: afterVirtual(state, hart, step), effects: replied(step.value) };
    }
  }
}

function write(state: Gicv2State, event: BusWrite): GicStep {
  const { hart } = event;
  const frame = frameOf(state, event);
  if (frame === undefined) return { state, effects: FAULTED };
  const offset = event.offset - reg.FRAMES[frame];
  return { state: written(state, frame, hart, offset, event), effects: NO_EFFECTS };
}

function written(state: Gicv2State, frame: Frame, hart: number, offset: number, { size, value }: BusWrite): Gicv2State {
  const word = Number(value);
  const own = state.harts[hart]!;
  switch (frame) {
    case 'GICD':
      return size === 1 ? writeDistributorByte(state, hart, offset, word) : writeDistributor(state, hart, offset, word);
    case 'GICC':
      return writeInterface(state, hart, offset, word);
    case 'GICH':
      return withHart(state, hart, writeControl(own, offset, word));
    case 'GICV':
      return afterVirtual(state, hart, writeVirtual(own, offset, word));
  }
}

function afterVirtual(state: Gicv2State, hart: number, { own, deactivates }: VirtualStep): Gicv2State {
  const next = own === state.harts[hart] ? state : withHart(state, hart, own);
  return deactivates === null ? next : deactivate(next, hart, deactivates);
}
