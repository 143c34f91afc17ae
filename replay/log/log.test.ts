/** Writing and reading again, whole recordings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEvents } from './canonical.ts';
import { LogError } from './error.ts';
import { payloadOf } from './frame.ts';
import { CHUNK_FULL_BYTES, COMPLETE_CHECKPOINT_SPACING } from './limits.ts';
import { unpackAll } from './msgpack.ts';
import { openLog } from './reader.ts';
import { anyEvents, ascii, checkpointAt, EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, endAt, recordLog } from './testing.ts';
import type { LogEvent } from './types.ts';
import { LogWriter } from './writer.ts';

const END = endAt(2 ** 45);

describe('a recording', () => {
  it('gives back its header and one of every event', () => {
    const log = openLog(recordLog(EXAMPLE_SETUP, EXAMPLE_EVENTS, EXAMPLE_END));
    expect(log.damage).toBeNull();
    expect(log.header).toEqual({ ...EXAMPLE_SETUP, images: [] });
    expect([...log.events()]).toEqual([...EXAMPLE_EVENTS, EXAMPLE_END]);
    expect(log.end).toEqual(EXAMPLE_END);
    expect(log.lastStep).toBe(2 ** 21 + 1);
  });

  it('gives back any events', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const log = openLog(recordLog(EXAMPLE_SETUP, events, END));
        expect(log.damage).toBeNull();
        expect([...log.events()]).toEqual([...events, END]);
      }),
    );
  });

  it('gives back the events from any step on', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat({ max: 2 ** 21 }), (events, fromStep) => {
        const log = openLog(recordLog(EXAMPLE_SETUP, events, END));
        expect([...log.events(fromStep)]).toEqual([...events, END].filter(({ step }) => step >= fromStep));
      }),
    );
  });

  it('finds every exit by its number, with its index and without', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const exits = events.filter(({ kind }) => kind === 'exit');
        for (const file of [recordLog(EXAMPLE_SETUP, events, END), recordLog(EXAMPLE_SETUP, events)]) {
          const log = openLog(file);
          expect(log.exitCount()).toBe(exits.length);
          expect(exits.map((_, i) => log.exitAt(i))).toEqual(exits);
          expect(log.exitAt(exits.length)).toBeUndefined();
        }
      }),
    );
  });

  it('is the same bytes for the same events, whatever order tables were made in', () => {
    const parameters = Object.fromEntries(Object.entries(EXAMPLE_SETUP.parameters).reverse());
    const components = Object.fromEntries(Object.entries(EXAMPLE_SETUP.components).reverse());
    fc.assert(
      fc.property(anyEvents, (events) => {
        const copy = structuredClone(events) as typeof events;
        expect(recordLog({ ...EXAMPLE_SETUP, parameters, components }, copy, END)).toEqual(recordLog(EXAMPLE_SETUP, events, END));
      }),
    );
  });

  it('begins with these bytes', () => {
    expect(Buffer.from(recordLog(EXAMPLE_SETUP, []).subarray(0, 44)).toString('hex')).toBe(
      '8952504c0d0a1a0a' + // magic number
        '01000000' + // version 1
        'ac127ff8' + // CRC-32C of what is before
        'e109b205' + // CRC-32C of the rest of the chunk
        '21010001' + // payload of 0x121 bytes, kind 1
        '0273fbd0f7eb5974' + // SHA-256 of the first 16 bytes, cut
        '0000000000000000' + // first step
        '00000000', // steps after it
    );
  });
});

describe('a chunk', () => {
  /** Last events of the chunks that the sink got, apart from header, trailer and index. */
  function chunkEnds(events: readonly LogEvent[]): (number | undefined)[] {
    const file = recordLog(EXAMPLE_SETUP, events as never);
    return openLog(file)
      .chunks.slice(1)
      .map(({ lastStep }) => lastStep);
  }
  const input = (step: number, size: number): LogEvent => ({
    kind: 'input',
    step,
    seq: 0,
    device: 0,
    bytes: new Uint8Array(size),
  });

  it('ends at each checkpoint', () => {
    expect(chunkEnds([input(1, 1), checkpointAt(2, [1n, 2n, 3n]), input(3, 1), checkpointAt(4, [1n, 2n, 3n])])).toEqual([2, 4]);
  });

  it('ends before the event that would take it past 64 KiB', () => {
    const overhead = 5 + 3; // array, code, step, seq, device; bin 16
    const half = CHUNK_FULL_BYTES / 2;
    expect(chunkEnds([input(1, half - overhead), input(2, half - overhead)])).toEqual([2]);
    expect(chunkEnds([input(1, half - overhead), input(2, half - overhead + 1)])).toEqual([1, 2]);
    expect(chunkEnds([input(1, half), input(2, half), input(3, 1)])).toEqual([1, 3]);
    expect(chunkEnds([input(1, 1), input(2, 100_000), input(3, 1)])).toEqual([1, 2, 3]);
  });

  it('ends where the writer is told before idling, and not when nothing came', () => {
    const pieces: Uint8Array[] = [];
    const writer = new LogWriter((bytes) => void pieces.push(bytes), EXAMPLE_SETUP);
    expect(pieces).toHaveLength(2);
    writer.endChunk();
    expect(pieces).toHaveLength(2);
    writer.append({ kind: 'output', step: 5, device: 0, bytes: ascii('$') });
    expect(pieces).toHaveLength(2);
    writer.endChunk();
    writer.endChunk();
    expect(pieces).toHaveLength(3);
  });

  it('is split where its steps do not fit the frame', () => {
    expect(chunkEnds([input(1, 1), input(2 ** 32, 1), input(2 ** 32 + 1, 1)])).toEqual([2 ** 32, 2 ** 32 + 1]);
    const output = (step: number): LogEvent => ({ kind: 'output', step, device: 0, bytes: ascii('a') });
    expect(chunkEnds([output(0), output(2 ** 33)])).toEqual([0, 2 ** 33]);
  });
});

