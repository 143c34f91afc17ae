/** Builds translation tables of any granule as words in memory. arm: The VMSAv8-64 translation table format. */

export interface TreeShape {
  /** Where the first table goes; others follow. */
  readonly base: number;
  readonly granuleBits: 12 | 14 | 16;
  readonly inputBits: number;
  readonly startLevel: number;
}

const LAST_LEVEL = 3;
const TABLE = 3n;
const OUTPUT = 0xffff_ffff_f000n;

export const strideOf = (granuleBits: number): number => granuleBits - 3;
/** Bits of an address below what an entry of `level` resolves. */
export const shiftOf = (granuleBits: number, level: number): number => granuleBits + (LAST_LEVEL - level) * strideOf(granuleBits);
export const startLevelOf = (granuleBits: number, inputBits: number): number =>
  4 - Math.ceil((inputBits - granuleBits) / strideOf(granuleBits));

export class Tables {
  readonly shape: TreeShape;
  readonly words: Map<number, bigint>;
  #end: number;
  readonly #made: { readonly address: number; readonly isRestricted: boolean }[] = [];

  /** `words` gets all that is written, by address. */
  constructor(shape: TreeShape, words: Map<number, bigint>) {
    this.shape = shape;
    this.words = words;
    const { base, granuleBits, inputBits, startLevel } = shape;
    // Of stage 2, up to sixteen may stand together.
    const firstBits = inputBits - shiftOf(granuleBits, startLevel) + 3;
    this.#end = base + 2 ** Math.max(firstBits, granuleBits);
  }

  /** Tables below the first, with whether {@link map} was told that they are a window's. */
  get made(): readonly { readonly address: number; readonly isRestricted: boolean }[] {
    return this.#made;
  }

  get end(): number {
    return this.#end;
  }

  /**
   * Puts an entry for `address`, below 2^inputBits, into a table of `level`. Tables on the way are made as needed, with `attributes`
   * in those that lead to them.
   */
  map(address: bigint, level: number, entry: bigint, attributes: () => bigint = () => 0n, isRestricted = false): void {
    const { base, granuleBits, startLevel } = this.shape;
    let table = base;
    for (let at = startLevel; at < level; at++) {
      const place = this.#place(table, address, at);
      let next = this.words.get(place);
      if (next === undefined || (next & TABLE) !== TABLE) {
        next = BigInt(this.#allocate(isRestricted)) | TABLE | attributes();
        this.words.set(place, next);
      }
      table = Number(next & OUTPUT) - (Number(next & OUTPUT) % 2 ** granuleBits);
    }
    this.words.set(this.#place(table, address, level), entry);
  }

  #place(table: number, address: bigint, level: number): number {
    const { granuleBits, startLevel } = this.shape;
    const index = address >> BigInt(shiftOf(granuleBits, level));
    const width = BigInt(strideOf(granuleBits));
    return table + 8 * Number(level === startLevel ? index : index & ((1n << width) - 1n));
  }

  #allocate(isRestricted: boolean): number {
    const address = this.#end;
    this.#end += 2 ** this.shape.granuleBits;
    this.#made.push({ address, isRestricted });
    return address;
  }
}
