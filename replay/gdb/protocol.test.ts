import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReducerLaws } from '#core/testing/laws.ts';
import { PACKET_MAX, packetOf } from './framing.ts';
import {
  initialProtocol,
  type Protocol,
  type ProtocolEffect,
  type ProtocolEvent,
  reduceProtocol,
  WAITING_MAX,
} from './protocol.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const received = (text: string): ProtocolEvent => ({ type: 'bytes/received', bytes: bytesOf(text) });
const packet = (payload: string): ProtocolEvent => ({ type: 'bytes/received', bytes: packetOf(payload) });
const answered = (payload: string | null): ProtocolEvent => ({ type: 'command/answered', payload });

/** What happens, with bytes as text. */
function tell(...events: readonly ProtocolEvent[]): readonly string[] {
  let state: Protocol = initialProtocol;
  const shown = (effect: ProtocolEffect) =>
    effect.type === 'bytes/sent'
      ? String.fromCharCode(...effect.bytes)
      : effect.type === 'command/received'
        ? `> ${effect.payload}`
        : 'interrupt';
  return events.flatMap((event) => {
    const { state: next, effects } = reduceProtocol(state, event);
    state = next;
    return effects.map(shown);
  });
}

describe('reduceProtocol', () => {
  it('obeys the reducer laws', () => {
    checkReducerLaws<Protocol, ProtocolEvent, ProtocolEffect>({
      initialState: initialProtocol,
      reduce: reduceProtocol,
      event: fc.oneof(
        fc.string({ unit: fc.constantFrom(...'$#}+-*\x03ab01'), maxLength: 12 }).map(received),
        fc.constantFrom('?', 'g', 'QStartNoAckMode').map(packet),
        fc.option(fc.string({ maxLength: 9 })).map(answered),
        fc.string({ maxLength: 9 }).map((text): ProtocolEvent => ({ type: 'text/printed', text })),
      ),
    });
  });

  it('acknowledges, hands over, answers', () => {
    expect(tell(received('$?#3f'), answered('T05thread:1;'))).toEqual(['+', '> ?', '$T05thread:1;#d7']);
  });

  it('asks for what was damaged again, and sends again what it is asked for', () => {
    expect(tell(received('$?#00$?#3f'), answered('OK'), received('--'))).toEqual(['-', '+', '> ?', '$OK#9a', '$OK#9a', '$OK#9a']);
    expect(tell(received('-'))).toEqual([]);
  });

  it('acknowledges nothing once that is agreed on', () => {
    const events = [packet('QStartNoAckMode'), received('+'), packet('g'), answered('00'), received('$g#00-')];
    expect(tell(...events)).toEqual(['+', '$OK#9a', '> g', '$00#60']);
  });

  it('answers one command at a time, in order, and passes on an interrupt only while there is one', () => {
    const events = [
      received('\x03'),
      packet('c'),
      packet('g'),
      received('\x03'),
      answered('S02'),
      answered('00'),
      received('\x03'),
    ];
    expect(tell(...events)).toEqual(['+', '> c', '+', 'interrupt', '$S02#b5', '> g', '$00#60']);
  });

  it('says of a packet that is too long how long they are', () => {
    expect(tell(packet('m'.repeat(PACKET_MAX + 1)))).toEqual([
      '+',
      expect.stringContaining(`$E.a packet has at most ${PACKET_MAX}`),
    ]);
  });

  it('lets only so many commands wait', () => {
    const many = Array.from({ length: 3 * WAITING_MAX }, (_, i) => packet(`p${i}`));
    const answers = Array.from({ length: 3 * WAITING_MAX }, () => answered('OK'));
    const commands = tell(packet('c'), ...many, ...answers).filter((line) => line.startsWith('>'));
    expect(commands).toEqual(['> c', ...Array.from({ length: WAITING_MAX }, (_, i) => `> p${i}`)]);
  });

  it('prints a long text in as many packets as it takes', () => {
    const sent = tell(packet('qRcmd,68656c70'), { type: 'text/printed', text: 'a'.repeat(PACKET_MAX) }).slice(2);
    expect(sent.map((each) => each.slice(0, 4))).toEqual(['$O61', '$O61', '$O61']);
    expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(PACKET_MAX + 4);
    expect(sent.join('').match(/61/g)!.length).toBeGreaterThanOrEqual(PACKET_MAX);
  });
});
