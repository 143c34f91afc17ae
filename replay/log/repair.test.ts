/** Whatever is damaged, all that is intact is kept, what is lost is marked, and the result is a recording like others. */
import { describe, expect, it } from 'vitest';
import { LogError } from './error.ts';
import { type Frame, PREFIX_SIZE, TRAILER_SIZE } from './frame.ts';
import type { ImageFile } from './image-encoder.ts';
import { openLog } from './reader.ts';
import { type Repair, repairLog } from './repair.ts';
import { concat, EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, recordLog } from './testing.ts';
import { verifyLog } from './verify.ts';

const image = (role: string, name: string, size: number): ImageFile => ({
  role,
  name,
  loadAddress: null,
  bytes: Uint8Array.from({ length: size }, (_, i) => (i >> 10) ^ (i & 3)),
});
const IMAGES = [image('bios', 'fw.bin', 5_000), image('kernel', 'kernel.elf', 130_000)];
const file = recordLog({ ...EXAMPLE_SETUP, images: IMAGES }, EXAMPLE_EVENTS, EXAMPLE_END);
const frames = openLog(file).chunks;
const [first, second, third] = frames.filter(({ kind }) => kind === 'events') as [Frame, Frame, Frame];
const pieces = [PREFIX_SIZE, ...frames.map(({ offset, sizeBytes }) => offset + sizeBytes)].map((end, i, ends) =>
  file.subarray(i === 0 ? 0 : ends[i - 1], end),
);
const trailer = file.subarray(file.length - TRAILER_SIZE);
const whole = (...chunks: readonly Uint8Array[]) => concat([...chunks, trailer]);

function repaired(damaged: Uint8Array, files: readonly Uint8Array[] = []): Repair & { readonly bytes: Uint8Array } {
  const before = damaged.slice();
  const written: Uint8Array[] = [];
  const repair = repairLog(damaged, files, (bytes) => void written.push(bytes));
  expect(damaged).toEqual(before);
  const bytes = concat(written);
  expect(verifyLog(bytes).problems).toEqual([]);
  expect(openLog(bytes).damage).toBeNull();
  return { ...repair, bytes };
}

function changed(offset: number, pattern = 0x10): Uint8Array {
  const copy = file.slice();
  copy[offset]! ^= pattern;
  return copy;
}

describe('a recording of which nothing is lost comes out as it was', () => {
  it.each<[string, Uint8Array]>([
    ['and nothing was wrong', file],
    ['when its trailer is damaged', changed(file.length - 3)],
    ['when its index is damaged', changed(frames.at(-1)!.offset + 30)],
    ['when its index is missing', file.subarray(0, frames.at(-1)!.offset)],
    ['when bytes were added to it', concat([file, new Uint8Array(100)])],
    ['when it comes twice', concat([file, file])],
    ['when bytes came between chunks', concat([...pieces.slice(0, -2), Uint8Array.of(1, 2, 3), ...pieces.slice(-2), trailer])],
    ['when chunks were doubled', whole(...pieces.slice(0, -1), ...pieces.slice(-3))],
    ['when chunks were swapped', whole(...pieces.slice(0, -4), pieces.at(-3)!, pieces.at(-4)!, ...pieces.slice(-2))],
  ])('%s', (_, damaged) => {
    const { bytes, lost, lostImages, runsTo } = repaired(damaged);
    expect({ lost, lostImages, runsTo }).toEqual({ lost: [], lostImages: [], runsTo: EXAMPLE_END.step });
    expect(bytes).toEqual(file);
  });
});

describe('a chunk of events that is damaged', () => {
  it('leaves a hole wherever the damage is: what is before is the recording, what is after is kept', () => {
    for (let offset = second.offset; offset < third.offset; offset += 5)
      for (const pattern of [0x11]) {
        const { bytes, lost, chunksKept, runsTo, eventsAfter } = repaired(changed(offset, pattern));
        const gap = { offset: second.offset, sizeBytes: second.sizeBytes, firstStep: first.lastStep, lastStep: third.firstStep };
        expect(lost, `byte ${offset}`).toMatchObject([gap]);
        expect({ chunksKept, runsTo, eventsAfter }).toEqual({
          chunksKept: frames.length - 2,
          runsTo: first.lastStep,
          eventsAfter: 2,
        });
        const log = openLog(bytes);
        const { offset: at, sizeBytes, firstStep: step, lastStep: toStep } = gap;
        expect(log.hole).toEqual({ what: 'steps', step, toStep, offset: at, sizeBytes });
        expect(log.end).toBeNull();
        expect([...log.events()]).toEqual(EXAMPLE_EVENTS.filter((event) => event.step <= first.lastStep));
        const mark = {
          kind: 'input/perturbed',
          step,
          seq: 0,
          details: { lost: 'steps', of: toStep, offset: at, bytes: sizeBytes },
        };
        const after = [...EXAMPLE_EVENTS, EXAMPLE_END].filter((event) => event.step >= third.firstStep);
        expect([...log.allEvents()].slice(-after.length - 1)).toEqual([mark, ...after]);
      }
  }, 30_000);

  it('and is left out leaves the same hole', () => {
    const { lost, runsTo } = repaired(whole(...pieces.filter((_, i) => i !== frames.indexOf(second) + 1)));
    expect(lost).toMatchObject([{ sizeBytes: 0, firstStep: first.lastStep, lastStep: third.firstStep }]);
    expect(runsTo).toBe(first.lastStep);
  });

  it('leaves checkpoints after it the digests that were stored since', () => {
    const unchanged = { ...EXAMPLE_SETUP, images: [] };
    const checkpoints = EXAMPLE_EVENTS.filter((event) => event.kind === 'checkpoint').flatMap((event) => [
      event,
      { ...event, step: event.step + 1, now: event.now + 8, digests: { ...event.digests, uart0: BigInt(event.step) } },
    ]);
    const original = recordLog(unchanged, checkpoints, EXAMPLE_END);
    const second = openLog(original).chunks[2]!;
    original[second.offset + 40]! ^= 1;
    const log = openLog(repaired(original).bytes);
    const digests = [...log.allEvents()].flatMap((event) => (event.kind === 'checkpoint' ? [Object.keys(event.digests)] : []));
    expect(digests).toEqual([
      ['hart0', 'memory', 'uart0'],
      ['memory', 'uart0'],
      ['memory', 'uart0'],
    ]);
  });
});