describe('outputs', () => {
  const output = (step: number, text: string, device = 0): LogEvent => ({ kind: 'output', step, device, bytes: ascii(text) });
  const line = Array.from('hello, world\n', (character, i) => output(1_000 + 40 * i, character));

  it('of a line take two bytes a character and one frame', () => {
    const bytes = recordLog(EXAMPLE_SETUP, line as never).length - recordLog(EXAMPLE_SETUP, []).length;
    // frame, array of 5, code, step 0, device, and twice bin 8 with its length
    expect(bytes).toBe(28 + 4 + 2 + line.length + 2 + line.length);
  });

  it('begin a new record after a newline and after 64 bytes', () => {
    const recordsOf = (events: readonly LogEvent[]) => {
      const file = recordLog(EXAMPLE_SETUP, events as never);
      return unpackAll(payloadOf(file, openLog(file).chunks[1]!)).map(
        (record) => (record as [number, number, number, Uint8Array])[3].length,
      );
    };
    const typed = (text: string) => Array.from(text, (character, i) => output(i, character));
    expect(recordsOf(typed('ab\ncd\n\ne'))).toEqual([3, 3, 1, 1]);
    expect(recordsOf(typed('a'.repeat(130)))).toEqual([64, 64, 2]);
    expect(recordsOf([output(1, 'a'.repeat(63)), output(2, 'b'.repeat(100)), output(3, 'c')])).toEqual([163, 1]);
  });

  it('are recorded apart when something comes between', () => {
    const events = [...line.slice(0, 3), output(1_100, 'x', 1), ...line.slice(3)];
    expect([...openLog(recordLog(EXAMPLE_SETUP, events as never, END)).events()]).toEqual([...events, END]);
  });

  it('longer than 16 KiB are recorded as several, and those of no bytes as none', () => {
    const long = output(7, 'a'.repeat(40_000));
    const events = [...openLog(recordLog(EXAMPLE_SETUP, [long, output(8, '')] as never, END)).events()];
    expect(events.slice(0, -1)).toEqual(canonicalEvents(long));
    expect(events.map((event) => event.kind === 'output' && event.bytes.length)).toEqual([16_384, 16_384, 7_232, false]);
  });
});

