/** How images lie in a recording, in numbers. FORMAT.md, sections "Blocks" and "Image map". */

export const BLOCK_SIZE = 4096;
/** Blocks that are compressed together; only the last pack of a recording may hold fewer. */
export const PACK_BLOCKS = 16;
/** Runs in one chunk of an image's map. */
export const MAP_RUNS_MAX = 8_192;

/** How a pack's bytes are kept. */
export const STORED = 0;
export const DEFLATED = 1;

/** `count` blocks of an image: all of number `block`, or of numbers that ascend from there. */
export const REPEAT = 0;
export const SEQUENCE = 1;
