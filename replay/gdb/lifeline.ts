/**
 * Keeps a client waiting. gdb takes an answer for lost when no byte comes for two seconds (`remotetimeout`), and what then comes late for
 * the answer to something else. An acknowledgement that it does not wait for means nothing to it, and is a byte.
 */
import type { Writable } from 'node:stream';
import { ACK } from './framing.ts';

const INTERVAL_MS = 500;

export class Lifeline {
  #stream: Writable | undefined;
  #beatAt = Number.NEGATIVE_INFINITY;

  /** The client that waits from now on, if any. */
  attach(stream: Writable | undefined): void {
    this.#stream = stream;
  }

  /** To be called again and again during long work, while the event loop stands still. Costs a look at the clock. */
  beat(): void {
    const now = performance.now();
    if (now - this.#beatAt < INTERVAL_MS) return;
    this.#beatAt = now;
    if (this.#stream?.writable === true && this.#stream.writableLength === 0) this.#stream.write(ACK);
  }
}
