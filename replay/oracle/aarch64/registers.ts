/** Which registers a case's random instructions may write, and which hold what it relies on. */
import type { Random } from '../random.ts';
import { SP } from './words.ts';

/** A case reads and writes memory through its bases alone, so that it can reach nothing but its data and itself. */
export interface Registers {
  /** SP and three more. */
  readonly bases: readonly number[];
  /** Where to go on after a jump to nowhere. */
  readonly link: number;
  /** All the others of x0 to x30. */
  readonly free: readonly number[];
}

/** BL writes x30. */
const LINK_REGISTER = 30;

export function drawRegisters(random: Random): Registers {
  const left = Array.from({ length: 31 }, (_, i) => i);
  const take = () => left.splice(random.below(left.length - 1), 1)[0]!;
  const bases = [SP, take(), take(), take()];
  const link = take();
  if (left.at(-1) !== LINK_REGISTER) throw new Error('x30 is taken');
  return { bases, link, free: left };
}

/** `count` different free registers. */
export function drawFree(random: Random, { free }: Registers, count: number): number[] {
  const left = [...free];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]!);
}
