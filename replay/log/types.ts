/** What a recording holds, as its readers and writers see it. Steps and virtual times are safe integers. */

export type Scalar = number | bigint | string | boolean | null;

/** Named values of an exit or of a board, in the order given. Numbers are finite; bigints in [-2^63, 2^64). */
export type Details = Readonly<Record<string, Scalar>>;

/** A file that went into the machine. */
export interface ImageInfo {
  /** What the board does with it: `bios`, `kernel`, `initrd`, `drive0`, `pflash0` … */
  readonly role: string;
  /** File name without its folder. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Of the file's bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Physical address it was loaded at, or null when the board or the file decides. */
  readonly loadAddress: number | null;
}

/** A file that was used to name addresses. Not part of the machine, so only its digest is kept. */
export interface SymbolFile {
  readonly name: string;
  readonly sha256: string;
}

/** Everything that decides a run besides its inputs. Holds no host time, path or host name. */
export interface LogHeader {
  /** Name and version of the program that recorded, e.g. `replay/0.1.0`. */
  readonly engine: string;
  readonly board: string;
  /** `now` is `(step << shift) + idle` nanoseconds. */
  readonly shift: number;
  /** Steps between two checkpoints. */
  readonly checkpointSpacing: number;
  /** Every other parameter of the board: RAM size, harts, quantum, latencies, RTC epoch … Keys begin with a letter. */
  readonly parameters: Details;
  /** Components of the state in digests, with the version of what is digested: `uart0` is `uart16550/1`. Keys begin with a letter. */
  readonly components: Readonly<Record<string, string>>;
  /** The kernel's command line. */
  readonly append: string;
  readonly images: readonly ImageInfo[];
  readonly symbols: readonly SymbolFile[];
}

interface Stamped {
  /** The event came before this step, after all events of earlier steps. */
  readonly step: number;
}

/** A byte, packet or seed from outside the machine. */
export interface InputEvent extends Stamped {
  readonly kind: 'input';
  /** Order among events of the same step. */
  readonly seq: number;
  /** Index of the device on its board. */
  readonly device: number;
  readonly bytes: Uint8Array;
}

/** Inputs that format 1 reserves for exploring other runs. An engine that does not know one refuses the recording. */
export interface PerturbationEvent extends Stamped {
  readonly kind: 'input/perturbed' | 'schedule/perturbed' | 'fault/injected';
  readonly seq: number;
  readonly details: Details;
}

/** Bytes that left the machine. */
export interface OutputFact extends Stamped {
  readonly kind: 'output';
  readonly device: number;
  readonly bytes: Uint8Array;
}

/** Control left guest context. */
export interface ExitFact extends Stamped {
  readonly kind: 'exit';
  readonly hart: number;
  readonly reason: string;
  readonly details: Details;
  /** Of the hart at this moment, 64 bits. */
  readonly digest: bigint;
}

/** Control entered guest context. */
export interface EntryFact extends Stamped {
  readonly kind: 'entry';
  readonly hart: number;
  readonly reason: string;
  readonly details: Details;
}

/** A hart took an interrupt. */
export interface InterruptFact extends Stamped {
  readonly kind: 'interrupt';
  readonly hart: number;
  /** The architecture's number of it. */
  readonly cause: number;
  /** Where it struck, 64 bits. */
  readonly pc: bigint;
}

/** A device wrote RAM. */
export interface DmaFact extends Stamped {
  readonly kind: 'dma';
  readonly device: number;
  readonly address: number;
  readonly sizeBytes: number;
  /** Of the bytes written, 64 bits. */
  readonly digest: bigint;
}

/** The machine was switched off or reset. */
export interface PowerFact extends Stamped {
  readonly kind: 'power';
  readonly request: 'off' | 'reset';
  readonly status: number;
}

/** The guest asked for something that the machine does not have. */
export interface NotImplementedFact extends Stamped {
  readonly kind: 'notImplemented';
  readonly what: string;
}

/** Every hart waited, and time went on to `now`. */
export interface IdleFact extends Stamped {
  readonly kind: 'idle';
  readonly now: number;
}

/** Digests of the whole machine. */
export interface CheckpointFact extends Stamped {
  readonly kind: 'checkpoint';
  readonly now: number;
  /** 64 bits for every component of the header. */
  readonly digests: Readonly<Record<string, bigint>>;
  /** Rolling digest of control flow, 64 bits. */
  readonly flow: bigint;
}

/** The last event of a recording that was ended. */
export interface EndFact extends Stamped {
  readonly kind: 'end';
  readonly now: number;
  /** Why: `powerOff`, `idle`, `stopped`, `maxSteps` … */
  readonly reason: string;
  /** What the guest reported, if it did; 0 is success. */
  readonly status: number | null;
  /** Of the whole machine, 64 bits. */
  readonly digest: bigint;
}

export type Fact =
  | OutputFact
  | ExitFact
  | EntryFact
  | InterruptFact
  | DmaFact
  | PowerFact
  | NotImplementedFact
  | IdleFact
  | CheckpointFact
  | EndFact;

export type LogEvent = InputEvent | PerturbationEvent | Fact;
