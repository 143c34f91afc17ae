/** Operations of numbers on all lanes of a 64-bit half of a V register. */
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { truncatedTo } from '../vocabulary.ts';
import type { FloatSize, Precision } from './float.ts';
import { type FloatOperation, modeOf } from './operations.ts';

export const lanesIn = (size: FloatSize): number => 64 / size;

/** Lane `index` of a half, zero-extended. */
export function laneOf<V>(m: Computation<V>, size: FloatSize, half: V, index: number): V {
  const shifted = index === 0 ? half : m.srl(half, m.const64(BigInt(size * index)));
  return index === lanesIn(size) - 1 ? shifted : truncatedTo(m, size, shifted);
}

/** A half of lanes, each zero-extended. */
export function joined<V>(m: Computation<V>, size: FloatSize, lanes: readonly V[]): V {
  return lanes
    .map((lane, index) => (index === 0 ? lane : m.sll(lane, m.const64(BigInt(size * index)))))
    .reduce((all, lane) => m.or(all, lane));
}

const helpers = new Map<string, Helper>();

/** One helper a name. */
function defineOnce(helper: Helper): Helper {
  const known = helpers.get(helper.name);
  if (known === undefined) helpers.set(helper.name, helper);
  return known ?? helper;
}

const nameOf = (operation: FloatOperation, { format }: Precision, what: string) => `${format.name} ${operation.mnemonic} ${what}`;

/** Of `operandCount` halves, then a value that is the same for all lanes if `hasShared`: the half of the results. */
export function lanesOf(operation: FloatOperation, p: Precision, operandCount: number, hasShared = false): Helper {
  return defineOnce({
    name: nameOf(operation, p, `of ${operandCount}${hasShared ? ' shared' : ''}`),
    parameterCount: operandCount + (hasShared ? 1 : 0),
    compute: (m, ...values) => {
      const mode = modeOf(m, operation);
      const [halves, shared] = [values.slice(0, operandCount), values.slice(operandCount)];
      const lanes = Array.from({ length: lanesIn(p.size) }, (_, index) => {
        const numbers = halves.map((half) => laneOf(m, p.size, half, index));
        return operation.compute(m, p, mode, ...numbers, ...shared);
      });
      return joined(m, p.size, lanes);
    },
  });
}

/** Of two halves that stand beside each other: the half of what each two neighboring lanes give. */
export function neighborsOf(operation: FloatOperation, p: Precision): Helper {
  return defineOnce({
    name: nameOf(operation, p, 'of neighbors'),
    parameterCount: 2,
    compute: (m, low, high) => {
      const mode = modeOf(m, operation);
      const count = lanesIn(p.size);
      const lanes = [low, high].flatMap((half) => Array.from({ length: count }, (_, index) => laneOf(m, p.size, half, index)));
      const results = Array.from({ length: count }, (_, i) => operation.compute(m, p, mode, lanes[2 * i]!, lanes[2 * i + 1]!));
      return joined(m, p.size, results);
    },
  });
}

/** Of a half: what its lanes give, halves of them first. arm: Reduce(). */
export function reductionOf(operation: FloatOperation, p: Precision): Helper {
  return defineOnce({
    name: nameOf(operation, p, 'of all'),
    parameterCount: 1,
    compute: (m, half) => {
      const mode = modeOf(m, operation);
      const reduced = (first: number, count: number): typeof half =>
        count === 1
          ? laneOf(m, p.size, half, first)
          : operation.compute(m, p, mode, reduced(first, count / 2), reduced(first + count / 2, count / 2));
      return reduced(0, lanesIn(p.size));
    },
  });
}
