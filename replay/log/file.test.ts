import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogFile, openLogFile } from './file.ts';
import { openLog } from './reader.ts';
import { EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, recordLog } from './testing.ts';
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
});
