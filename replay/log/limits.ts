/**
 * Bounds of format 1. They are part of the format: a reader refuses what is beyond them before it allocates anything,
 * and a writer never goes there.
 */

/** Version of the format that this build writes. */
export const FORMAT_VERSION = 1;

/** A chunk of events ends before the event that would take its payload past this. */
export const CHUNK_FULL_BYTES = 65_536;

/** Payload of a chunk of events: one event may be larger than `CHUNK_FULL_BYTES` and then has a chunk of its own. */
export const EVENTS_PAYLOAD_MAX = 262_144;
export const HEADER_PAYLOAD_MAX = 262_144;
export const BLOCKS_PAYLOAD_MAX = 65_600;
export const IMAGE_MAP_PAYLOAD_MAX = 131_072;
/** Largest payload that the 24 bits of a frame can tell. */
export const PAYLOAD_MAX = 0xff_ffff;

/** Bytes of one input, e.g. the largest packet with room to spare. */
export const INPUT_BYTES_MAX = 131_072;
/** A longer output is recorded as several. */
export const OUTPUT_BYTES_MAX = 16_384;
/** A group of outputs ends once it holds this many bytes, or at a newline. */
export const OUTPUT_GROUP_BYTES = 64;

/** UTF-16 units of a name, reason or detail; a longer one is cut by the writer. */
export const TEXT_LENGTH_MAX = 256;
/** UTF-16 units of the kernel's command line. */
export const APPEND_LENGTH_MAX = 65_536;
export const DETAILS_MAX = 64;
/** Entries of a table of the header: parameters, components, symbol files. */
export const HEADER_ENTRIES_MAX = 1_024;
/** A checkpoint names a component in one byte. */
export const COMPONENTS_MAX = 256;
export const SHIFT_MAX = 20;

/** Nesting of msgpack values; what the format writes is at most 4 deep. */
export const DEPTH_MAX = 6;

export const IMAGES_MAX = 64;
/** All images of a recording together, holes included: reading hashes every byte. */
export const IMAGES_SIZE_MAX = 4 * 1024 ** 3;
/** One image as one array. */
export const IMAGE_IN_MEMORY_MAX = 1024 ** 3;

/** A checkpoint whose number is a multiple of this stores the digest of every component, others only of those that changed. */
export const COMPLETE_CHECKPOINT_SPACING = 256;

/** Varints of the page numbers that a keyframe says were written since the one before, expanded. */
export const WRITTEN_SIZE_MAX = 2 ** 24;
/** Varints of a keyframe's runs of pages, expanded. */
export const RUNS_SIZE_MAX = 2 ** 24;
/** Pages of a keyframe that share no content with their neighbours: what a machine can hold (3 GiB). */
export const KEYFRAME_PAGES_MAX = 786_432;
