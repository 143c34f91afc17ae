/**
 * Names of moments, the same everywhere: commands, gdb's `monitor`, the library. What each form means is in `parse.ts`.
 */

/** A position that says nothing, or something that the recording does not have. The message says what is there. */
export class PositionError extends Error {
  override readonly name = 'PositionError';
}

/** What a position counts from. */
export type Anchor =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  /** The state before a step. */
  | { readonly kind: 'step'; readonly step: number }
  /** Right after VM exit `number`, from 0 as `replay exits` counts. */
  | { readonly kind: 'exit'; readonly number: number }
  /** Right after an exit whose details say all of this. Values as they are written in `replay exits --json`. */
  | { readonly kind: 'exitLike'; readonly details: Readonly<Record<string, string>>; readonly which: Which }
  /** Right after an exception or interrupt was taken. `cause`: the architecture's number; null for any. */
  | { readonly kind: 'trap'; readonly isInterrupt: boolean | null; readonly cause: number | null; readonly which: Which }
  /** Before an instruction at an address, or at a symbol. */
  | { readonly kind: 'pc'; readonly place: bigint | string; readonly which: Which }
  /** Before the first step at this virtual time, ns, or later. */
  | { readonly kind: 'time'; readonly ns: number }
  /** Right after the guest printed the last byte of a text. */
  | { readonly kind: 'console'; readonly text: string; readonly which: Which };

/** Of all there are: number `nth` from 1, or every `every`th. */
export type Which = { readonly nth: number } | { readonly every: number };

export interface Position {
  readonly anchor: Anchor;
  /** Steps to add. */
  readonly offset: number;
}
