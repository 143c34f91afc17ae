/** What a unit is drawn for. */
import type { Random } from '../random.ts';
import type { Unit } from '../unit.ts';
import type { ModeTraits } from './modes.ts';
import type { Registers } from './registers.ts';

export interface UnitContext {
  readonly random: Random;
  readonly registers: Registers;
  readonly traits: ModeTraits;
  /** Where a base may point: mostly the case's data, sometimes nowhere. */
  readonly drawAddress: () => bigint;
  /** Where nothing can be fetched. */
  readonly drawNowhere: () => bigint;
  /** HCR_EL2 as the case starts with it. */
  readonly hcr: bigint;
  /** Virtual interrupts that come up at times. */
  readonly inject: bigint;
}

export type Draw = (context: UnitContext) => Unit;
export type Kinds = readonly (readonly [weight: number, draw: Draw])[];
