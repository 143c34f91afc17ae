import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readElf } from './elf.ts';
import { ImageError } from './image-error.ts';
import { readSymbols } from './symbols.ts';
import { buildElf } from './testing.ts';

const code = Uint8Array.of(0x6f, 0, 0, 0);
const data = Uint8Array.of(1, 2, 3);
const sample = buildElf({
  entry: 0x8000_0004n,
  segments: [
    { address: 0x8000_1000n, bytes: data, memorySize: 0x2000n },
    { address: 0x8000_0000n, bytes: code },
    { address: 0x4000_0000n, bytes: data, type: 4 }, // a note
    { address: 0x9000_0000n, bytes: new Uint8Array(0) }, // empty
    { address: 0xa000_0000n, bytes: new Uint8Array(0), memorySize: 8n }, // .bss alone
  ],
  symbols: [
    { name: '_start', value: 0x8000_0000n, size: 4n },
    { name: 'tohost', value: 0x8000_1000n, info: 0x11 },
  ],
});

/** A copy with a field overwritten, little-endian. */
function patched(file: Uint8Array, offset: number, size: 1 | 2 | 4 | 8, value: bigint): Uint8Array {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  if (size === 8) view.setBigUint64(offset, value, true);
  else if (size === 4) view.setUint32(offset, Number(value), true);
  else if (size === 2) view.setUint16(offset, Number(value), true);
  else view.setUint8(offset, Number(value));
  return copy;
}

const refusal = (file: Uint8Array): string => {
  try {
    readElf('k.elf', file);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(ImageError);
    return (error as ImageError).message;
  }
};

describe('readElf', () => {
  it('gives the loadable segments by physical address', () => {
    const { machine, entry, segments } = readElf('k.elf', sample);
    expect(machine).toBe('riscv64');
    expect(entry).toBe(0x8000_0004n);
    expect(segments).toMatchObject([
      { index: 1, physicalAddress: 0x8000_0000, bytes: code, memorySizeBytes: 4 },
      { index: 0, physicalAddress: 0x8000_1000, bytes: data, memorySizeBytes: 0x2000 },
      { index: 4, physicalAddress: 0xa000_0000, bytes: new Uint8Array(0), memorySizeBytes: 8 },
    ]);
  });

  it('finds an entry by the address that an executable segment is mapped at', () => {
    const kernel = buildElf({ entry: 0xffff_ffc0_8000_0002n, segments: [{ address: 0x8000_0000n, bytes: code }] });
    expect(readElf('k', kernel).physicalEntry).toBe(0xffff_ffc0_8000_0002n);
    const executable = patched(kernel, 64 + 4, 4, 5n);
    expect(readElf('k', executable)).toMatchObject({ entry: 0xffff_ffc0_8000_0002n, physicalEntry: 0x8000_0002n });
    expect(readElf('k', patched(executable, 24, 8, 0x8000_0002n)).physicalEntry).toBe(0x8000_0002n);
  });

  it('gives views of the file, not copies', () => {
    expect(readElf('k.elf', sample).segments[0]!.bytes.buffer).toBe(sample.buffer);
  });

  it.each([
    [62, 'x86_64'],
    [183, 'aarch64'],
    [243, 'riscv64'],
  ])('knows machine %d as %s', (machine, name) => {
    expect(readElf('k', buildElf({ machine, segments: [{ address: 0n, bytes: code }] })).machine).toBe(name);
  });

  it.each([
    ['of 32 bits', patched(sample, 4, 1, 1n), 'k.elf: not a 64-bit ELF (EI_CLASS 1)'],
    ['big-endian', patched(sample, 5, 1, 2n), 'k.elf: not a little-endian ELF (EI_DATA 2)'],
    ['for another machine', patched(sample, 18, 2, 40n), 'k.elf: for an unknown machine (e_machine 40)'],
    ['not linked', patched(sample, 16, 2, 1n), 'k.elf: not an executable (e_type 1); was it linked?'],
    ['cut in the header', sample.slice(0, 63), 'k.elf: truncated, the ELF header has 64 bytes and the file 63'],
    ['without segments', buildElf({}), 'k.elf: has nothing to load (no PT_LOAD segment with a size)'],
    ['of another header size', patched(sample, 54, 2, 32n), 'k.elf: a program header has 56 bytes, not 32'],
    [
      'with headers past the end',
      patched(sample, 32, 8, 2n ** 64n - 1n),
      'k.elf: truncated or damaged, program headers end at byte 18446744073709551895 and the file has 609',
    ],
    [
      'with bytes past the end',
      patched(sample, 64 + 56 + 8, 8, 606n),
      'k.elf: truncated or damaged, the bytes of segment 1 end at byte 610 and the file has 609',
    ],
    [
      'with more in the file than in memory',
      patched(sample, 64 + 40, 8, 2n),
      'k.elf: segment 0 has 3 bytes in the file, 2 in memory',
    ],
    [
      'of a size past all addresses',
      patched(sample, 64 + 40, 8, 2n ** 63n),
      'k.elf: segment 0 ends at 0x8000000080001000, past all physical addresses',
    ],
    ['with segments that overlap', patched(sample, 64 + 56 + 40, 8, 0x1001n), 'k.elf: segments 1 and 0 overlap at 0x80001000'],
  ])('refuses a file %s', (_, file, message) => {
    expect(refusal(file)).toBe(message);
  });

  it('claims of a huge size in memory allocate nothing', () => {
    const huge = buildElf({ segments: [{ address: 0x8000_0000n, bytes: code, memorySize: 2n ** 52n }] });
    expect(readElf('k', huge).segments).toMatchObject([
      { index: 0, physicalAddress: 0x8000_0000, bytes: code, memorySizeBytes: 2 ** 52 },
    ]);
  });
});

