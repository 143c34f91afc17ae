import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogFile, openLogFile } from './file.ts';
import { openLog } from './reader.ts';
import { anyEvents, EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, endAt, recordLog } from './testing.ts';
import { LogWriter } from './writer.ts';

describe('a recording in a file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-log-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is in the file as soon as a chunk ends, and replaces what was there', () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, new Uint8Array(100_000));
    for (const _ of ['over something else', 'over a recording']) {
      const file = createLogFile(path);
      const writer = new LogWriter(file.sink, EXAMPLE_SETUP);
      for (const event of EXAMPLE_EVENTS) {
        writer.append(event);
        if (event.kind === 'checkpoint') expect(openLog(readFileSync(path)).lastStep).toBe(event.step);
      }
      writer.end(EXAMPLE_END);
      file.close();
    }
    expect([...openLogFile(path).events()]).toEqual([...EXAMPLE_EVENTS, EXAMPLE_END]);
    expect(Buffer.compare(readFileSync(path), recordLog(EXAMPLE_SETUP, EXAMPLE_EVENTS, EXAMPLE_END))).toBe(0);
  });

  it('has a chunk that goes on as far as it was drafted, and the same bytes in the end', () => {
    const path = join(folder, 'drafted.log');
    fc.assert(
      fc.property(anyEvents, fc.array(fc.boolean(), { minLength: 1 }), (events, drafts) => {
        const file = createLogFile(path);
        const writer = new LogWriter(file.sink, EXAMPLE_SETUP);
        for (const [i, event] of events.entries()) {
          writer.append(event);
          if (drafts[i % drafts.length] !== true) continue;
          const draft = writer.draftChunk();
          if (draft !== undefined) file.draft(draft);
          expect([...openLogFile(path).events()]).toEqual(events.slice(0, i + 1));
          expect(writer.draftChunk()).toBeUndefined();
        }
        const end = endAt(2 ** 45);
        writer.end(end);
        file.close();
        expect(Buffer.compare(readFileSync(path), recordLog(EXAMPLE_SETUP, events, end))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});
