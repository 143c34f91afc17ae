/** Unsigned LEB128: seven bits a byte, low ones first, the high bit set on all but the last. Values are safe integers. */
import { SchemaMismatch } from './error.ts';

export function putVarint(into: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    into.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  into.push(rest);
}

/** Reads one after the other; `SchemaMismatch` past the end or beyond safe integers. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** What was not read yet. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new SchemaMismatch('a number is cut off');
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) throw new SchemaMismatch('a number is beyond 2^53');
      if (byte < 0x80) return value;
    }
  }
}
