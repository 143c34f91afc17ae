/** Files made to harm the reader: checksums hold, the content is the worst there is. Each is refused at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflate } from './deflate.ts';
import { LogError } from './error.ts';
import { encodeTrailer, PREFIX_SIZE, payloadOf } from './frame.ts';
import { sha256, toHex } from './hash.ts';
import { encodeHeader } from './header.ts';
import { encodeIndex } from './index-encoder.ts';
import { EVENTS_PAYLOAD_MAX, IMAGES_SIZE_MAX } from './limits.ts';
import { pack } from './msgpack.ts';
import { openLog } from './reader.ts';
import { concat, EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, forgeLog, recordLog } from './testing.ts';
import type { ImageInfo, LogHeader } from './types.ts';

const HEADER: LogHeader = { ...EXAMPLE_SETUP, images: [] };
const MEMORY_MAX = 64 * 2 ** 20;

/** Runs it, and holds it to a second of the processor and 64 MiB. */
function withinBounds<T>(run: () => T): T {
  const before = process.memoryUsage();
  const start = process.cpuUsage();
  try {
    return run();
  } finally {
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
    const after = process.memoryUsage();
    expect(after.heapTotal + after.external - before.heapTotal - before.external).toBeLessThan(MEMORY_MAX);
  }
}

/** Reads all there is, as a command would. */
function readAll(file: Uint8Array): void {
  const log = openLog(file);
  for (const _ of log.events());
  for (const image of log.header.images.keys()) for (const _ of log.imageBlocks(image));
  if (log.damage !== null) throw log.damage;
}

function expectRefusal(file: Uint8Array, message: string | RegExp, kind = 'schema'): void {
  const error = withinBounds(() => {
    try {
      readAll(file);
      return undefined;
    } catch (thrown) {
      return thrown;
    }
  });
  expect(error).toBeInstanceOf(LogError);
  expect(error).toMatchObject({
    kind,
    message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
  });
}

const header = { kind: 'header', payload: encodeHeader(HEADER) } as const;
const withEvents = (payload: Uint8Array, firstStep = 0, lastStep = firstStep) =>
  forgeLog([header, { kind: 'events', payload, firstStep, lastStep }]);

describe('msgpack in a chunk', () => {
  it('may not nest: 200,000 arrays', () => {
    const nested = new Uint8Array(200_000).fill(0x91);
    expectRefusal(withEvents(nested), 'msgpack values nest deeper than 6');
    expectRefusal(forgeLog([{ kind: 'header', payload: nested }]), 'nest deeper');
    expectRefusal(forgeLog([{ kind: 'header', payload: new Uint8Array(200_000).fill(0x81) }]), 'nest deeper');
  });

  it.each([
    ['string', [0xdb]],
    ['binary', [0xc6]],
    ['array', [0xdd]],
    ['map', [0xdf]],
  ])('may not announce a gigabyte: %s', (_, [type]) => {
    const gigabyte = [type!, 0x40, 0x00, 0x00, 0x00];
    expectRefusal(withEvents(Uint8Array.from(gigabyte)), /announces \d+ bytes or more, 4 are left/);
    expectRefusal(withEvents(Uint8Array.from([0x92, 1, ...gigabyte])), /announces \d+ bytes or more, 4 are left/);
    expectRefusal(forgeLog([{ kind: 'header', payload: Uint8Array.from(gigabyte) }]), 'announces');
  });

  it.each([
    ['ext 32 of a gigabyte', [0xc9, 0x40, 0, 0, 0, 1]],
    ['fixext 1', [0xd4, 1, 0]],
    ['a record of msgpackr', [0xd4, 0x72, 0x40, 0x91, 0xa1, 0x61]],
    ['timestamp 32', [0xd6, 0xff, 0, 0, 0, 0]],
    ['timestamp 96', [0xc7, 12, 0xff, ...new Array(12).fill(0)]],
    ['a bigint extension', [0xc7, 2, 0x42, 1, 1]],
    ['never used', [0xc1]],
    ['float 32', [0xca, 0, 0, 0, 0]],
  ])('may not have other types: %s', (_, bytes) => {
    expectRefusal(withEvents(Uint8Array.from(bytes)), 'is not used by this format');
    expectRefusal(withEvents(Uint8Array.from([0x92, 1, ...bytes])), 'is not used by this format');
  });

  it('must be whole and in UTF-8', () => {
    expectRefusal(withEvents(Uint8Array.of(0x92, 1)), 'announces 2 bytes or more, 1 are left');
    expectRefusal(withEvents(Uint8Array.of(0x91, 0xcd)), 'announces 2 bytes or more, 0 are left');
    expectRefusal(withEvents(Uint8Array.of(0xc5, 1)), 'ends inside a msgpack length');
    expectRefusal(withEvents(Uint8Array.of(0x92, 1, 0x91)), /announces|ends inside/);
    expectRefusal(withEvents(Uint8Array.of(0xa2, 0xc3, 0x28)), 'is not UTF-8');
  });
});

