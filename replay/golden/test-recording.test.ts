/** One recording as a test: on this build, with other images, written anew. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Action, type ProgramName, recordProgram, requestFor, rewriteLog } from '../engine/testing.ts';
import { buildElf } from '../images/testing.ts';
import { LogError } from '../log/error.ts';
import { openLogFile } from '../log/file.ts';
import type { FreshImages } from './images.ts';
import { DEFAULT_OPTIONS, type TestOptions, testRecording } from './test-recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pathOf = (file: string) => join(folder, file);
const write = (file: string, bytes: Uint8Array) => {
  writeFileSync(pathOf(file), bytes);
  return pathOf(file);
};
const kernel = (name: ProgramName) => write(`${name}.bin`, requestFor(name).kernel!.bytes);
const test = (path: string, images: FreshImages = {}, options: Partial<TestOptions> = {}) =>
  testRecording(path, { ...DEFAULT_OPTIONS, ...options, images });

const run = (steps: number): Action => ({ steps, idleNs: 0 });
const keys = (text: string): Action => ({ keys: text });
const echo = recordProgram(requestFor('echo'), [run(300), keys('ab'), run(300), keys('q'), run(300)]).bytes;

/** A guest that shuts down after some steps, in its only function. */
function guest(file: string, nops: number): string {
  const words = [...Array<number>(nops).fill(0x13), 0x0080_0893, 0x73]; // nop …, li a7, 8, ecall
  const bytes = Uint8Array.from(words.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff)));
  const address = 0x8020_0000n;
  const symbols = [{ name: 'kernel_main', value: address, size: 0x1000n }];
  return write(file, buildElf({ entry: address, segments: [{ address, bytes, memorySize: 4096n }], symbols }));
}

describe('on this build', () => {
  it('a recording passes when the run is the recorded one', () => {
    expect(test(write('echo.log', echo))).toMatchObject({ outcome: 'same', vmExits: 0, segments: 1, difference: null });
  });

  it('a recording differs where a fact does, and the place is told', () => {
    const forged = rewriteLog(echo, {
      events: (all) => all.map((event) => (event.kind === 'output' ? { ...event, bytes: Uint8Array.of(0x7a) } : event)),
    });
    const { outcome, difference } = test(write('forged.log', forged));
    expect(outcome).toBe('differs');
    expect(difference).toMatchObject({ what: 'output', instruction: { isFirst: false, pc: expect.stringMatching(/^0x800000/) } });
    expect(difference!.came).toMatch(/bytes="a"$/);
    expect(difference!.notes[0]).toBe('what came before step 0 was as recorded');
  });

  it('a recording that was damaged or not ended is refused', () => {
    const killed = rewriteLog(echo, { events: (all) => all.slice(0, -1) });
    expect(() => test(write('killed.log', killed))).toThrow(LogError);
  });
});

describe('with another image', () => {
  const path = write('images.log', echo);

  it('the same one passes, in whichever file it is', () => {
    expect(test(path, { kernel: kernel('echo') })).toMatchObject({ outcome: 'same' });
  });

  it('another program gets the recorded keys, and differs at its first instruction', () => {
    const { outcome, difference } = test(path, { kernel: kernel('pair') });
    expect(outcome).toBe('differs');
    expect(difference!.instruction).toMatchObject({ isFirst: true, recorded: { pc: expect.any(String) } });
    // It echoes the same keys by another way, and more besides.
    expect(test(path, { kernel: kernel('sleeper') }, { level: 'console' })).toMatchObject({ outcome: 'same' });
  });

  it.each<[string, () => FreshImages, RegExp]>([
    [
      'that the recording has no place for',
      () => ({ initrd: kernel('echo') }),
      /^--initrd: the recording has no such image; it has kernel "echo"$/,
    ],
    [
      'of a guest where there is none',
      () => ({ guest: guest('g.elf', 0) }),
      /^--guest: the recording's first disk is not one that/,
    ],
    ['that is not there', () => ({ kernel: pathOf('nosuch') }), /nosuch: no such file$/],
  ])('one %s is refused', (_, images, message) => expect(() => test(path, images())).toThrow(message));
});

describe('with another guest', () => {
  const golden = 'fixtures/riscv64-guestmode.log';
  const path = write('guest.log', readFileSync(golden));

  it('it has the recorded one’s name on the disk, and the place is told by its own symbols', () => {
    const { outcome, difference } = test(path, { guest: guest('later.elf', 2) });
    expect(outcome).toBe('differs');
    expect(difference).toMatchObject({ what: 'exit', instruction: { isFirst: true, symbol: 'kernel_main', text: 'nop' } });
  });

  it('less may be asked for', () => {
    const later = guest('later.elf', 2);
    expect(test(path, { guest: later }, { level: 'exits' })).toMatchObject({ outcome: 'same', vmExits: 1 });
    expect(test(path, { guest: later }, { level: 'console' })).toMatchObject({ outcome: 'same' });
  });

  it('a recording that is written anew has its symbols', () => {
    const updated = test(path, { guest: guest('later.elf', 2) }, { isUpdate: true });
    expect(updated).toMatchObject({ outcome: 'recorded', difference: { what: 'exit' } });
    const { header } = openLogFile(path);
    expect(header.symbols.map(({ name }) => name)).toEqual(['later.elf']);
    expect(header.parameters['guest']).toBe('/sbin/guestmode');
    expect(test(path)).toMatchObject({ outcome: 'same' });
  });
});

describe('written anew', () => {
  it('a recording that says the same is left alone', () => {
    const path = write('same.log', echo);
    const before = statSync(path);
    expect(test(path, { kernel: kernel('echo') }, { isUpdate: true })).toMatchObject({ outcome: 'recorded' }); // another file name
    expect(test(path, {}, { isUpdate: true })).toMatchObject({ outcome: 'same' });
    const after = statSync(path);
    expect(test(path, { kernel: kernel('echo') }, { isUpdate: true })).toMatchObject({ outcome: 'same' });
    expect(statSync(path).ino).toBe(after.ino);
    expect(after.ino).not.toBe(before.ino);
  });

  it('a recording is left as it was when the new run does not end', () => {
    const path = write('endless.log', echo);
    expect(() => test(path, { kernel: kernel('spin') }, { isUpdate: true })).toThrow(
      /^did not end in \d+ steps, where the recorded run did at step \d+; the recording is as it was$/,
    );
    expect(Buffer.compare(readFileSync(path), echo)).toBe(0);
  });

  it('a recording behind a link is, and nothing else is left', () => {
    const [path, link] = [write('target.log', echo), pathOf('link.log')];
    symlinkSync(path, link);
    expect(test(link, { kernel: kernel('clock') }, { isUpdate: true })).toMatchObject({ outcome: 'recorded' });
    expect(test(path)).toMatchObject({ outcome: 'same' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});
