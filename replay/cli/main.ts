#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { EventQueue, runReducer } from '#core/event/stream.ts';
import { initialUart, reduceUart, type UartEvent } from '#devices/uart16550/uart16550.ts';
import { decodeLog } from '../log/codec.ts';

const [command, file] = process.argv.slice(2);
if (command !== 'run' || file === undefined) {
  console.error('usage: replay run LOG');
  process.exit(2);
}
const queue = new EventQueue<UartEvent>();
runReducer(queue.events$, initialUart, reduceUart).subscribe(({ effects }) => {
  for (const effect of effects) if (effect.type === 'uart/byteSent') process.stdout.write(String.fromCharCode(effect.byte));
});
for (const event of decodeLog(readFileSync(file)).events)
  queue.enqueue(event[0] === 'bus/write' ? { type: event[0], offset: event[1], value: event[2] } : { type: event[0], byte: event[1] });
