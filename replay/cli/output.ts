/** The two streams of a command: what was asked for on standard output, everything else on standard error. */

export class Output {
  #isClosed = false;

  constructor() {
    // Who read our output has gone, e.g. `| head`. What is left to do is done without it.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.#isClosed = true;
    });
    process.stderr.on('error', () => {});
  }

  /** Nobody reads standard output any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  write(data: Uint8Array | string): void {
    if (!this.#isClosed && data.length > 0) process.stdout.write(data);
  }

  /** One line to standard error. */
  tell(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Lets timers and streams have their turn, and whoever reads our output catch up. */
  async breathe(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (process.stdout.writableNeedDrain && !this.#isClosed)
      await new Promise<void>((resolve) => {
        process.stdout.once('drain', resolve).once('error', () => resolve());
      });
  }
}
