/** The matchers, on small recordings. The fixtures' tests use them too. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Action, recordProgram, requestFor } from './engine/testing.ts';
import './vitest.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-vitest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (file: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, file), bytes);
  return join(folder, file);
};
const run = (steps: number): Action => ({ steps, idleNs: 0 });
const recorded = (keys: string, idle: number) =>
  recordProgram(requestFor('echo'), [run(idle), { keys }, run(300), { keys: 'q' }, run(300)]).bytes;

const [golden, later, other] = [recorded('hi', 300), recorded('hi', 400), recorded('ho', 300)];
const path = write('golden.log', golden);
const messageOf = (assert: () => void): string => {
  try {
    assert();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
};

/** What vitest is told of snapshots. */
function withUpdate(mode: string, test: () => void): void {
  const { snapshotState } = expect.getState();
  const before: unknown = Reflect.get(snapshotState, '_updateSnapshot');
  Reflect.set(snapshotState, '_updateSnapshot', mode);
  try {
    test();
  } finally {
    Reflect.set(snapshotState, '_updateSnapshot', before);
  }
}

describe('toReplay', () => {
  it('passes for a recording that runs as recorded, by path or bytes', () => {
    expect(path).toReplay();
    expect(golden).toReplay();
    expect(messageOf(() => expect(golden).not.toReplay())).toBe('did not expect the recording to replay');
  });

  it('fails with the reason for what is none', () => {
    expect(messageOf(() => expect(Uint8Array.of(1, 2, 3)).toReplay())).toMatch(/this is not a recording/);
    expect(messageOf(() => expect(join(folder, 'none.log')).toReplay())).toMatch(/no such file/);
  });
});

describe('toMatchGoldenTrace', () => {
  it('compares a recording, as much as is asked for', () => {
    expect(golden).toMatchGoldenTrace(path);
    expect(later).not.toMatchGoldenTrace(path);
    expect(later).toMatchGoldenTrace(path, { level: 'console' });
    const message = messageOf(() => expect(other).toMatchGoldenTrace(path, { level: 'console' }));
    expect(message).toContain(`expected the recording to do what ${path} says, but the run differs at step `);
    expect(message).toContain('\n  recorded  "hiq"\n  came      "hoq"\n');
  });

  it('runs the golden trace with other images', () => {
    const kernel = write('echo.bin', requestFor('echo').kernel!.bytes);
    expect({ kernel }).toMatchGoldenTrace(path);
    const spin = write('spin.bin', requestFor('spin').kernel!.bytes);
    expect({ kernel: spin }).not.toMatchGoldenTrace(path, { level: 'console' });
    expect(messageOf(() => expect({}).toMatchGoldenTrace(path))).toMatch(/^expected a recording or images \(guest, kernel, /);
  });

  it('is written anew with --update, and made where there is none but in CI', () => {
    const kept = write('kept.log', golden);
    withUpdate('new', () => expect(other).not.toMatchGoldenTrace(kept));
    expect(Buffer.compare(readFileSync(kept), golden)).toBe(0);
    withUpdate('all', () => expect(other).toMatchGoldenTrace(kept));
    expect(Buffer.compare(readFileSync(kept), other)).toBe(0);
    const fresh = join(folder, 'fresh.log');
    withUpdate('none', () => expect(messageOf(() => expect(golden).toMatchGoldenTrace(fresh))).toMatch(/no such file/));
    expect(existsSync(fresh)).toBe(false);
    withUpdate('new', () => expect(golden).toMatchGoldenTrace(fresh));
    expect(golden).toMatchGoldenTrace(fresh);
  });
});
