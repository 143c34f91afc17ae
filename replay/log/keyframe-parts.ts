/** How keyframes lie in a recording, in numbers. FORMAT.md, section "Keyframes". */

export const PAGE_SIZE = 4096;
/** Contents that are compressed together; the last chunk of a keyframe may hold fewer. */
export const PACK_PAGES = 64;

/** Parts of a keyframe, each a chunk of its own: the first byte of the payload. */
export const PART_PAGES = 0;
export const PART_WRITTEN = 1;
export const PART_STATE = 2;

/** How a pack's bytes are kept. */
export const STORED = 0;
export const DEFLATED = 1;

/** Number of the content that is all zeros, which is never kept. */
export const ZEROS_NUMBER = 0;
