import { describe, expect, it } from 'vitest';
import { collectFiles } from './file-options.ts';

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
