/** Answers that many devices give, made once: a register read allocates nothing but its step. */
import type { BusFaulted, BusReplied } from './device.ts';

const SMALL: readonly (readonly [BusReplied])[] = Array.from({ length: 256 }, (_, value) =>
  frozen({ type: 'bus/replied', value: BigInt(value) }),
);

/** The access is answered with the architecture's access fault. */
export const FAULTED: readonly [BusFaulted] = frozen({ type: 'bus/faulted' });

export const NO_EFFECTS: readonly never[] = Object.freeze([]);

/** Answers a read with an unsigned number, a safe integer. */
export function replied(value: number): readonly [BusReplied] {
  return value < SMALL.length ? SMALL[value]! : replied64(BigInt(value));
}

/** Answers a read of up to 64 bits. */
export function replied64(value: bigint): readonly [BusReplied] {
  return [{ type: 'bus/replied', value }];
}

function frozen<F extends BusReplied | BusFaulted>(effect: F): readonly [F] {
  return Object.freeze([Object.freeze(effect)]) as readonly [F];
}
