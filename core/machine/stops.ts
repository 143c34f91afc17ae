/**
 * What a debugger looks out for while a machine runs: places and accesses. They decide where a grant ends and what is told of
 * it, never what the machine does.
 */

export interface Stops {
  /** Virtual addresses of instructions, on whichever hart and in whichever privilege. */
  readonly breakpoints: readonly bigint[];
  readonly watchpoints: readonly Watchpoint[];
  /** Every exception and interrupt that a hart takes. */
  readonly traps: boolean;
  /** `pause`: the grant ends at the first hit. `last`: it goes on; the last hit is told at its end, and how many there were. */
  readonly mode: 'pause' | 'last';
  /** A breakpoint at this step's instruction does not count: one goes on from there. */
  readonly exceptStep: number | null;
}

export interface Watchpoint {
  /** `virtual`: loads and stores of harts, as addressed. `physical`: whatever reaches these bytes of RAM, devices too. */
  readonly space: 'virtual' | 'physical';
  readonly address: bigint;
  /** At least 1. */
  readonly sizeBytes: number;
  readonly on: 'read' | 'write' | 'access';
}

/** Who did it: an instruction, a page walk setting bits in an entry, a device by DMA, or the built-in hypervisor. */
export type Accessor = 'hart' | 'walk' | 'device' | 'hypervisor';

export type Hit =
  /** The instruction at `pc` is the hart's next. */
  | { readonly kind: 'breakpoint'; readonly step: number; readonly hart: number; readonly pc: bigint }
  /** Struck at `pc` and took `step`. The cause is the architecture's number. */
  | {
      readonly kind: 'trap';
      readonly step: number;
      readonly hart: number;
      readonly isInterrupt: boolean;
      readonly cause: number;
      readonly pc: bigint;
    }
  /**
   * During `step`; `address` and `sizeBytes` are those of the access, in the watchpoint's space. `hart` did it, or had its turn
   * when a device did.
   */
  | {
      readonly kind: 'read' | 'write';
      readonly step: number;
      readonly hart: number;
      readonly by: Accessor;
      readonly watchpoint: Watchpoint;
      readonly address: bigint;
      readonly sizeBytes: number;
    };
