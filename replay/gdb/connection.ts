/** One client: bytes in, through the protocol's reducer, to a session that carries out commands; its answers, bytes out. */
import type { Duplex } from 'node:stream';
import { EventQueue, runReducer } from '#core/event/stream.ts';
import { initialProtocol, type ProtocolEffect, type ProtocolEvent, reduceProtocol } from './protocol.ts';

/** What carries out the commands of one client. */
export interface Session {
  /** Answers a payload with another; null where there is no answer. `print` shows the user a text meanwhile. Never rejects. */
  answer(payload: string, print: (text: string) => void): Promise<string | null>;
  /** The command that is being carried out is to stop soon. */
  interrupt(): void;
  /** The client is to be let go after the last answer. */
  readonly isOver: boolean;
}

/** Serves a client until it goes or is let go. */
export async function serve(stream: Duplex, session: Session): Promise<void> {
  const queue = new EventQueue<ProtocolEvent>();
  const carriedOut = new Set<Promise<void>>();
  const print = (text: string) => queue.enqueue({ type: 'text/printed', text });
  const carryOut = async (payload: string): Promise<void> => {
    const answer = await session.answer(payload, print);
    queue.enqueue({ type: 'command/answered', payload: answer });
    if (session.isOver) stream.end();
  };
  const perform = (effect: ProtocolEffect): void => {
    switch (effect.type) {
      case 'bytes/sent':
        // Who does not read what it asked for is not read from either.
        if (stream.writable && !stream.write(effect.bytes)) stream.pause();
        return;
      case 'command/received': {
        const work = carryOut(effect.payload).finally(() => carriedOut.delete(work));
        carriedOut.add(work);
        return;
      }
      case 'interrupt/received':
        session.interrupt();
        return;
    }
  };
  const subscription = runReducer(queue.events$, initialProtocol, reduceProtocol).subscribe(({ effects }) => {
    for (const effect of effects) perform(effect);
  });
  await new Promise<void>((resolve) => {
    stream.on('data', (bytes: Uint8Array) => queue.enqueue({ type: 'bytes/received', bytes }));
    stream.on('drain', () => stream.resume());
    stream.on('error', () => stream.destroy());
    stream.on('end', () => stream.end());
    stream.on('close', resolve);
  });
  session.interrupt();
  subscription.unsubscribe();
  await Promise.all(carriedOut);
}
