/**
 * The machine's GICv3 as far as the hypervisor needs it: interrupts come to EL2, and that of the guest's timer goes on to the guest through
 * a list register, as an interrupt of hardware: when the guest ends it, that ends. Until the guest has enabled it, it waits.
 */
import type { VcpuExit } from '#core/hypervisor/exit.ts';
import type { Effects, Memory } from '#core/hypervisor/guest-isa.ts';
import type { BusWriteAsked, MemoryWrote } from '#core/hypervisor/seat.ts';
import { ISA_OFFSET, type VmConfig } from '#core/hypervisor/vm.ts';
import {
  bytesOf,
  CTLR_ENABLE_GROUP1,
  GICD_CTLR,
  GICR_SGI_FRAME,
  GICR_WAKER,
  type GicPlaces,
  GUEST_GIC_SIZE,
  type GuestGic,
  guestGicOf,
  IGROUPR0,
  ISENABLER0,
  initialGuestGic,
} from './guest-gic.ts';
import { gicRead, gicRegister, gicWrote } from './registers.ts';

/** PPI of the EL1 physical timer. */
const TIMER_INTID = 30;

const SRE_ALL = 0xfn;
const LOWEST_MASK = 0xffn;
/** An interrupt that is ended is not yet deactivated. */
const CTLR_EOIMODE = 2n;
const HCR_EN = 1n;

const LR_STATE = 3n << 62n;
const LR_PENDING = 1n << 62n;
const LR_HW = 1n << 61n;
const LR_GROUP1 = 1n << 60n;

/** What was asked: which interrupt is due, and what is in the list register. */
export const ACKNOWLEDGE = 'acknowledge';
export const LIST_REGISTER = 'listRegister';

const bit = (intid: number): number => (1 << intid) >>> 0;
const mmioWrote = (address: number, value: number): BusWriteAsked => ({
  type: 'bus/write',
  address,
  size: 4,
  value: BigInt(value >>> 0),
});

/** Before the guest is entered for the first time. */
export function startInterrupts(vm: VmConfig, { distributor, redistributor }: GicPlaces): Effects {
  const frame = redistributor + GICR_SGI_FRAME;
  return [
    savedGuestGic(vm, initialGuestGic),
    mmioWrote(distributor + GICD_CTLR, CTLR_ENABLE_GROUP1),
    mmioWrote(redistributor + GICR_WAKER, 0),
    mmioWrote(frame + IGROUPR0, -1),
    mmioWrote(frame + ISENABLER0, bit(TIMER_INTID)),
    gicWrote(gicRegister.ICC_SRE_EL2, SRE_ALL),
    gicWrote(gicRegister.ICC_PMR_EL1, LOWEST_MASK),
    gicWrote(gicRegister.ICC_CTLR_EL1, CTLR_EOIMODE),
    gicWrote(gicRegister.ICC_IGRPEN1_EL1, 1n),
    gicWrote(gicRegister.ICH_HCR_EL2, HCR_EN),
  ];
}

/** What the guest has set lies in the architecture's page. */
export function guestGicIn(vm: VmConfig, memory: Memory): GuestGic {
  const bytes = memory.readRam(vm.workspace + ISA_OFFSET, GUEST_GIC_SIZE);
  return bytes === undefined ? initialGuestGic : guestGicOf(bytes);
}

export const savedGuestGic = (vm: VmConfig, gic: GuestGic): MemoryWrote => ({
  type: 'memory/wrote',
  address: vm.workspace + ISA_OFFSET,
  bytes: bytesOf(gic),
});

/** The guest was interrupted: which interrupt is it? */
export const acknowledged = (): VcpuExit => ({
  kind: 'asks',
  question: ACKNOWLEDGE,
  effects: [],
  read: gicRead(gicRegister.ICC_IAR1_EL1),
});

/** What is due is `intid`. All but the timer is nothing that anybody waits for. */
export function interruptTaken(vm: VmConfig, gic: GuestGic, intid: bigint, report: string): VcpuExit {
  if (intid !== BigInt(TIMER_INTID)) return { kind: 'unhandled', report };
  const dropped = gicWrote(gicRegister.ICC_EOIR1_EL1, intid);
  return listed(vm, { ...gic, waiting: (gic.waiting | bit(TIMER_INTID)) >>> 0 }, [dropped]);
}

/** Once `effects` are done, lists the timer's interrupt if it waits and the guest has enabled it. */
export function listed(vm: VmConfig, gic: GuestGic, effects: Effects): VcpuExit {
  const done = [...effects, savedGuestGic(vm, gic)];
  if ((gic.waiting & gic.enabled & bit(TIMER_INTID)) === 0) return { kind: 'handled', effects: done };
  return { kind: 'asks', question: LIST_REGISTER, effects: done, read: gicRead(gicRegister.ICH_LR0_EL2) };
}

/** The list register holds `value`: the timer's interrupt goes there, if it is free. */
export function listRegisterRead(vm: VmConfig, gic: GuestGic, value: bigint): VcpuExit {
  if ((value & LR_STATE) !== 0n) return { kind: 'handled', effects: [] };
  const priority = BigInt(gic.priorities[TIMER_INTID]!);
  const intid = BigInt(TIMER_INTID);
  const entry = LR_PENDING | LR_HW | LR_GROUP1 | (priority << 48n) | (intid << 32n) | intid;
  const taken: GuestGic = { ...gic, waiting: (gic.waiting & ~bit(TIMER_INTID)) >>> 0 };
  return { kind: 'handled', effects: [gicWrote(gicRegister.ICH_LR0_EL2, entry), savedGuestGic(vm, taken)] };
}
