/** A case's program: units in a row, and behind them the instruction that ends it. */

/** What stays together: one instruction, or a few that only make sense in order. */
export interface Unit {
  readonly sizeBytes: number;
  /** The instructions, for a unit at `at` whose target, `skip` units on, is at `target`. */
  readonly words: (at: number, target: number) => readonly number[];
  /** How many units it may jump over. */
  readonly skip: number;
}

export interface Placed {
  readonly address: number;
  readonly words: readonly number[];
}

/** Units at their addresses from `start` on; the last is `end`. */
export function placeFrom(start: number, units: readonly Unit[], end: number): Placed[] {
  const addresses: number[] = [];
  let endAddress = start;
  for (const { sizeBytes } of units) {
    addresses.push(endAddress);
    endAddress += sizeBytes;
  }
  const placed = units.map(({ words, skip }, index) => {
    const at = addresses[index]!;
    return { address: at, words: words(at, addresses[index + 1 + skip] ?? endAddress) };
  });
  return [...placed, { address: endAddress, words: [end] }];
}
