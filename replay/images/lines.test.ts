import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImageError } from './image-error.ts';
import { readLines } from './lines.ts';
import { LINE_PROGRAMS, LINE_SECTIONS, LINE_STRINGS } from './testing/lines.ts';
import { buildElf } from './testing.ts';

const CODE = 0x8020_0000n;
const tableOf = (sections: Readonly<Record<string, Uint8Array>>) => readLines('test', buildElf({ sections }));
const lineAt = (sections: Readonly<Record<string, Uint8Array>>, offset: bigint) => {
  const found = tableOf(sections).lineOf(CODE + offset);
  return found && `${found.file}:${found.line}`;
};

describe.each(Object.entries(LINE_PROGRAMS))('a line program of %s', (version, program) => {
  const sections = { '.debug_line': program, '.debug_line_str': LINE_STRINGS };
  const file = version.startsWith('version 5') ? '/src/tree/a.c' : 'a.c';

  it.each([
    [0n, 3],
    [0x08n, 5],
    [0x0cn, 5],
    [0x16n, 7],
    [0x17n, 7],
    [0x28n, 9],
    [0x2an, 8],
    [0x32n, 9],
  ])('knows the line at +%s', (offset, line) => {
    expect(lineAt(sections, offset)).toBe(`${file}:${line}`);
  });

  it('knows none elsewhere, nor where the compiler knew none', () => {
    for (const offset of [-1n, 0x02n, 0x07n, 0x34n, 0x1000n, -CODE]) expect(lineAt(sections, offset)).toBeUndefined();
  });

  it('is not confused by others around it', () => {
    const other = Uint8Array.from(program);
    const at = Buffer.from(other).indexOf(Buffer.from('020000208000000000', 'hex'));
    other[at + 3] = 0x30; // its code at 0x8030_0000
    const both = { ...sections, '.debug_line': Uint8Array.from([...other, ...program]) };
    expect(lineAt(both, 0x28n)).toBe(`${file}:9`);
    expect(lineAt(both, 0x10_0008n)).toBe(`${file}:5`);
  });
});

describe('source lines', () => {
  it('are none without debug information, and of no file that is not ELF', () => {
    expect(tableOf({}).lineOf(CODE)).toBeUndefined();
    expect(readLines('test', buildElf({})).lineOf(CODE)).toBeUndefined();
    expect(() => readLines('test', Uint8Array.of(1, 2, 3))).toThrow(ImageError);
  });

  it('have a name only where there is one', () => {
    const cut = { '.debug_line': LINE_PROGRAMS['version 5']!, '.debug_line_str': LINE_STRINGS.subarray(0, 2) };
    expect(lineAt(cut, 0x08n)).toBeUndefined();
  });

  it('come or do not, whatever the bytes are', () => {
    const bytes = LINE_SECTIONS['.debug_line']!;
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(bytes.length), (changes, length) => {
        const damaged = Uint8Array.from(bytes.subarray(0, length));
        for (const [at, value] of changes) if (at < length) damaged[at] = value;
        const found = tableOf({ ...LINE_SECTIONS, '.debug_line': damaged }).lineOf(CODE + 8n);
        if (found !== undefined) expect(found.line).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        tableOf({ '.debug_line': any, '.debug_line_str': any }).lineOf(CODE);
      }),
      { numRuns: 200 },
    );
  });
});
