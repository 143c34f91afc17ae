/** A large image as what of it takes room: disks are mostly zeros, erased flash is one page again and again. */
import type { RegionContent } from '#core/machine/board.ts';

const PAGE_SIZE = 4096;
const ZEROS = new Uint8Array(PAGE_SIZE);

/** Where it lies, a multiple of 4096, and what is there. A page may come `times` times; with them it takes the room of one. */
type Part = Pick<RegionContent, 'offset' | 'bytes' | 'times'>;

/** Known by all of its bytes or by its parts that are not zeros; the other is worked out when somebody asks for it. */
export class SparseImage {
  readonly sizeBytes: number;
  #bytes: Uint8Array | undefined;
  #parts: readonly Part[] | undefined;

  private constructor(sizeBytes: number, bytes: Uint8Array | undefined, parts: readonly Part[] | undefined) {
    this.sizeBytes = sizeBytes;
    this.#bytes = bytes;
    this.#parts = parts;
  }

  /** They are not to be written from then on. */
  static of(bytes: Uint8Array): SparseImage {
    return new SparseImage(bytes.length, bytes, undefined);
  }

  /** Parts ascend and do not overlap; the bytes between them are zeros. */
  static from(sizeBytes: number, parts: readonly Part[]): SparseImage {
    return new SparseImage(sizeBytes, undefined, parts);
  }

  /** All of it. Not to be written. */
  get bytes(): Uint8Array {
    this.#bytes ??= withParts(new Uint8Array(this.sizeBytes), this.#parts!);
    return this.#bytes;
  }

  /** The content of a region that is zeros before: the image from its start on, without pages of zeros, and with repeated ones as such. */
  contentsOf(region: string): readonly RegionContent[] {
    this.#parts ??= partsOf(this.#bytes!);
    return this.#parts.map((part) => ({ region, ...part }));
  }
}

function withParts(image: Uint8Array, parts: readonly Part[]): Uint8Array {
  for (const { offset, bytes, times = 1 } of parts) for (let i = 0; i < times; i++) image.set(bytes, offset + i * bytes.length);
  return image;
}

function partsOf(image: Uint8Array): readonly Part[] {
  const parts: Part[] = [];
  for (let offset = 0; offset < image.length; ) {
    const page = image.subarray(offset, offset + PAGE_SIZE);
    const times = pagesLike(image, offset);
    const last = parts.at(-1);
    if (Buffer.compare(page, ZEROS.subarray(0, page.length)) === 0) {
      // It is so already.
    } else if (times > 1) parts.push({ offset, bytes: page, times });
    else if (last !== undefined && last.times === undefined && last.offset + last.bytes.length === offset)
      parts[parts.length - 1] = { ...last, bytes: image.subarray(last.offset, offset + page.length) };
    else parts.push({ offset, bytes: page });
    offset += page.length * times;
  }
  return parts;
}

/** How many pages from `offset` on are the same. Looks at ever more of them at once: most images are large and nearly empty. */
function pagesLike(bytes: Uint8Array, offset: number): number {
  const pageCount = Math.floor((bytes.length - offset) / PAGE_SIZE);
  let times = 1;
  for (let more = 1; more > 0 && times < pageCount; ) {
    more = Math.min(more, pageCount - times);
    const start = offset + (times - 1) * PAGE_SIZE;
    const end = start + more * PAGE_SIZE;
    const areAlike = Buffer.compare(bytes.subarray(start, end), bytes.subarray(start + PAGE_SIZE, end + PAGE_SIZE)) === 0;
    if (areAlike) times += more;
    more = areAlike ? 2 * more : Math.floor(more / 2);
  }
  return times;
}
