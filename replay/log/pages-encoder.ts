/** Contents of pages of memory, for keyframes: each content is kept once in a recording. FORMAT.md, section "Keyframes". */
import { deflate } from './deflate.ts';
import { isEqual, sha256 } from './hash.ts';
import { DEFLATED, PACK_PAGES, PAGE_SIZE, PART_PAGES, STORED, ZEROS_NUMBER } from './keyframe-parts.ts';
import { putVarint } from './varint.ts';

/** A page that compresses to more than this is not worth the time that it takes to read it back. */
const WORTHWHILE = PAGE_SIZE - PAGE_SIZE / 16;

const ZEROS = new Uint8Array(PAGE_SIZE);

/** Numbers contents as they first come, from 1, and packs those that are new. */
export class PagesEncoder {
  readonly #numbers = new Map<string, number>();
  #pending: Uint8Array[] = [];
  #payloads: Uint8Array[] = [];

  /** The number of a page's content. The bytes are not kept beyond `take`, nor written. */
  numberOf(bytes: Uint8Array): number {
    if (isEqual(bytes, ZEROS)) return ZEROS_NUMBER;
    const key = String.fromCharCode(...sha256(bytes));
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(key, number);
    this.#pending.push(bytes);
    if (this.#pending.length === PACK_PAGES) this.#pack();
    return number;
  }

  /** Payloads of the contents that came since the last call. */
  take(): readonly Uint8Array[] {
    if (this.#pending.length > 0) this.#pack();
    const payloads = this.#payloads;
    this.#payloads = [];
    return payloads;
  }

  #pack(): void {
    const pages = this.#pending;
    this.#pending = [];
    const bytes = new Uint8Array(pages.length * PAGE_SIZE);
    for (const [i, page] of pages.entries()) bytes.set(page, i * PAGE_SIZE);
    const deflated = deflate(pages[pages.length >> 1]!).length <= WORTHWHILE ? deflate(bytes) : bytes;
    const isSmaller = deflated.length < bytes.length;
    const head = [PART_PAGES];
    putVarint(head, this.#numbers.size - pages.length + 1);
    putVarint(head, pages.length);
    putVarint(head, isSmaller ? DEFLATED : STORED);
    const content = isSmaller ? deflated : bytes;
    const payload = new Uint8Array(head.length + content.length);
    payload.set(head);
    payload.set(content, head.length);
    this.#payloads.push(payload);
  }
}
