/** Speaks QEMU's protocol for tests, over a socket: it raises lines. */
import type { Socket } from 'node:net';
import { PeerError } from './peer.ts';

export class QtestClient {
  readonly #socket: Socket;
  #received = '';
  #waiting: ((line: string) => void) | undefined;
  #failure: PeerError | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#take(data.toString('latin1')));
    socket.on('close', () => this.#fail());
    socket.on('error', () => this.#fail());
  }

  /** The level of an input of a device: of those without a name, by number. One request at a time. Throws `PeerError`. */
  async setInput(path: string, input: number, level: 0 | 1): Promise<void> {
    const request = `set_irq_in ${path} unnamed-gpio-in ${input} ${level}`;
    const answer = await new Promise<string>((resolve) => {
      this.#waiting = resolve;
      if (this.#failure === undefined) this.#socket.write(`${request}\n`);
      else resolve('');
    });
    if (this.#failure !== undefined) throw this.#failure;
    if (!answer.startsWith('OK')) throw new PeerError(`to ${request} it answers '${answer}'`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    const lines = (this.#received + text).split('\n');
    this.#received = lines.pop()!;
    for (const line of lines) this.#waiting?.(line);
  }

  #fail(): void {
    this.#failure ??= new PeerError('it closed the connection over which interrupts are raised');
    this.#waiting?.('');
  }
}
