/** Another emulator of the same machine, that runs beside ours: one hart, its memory, and what it has of registers. */

export type Registers = ReadonlyMap<string, bigint>;

export interface Peer {
  /** For people: `QEMU 7.2.22`. */
  readonly name: string;
  /** Registers that it tells, by gdb's names. */
  readonly names: readonly string[];
  /** The general ones and pc: cheap. */
  readGeneral(): Promise<Registers>;
  read(names: readonly string[]): Promise<Registers>;
  write(values: Registers): Promise<void>;
  /** Physical memory. */
  writeMemory(address: number, bytes: Uint8Array): Promise<void>;
  /** One instruction, or one interrupt in its place if those may be taken. */
  step(takesInterrupts: boolean): Promise<void>;
  /** An interrupt in the place of an instruction, by raising an input of its processor while it does. */
  takeInterrupt(input: number): Promise<void>;
  /** Goes on, at least one instruction, until the one at an address is next. */
  runTo(pc: bigint): Promise<void>;
  /** Ends it. */
  close(): Promise<void>;
}

/** It does not answer, or is not there. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
}
