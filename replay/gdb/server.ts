/** Waits for clients of a recording, and serves one at a time. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { serve } from './connection.ts';
import { Lifeline } from './lifeline.ts';
import { GdbSession } from './session.ts';
import type { Subject } from './subject.ts';

export interface Listening {
  readonly address: string;
  readonly port: number;
  close(): void;
}

/** How long one waits for another to go, ms: it may just be on its way. */
const PATIENCE_MS = 1000;

/** Clients, one after another: each finds the recording where the one before left it. */
export class Clients {
  readonly #subject: Subject;
  readonly #lifeline: Lifeline;
  #present: Promise<void> | undefined;

  /** `lifeline` is of whoever does long work on the subject's timeline. */
  constructor(subject: Subject, lifeline = new Lifeline()) {
    this.#subject = subject;
    this.#lifeline = lifeline;
  }

  /** Serves a client until it goes. False: another is here, and stays. */
  async serve(stream: Duplex): Promise<boolean> {
    const leaving = this.#present && Promise.race([this.#present, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    await leaving;
    if (this.#present !== undefined) return false;
    this.#lifeline.attach(stream);
    this.#present = serve(stream, new GdbSession(this.#subject)).finally(() => {
      this.#present = undefined;
      this.#lifeline.attach(undefined);
    });
    await this.#present;
    return true;
  }
}

/** Rejects with what the operating system says when nobody can listen there. */
export async function listen(
  clients: Clients,
  { host, port }: { readonly host: string; readonly port: number },
  tell: (line: string) => void,
): Promise<Listening> {
  const server = createServer({ noDelay: true }, (socket) => void welcome(clients, socket, tell));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  server.on('error', (error) => tell(`replay: gdb: ${error.message}`));
  const { address, port: actual } = addressOf(server);
  return { address, port: actual, close: () => server.close() };
}

async function welcome(clients: Clients, socket: Socket, tell: (line: string) => void): Promise<void> {
  const from = `${socket.remoteAddress}:${socket.remotePort}`;
  socket.on('error', () => socket.destroy());
  if (await clients.serve(socket)) return;
  tell(`replay: gdb: ${from} was turned away: another client is here`);
  socket.destroy();
}

function addressOf(server: Server): { readonly address: string; readonly port: number } {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no address');
  return address;
}
