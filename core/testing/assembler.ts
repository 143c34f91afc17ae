/** For tests: programs with labels. Each line is a label (`loop:`) or a word that may ask how far away labels are. */

/** Bytes from this line to a label. */
export type OffsetTo = (label: string) => bigint;
export type Line = string | number | ((offsetTo: OffsetTo) => number);

/** Words of 4 bytes, little-endian. Throws for a label that is not there. */
export function assembleLines(lines: readonly Line[]): Uint8Array {
  const places = new Map<string, number>();
  const words: Exclude<Line, string>[] = [];
  for (const line of lines)
    if (typeof line === 'string') places.set(line.replace(/:$/, ''), 4 * words.length);
    else words.push(line);
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) {
    const offsetTo: OffsetTo = (label) => {
      const place = places.get(label);
      if (place === undefined) throw new Error(`no label ${label}`);
      return BigInt(place - 4 * index);
    };
    view.setUint32(4 * index, typeof word === 'number' ? word : word(offsetTo), true);
  }
  return bytes;
}
