/** Which registers a case's random instructions may write, and which hold what it relies on. */
import type { Random } from '../random.ts';

/** A case reads and writes memory through its bases alone, so that it can reach nothing but its data and itself. */
export interface Registers {
  /** sp, one of x8 to x15 that compressed instructions can name, and two more. */
  readonly bases: readonly number[];
  /** Where to go on after a jump to nowhere. */
  readonly link: number;
  /** All the others, x0 too. */
  readonly free: readonly number[];
}

export function drawRegisters(random: Random): Registers {
  const left = Array.from({ length: 31 }, (_, i) => i + 1).filter((x) => x !== 2);
  const take = (among: readonly number[]) => left.splice(left.indexOf(random.pick(among)), 1)[0]!;
  const compressed = take(left.filter((x) => x >= 8 && x < 16));
  const bases = [2, compressed, take(left), take(left)];
  const link = take(left);
  return { bases, link, free: [0, ...left] };
}

/** `count` different free registers, none of them x0. */
export function drawFree(random: Random, { free }: Registers, count: number): number[] {
  const left = free.slice(1);
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]!);
}
