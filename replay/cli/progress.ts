/** How far long work has come: one line on a terminal, redrawn; nothing anywhere else. */
const REDRAW_MS = 200;
/** Work that takes less shows none. */
const PATIENCE_MS = 1000;

export class Progress {
  readonly #label: string;
  readonly #isShown: boolean;
  readonly #start = performance.now();
  #drawnAt = Number.NEGATIVE_INFINITY;
  #hasDrawn = false;

  /** A guest's console on the same terminal leaves no room for it. */
  constructor(label: string, isConsoleShown: boolean) {
    this.#label = label;
    this.#isShown = process.stderr.isTTY === true && !(isConsoleShown && process.stdout.isTTY === true);
  }

  /** `fraction` of the work is done, 0 to 1. */
  report(fraction: number): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#start < PATIENCE_MS || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#hasDrawn = true;
    process.stderr.write(`\r${this.#label} ${Math.floor(100 * fraction)}%\x1b[K`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#hasDrawn) process.stderr.write('\r\x1b[K');
  }
}
