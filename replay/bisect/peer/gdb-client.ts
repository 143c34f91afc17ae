/** Speaks gdb's remote protocol as the one who asks, over a socket. */
import type { Socket } from 'node:net';
import { PeerError } from './peer.ts';

const ANSWER_LIMIT_MS = 20_000;

export class GdbClient {
  readonly #socket: Socket;
  readonly #waiting: { readonly resolve: (payload: string) => void; readonly reject: (error: Error) => void }[] = [];
  #received = '';
  #failure: PeerError | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#take(data.toString('latin1')));
    socket.on('close', () => this.#fail('it closed the connection'));
    socket.on('error', (error) => this.#fail(error.message));
  }

  /** The answer's payload, unescaped. Requests may be on their way at the same time. Throws `PeerError`. */
  async ask(payload: string): Promise<string> {
    if (this.#failure !== undefined) throw this.#failure;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<string>((resolve, reject) => {
        this.#waiting.push({ resolve, reject });
        timer = setTimeout(
          () => this.#fail(`no answer to ${payload.slice(0, 40)} in ${ANSWER_LIMIT_MS / 1000} s`),
          ANSWER_LIMIT_MS,
        );
        this.#socket.write(packetOf(payload), 'latin1');
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** The same, for what has to be answered with OK. */
  async tell(payload: string): Promise<void> {
    const answer = await this.ask(payload);
    if (answer !== 'OK') throw new PeerError(`to ${payload.slice(0, 40)} it answers '${answer}'`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    for (;;) {
      const start = this.#received.indexOf('$');
      const end = this.#received.indexOf('#', start);
      if (start < 0 || end < 0 || this.#received.length < end + 3) return;
      const payload = this.#received.slice(start + 1, end);
      this.#received = this.#received.slice(end + 3);
      this.#socket.write('+');
      this.#waiting.shift()?.resolve(unescaped(payload));
    }
  }

  #fail(what: string): void {
    this.#failure ??= new PeerError(what);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

function packetOf(payload: string): string {
  let sum = 0;
  for (const character of payload) sum = (sum + character.charCodeAt(0)) & 0xff;
  return `$${payload}#${sum.toString(16).padStart(2, '0')}`;
}

const unescaped = (payload: string): string =>
  payload.replaceAll(/\}(.)/gs, (_, character: string) => String.fromCharCode(character.charCodeAt(0) ^ 0x20));
