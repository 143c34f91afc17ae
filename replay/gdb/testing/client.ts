/** A client of the protocol that tests drive, and what it takes to serve one. */
import { connect, type Socket } from 'node:net';
import { initialFraming, packetOf, reduceFraming } from '../framing.ts';

export class GdbClient implements Disposable {
  readonly socket: Socket;
  /** How long it waits for an answer: then something hangs. */
  limitMs = 20_000;
  /** What `monitor` printed. */
  printed = '';
  #framing = initialFraming;
  readonly #answers: string[] = [];
  #wake: () => void = () => undefined;
  isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Uint8Array) => this.#receive(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<GdbClient> {
    const socket = connect({ port, host, noDelay: true });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new GdbClient(socket);
  }

  /** Sends a command and waits for the answer. */
  async ask(payload: string): Promise<string> {
    this.socket.write(packetOf(payload));
    return await this.answer();
  }

  /** Runs a `monitor` command and answers what it printed. */
  async monitor(text: string): Promise<string> {
    this.printed = '';
    await this.ask(`qRcmd,${Buffer.from(text).toString('hex')}`);
    return this.printed;
  }

  /** The next answer. */
  async answer(): Promise<string> {
    const deadline = performance.now() + this.limitMs;
    while (this.#answers.length === 0) {
      if (this.isClosed) throw new Error('the server closed the connection');
      if (performance.now() > deadline) throw new Error(`no answer within ${this.limitMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.#wake = () => (clearTimeout(timer), resolve());
      });
    }
    return this.#answers.shift()!;
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  #receive(bytes: Uint8Array): void {
    const { state, effects } = reduceFraming(this.#framing, bytes);
    this.#framing = state;
    for (const received of effects) {
      if (received.type !== 'packet/received') continue;
      this.socket.write('+');
      const text = /^O((?:[0-9a-f]{2})+)$/.exec(received.payload)?.[1];
      if (text === undefined) this.#answers.push(received.payload);
      else this.printed += Buffer.from(text, 'hex').toString();
    }
    this.#wake();
  }
}
