/** What a GICv2 holds, as plain data. */
import { type Bank, createBank, SGIS } from '../bank.ts';
import * as reg from './registers.ts';

export const SGI_COUNT = 16;
/** One of group 1, which this register does not acknowledge. */
export const OTHER_GROUP = 1022;
export const ABPR_MIN = 1;
/** Smallest binary points of the virtual interface, whose priorities have five bits. */
export const VBPR_MIN = 2;
export const VABPR_MIN = 3;

/** What each hart has for itself, named as its registers are. */
export interface HartInterface {
  /** Of SGIs and PPIs; SGIs are never latched. */
  readonly bank: Bank;
  /** By SGI: the harts that sent it and that it was not acknowledged from. */
  readonly sgiSources: readonly number[];

  readonly CTLR: number;
  readonly PMR: number;
  readonly BPR: number;
  readonly ABPR: number;
  /** Active priorities by group: bit n for group priority 2 n. */
  readonly APR: readonly number[];
  readonly NSAPR: readonly number[];

  readonly GICH_HCR: number;
  readonly GICH_VMCR: number;
  /** Bit n for group priority 8 n, of both groups. */
  readonly GICH_APR: number;
  readonly GICH_LR: readonly number[];
}

export interface Gicv2State {
  readonly GICD_CTLR: number;
  readonly spis: Bank;
  /** GICD_ITARGETSR of each SPI: a bit for each hart. */
  readonly targets: readonly number[];
  readonly harts: readonly HartInterface[];
}

export interface Gicv2Parameters {
  /** At most 7: the device has four output lines for each. */
  readonly harts: number;
  /** A multiple of 32, at most 960. */
  readonly spis: number;
}

export function createGicv2({ harts, spis }: Gicv2Parameters): Gicv2State {
  return {
    GICD_CTLR: 0,
    spis: createBank(spis / 32),
    // "in a uniprocessor implementation … all interrupts target the one processor"
    targets: Array<number>(spis).fill(harts === 1 ? 1 : 0),
    harts: Array.from({ length: harts }, createHartInterface),
  };
}

function createHartInterface(): HartInterface {
  return {
    // SGIs are always enabled, and edge-triggered.
    bank: { ...createBank(1), enabled: [SGIS], edge: [SGIS] },
    sgiSources: Array<number>(SGI_COUNT).fill(0),
    CTLR: 0,
    PMR: 0,
    BPR: 0,
    ABPR: ABPR_MIN,
    APR: [0, 0, 0, 0],
    NSAPR: [0, 0, 0, 0],
    GICH_HCR: 0,
    GICH_VMCR: (VBPR_MIN << reg.VMCR_VMBP) | (VABPR_MIN << reg.VMCR_VMABP),
    GICH_APR: 0,
    GICH_LR: Array<number>(reg.LIST_REGISTER_COUNT).fill(0),
  };
}