describe('a file that was cut off', () => {
  it('goes to where it is whole, wherever that is', () => {
    const headerEnd = frames[0]!.offset + frames[0]!.sizeBytes;
    const ends = frames.map(({ offset, sizeBytes }) => offset + sizeBytes);
    const lengths = ends.flatMap((end) => [end - 1, end, end + 1, end + 40]).filter((length) => length < file.length);
    for (const length of lengths) {
      const damaged = file.subarray(0, length);
      if (length < headerEnd) {
        expect(() => repairLog(damaged, [], () => {})).toThrow(LogError);
        continue;
      }
      const { bytes, lost } = repaired(
        damaged,
        IMAGES.map(({ bytes }) => bytes),
      );
      const kept = frames.findLast(({ offset, sizeBytes, kind }) => kind === 'events' && offset + sizeBytes <= length);
      const log = openLog(bytes);
      expect([...log.events()], `${length} bytes`).toEqual(
        [...EXAMPLE_EVENTS, EXAMPLE_END].filter(({ step }) => kept !== undefined && step <= kept.lastStep),
      );
      expect(lost).toMatchObject(log.end === null ? [{ firstStep: kept?.lastStep ?? 0, lastStep: null }] : []);
    }
  });
});

describe('images that are damaged', () => {
  const packs = frames.filter(({ kind }) => kind === 'blocks');

  it('are lost one by one, and a recording without them says so', () => {
    expect(packs).toHaveLength(3);
    const { bytes, lost, lostImages, runsTo, eventsAfter } = repaired(changed(packs[1]!.offset + 50));
    expect(lostImages).toMatchObject([{ role: 'kernel' }]);
    expect({ lost, runsTo, eventsAfter }).toEqual({ lost: [], runsTo: 0, eventsAfter: 0 });
    const log = openLog(bytes);
    expect(log.lost).toEqual([{ what: 'image', image: 1, offset: packs[1]!.offset, sizeBytes: packs[1]!.sizeBytes }]);
    expect(log.readImage(0)).toEqual(IMAGES[0]!.bytes);
    expect(() => log.readImage(1)).toThrow(
      /the image kernel \(kernel\.elf\) was lost with a damaged file; repair that file again with `--image/,
    );
    expect([...log.events()].slice(1)).toEqual([...EXAMPLE_EVENTS, EXAMPLE_END]);
  });

  it('are put back from the files that were recorded: then nothing is lost', () => {
    const files = [new Uint8Array(7), ...IMAGES.map(({ bytes }) => bytes)];
    for (const frame of frames.filter(({ kind }) => kind === 'blocks' || kind === 'imageMap'))
      for (const offset of [0, 4, 7, 9, 18, 30].map((at) => frame.offset + at)) {
        const { bytes } = repaired(changed(offset), files);
        expect(bytes).toEqual(file);
      }
    const headerOnly = repaired(concat([pieces[0]!, pieces[1]!, ...pieces.slice(frames.indexOf(first) + 1), trailer]), files);
    expect(headerOnly.bytes).toEqual(file);
  });
});

it('nothing can be saved without the header', () => {
  expect(() => repairLog(changed(frames[0]!.offset + 40), [], () => {})).toThrow(
    /^byte 16, steps 0 to 0: .*; copy the file again$/,
  );
  expect(() => repairLog(changed(3), [], () => {})).toThrow(LogError);
});

it('a repaired recording can be repaired', () => {
  const once = repaired(changed(second.offset + 40)).bytes;
  expect(repaired(once).bytes).toEqual(once);
  const lastEvents = openLog(once).chunks.findLast(({ kind }) => kind === 'events')!;
  const twice = once.slice();
  twice[lastEvents.offset + 30]! ^= 1;
  expect(openLog(repaired(twice).bytes).lost).toMatchObject([{ toStep: third.firstStep }, { toStep: null }]);
});
