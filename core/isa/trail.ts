/**
 * The trail: two rolling digests of what a run overwrites, the registers' old values and memory's. A difference between two runs
 * that begin and end in equal states has been overwritten on the way, so their trails differ: nothing heals unseen. And up to
 * where the trails part nothing has healed at all.
 *
 * It belongs to no state and costs time, so there are readings with it and without.
 */
import { type Code, op } from '../wasm/encode.ts';

export interface Trail {
  readonly registers: bigint;
  readonly memory: bigint;
}

const ROTATION = 23n;
/** Odd, with no pattern. */
const FACTOR = 0xd6e8_feb8_6659_fd93n;

/** Takes a value in. The rotation brings differences of high bits down, which a product alone would leave there. */
export function follow(trail: bigint, value: bigint): bigint {
  const rotated = BigInt.asUintN(64, trail << ROTATION) | (trail >> (64n - ROTATION));
  return BigInt.asUintN(64, (rotated ^ value) * FACTOR);
}

/** The same as code: takes the i64 that `value` pushes into the u64 at `place` of the arena. */
export const followCode = (place: number, value: Code): Code => [
  ...op.i32Const(0),
  ...op.i32Const(0),
  ...op.i64Load(place),
  ...op.i64Const(ROTATION),
  ...op.i64Rotl,
  ...value,
  ...op.i64Xor,
  ...op.i64Const(FACTOR),
  ...op.i64Mul,
  ...op.i64Store(place),
];
