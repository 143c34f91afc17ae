import { expect, it } from 'vitest';
import { runReducer, EventQueue } from '#core/event/stream.ts';
import { initialUart, reduceUart, type UartEffect, type UartEvent } from '#devices/uart16550/uart16550.ts';
import { decodeLog, encodeLog } from './codec.ts';

it('replays one UART byte from a log, end to end', () => {
  const log = decodeLog(encodeLog({ version: 1, board: 'uart', events: [['bus/write', 0, 0x41]] }));
  const queue = new EventQueue<UartEvent>();
  const effects: UartEffect[] = [];
  runReducer(queue.events$, initialUart, reduceUart).subscribe((step) => effects.push(...step.effects));
  for (const [type, offset, value] of log.events) if (type === 'bus/write') queue.enqueue({ type, offset, value });
  expect(effects).toEqual([{ type: 'uart/byteSent', byte: 0x41 }]);
});
