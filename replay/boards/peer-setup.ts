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
  /** gdb's name of a register that lets no interrupt be taken while it is zero, and the registers in which that shows, itself among them. */
  readonly mask: string;
  readonly masked: readonly string[];
  /** gdb's name of the register that says which interrupts are pending. */
  readonly pending: string;
  /** Registers that it counts its own way, and those that time decides. */
  readonly ignored: readonly string[];
  /** Mnemonics of instructions that wait: it is not given those. */
  readonly waits: readonly string[];
}
