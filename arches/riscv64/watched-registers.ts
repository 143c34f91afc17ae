/** Tells whether registers of the block changed since it was last asked, so that what is derived from them is derived rarely. */
import type { RegisterFile } from '#core/isa/layout.ts';

export class WatchedRegisters {
  readonly #offsets: readonly number[];
  readonly #words: Uint32Array;

  constructor(...files: readonly RegisterFile[]) {
    this.#offsets = files.flatMap(({ offset, count }) => Array.from({ length: 2 * count }, (_, i) => offset + 4 * i));
    this.#words = new Uint32Array(this.#offsets.length);
  }

  /** At first, compares with zeros. */
  haveChanged(block: DataView): boolean {
    let haveChanged = false;
    for (let i = 0; i < this.#words.length; i++) {
      const word = block.getUint32(this.#offsets[i]!, true);
      if (word === this.#words[i]) continue;
      this.#words[i] = word;
      haveChanged = true;
    }
    return haveChanged;
  }
}
