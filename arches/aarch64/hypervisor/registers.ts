/** Registers as the hypervisor's effects name them: the hart's own, and those of the interrupt controller's CPU interface. */
import type { BusReadAsked, BusWriteAsked, RegisterWrote } from '#core/hypervisor/seat.ts';
import type { Field } from '#core/isa/layout.ts';
import { numberOf, offsetOf } from '../sysreg/register.ts';

export const wrote = (field: Field, value: bigint): RegisterWrote => ({ type: 'register/wrote', field, value });

/** Where the board has each. */
export const gicRegister = {
  ICC_PMR_EL1: offsetOf(numberOf(3, 0, 4, 6, 0)),
  ICC_DIR_EL1: offsetOf(numberOf(3, 0, 12, 11, 1)),
  ICC_IAR1_EL1: offsetOf(numberOf(3, 0, 12, 12, 0)),
  ICC_EOIR1_EL1: offsetOf(numberOf(3, 0, 12, 12, 1)),
  ICC_CTLR_EL1: offsetOf(numberOf(3, 0, 12, 12, 4)),
  ICC_IGRPEN1_EL1: offsetOf(numberOf(3, 0, 12, 12, 7)),
  ICC_SRE_EL2: offsetOf(numberOf(3, 4, 12, 9, 5)),
  ICH_HCR_EL2: offsetOf(numberOf(3, 4, 12, 11, 0)),
  ICH_LR0_EL2: offsetOf(numberOf(3, 4, 12, 12, 0)),
} as const;

export const gicRead = (address: number): BusReadAsked => ({ type: 'bus/read', space: 'sysreg', address, size: 8 });

export const gicWrote = (address: number, value: bigint): BusWriteAsked => ({
  type: 'bus/write',
  space: 'sysreg',
  address,
  size: 8,
  value,
});
