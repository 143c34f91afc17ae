/** The two streams of a command: what was asked for on standard output, everything else on standard error. */

/** A write for every line would take longer than making the line. */
const LINES_SIZE = 16_384;

export class Output {
  #isClosed = false;
  #lines = '';

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

  /** One of many lines: they are written together, some when there are enough of them, the rest when it is flushed. */
  writeLine(line: string): void {
    this.#lines += `${line}\n`;
    if (this.#lines.length >= LINES_SIZE) this.flush();
  }

  flush(): void {
    this.write(this.#lines);
    this.#lines = '';
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
        const goOn = () => {
          process.stdout.off('drain', goOn).off('error', goOn);
          resolve();
        };
        process.stdout.once('drain', goOn).once('error', goOn);
      });
  }
}
