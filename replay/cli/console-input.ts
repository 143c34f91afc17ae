/** Standard input as the guest's keyboard: a terminal in raw mode, a pipe as it comes, or a file all at once. */
import { fstatSync, readFileSync } from 'node:fs';
import { type Command, parseKeys } from './keyboard.ts';
import { UsageError } from './usage-error.ts';

/** What a UART's wire holds: more would be lost before the guest has read any. */
const FILE_SIZE_MAX = 65_536;
/** Bytes a piped sender may be ahead. */
const QUEUE_SIZE_MAX = 65_536;

export class ConsoleInput {
  readonly isTerminal: boolean;
  readonly #onCommand: (command: Command) => void;
  #queue: Uint8Array[] = [];
  #queued = 0;
  #hasEnded = false;
  #isEscaped = false;
  #wake: (() => void) | undefined;

  /** `onCommand` hears of keys after Ctrl-A, on a terminal. */
  constructor(onCommand: (command: Command) => void) {
    this.#onCommand = onCommand;
    this.isTerminal = process.stdin.isTTY === true;
    if (!this.#readFile()) this.#listen();
  }

  /** No more will come. */
  get hasEnded(): boolean {
    return this.#hasEnded && this.#queued === 0;
  }

  /** Takes at most `sizeMax` bytes of what came. */
  take(sizeMax: number): Uint8Array {
    const first = this.#queue[0];
    if (first === undefined || sizeMax <= 0) return new Uint8Array(0);
    const taken = first.subarray(0, sizeMax);
    if (taken.length === first.length) this.#queue.shift();
    else this.#queue[0] = first.subarray(taken.length);
    this.#queued -= taken.length;
    if (this.#queued < QUEUE_SIZE_MAX && !this.#hasEnded) process.stdin.resume();
    return taken;
  }

  /** Waits for a key that can be taken, the end of input or `milliseconds`. */
  async wait(milliseconds: number, canTake = true): Promise<void> {
    if (canTake && this.#queued > 0) return;
    const { promise, resolve } = deferred();
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    this.#wake = resolve;
    await promise;
    this.#wake = undefined;
    clearTimeout(timer);
  }

  /** Ends a `wait`, e.g. after a signal. */
  wake(): void {
    this.#wake?.();
  }

  close(): void {
    this.#hasEnded = true;
    if (this.isTerminal) process.stdin.setRawMode(false);
    process.stdin.removeAllListeners();
    process.stdin.destroy();
  }

  /** A file's bytes are there at once, so that two recordings with one file are equal. */
  #readFile(): boolean {
    let status: ReturnType<typeof fstatSync>;
    try {
      status = fstatSync(0);
    } catch {
      this.#hasEnded = true; // stdin is closed
      return true;
    }
    if (!status.isFile()) return false;
    if (status.size > FILE_SIZE_MAX)
      throw new UsageError(`standard input: a file of at most ${FILE_SIZE_MAX} bytes, not ${status.size}; try a pipe`);
    this.#push(readFileSync(0));
    this.#hasEnded = true;
    return true;
  }

  #listen(): void {
    if (this.isTerminal) process.stdin.setRawMode(true);
    process.stdin.on('data', (typed: Buffer) => {
      if (this.isTerminal) {
        const { bytes, commands, isEscaped } = parseKeys(typed, this.#isEscaped);
        this.#isEscaped = isEscaped;
        for (const command of commands) this.#onCommand(command);
        this.#push(bytes);
      } else this.#push(typed);
      if (this.#queued >= QUEUE_SIZE_MAX) process.stdin.pause();
      this.wake();
    });
    const end = () => {
      this.#hasEnded = true;
      this.wake();
    };
    process.stdin.on('end', end).on('error', end);
  }

  #push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#queue.push(bytes);
    this.#queued += bytes.length;
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