describe('an event', () => {
  const events = (...records: readonly (readonly unknown[])[]) => withEvents(concat(records.map(pack)));
  it.each<[string, readonly unknown[], string]>([
    ['of an unknown code', [99, 0], 'event code 99 is not known'],
    ['with a field too many', [1, 0, 0, 0, new Uint8Array(1), 0], 'event 1: 5 fields were expected, 6 came'],
    ['with a field missing', [22, 0], 'event 22: 3 fields were expected, 2 came'],
    [
      'with a negative step',
      [1, -1, 0, 0, new Uint8Array(1)],
      'step of an event: an integer from 0 to 9007199254740991 was expected, -1 came',
    ],
    ['with a step that is not whole', [1, 0.5, 0, 0, new Uint8Array(1)], 'step of an event: an integer'],
    ['of a step beyond 2^53', [1, 2 ** 53, 0, 0, new Uint8Array(1)], 'step of an event'],
    ['of another type', [22, 0, 7], 'what is not implemented: a string of at most 256 was expected, 7 came'],
    ['with too long a text', [22, 0, 'x'.repeat(257)], 'a string of at most 256'],
    ['with idle time beyond 2^53', [23, 0, 2 ** 53], 'idle time'],
    ['without its shape', [18, 0, 0, 0], 'number of a shape'],
    ['with keys that repeat', [0, 'exit', 'a', 'a'], 'keys of a shape'],
    ['with a digest of 32 bits', [17, 0, 0, 0, 5], 'number of a shape'],
    ['with digests cut off', [32, 0, 0, new Uint8Array(16)], 'digests: 8 bytes and 9 a component were expected, 16 came'],
    ['with a digest of no component', [32, 0, 0, new Uint8Array(17).fill(9)], 'components 0 to 2 in order were expected, 9 came'],
    ['with digests that repeat', [32, 0, 0, new Uint8Array(26)], 'components 0 to 2 in order were expected, 0 came'],
    [
      'with runs past its bytes',
      [16, 0, 0, new Uint8Array(2), Uint8Array.of(1, 200, 1)],
      'runs of an output: 2 bytes were expected, 200 came',
    ],
    ['with runs of nothing', [16, 0, 0, new Uint8Array(2), Uint8Array.of(1, 0)], 'runs of an output'],
    [
      'with runs short of its bytes',
      [16, 0, 0, new Uint8Array(3), Uint8Array.of(0, 0)],
      'runs of an output: 3 bytes were expected, 2 came',
    ],
    ['with a run cut off', [16, 0, 0, new Uint8Array(2), Uint8Array.of(0x80)], 'a number is cut off'],
    ['with a run beyond 2^53', [16, 0, 0, new Uint8Array(2), new Uint8Array(9).fill(0xff)], 'a number is beyond 2^53'],
  ])('%s is refused', (_, record, message) => {
    expectRefusal(events(record), message);
  });

  it('is where the frame says', () => {
    const input = pack([1, 0, 0, 0, new Uint8Array(1)]);
    expectRefusal(withEvents(input, 5, 6), 'the last event of a chunk: step 6 was expected, 5 came');
    expectRefusal(
      withEvents(concat([pack([1, 1, 0, 0, new Uint8Array(1)])]), 5, 6),
      'the first event of a chunk: step 5 was expected, 6 came',
    );
    expectRefusal(withEvents(new Uint8Array(0)), 'no event came');
    const end = pack([33, 0, 0, 'powerOff', 0, 2n ** 63n]);
    expectRefusal(withEvents(concat([end, input])), 'a chunk ends at end, but this one goes on');
  });

  it('may be one of very many', () => {
    const record = pack([0, 'a']);
    const payload = new Uint8Array(Math.floor(EVENTS_PAYLOAD_MAX / record.length) * record.length).map(
      (_, i) => record[i % record.length]!,
    );
    expectRefusal(withEvents(payload), 'no event came');
  });
});

