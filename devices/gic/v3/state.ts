/** What a GICv3 holds, as plain data. */
import { type Bank, createBank, SGIS } from '../bank.ts';
import * as reg from './registers.ts';

/** Of eight bits, five are there. */
export const PRIORITY_MASK = 0xf8;
/** The lowest of the bits that are there. */
export const PRIORITY_SHIFT = 3;
/** Smallest binary points: a subpriority has no bits. That of group 1 is one more. */
export const BPR0_MIN = 2;
export const BPR1_MIN = 3;

/** Redistributor, CPU interface and virtual interface of a hart. */
export interface HartInterface {
  readonly bank: Bank;
  readonly GICR_WAKER: number;

  readonly ICC_PMR: number;
  readonly ICC_BPR0: number;
  readonly ICC_BPR1: number;
  /** The bits that software writes. */
  readonly ICC_CTLR: number;
  readonly ICC_IGRPEN0: number;
  readonly ICC_IGRPEN1: number;
  readonly ICC_SRE_EL2: number;
  /** Active priorities by group: bit n for group priority 8 n. */
  readonly ICC_AP0R0: number;
  readonly ICC_AP1R0: number;

  readonly ICH_HCR: number;
  readonly ICH_VMCR: number;
  readonly ICH_AP0R0: number;
  readonly ICH_AP1R0: number;
  readonly ICH_LR: readonly bigint[];
}

export interface Gicv3State {
  /** Where the redistributors begin in the window, and the distributor's enables. */
  readonly redistributorOffset: number;
  readonly GICD_CTLR: number;
  readonly spis: Bank;
  /** GICD_IROUTER of each SPI, below 2^40. */
  readonly routes: readonly number[];
  readonly harts: readonly HartInterface[];
}

export interface Gicv3Parameters {
  /** At most 7: the device has four output lines for each. */
  readonly harts: number;
  /** A multiple of 32, at most 960. */
  readonly spis: number;
  /** Bytes from the distributor to the first redistributor. */
  readonly redistributorOffset: number;
}

export function createGicv3({ harts, spis, redistributorOffset }: Gicv3Parameters): Gicv3State {
  return {
    redistributorOffset,
    GICD_CTLR: 0,
    spis: createBank(spis / 32),
    routes: Array<number>(spis).fill(0),
    harts: Array.from({ length: harts }, createHartInterface),
  };
}

function createHartInterface(): HartInterface {
  return {
    bank: { ...createBank(1), edge: [SGIS] }, // "SGIs are always edge-triggered"
    GICR_WAKER: reg.WAKER_ProcessorSleep | reg.WAKER_ChildrenAsleep,
    ICC_PMR: 0,
    ICC_BPR0: BPR0_MIN,
    ICC_BPR1: BPR1_MIN,
    ICC_CTLR: 0,
    ICC_IGRPEN0: 0,
    ICC_IGRPEN1: 0,
    ICC_SRE_EL2: reg.ICC_SRE_FIXED | reg.ICC_SRE_EL2_Enable,
    ICC_AP0R0: 0,
    ICC_AP1R0: 0,
    ICH_HCR: 0,
    ICH_VMCR: ((BPR0_MIN << reg.ICH_VMCR_VBPR0) | (BPR1_MIN << reg.ICH_VMCR_VBPR1) | reg.ICH_VMCR_VFIQEn) >>> 0,
    ICH_AP0R0: 0,
    ICH_AP1R0: 0,
    ICH_LR: Array<bigint>(reg.LIST_REGISTER_COUNT).fill(0n),
  };
}

/** The affinity of a hart, as in MPIDR_EL1: 16 to a cluster. */
export const affinityOf = (hart: number): number => ((hart >>> 4) << 8) | (hart & 15);
/** The hart of an affinity (Aff3:Aff2:Aff1:Aff0, Aff3 from bit 32); -1 when there is none. */
export function hartOf(state: Gicv3State, affinity: number): number {
  const hart = ((affinity >>> 8) & 0xff) * 16 + (affinity & 0xff);
  return affinity < 0x1_0000 && (affinity & 0xff) < 16 && hart < state.harts.length ? hart : -1;
}
