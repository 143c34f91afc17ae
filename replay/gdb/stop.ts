/** Why a machine that a debugger let go stands still again. */
export type Stop =
  /** The hart has taken the step that was asked for. */
  | { readonly kind: 'stepped'; readonly hart: number }
  /** The client wants it. */
  | { readonly kind: 'interrupted'; readonly hart: number }
  /** The hart's next instruction is at a breakpoint. */
  | { readonly kind: 'breakpoint'; readonly hart: number }
  /** `address` is accessed during `step`: the present one or the one before. */
  | {
      readonly kind: 'accessed';
      readonly hart: number;
      readonly on: 'read' | 'write' | 'access';
      readonly address: bigint;
      readonly step: number;
    }
  /** The recording goes no further. */
  | { readonly kind: 'beginning' | 'end'; readonly hart: number };

const SIGINT = '02';
const SIGTRAP = '05';

/**
 * The packet that tells it: GDB manual, "Stop Reply Packets". Threads count from 1. What a breakpoint is called is told only to
 * clients that offered to understand it: `swbreak+`.
 */
export function stopReply(stop: Stop, breakpoint: 'swbreak' | 'hwbreak', offered: readonly string[]): string {
  const thread = `thread:${threadOf(stop.hart)};`;
  switch (stop.kind) {
    case 'stepped':
      return `T${SIGTRAP}${thread}`;
    case 'interrupted':
      return `T${SIGINT}${thread}`;
    case 'breakpoint':
      return `T${SIGTRAP}${offered.includes(`${breakpoint}+`) ? `${breakpoint}:;` : ''}${thread}`;
    case 'accessed':
      return `T${SIGTRAP}${REASONS[stop.on]}:${stop.address.toString(16)};${thread}`;
    case 'beginning':
      return `T${SIGTRAP}replaylog:begin;${thread}`;
    case 'end':
      return `T${SIGTRAP}replaylog:end;${thread}`;
  }
}

const REASONS = { read: 'rwatch', write: 'watch', access: 'awatch' } as const;

/** A hart's number among gdb's threads. */
export const threadOf = (hart: number): string => (hart + 1).toString(16);