describe('a header', () => {
  const withHeader = (fields: Readonly<Record<string, unknown>>) =>
    forgeLog([{ kind: 'header', payload: pack({ ...HEADER, images: [], symbols: [], ...fields }) }]);

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['an unknown field', { hostTime: 5 }, 'header: at most 9 entries were expected, 10 came'],
    ['a text for a number', { shift: '3' }, 'shift: an integer from 0 to 20 was expected, "3" came'],
    ['a shift beyond all bounds', { shift: 53 }, 'shift: an integer from 0 to 20 was expected, 53 came'],
    ['a list for a table', { parameters: [1] }, 'parameters: a map was expected, an array of 1 came'],
    ['a key that is no name', { parameters: { '0': 1 } }, 'parameters: the key "0" is not a name'],
    ['a prototype', { components: { constructor: 'x' } }, 'components: the key "constructor" is not a name'],
    [
      'too many components',
      { components: Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`c${i}`, 'x/1'])) },
      'at most 256 entries',
    ],
    [
      'a digest cut off',
      { symbols: [['a', new Uint8Array(31)]] },
      'SHA-256 of a symbol file: 32 to 32 bytes was expected, 31 bytes came',
    ],
    ['too many images', { images: new Array(65).fill(0) }, 'images: an array of at most 64 was expected'],
    ['an image of 8 GiB', { images: [['bios', 'a', 2 ** 33, new Uint8Array(32), null]] }, 'size of an image'],
    [
      'images of 8 GiB',
      { images: new Array(4).fill(['bios', 'a', 2 ** 31, new Uint8Array(32), null]) },
      `images: at most ${IMAGES_SIZE_MAX} bytes together`,
    ],
  ])('with %s is refused', (_, fields, message) => {
    expectRefusal(withHeader(fields), message);
  });

  it('must be there, whole, and one', () => {
    expectRefusal(forgeLog([]), 'a chunk takes at least 28 bytes, 0 are left', 'truncated');
    expectRefusal(
      forgeLog([{ kind: 'events', payload: new Uint8Array(0) }]),
      'a recording has one header, at its start',
      'damaged',
    );
    expectRefusal(forgeLog([header, header]), 'a recording has one header', 'damaged');
    const { engine, ...rest } = HEADER;
    expect(engine).toBeDefined();
    expectRefusal(forgeLog([{ kind: 'header', payload: pack(rest) }]), 'header: the field engine is missing');
    expectRefusal(forgeLog([{ kind: 'header', payload: pack(rest).subarray(0, 30) }]), 'announces');
    expectRefusal(
      forgeLog([{ kind: 'header', payload: concat([header.payload, Uint8Array.of(0)]) }]),
      'one msgpack value was expected, 2 came',
    );
  });
});

