/** Damages bytes the way that files get damaged, and the way that somebody who means it would. */
import type { Random } from '../oracle/random.ts';

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0xc1, 0xdf, 0xc6, 0xdd];

/** A changed copy. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let mutated = bytes.slice();
  for (let count = 1 + random.below(4); count > 0; count--) mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  if (bytes.length === 0) return Uint8Array.of(random.below(256));
  const at = random.below(bytes.length);
  const length = Math.min(bytes.length - at, 1 + random.below(random.pick([4, 16, 200])));
  switch (random.below(7)) {
    case 0:
      bytes[at]! ^= 1 << random.below(8);
      return bytes;
    case 1:
      bytes[at] = random.pick(INTERESTING);
      return bytes;
    case 2:
      return bytes.slice(0, at);
    case 3:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 4:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 5: {
      const field = random.pick([2, 4, 8]);
      const view = new DataView(bytes.buffer);
      const place = Math.min(at, bytes.length - field);
      const value = random.pick([
        0n,
        1n,
        0x7fff_ffffn,
        0xffff_ffffn,
        1n << 31n,
        (1n << 53n) - 1n,
        (1n << 64n) - 1n,
        random.u64(),
      ]);
      if (place >= 0) for (let i = 0; i < field; i++) view.setUint8(place + i, Number((value >> BigInt(8 * i)) & 0xffn));
      return bytes;
    }
    default:
      return joined(
        bytes.subarray(0, at),
        Uint8Array.from({ length }, () => random.below(256)),
        bytes.subarray(at),
      );
  }
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(pieces));
}
