/**
 * Finds the first step after which two runs differ, in a stretch at whose start they are equal.
 *
 * Control flow is a rolling digest, so once it differs it does so for good, and halving finds where. Registers and memory may
 * become equal again, and halving alone would find some difference, not the first. Therefore the trail (`core/isa/trail.ts`) is
 * halved before: up to the step at which the trails part, nothing that differed was overwritten, so up to there states
 * too differ for good once they do.
 */
import type { Trail } from '#core/isa/trail.ts';
import type { Digests } from '#core/machine/state.ts';
import type { Comparable } from '../engine/verify.ts';
import type { Aspect, Recordings } from './scan.ts';

export type Pair = Recordings;

/** Are the states before a step equal, in what is compared? */
export function isEqualAt({ a, b, comparable }: Pair, step: number, aspect: Aspect): boolean {
  return isEqual(a.digestsAt(step), b.digestsAt(step), comparable, aspect);
}

export function isEqual(a: Digests, b: Digests, { components, flow }: Comparable, aspect: Aspect): boolean {
  if (aspect === 'flow') return !flow || a.flow === b.flow;
  return components
    .filter((name) => aspect === 'states' || /^hart\d+$/.test(name))
    .every((name) => a.components[name] === b.components[name]);
}

/** Did the runs overwrite the same? */
export function isSameTrail(a: Trail, b: Trail, aspect: Aspect): boolean {
  return a.registers === b.registers && (aspect !== 'states' || a.memory === b.memory);
}

/**
 * The first step of `from + 1` to `to` before which the runs differ, where they are equal before step `from`. When states are
 * equal all the way but something that was overwritten differs (a device was told another thing), it is the step after that.
 * Undefined when there is no difference.
 */
export function findDifference(pair: Pair, from: number, to: number, aspect: Aspect): number | undefined {
  const differs = (step: number) => !isEqualAt(pair, step, aspect);
  if (aspect === 'flow') return differs(to) ? halve(from, to, differs) : undefined;
  const parting = (step: number, since: number) => {
    const [one, other] = [pair.a.trailBetween(since, step), pair.b.trailBetween(since, step)];
    return !isSameTrail(one, other, aspect);
  };
  if (!parting(to, from)) return differs(to) ? halve(from, to, differs) : undefined;
  const parted = halve(from, to, parting);
  // What is overwritten in a step was there before it.
  for (const step of [parted - 1, parted]) if (step > from && differs(step)) return halve(from, step, differs);
  return parted;
}

/**
 * The first of `from + 1` to `to` for which `holds`, when it does so for all from there on, and for `to`. It is asked with the
 * last one that is known not to be.
 */
function halve(from: number, to: number, holds: (step: number, since: number) => boolean): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle, low)) high = middle;
    else low = middle;
  }
  return high;
}
