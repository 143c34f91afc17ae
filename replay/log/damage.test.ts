/** No changed, missing, added or foreign byte goes unseen, and the answer says where. */
import { describe, expect, it } from 'vitest';
import { LogError } from './error.ts';
import { encodeChunk, encodePrefix, FRAME_SIZE, type Frame, linkAfter, PREFIX_SIZE, payloadOf, TRAILER_SIZE } from './frame.ts';
import type { ImageFile } from './image-encoder.ts';
import { type LogReader, openLog } from './reader.ts';
import { concat, EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, recordLog } from './testing.ts';

const image: ImageFile = {
  role: 'bios',
  name: 'fw.bin',
  loadAddress: 0x8000_0000,
  bytes: Uint8Array.from({ length: 5_000 }, (_, i) => i >> 6),
};
const SETUP = { ...EXAMPLE_SETUP, images: [image] };
const file = recordLog(SETUP, EXAMPLE_EVENTS, EXAMPLE_END);
const frames = openLog(file).chunks;
const LAST_STEP = EXAMPLE_END.step;

/** The error of opening, whether it is thrown or told. */
function damageOf(bytes: Uint8Array): LogError | null {
  return opened(bytes).damage;
}

function opened(bytes: Uint8Array): Pick<LogReader, 'damage'> & Partial<Pick<LogReader, 'events'>> {
  try {
    return openLog(bytes);
  } catch (error) {
    if (error instanceof LogError) return { damage: error };
    throw error;
  }
}

/** The chunk that holds the byte, or undefined in prefix and trailer. */
function frameAt(offset: number): Frame | undefined {
  return frames.find((frame) => offset >= frame.offset && offset < frame.offset + frame.sizeBytes);
}

function changed(offset: number, pattern: number): Uint8Array {
  const copy = file.slice();
  copy[offset]! ^= pattern;
  return copy;
}

describe('a changed byte', () => {
  const offsets = Array.from(file, (_, offset) => offset);

  it.each([0x01, 0x80, 0x55, 0xff])('is found wherever it is (pattern %i)', (pattern) => {
    for (const offset of offsets) {
      const damage = damageOf(changed(offset, pattern));
      const frame = frameAt(offset);
      const expected = frame?.offset ?? (offset < PREFIX_SIZE ? 0 : file.length - TRAILER_SIZE);
      expect(damage, `byte ${offset}`).toMatchObject({ kind: 'damaged', offset: expected });
      expect(damage!.message).toMatch(/^byte \d+, steps \d+ to (\d+|the end): /);
    }
  });

  it('is told with the steps that are lost, and what is before can be read', () => {
    const [first, second, third] = frames.filter(({ kind }) => kind === 'events') as [Frame, Frame, Frame];
    for (let offset = second.offset; offset < third.offset; offset++) {
      const log = opened(changed(offset, 0x10));
      expect(log.damage).toMatchObject({ firstStep: first.lastStep, lastStep: third.firstStep });
      expect([...log.events!()]).toEqual(EXAMPLE_EVENTS.filter(({ step }) => step <= first.lastStep));
    }
  });

  it('in the index loses no step', () => {
    const index = frames.at(-1)!;
    const log = opened(changed(index.offset + FRAME_SIZE + 4, 0x10));
    expect(log.damage).toMatchObject({ kind: 'damaged', firstStep: LAST_STEP, lastStep: LAST_STEP });
    expect([...log.events!()]).toEqual([...EXAMPLE_EVENTS, EXAMPLE_END]);
  });

  it('is named in words', () => {
    const second = frames.filter(({ kind }) => kind === 'events')[1]!;
    expect(damageOf(changed(second.offset + 40, 1))!.message).toBe(
      `byte ${second.offset}, steps 1048576 to 2097153: the CRC-32C of a chunk of kind events does not hold; copy the file again, or save what is intact with \`replay repair\``,
    );
  });
});

describe('a file that is cut off', () => {
  it('is found wherever that is, and what is whole can be read', () => {
    for (let length = 0; length < file.length; length++) {
      const log = opened(file.subarray(0, length));
      expect(log.damage, `${length} bytes`).toBeInstanceOf(LogError);
      const lastWhole = frames.findLast(({ offset, sizeBytes, kind }) => kind === 'events' && offset + sizeBytes <= length);
      const headerEnd = frames[0]!.offset + frames[0]!.sizeBytes;
      if (length < headerEnd) {
        expect(log.events).toBeUndefined();
        continue;
      }
      expect(log.damage!.kind).toBe('truncated');
      const readable = [...EXAMPLE_EVENTS, EXAMPLE_END].filter(
        ({ step }) => lastWhole !== undefined && step <= lastWhole.lastStep,
      );
      expect([...log.events!()], `${length} bytes`).toEqual(readable);
    }
  });

  it('is told with its offset and steps', () => {
    const second = frames.filter(({ kind }) => kind === 'events')[1]!;
    expect(damageOf(file.subarray(0, second.offset + 50))!.message).toBe(
      `byte ${second.offset}, steps 1048576 to the end: the file was cut off here: the chunk has ${second.sizeBytes} bytes, 50 are left; ` +
        'copy the file again, or save what is intact with `replay repair`',
    );
  });
});

