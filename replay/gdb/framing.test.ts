import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReducerLaws } from '#core/testing/laws.ts';
import { type Framing, initialFraming, PACKET_MAX, packetOf, type Received, reduceFraming } from './framing.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const read = (...pieces: readonly string[]): readonly Received[] => {
  let framing: Framing = initialFraming;
  return pieces.flatMap((piece) => {
    const { state, effects } = reduceFraming(framing, bytesOf(piece));
    framing = state;
    return effects;
  });
};
const packet = (payload: string): Received => ({ type: 'packet/received', payload });
const DAMAGED: Received = { type: 'packet/damaged' };

describe('reduceFraming', () => {
  it('obeys the reducer laws', () => {
    checkReducerLaws<Framing, Uint8Array, Received>({
      initialState: initialFraming,
      reduce: reduceFraming,
      event: fc.string({ unit: fc.constantFrom(...'$#}+-*\x03ab01'), maxLength: 12 }).map(bytesOf),
    });
  });

  it.each<[string, readonly Received[]]>([
    ['$OK#9a', [packet('OK')]],
    ['$#00', [packet('')]],
    ['+$m80000000,4#55', [{ type: 'ack/received' }, packet('m80000000,4')]],
    ['-\x03', [{ type: 'nack/received' }, { type: 'interrupt/received' }]],
    // 0x7d 0x03 is an escaped '#': 0x7d + 0x03 = 0x80.
    ['$}\x03#80', [packet('#')]],
    ['$OK#9A', [packet('OK')]],
    ['$OK#9b', [DAMAGED]],
    ['$OK#zz', [DAMAGED]],
    ['$OK#9', []],
    ['$abc$OK#9a', [DAMAGED, packet('OK')]],
    ['$abc#$OK#9a', [DAMAGED, packet('OK')]],
    // An escape with nothing behind it: its checksum is right.
    ['$a}#de', [DAMAGED]],
    ['stray bytes, and\x00$OK#9a', [packet('OK')]],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('reads the same however the bytes come', () => {
    const text = '+$qSupported:swbreak+#1d$OK#9a-$a}\x03b#e0\x03$x#00';
    for (let at = 0; at <= text.length; at++) expect(read(text.slice(0, at), text.slice(at))).toEqual(read(text));
    expect(read(...text)).toEqual(read(text));
  });

  it('reads back what it sends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (payload) => {
        expect(read(textOf(packetOf(textOf(payload))))).toEqual([packet(textOf(payload))]);
      }),
    );
  });

  it('reads a packet that is too long to its end, and keeps no more of it than fits', () => {
    const long = packetOf('a'.repeat(PACKET_MAX + 1));
    expect(reduceFraming(initialFraming, long.subarray(0, -3)).state.payload).toHaveLength(PACKET_MAX);
    expect(read(textOf(long), '$OK#9a')).toEqual([{ type: 'packet/tooLong' }, packet('OK')]);
    expect(read(textOf(packetOf('a'.repeat(PACKET_MAX))))).toEqual([packet('a'.repeat(PACKET_MAX))]);
  });
});

describe('packetOf', () => {
  it.each([
    ['OK', '$OK#9a'],
    ['', '$#00'],
    // '}' is 0x7d 0x5d, '*' 0x7d 0x0a, '#' 0x7d 0x03, '$' 0x7d 0x04: 0x1f4 + 0x6e in all.
    ['}*#$', '$}]}\n}\x03}\x04#62'],
  ])('sends %j', (payload, expected) => {
    expect(textOf(packetOf(payload))).toBe(expected);
  });
});
