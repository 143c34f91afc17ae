/** What is random at reset, from a board's seed. */

const UINT64 = 2n ** 64n;

/** Numbers `first` to `first + count - 1` of SplitMix64, big-endian, eight bytes each. */
export function bytesOfSeed(seed: bigint, first: number, count: number): Uint8Array {
  const bytes = new Uint8Array(8 * count);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < count; index++) {
    let z = (seed + BigInt(first + index + 1) * 0x9e37_79b9_7f4a_7c15n) % UINT64;
    z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) % UINT64;
    z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) % UINT64;
    view.setBigUint64(8 * index, z ^ (z >> 31n));
  }
  return bytes;
}