describe('checkpoints', () => {
  const spacing = 2 ** 20;
  const events = Array.from({ length: 2 * COMPLETE_CHECKPOINT_SPACING + 10 }, (_, i) =>
    checkpointAt((i + 1) * spacing, [BigInt(i), BigInt(i >> 3), 9n]),
  );
  const log = openLog(recordLog(EXAMPLE_SETUP, events, END));

  it('have every digest, though only those that changed are stored', () => {
    expect([...log.checkpoints()]).toEqual(events);
  });

  it('store every digest each 256th time', () => {
    const sizes = log.chunks.filter(({ kind }) => kind === 'events').map(({ sizeBytes }) => sizeBytes);
    const isComplete = (i: number) => sizes[i]! > sizes[i + 1]! + 9;
    expect([0, 1, 128, 255, 256, 257, 512].filter(isComplete)).toEqual([0, 256, 512]);
  });

  it('have every digest when reading begins in the middle', () => {
    for (const i of [0, 1, 255, 256, 257, 300, 511, 512, 521])
      expect([...log.checkpoints(events[i]!.step)]).toEqual(events.slice(i));
  });
});

describe('a text that a guest made too long or ill-formed', () => {
  it.each([
    [`\ud800${'é'.repeat(300)}`, `\ufffd${'é'.repeat(254)}…`],
    ['a\udc00b', 'a\ufffdb'],
    ['😀', '😀'],
    [`${'a'.repeat(254)}😀b`, `${'a'.repeat(254)}\ufffd…`],
  ])('is recorded as UTF-8 of at most 256 units: %j', (what, recorded) => {
    const events: LogEvent[] = [
      { kind: 'notImplemented', step: 1, what },
      { kind: 'exit', step: 1, hart: 0, reason: what, details: { [what]: what }, digest: 0n },
    ];
    expect([...openLog(recordLog(EXAMPLE_SETUP, events as never)).events()]).toEqual([
      { kind: 'notImplemented', step: 1, what: recorded },
      { kind: 'exit', step: 1, hart: 0, reason: recorded, details: { [recorded]: recorded }, digest: 0n },
    ]);
  });
});

describe('a recording that was not ended', () => {
  it('can be read up to its last chunk, and says so', () => {
    const log = openLog(recordLog(EXAMPLE_SETUP, EXAMPLE_EVENTS));
    expect([...log.events()]).toEqual(EXAMPLE_EVENTS);
    expect(log.end).toBeNull();
    expect(log.damage).toBeInstanceOf(LogError);
    expect(log.damage).toMatchObject({ kind: 'truncated', firstStep: 2 ** 21 + 1, lastStep: null });
  });
});

describe('the writer', () => {
  const writer = () => new LogWriter(() => {}, EXAMPLE_SETUP);

  it('refuses what would make the recording wrong', () => {
    const back = writer();
    back.append(checkpointAt(5, [1n, 2n, 3n]));
    expect(() => back.append(checkpointAt(4, [1n, 2n, 3n]))).toThrow('log: checkpoint at step 4 after step 5');
    expect(() => writer().append({ kind: 'idle', step: 5, now: 39 })).toThrow(
      'log: now is 39 at step 5, which is less than step << 3',
    );
    expect(() => writer().append({ kind: 'checkpoint', step: 5, now: 40, flow: 1n, digests: { hart0: 1n } })).toThrow(
      'log: the checkpoint at step 5 lacks a digest of memory',
    );
    expect(() => new LogWriter(() => {}, { ...EXAMPLE_SETUP, parameters: { __proto__x: 1 } })).toThrow(
      '"__proto__x" is not a name',
    );
    const ended = writer();
    ended.end(endAt(1));
    expect(() => ended.append(checkpointAt(5, [1n, 2n, 3n]))).toThrow('log: checkpoint at step 5 after the end');
  });
});
