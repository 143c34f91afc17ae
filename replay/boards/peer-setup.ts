/** What has to be known of another emulator to set it beside a board of ours. */
export interface PeerSetup {
  /** What is run, found in PATH. */
  readonly program: string;
  readonly options: readonly string[];
  /** Files that options name: `{drive0}` in an option is the path of the file of that name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The file that is the machine's RAM, which is ours to write, and the board's region that it holds. */
  readonly ram: { readonly name: string; readonly sizeBytes: number; readonly region: string };
  /** Regions whose contents are written through gdb before it starts, and the physical addresses where they are. */
  readonly roms: readonly { readonly region: string; readonly base: number }[];
  readonly interrupts: PeerInterrupts;
  /** Bits of a register, by gdb's name, that ours keeps when an exception is taken and it clears. */
  readonly clearedByExceptions?: { readonly register: string; readonly bits: bigint };
  /** Registers that it counts its own way, and those that time decides. */
  readonly ignored: readonly string[];
  /** Mnemonics of instructions that wait: it is not given those. */
  readonly waits: readonly string[];
}

/** How it comes to take the interrupts that ours takes, and no others. */
export type PeerInterrupts =
  /** Those that are not pending there are given: gdb may write all that taking one changes. */
  | {
      readonly kind: 'given';
      /** gdb's name of a register that lets no interrupt be taken while it is zero, and the registers in which that shows, itself among them. */
      readonly mask: string;
      readonly masked: readonly string[];
      /** gdb's name of the register that says which interrupts are pending. */
      readonly pending: string;
    }
  /** Those are raised at an input of its processor, as gdb may write few registers; its own interrupt controller is kept silent. */
  | {
      readonly kind: 'raised';
      /** Our controller, by its name on the board. Whenever it changes, the peer's is silenced again: four bytes of physical memory. */
      readonly controller: string;
      readonly silence: { readonly address: number; readonly value: number };
      /** The path that QEMU gives the processor, and its input for an interrupt, by cause. Those without come about there too. */
      readonly processor: string;
      readonly inputs: ReadonlyMap<number, number>;
    };
