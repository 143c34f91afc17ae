import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatJson,
  formatPlural,
  formatRow,
  formatSize,
  formatTable,
  formatTime,
  printable,
  widen,
} from './format.ts';

describe('format', () => {
  it('groups digits, whatever the locale', () => {
    expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([formatPlural(1, 'step'), formatPlural(2000, 'step'), formatPlural(2, 'entry')]).toEqual([
      '1 step',
      '2,000 steps',
      '2 entries',
    ]);
  });

  it('chooses the unit that fits', () => {
    expect([0, 999, 1000, 98_765_432, 1_500_000_000].map(formatTime)).toEqual([
      '0 ns',
      '999 ns',
      '1.000 us',
      '98.765 ms',
      '1.500 s',
    ]);
    expect([1, 17, 1024, 1536, 2 ** 27, 3 * 2 ** 30].map(formatSize)).toEqual([
      '1 byte',
      '17 bytes',
      '1 KiB',
      '1.5 KiB',
      '128 MiB',
      '3 GiB',
    ]);
  });

  it('aligns columns', () => {
    expect(formatTable([['a', 'b', 'c'], ['long', '', 'd'], ['e']])).toEqual(['a     b  c', 'long     d', 'e']);
  });

  it('aligns numbers to the right, and widens columns as rows come', () => {
    const widths = widen(widen([], ['n', 'name']), ['10', 'a', 'last']);
    expect(widths).toEqual([2, 4, 4]);
    expect(
      [
        ['n', 'name'],
        ['7', 'a', 'x'],
      ].map((row) => formatRow(row, widths, [0])),
    ).toEqual([' n  name', ' 7  a     x']);
  });

  it('lets no control characters out', () => {
    expect(['plain', 'a b~', '', 'a\nb', '\u001b[2J', '\u009b2J é'].map(printable)).toEqual([
      'plain',
      'a b~',
      '',
      '"a\\nb"',
      '"\\u001b[2J"',
      '"?2J ?"',
    ]);
  });

  it('writes numbers of 64 bits and bytes as JSON', () => {
    expect(formatJson({ digest: 255n, bytes: Uint8Array.of(104, 105), step: 1, none: null })).toBe(
      '{"digest":"0xff","bytes":"aGk=","step":1,"none":null}',
    );
  });
});