describe('an image', () => {
  const info = (sizeBytes: number, content = new Uint8Array(0)): ImageInfo => ({
    role: 'kernel',
    name: 'a',
    sizeBytes,
    sha256: toHex(sha256(content)),
    loadAddress: null,
  });
  const withImage = (image: ImageInfo, ...chunks: Parameters<typeof forgeLog>[0]) =>
    forgeLog([{ kind: 'header', payload: encodeHeader({ ...HEADER, images: [image] }) }, ...chunks]);
  const map = (...runs: readonly number[]) => ({ kind: 'imageMap' as const, payload: pack([0, runs]) });
  const blocks = (count: number, method: number, bytes: Uint8Array) => ({
    kind: 'blocks' as const,
    payload: pack([count, method, bytes]),
  });

  it('may not be a bomb', () => {
    const bomb = deflate(new Uint8Array(16_000_000));
    expect(bomb.length).toBeLessThan(65_536);
    expectRefusal(withImage(info(65_536), blocks(16, 1, bomb), map(1, 16, 1)), 'does not expand to the 65536 bytes announced');
    expectRefusal(
      withImage(info(4_096), blocks(1, 1, bomb.subarray(0, 4_000)), map(1, 1, 1)),
      'does not expand to the 4096 bytes announced',
    );
    expectRefusal(withImage(info(65_536), blocks(2 ** 20, 1, bomb), map(1, 16, 1)), 'blocks of a pack: an integer from 0 to 16');
  });

  it('may not be short of what its pack announces', () => {
    expectRefusal(
      withImage(info(8_192), blocks(2, 1, deflate(new Uint8Array(4_096))), map(1, 2, 1)),
      'does not expand to the 8192 bytes',
    );
    expectRefusal(
      withImage(info(8_192), blocks(2, 0, new Uint8Array(4_096)), map(1, 2, 1)),
      'blocks of a pack: 8192 to 8192 bytes',
    );
    expectRefusal(withImage(info(4_096), blocks(1, 1, Uint8Array.of(7)), map(1, 1, 1)), 'does not expand');
    expectRefusal(withImage(info(4_096), blocks(1, 2, new Uint8Array(1)), map(1, 1, 1)), 'method of a pack');
  });

  it('must have a map of its size, of blocks that are there', () => {
    expectRefusal(withImage(info(4_096)), 'map of the image kernel: 1 blocks were expected, 0 came');
    expectRefusal(withImage(info(4_096), map(0, 2 ** 20, 0)), 'map of the image kernel: 1 blocks were expected, 1048576 came');
    expectRefusal(withImage(info(4_096), map(0, 2 ** 40, 0)), 'blocks of a run');
    expectRefusal(withImage(info(4_096), map(1, 1, 1)), 'block 1 of the images is missing');
    expectRefusal(
      withImage(info(8_192), blocks(1, 0, new Uint8Array(4_096).fill(1)), map(1, 2, 1)),
      'block 2 of the images is missing',
    );
    expectRefusal(withImage(info(4_096), map(0, 1)), 'triples were expected, 2 numbers came');
    expectRefusal(
      withImage(info(4_096), { kind: 'imageMap', payload: pack([1, [0, 1, 0]]) }),
      'image of a map: an integer from 0 to 0',
    );
  });

  it('is not allocated for its size alone', () => {
    const log = openLog(withImage(info(2 ** 31), map(0, 2 ** 19, 0)));
    withinBounds(() => expect(() => log.readImage(0)).toThrow('at most 1073741824 can be read as one'));
  });

  it('comes before events', () => {
    const event = { kind: 'events' as const, payload: pack([22, 0, 'x']) };
    expectRefusal(withImage(info(0), event, map()), 'images come before events', 'damaged');
  });
});

describe('an index', () => {
  const file = recordLog(EXAMPLE_SETUP, EXAMPLE_EVENTS, EXAMPLE_END);
  const { chunks } = openLog(file);
  const rows = chunks.slice(0, -1).map((frame, i) => ({ ...frame, exits: Number(i === 1), outputBytes: i === 1 ? 2 : 0 }));

  /** The same recording with another index. */
  function withIndex(payload: Uint8Array): Uint8Array {
    const forged = forgeLog([
      ...chunks.slice(0, -1).map((frame) => ({ ...frame, payload: payloadOf(file, frame) })),
      { kind: 'index', payload, firstStep: EXAMPLE_END.step },
    ]);
    return concat([forged, encodeTrailer(chunks.at(-1)!.offset)]);
  }

  it('is as the writer makes it', () => {
    expect(withIndex(encodeIndex(rows)!)).toEqual(file);
  });

  it('is held against the file', () => {
    expectRefusal(withIndex(pack([7, 5, deflate(new Uint8Array(5))])), 'rows of the index: 4 were expected, 7 came');
    expectRefusal(withIndex(pack([4, 2 ** 30, deflate(new Uint8Array(5))])), 'size of the index: an integer from 0 to 160');
    expectRefusal(withIndex(pack([4, 6, deflate(new Uint8Array(5))])), 'does not expand to the 6 bytes announced');
    expectRefusal(withIndex(pack([4, 19, deflate(new Uint8Array(19))])), 'a number is cut off');
    expectRefusal(withIndex(pack([4, 21, deflate(new Uint8Array(21))])), 'the index goes on after its last row');
    expectRefusal(withIndex(pack([4, 20, deflate(new Uint8Array(20))])), 'row 0 of the index is not what the file holds');
  });

  it('must count exits and outputs as they are', () => {
    const wrong = rows.map((row, i) => ({ ...row, exits: Number(i === 2) }));
    expectRefusal(withIndex(encodeIndex(wrong)!), 'the index does not count what this chunk holds');
  });

  it('leaves the events readable when it is wrong', () => {
    const log = openLog(withIndex(pack([7, 5, deflate(new Uint8Array(5))])));
    expect([...log.events()]).toEqual([...EXAMPLE_EVENTS, EXAMPLE_END]);
    expect(log.exitCount()).toBe(1);
  });
});

