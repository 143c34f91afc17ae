/** Answers that many devices give, made once: a register read allocates nothing but its step. */
import type { BusFaulted, BusReplied } from './device.ts';

const SMALL = Array.from({ length: 256 }, (_, value) => replyOf(BigInt(value)));

/** The access is answered with the architecture's access fault. */
export const FAULTED: readonly [BusFaulted] = Object.freeze([Object.freeze({ type: 'bus/faulted' as const })]) as readonly [
  BusFaulted,
];

export const NO_EFFECTS: readonly never[] = Object.freeze([]);

/** Answers a read with an unsigned number, a safe integer. */
export function replied(value: number): readonly [BusReplied] {
  return SMALL[value] ?? replyOf(BigInt(value));
}

/** Answers a read of up to 64 bits. */
export function replied64(value: bigint): readonly [BusReplied] {
  return replyOf(value);
}

function replyOf(value: bigint): readonly [BusReplied] {
  return Object.freeze([Object.freeze({ type: 'bus/replied' as const, value })]) as readonly [BusReplied];
}
