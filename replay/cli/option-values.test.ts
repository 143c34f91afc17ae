import { describe, expect, it } from 'vitest';
import { collectFiles, collectSettings } from './option-values.ts';

const flash = collectFiles(true);
const disk = collectFiles(false);

describe('collectFiles', () => {
  it('reads a file and its settings', () => {
    expect(flash('p.img,unit=1,readonly=on', [])).toEqual([{ path: 'p.img', isReadOnly: true, unit: 1 }]);
    expect(disk('d.img', flash('p.img', []))).toEqual([
      { path: 'p.img', isReadOnly: false, unit: null },
      { path: 'd.img', isReadOnly: false, unit: null },
    ]);
  });

  it.each([
    ['a,,b', 'a,b'],
    ['a,,,readonly=off', 'a,'],
    [',,', ','],
  ])('takes the doubled comma of %s as one', (text, path) => {
    expect(disk(text, [])).toEqual([{ path, isReadOnly: false, unit: null }]);
  });

  it.each([
    [disk, '', 'Expected a file name first.'],
    [disk, ',readonly=on', 'Expected a file name first.'],
    [disk, 'd,unit=1', 'Expected readonly=on, not "unit=1".'],
    [flash, 'p,unit=2', 'Expected unit=0, unit=1 or readonly=on, not "unit=2".'],
    [flash, 'p,', 'Expected unit=0, unit=1 or readonly=on, not "".'],
  ])('refuses', (parse, text, message) => {
    expect(() => parse(text, [])).toThrow(message);
  });
});

describe('collectSettings', () => {
  it('reads names and values, the last of a name', () => {
    expect(collectSettings('gic-version=2,a=b', collectSettings('gic-version=3', {}))).toEqual({ 'gic-version': '2', a: 'b' });
  });

  it.each(['', 'gic-version', '=2', 'a=', 'a=b,', 'A=b', 'a=b=c'])('refuses %j', (text) => {
    expect(() => collectSettings(text, {})).toThrow(/^Expected NAME=VALUE, not /);
  });
});
