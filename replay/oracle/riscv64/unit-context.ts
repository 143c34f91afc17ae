/** What a unit is drawn for. */

import type { Random } from '../random.ts';
import type { Unit } from '../unit.ts';
import type { ModeTraits } from './case.ts';
import type { Registers } from './registers.ts';

export interface UnitContext {
  readonly random: Random;
  readonly registers: Registers;
  readonly traits: ModeTraits;
  /** Where a base may point: mostly the case's data, sometimes nowhere. */
  readonly drawAddress: () => bigint;
  /** Where nothing can be fetched. */
  readonly drawNowhere: () => bigint;
  /** May the case use HLVX? */
  readonly hasHlvx: boolean;
  /** Interrupts that come up at times. */
  readonly injected: bigint;
  /** These two as the case starts with them. */
  readonly hstatus: bigint;
  readonly mstatus: bigint;
}

export type Draw = (context: UnitContext) => Unit;
export type Kinds = readonly (readonly [weight: number, draw: Draw])[];