describe('readSymbols', () => {
  const table = readSymbols(
    'k',
    buildElf({
      symbols: [
        { name: 'end', value: 0x3000n },
        { name: 'main', value: 0x1000n, size: 0x10n },
        { name: 'alias', value: 0x1000n, size: 0x10n, info: 0x02 },
        { name: '$x', value: 0x1004n, info: 0 },
        { name: '.L5', value: 0x1008n, info: 0 },
        { name: 'elsewhere', value: 0x1008n, section: 0 },
        { name: 'absolute', value: 0x100cn, section: 0xfff1, info: 0x10 },
        { name: 'file.c', value: 0x100cn, info: 4 },
        { name: 'label', value: 0x2000n, info: 0 },
        { name: 'static', value: 0x2100n, size: 8n, info: 1 },
        { name: 'static', value: 0x2200n, size: 8n, info: 0x11 },
      ],
    }),
  );

  it.each([
    [0xfffn, undefined],
    [0x1000n, { name: 'main', offset: 0n }], // the global one of two
    [0x100fn, { name: 'main', offset: 15n }], // assembler labels don't hide it
    [0x1010n, undefined], // past its end
    [0x2004n, { name: 'label', offset: 4n }], // of no known size
    [0xffff_ffff_ffff_ffffn, { name: 'end', offset: 0xffff_ffff_ffff_cfffn }],
  ])('places %x', (address, place) => {
    expect(table.placeOf(address)).toEqual(place);
  });

  it('finds a symbol by name, a global one first', () => {
    expect(table.addressOf('main')).toBe(0x1000n);
    expect(table.addressOf('static')).toBe(0x2200n);
    expect(table.addressOf('alias')).toBe(0x1000n);
    expect(table.addressOf('nothing')).toBeUndefined();
    expect(table.addressOf('elsewhere')).toBeUndefined();
  });

  it('answers an empty table for a stripped file', () => {
    const stripped = patched(sample, 60, 2, 0n);
    expect(readSymbols('k', stripped).count).toBe(0);
    expect(readSymbols('k', stripped).placeOf(0x8000_0000n)).toBeUndefined();
  });
});

describe('hostile files', () => {
  /** Reads everything that there is to read. */
  const readAll = (file: Uint8Array): number => {
    const { segments } = readElf('k', file);
    const table = readSymbols('k', file);
    const places = [0n, 0x8000_0000n, 2n ** 64n - 1n].map((address) => table.placeOf(address)?.name.length ?? 0);
    table.addressOf('tohost');
    return Math.max(...places, ...segments.map(({ bytes }) => bytes.length), 24 * table.count);
  };

  it('read, or are refused, whichever bytes are changed', () => {
    const anyChange = fc.tuple(
      fc.nat({ max: sample.length - 1 }),
      fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 1, 127, 128, 255)),
    );
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 8 }), (changes) => {
        const file = sample.slice();
        for (const [offset, value] of changes) file[offset] = value;
        try {
          expect(readAll(file)).toBeLessThanOrEqual(file.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ImageError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('read, or are refused, wherever they are cut', () => {
    for (let length = 4; length < sample.length; length++) expect(() => readAll(sample.slice(0, length))).toThrow(ImageError);
  });

  it('are no ELF files when they do not begin as one', () => {
    expect(() => readElf('k', code)).toThrow('k: not an ELF file');
  });
});
