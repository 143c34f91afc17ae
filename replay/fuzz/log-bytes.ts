/** Recordings whose bytes are damaged, and recordings whose checksums hold but whose content somebody made up. */

import { programNames, recordProgram, requestFor, rewriteLog } from '../engine/testing.ts';
import type { LogEvent } from '../log/types.ts';
import type { LogSetup } from '../log/writer.ts';
import type { Random } from '../oracle/random.ts';
import { replayBounded } from './bounded-replay.ts';
import { Finding, type Fuzzer } from './fuzzer.ts';
import { mutate } from './mutate.ts';

let recordings: readonly Uint8Array<ArrayBuffer>[] | undefined;

/** Small recordings with everything in them that the programs do. */
function originals(): readonly Uint8Array<ArrayBuffer>[] {
  recordings ??= programNames.map(
    (name) =>
      recordProgram(requestFor(name), [
        { steps: 400, idleNs: 300_000 },
        { keys: 'ab' },
        { steps: 400, idleNs: 300_000 },
        { keys: 'q' },
        { steps: 300, idleNs: 0 },
      ]).bytes,
  );
  return recordings;
}

export const logBytes: Fuzzer = {
  name: 'log-bytes',
  claim: 'a damaged recording is refused, or replays to the end it tells or to where it was cut',
  sampleRuns: 300,
  run(random) {
    const original = random.pick(originals());
    const bytes = mutate(original, random);
    const summary = replayBounded(bytes);
    // Every byte is under a checksum: a changed file may lose its end, and never tell another run.
    if (summary !== undefined && summary.mismatch !== null)
      throw new Finding(`a damaged file was replayed as if it were whole, and differed: ${JSON.stringify(summary.mismatch)}`);
  },
};

export const logContent: Fuzzer = {
  name: 'log-content',
  claim: 'a made-up recording is refused, or replays to its end or to where it differs',
  sampleRuns: 60,
  run(random) {
    const original = random.pick(originals());
    let forged: Uint8Array;
    try {
      forged = rewriteLog(original, { header: (setup) => forgeHeader(setup, random), events: (all) => forgeEvents(all, random) });
    } catch {
      return; // the writer does not write such a thing, which its own tests check
    }
    replayBounded(forged);
  },
};

const NUMBERS = [0, 1, 2, 3, 15, 16, 4096, 2 ** 21, 2 ** 22, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -1, 0.5];

function forgeHeader(setup: LogSetup, random: Random): LogSetup {
  if (random.chance(50)) return setup;
  switch (random.below(5)) {
    case 0: {
      const name = random.pick(Object.keys(setup.parameters));
      return {
        ...setup,
        parameters: { ...setup.parameters, [name]: random.pick([...NUMBERS, 'serial', 'virtio', null, true, 5n]) },
      };
    }
    case 1:
      return { ...setup, shift: random.pick([0, 1, 3, 10, 11, 63]) };
    case 2:
      return { ...setup, append: 'x'.repeat(random.below(3000)) };
    case 3:
      return { ...setup, components: { ...setup.components, [random.pick(['hart0', 'hart7', 'serial', 'x'])]: 'other/1' } };
    default:
      return {
        ...setup,
        images: setup.images.map((image) => ({
          ...image,
          role: random.pick(['bios', 'kernel', 'initrd', 'drive0', 'drive7', 'pflash0', 'pflash1', 'x']),
          bytes: random.chance(50) ? mutate(image.bytes, random) : image.bytes,
        })),
      };
  }
}

function forgeEvents(all: readonly LogEvent[], random: Random): readonly LogEvent[] {
  let events = [...all];
  for (let count = random.below(4); count > 0; count--) {
    const at = random.below(events.length);
    const event = events[at];
    if (event === undefined) return events;
    switch (random.below(6)) {
      case 0:
        events.splice(at, 1);
        break;
      case 1:
        events.splice(at, 0, event);
        break;
      case 2:
        events = [...events.slice(0, at), { ...event, step: event.step + random.pick([0, 1, 7, 100]) }, ...events.slice(at + 1)];
        break;
      case 3:
        events.splice(at, 0, {
          kind: 'input',
          step: event.step,
          seq: 9,
          device: random.pick([0, 3, 4, 14, 15, 1000]),
          bytes: bytesOf(random),
        });
        break;
      case 4:
        events.splice(at, 0, { kind: 'idle', step: event.step, now: random.pick([8 * event.step, 1e9, 2 ** 52, 2 ** 53 - 1]) });
        break;
      default:
        if ('now' in event) events.splice(at, 1, { ...event, now: event.now + random.pick([8, 1e6, 2 ** 50]) });
    }
  }
  return events;
}

const bytesOf = (random: Random) => Uint8Array.from({ length: random.pick([0, 1, 3, 70_000]) }, () => random.below(256));
