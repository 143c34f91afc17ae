/** Numbers worth trying. */
import type { Random } from './random.ts';

/** Values at which things change: small, round, nearly round. */
export function drawValue(random: Random): bigint {
  switch (random.below(6)) {
    case 0:
      return BigInt(random.below(16) - 8);
    case 1:
      return (1n << BigInt(random.below(64))) - BigInt(random.below(3) - 1);
    case 2:
      return -(1n << BigInt(random.below(64))) + BigInt(random.below(3) - 1);
    case 3:
      return BigInt.asIntN(32, random.u64());
    default:
      return random.u64();
  }
}
