/** A large image as what of it takes room: disks are mostly zeros, erased flash is one page again and again. */
import type { RegionContent } from '#core/machine/board.ts';

const PAGE_SIZE = 4096;
const ZEROS = new Uint8Array(PAGE_SIZE);

/** The content of a region that is zeros before: `bytes` from its start on, without pages of zeros, and with repeated ones as such. */
export function contentsOf(region: string, bytes: Uint8Array): readonly RegionContent[] {
  const contents: RegionContent[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const page = bytes.subarray(offset, offset + PAGE_SIZE);
    const times = pagesLike(bytes, offset);
    const last = contents.at(-1);
    if (Buffer.compare(page, ZEROS.subarray(0, page.length)) === 0) {
      // It is so already.
    } else if (times > 1) contents.push({ region, offset, bytes: page, times });
    else if (last !== undefined && last.times === undefined && last.offset + last.bytes.length === offset)
      contents[contents.length - 1] = { ...last, bytes: bytes.subarray(last.offset, offset + page.length) };
    else contents.push({ region, offset, bytes: page });
    offset += page.length * times;
  }
  return contents;
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