describe('bytes that are too many', () => {
  it('are found after the end', () => {
    for (const extra of [1, 16, 28, 100])
      expect(damageOf(concat([file, new Uint8Array(extra)]))).toMatchObject({
        kind: 'damaged',
        offset: file.length - TRAILER_SIZE,
      });
    expect(damageOf(concat([file, file]))).toMatchObject({ kind: 'damaged' });
  });

  it('are found between chunks', () => {
    for (const { offset } of frames) {
      const damage = damageOf(concat([file.subarray(0, offset), Uint8Array.of(0), file.subarray(offset)]));
      expect(damage).toMatchObject({ kind: 'damaged', offset });
    }
  });
});

describe('chunks that are intact but not in their place', () => {
  const pieces = [PREFIX_SIZE, ...frames.map(({ offset, sizeBytes }) => offset + sizeBytes)].map((end, i, ends) =>
    file.subarray(i === 0 ? 0 : ends[i - 1], end),
  );
  const trailer = file.subarray(file.length - TRAILER_SIZE);

  it('are found when one is left out', () => {
    for (let i = 2; i < pieces.length; i++)
      expect(damageOf(concat([...pieces.filter((_, j) => j !== i), trailer]))).not.toBeNull();
  });

  it('are found when one comes twice', () => {
    for (let i = 1; i < pieces.length; i++)
      expect(damageOf(concat([...pieces.slice(0, i + 1), ...pieces.slice(i), trailer]))).toMatchObject({ kind: 'damaged' });
  });

  it('are found when one is from another recording', () => {
    const other = recordLog(
      SETUP,
      EXAMPLE_EVENTS.map((event) => (event.kind === 'output' ? { ...event, device: 1 } : event)),
      EXAMPLE_END,
    );
    expect(other.length).toBe(file.length);
    const differing = frames.filter(({ kind }) => kind === 'events').slice(1);
    for (const { offset, sizeBytes } of differing) {
      const spliced = file.slice();
      spliced.set(other.subarray(offset, offset + sizeBytes), offset);
      const damage = damageOf(spliced);
      expect(damage).toMatchObject({ kind: 'damaged', offset });
      expect(damage!.message).toContain('does not follow the one before it');
    }
  });
});

describe('a recording of another version', () => {
  const ofVersion = (version: number) => concat([encodePrefix(version), file.subarray(PREFIX_SIZE)]);

  it('is refused by name', () => {
    expect(damageOf(ofVersion(2))).toMatchObject({ kind: 'version', offset: 0 });
    expect(damageOf(ofVersion(2))!.message).toBe(
      'byte 0, steps 0 to the end: format 2 is newer than this build reads (1 to 1); use a newer replay',
    );
    expect(damageOf(ofVersion(0))!.message).toContain('format 0 is older than this build reads (1 to 1)');
  });
});

describe('a file that is no recording', () => {
  it('is refused as such', () => {
    for (const text of ['', 'x', '\x7fELF\x02\x01\x01', '#!/usr/bin/env node\nconsole.log()'])
      expect(damageOf(Buffer.from(text, 'latin1'))).toMatchObject({ kind: 'notALog', offset: 0 });
  });

  it('is called damaged when it went through a transfer as text', () => {
    const text = Buffer.from(Buffer.from(file).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    expect(damageOf(text)).toMatchObject({ kind: 'damaged' });
  });
});

describe('an image that was swapped', () => {
  it('is found when it is read, though every checksum was made to hold', () => {
    const swapped = recordLog({ ...SETUP, images: [{ ...image, bytes: image.bytes.map((byte) => byte ^ 1) }] }, []);
    const pieces: Uint8Array[] = [file.subarray(0, PREFIX_SIZE)];
    for (const frame of frames) {
      const source = frame.kind === 'blocks' ? swapped : file;
      const from = frame.kind === 'blocks' ? openLog(swapped).chunks.find(({ kind }) => kind === 'blocks')! : frame;
      if (frame.kind === 'index') break; // left out: it would tell the size of the other blocks
      pieces.push(encodeChunk({ ...frame, link: linkAfter(pieces.at(-1)!), payload: payloadOf(source, from) }));
    }
    const log = openLog(concat(pieces));
    expect(log.chunks).toHaveLength(frames.length - 1);
    expect(() => log.readImage(0)).toThrow(LogError);
    expect(() => [...log.imageBlocks(0)]).toThrow(
      /the image bios \(fw.bin\) is another one: SHA-256 [0-9a-f]{64} was recorded, [0-9a-f]{64} is in the file/,
    );
  });
});
