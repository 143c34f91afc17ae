/** What a keyframe holds: the whole state of a machine at a checkpoint, as plain data. FORMAT.md, section "Keyframes". */

/** How states are put into plain data. A reader uses no keyframe of another. */
export const KEYFRAME_ENCODING = 1;

/** A stretch of the machine's memory. Pages are numbered through all regions, one after the other. */
export interface MemoryRegion {
  readonly name: string;
  /** A multiple of 4096. */
  readonly sizeBytes: number;
}

/** A state without its memory. Values of devices and of the hypervisor are plain data. */
export interface SavedState {
  readonly idleNs: number;
  readonly idledAt: number;
  readonly status: { readonly kind: string; readonly status: number | null };
  readonly turn: { readonly hart: number; readonly left: number };
  /** Blocks of registers, as far as they are digested. */
  readonly harts: readonly Uint8Array[];
  readonly devices: readonly { readonly name: string; readonly state: unknown }[];
  readonly lines: readonly number[];
  readonly seat: { readonly awaits: string; readonly hypervisor: unknown } | null;
  /** Of the whole machine, 64 bits. */
  readonly digest: bigint;
}

/** All of `count` pages have one content, or contents whose numbers ascend. */
export const REPEAT = 0;
export const SEQUENCE = 1;

export interface PageRun {
  readonly page: number;
  readonly count: number;
  readonly kind: typeof REPEAT | typeof SEQUENCE;
  /** Number of the (first) content; 0 is all zeros. */
  readonly content: number;
}

export interface Keyframe extends SavedState {
  readonly step: number;
  readonly regions: readonly MemoryRegion[];
  /** Pages that are not as they were at reset, ascending. */
  readonly runs: readonly PageRun[];
}

/** Which pages were written between checkpoints: those of segment `first`, of the one after it, and so on. Ascending pages. */
export interface WrittenPages {
  /** Number of the segment: its first step over the spacing of checkpoints. */
  readonly first: number;
  readonly segments: readonly Uint32Array[];
}
