/** Waits for clients of a recording, and serves one at a time. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
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
  #present: { readonly stream: Duplex; readonly served: Promise<void> } | undefined;

  /** `lifeline` is of whoever does long work on the subject's timeline. */
  constructor(subject: Subject, lifeline = new Lifeline()) {
    this.#subject = subject;
    this.#lifeline = lifeline;
  }

  /** Serves a client until it goes. False: another is here, and stays. */
  async serve(stream: Duplex): Promise<boolean> {
    for (let present = this.#present; present !== undefined; present = this.#present) {
      await Promise.race([present.served, setTimeout(PATIENCE_MS)]);
      // After long work what has come on the other's line, its end perhaps, is read only now.
      await setImmediate();
      if (this.#present === present && !hasLeft(present.stream)) return false;
    }
    if (stream.destroyed) return true; // it did not wait
    this.#lifeline.attach(stream);
    const served = serve(stream, new GdbSession(this.#subject)).finally(() => {
      this.#present = undefined;
      this.#lifeline.attach(undefined);
    });
    this.#present = { stream, served };
    await served;
    return true;
  }
}

/** It may still take a while until what it had asked for is done. */
const hasLeft = ({ destroyed, readableEnded }: Duplex): boolean => destroyed || readableEnded;

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