describe('frames', () => {
  it('may not go back in steps', () => {
    const event = { kind: 'events' as const, payload: pack([22, 0, 'x']) };
    const file = forgeLog([header, { ...event, firstStep: 9 }, { ...event, firstStep: 8 }]);
    expectRefusal(file, 'step 9 or later was expected, 8 came', 'damaged');
  });

  it('may not announce more than there is', () => {
    const file = recordLog(EXAMPLE_SETUP, EXAMPLE_EVENTS, EXAMPLE_END);
    for (const size of [0, 1, 0xff_ffff]) {
      const copy = file.slice();
      new DataView(copy.buffer).setUint32(PREFIX_SIZE + 4, 0x0100_0000 + size, true);
      expectRefusal(copy, /CRC-32C|announced/, 'damaged');
    }
  });

  it('that look likely by the hundred thousand do not make the search after damage slow', () => {
    const one = new Uint8Array(8);
    new DataView(one.buffer).setUint32(4, 0x0603_0000, true); // kind index, 192 KiB
    const likely = new Uint8Array(400_000).map((_, i) => one[i % 8]!);
    const file = concat([recordLog(EXAMPLE_SETUP, []), likely]);
    withinBounds(() => expect(openLog(file).damage).toMatchObject({ kind: 'damaged' }));
  });
});

describe('random bytes', () => {
  const survives = (file: Uint8Array) => {
    try {
      readAll(file);
    } catch (error) {
      expect(error).toBeInstanceOf(LogError);
    }
  };

  it('in place of any payload give a LogError or a recording', () => {
    const kinds = ['header', 'blocks', 'imageMap', 'events', 'keyframe', 'index'] as const;
    const chunk = fc.record({ kind: fc.constantFrom(...kinds), payload: fc.uint8Array({ maxLength: 300 }), firstStep: fc.nat() });
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 4 }), (chunks) => {
        survives(forgeLog(chunks));
        survives(forgeLog([header, ...chunks]));
      }),
    );
  });

  it('of msgpack in place of events give a LogError or a recording', () => {
    const value = fc.oneof(
      fc.integer(),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.uint8Array({ maxLength: 20 }),
      fc.string(),
      fc.constant(null),
    );
    const record = fc.tuple(
      fc.constantFrom(0, 1, 2, 3, 4, 16, 17, 18, 19, 20, 21, 22, 23, 32, 33),
      fc.array(value, { maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 6 }), fc.nat({ max: 3 }), (records, span) => {
        survives(withEvents(concat(records.map(([code, rest]) => pack([code, 0, ...rest]))), 0, span));
      }),
      { numRuns: 500 },
    );
  });

  it('of DEFLATE end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4_000 }), (bytes) => {
        const payload = pack([16, 1, bytes]);
        const image = { role: 'kernel', name: 'a', sizeBytes: 65_536, sha256: '00'.repeat(32), loadAddress: null };
        const log = openLog(
          forgeLog([
            { kind: 'header', payload: encodeHeader({ ...HEADER, images: [image] }) },
            { kind: 'blocks', payload },
            { kind: 'imageMap', payload: pack([0, [1, 16, 1]]) },
          ]),
        );
        expect(() => log.readImage(0)).toThrow(LogError);
      }),
      { numRuns: 500 },
    );
  });

  it('in place of any part of a file give a LogError', () => {
    const file = recordLog(EXAMPLE_SETUP, EXAMPLE_EVENTS, EXAMPLE_END);
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), fc.uint8Array({ minLength: 1, maxLength: 80 }), (offset, bytes) => {
        const copy = concat([file, new Uint8Array(bytes.length)]).subarray(0, Math.max(file.length, offset + bytes.length));
        copy.set(bytes, offset);
        if (Buffer.compare(copy, file) === 0) return;
        expect(() => readAll(copy)).toThrow(LogError);
      }),
    );
  });
});
