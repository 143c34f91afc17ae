import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKeys } from './keyboard.ts';

const keys = (text: string) => new TextEncoder().encode(text);
const typed = (text: string, wasEscaped = false) => {
  const { bytes, commands, isEscaped } = parseKeys(keys(text), wasEscaped);
  return [new TextDecoder().decode(bytes), commands, isEscaped];
};

describe('parseKeys', () => {
  it.each([
    ['ls\r', ['ls\r', [], false]],
    ['\x03', ['\x03', [], false]], // Ctrl-C is the guest's
    ['a\x01xb', ['ab', ['exit'], false]],
    ['\x01h\x01?', ['', ['help', 'help'], false]],
    ['\x01\x01', ['\x01', [], false]],
    ['\x01\x01x', ['\x01x', [], false]],
    ['\x01zq', ['q', [], false]],
    ['a\x01', ['a', [], true]],
  ])('parts %j', (text, parts) => {
    expect(typed(text)).toEqual(parts);
  });

  it('remembers a Ctrl-A that came last', () => {
    expect(typed('x', true)).toEqual(['', ['exit'], false]);
    expect(typed('\x01', true)).toEqual(['\x01', [], false]);
  });

  it('does not care how the keys arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 0x78, 0x68, 0x61)), fc.nat(), (all, cut) => {
        const at = all.length === 0 ? 0 : cut % all.length;
        const whole = parseKeys(Uint8Array.from(all), false);
        const first = parseKeys(Uint8Array.from(all.slice(0, at)), false);
        const second = parseKeys(Uint8Array.from(all.slice(at)), first.isEscaped);
        expect([...first.bytes, ...second.bytes]).toEqual([...whole.bytes]);
        expect([...first.commands, ...second.commands]).toEqual(whole.commands);
        expect(second.isEscaped).toBe(whole.isEscaped);
      }),
    );
  });
});
