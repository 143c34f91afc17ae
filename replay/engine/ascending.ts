/** Lists of numbers that ascend. */

/** Index of the first number that is not below `value`; the length when there is none. */
export function firstAtLeast(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const isAmong = (ascending: ArrayLike<number>, value: number): boolean =>
  ascending[firstAtLeast(ascending, value)] === value;
