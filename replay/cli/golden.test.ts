/** `replay test`: recordings as golden traces. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildElf } from '../images/testing.ts';
import { openLogFile } from '../log/file.ts';
import { Workshop } from './testing.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const run = (command: string) => workshop.replay(command.split(' '), {});
const pathOf = (file: string) => join(workshop.cwd, file);
const bytesOf = (file: string) => readFileSync(pathOf(file));
const lines = (text: string) => text.trimEnd().split('\n');

/** A guest that shuts down after some steps, which its only function is called. */
function writeGuest(file: string, nops: number): void {
  const words = [...Array<number>(nops).fill(0x13), 0x0080_0893, 0x73]; // nop …, li a7, 8, ecall
  const bytes = Uint8Array.from(words.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff)));
  const address = 0x8020_0000n;
  const symbols = [{ name: 'kernel_main', value: address, size: 0x1000n }];
  writeFileSync(pathOf(file), buildElf({ entry: address, segments: [{ address, bytes, memorySize: 4096n }], symbols }));
}

beforeAll(async () => {
  const hello = bytesOf('hello');
  hello[hello.indexOf('world')] = 'W'.charCodeAt(0);
  writeFileSync(pathOf('Hello'), hello);
  writeGuest('kernel.elf', 0);
  writeGuest('kernel-later.elf', 2);
  const board = 'record --board riscv64-virt --kernel';
  for (const program of ['hello', 'fail']) await run(`${board} ${program} -o ${program}.log`);
  await run('record --arch riscv64 --board riscv64-virt --guest kernel.elf -o guest.log');
}, 60_000);

describe.concurrent('replay test', { timeout: 60_000 }, () => {
  it('passes recordings that run as recorded, one of a guest that fails too', async () => {
    const { code, stdout, stderr } = await run('test hello.log fail.log guest.log');
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([
      'recording  result              steps    VM exits  checkpoints  seconds',
      expect.stringMatching(/^hello\.log {2}ok {21}80 {11}0 {12}0 {5}\d\.\d\d$/),
      expect.stringMatching(/^fail\.log {3}ok /),
      expect.stringMatching(/^guest\.log {2}ok .* 1 /),
    ]);
    expect(stderr).toMatch(/^replay: 3 recordings: 3 ok in \d+\.\d\d s\n$/);
  });

  it('says where a kernel built anew does something else, to people and to CI servers', async () => {
    const { code, stdout, stderr } = await run('test hello.log fail.log --kernel Hello --junit report.xml --github');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^replay: 2 recordings: 2 DIFFERS in /) });
    const place = expect.stringMatching(/^ {2}the run differs at step 46, in output.* 0x80000014$/);
    expect(lines(stdout).slice(1, 6)).toEqual([
      expect.stringMatching(/^hello\.log {2}DIFFERS .* 80 /),
      place,
      '  recorded  step 46: output device=4 bytes="w"',
      '  came      step 46: output device=4 bytes="W"',
      '  what it prints is not the same, how it ends is the same',
    ]);
    expect(stdout).toMatch(
      /^::error file=hello\.log,line=1,title=golden trace differs::hello\.log: the run differs at step 46, .*%0A/m,
    );
    expect(bytesOf('report.xml').toString()).toMatch(/<failure type="differs" message="the run differs at step 46, in output/);
  });

  it('compares as much as is asked for', async () => {
    const strict = await run('test guest.log --guest kernel-later.elf');
    expect(strict.code).toBe(1);
    expect(strict.stdout).toMatch(/the run differs at step \d+, in exit.* <kernel_main\+?0?x?4?>?/);
    expect(await run('test guest.log --guest kernel-later.elf --compare exits')).toMatchObject({ code: 0 });
    expect(await run('test guest.log --guest kernel-later.elf --compare console')).toMatchObject({ code: 0 });
    expect(await run('test hello.log --kernel Hello --compare console')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('recorded  "hello, world"\n  came      "hello, World"\n'),
    });
  });

  it('writes anew only what is not the same', async () => {
    writeFileSync(pathOf('golden.log'), bytesOf('hello.log'));
    const before = statSync(pathOf('golden.log')).mtimeMs;
    expect(await run('test golden.log --update --kernel hello')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ ok /),
    });
    expect(statSync(pathOf('golden.log')).mtimeMs).toBe(before);
    const updated = await run('test golden.log --update --kernel Hello');
    expect(updated).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/golden\.log {2}recorded .*\n {2}the run differs at step 46/),
    });
    expect(openLogFile(pathOf('golden.log')).header.images).toMatchObject([{ role: 'kernel', name: 'Hello' }]);
    expect(await run('test golden.log')).toMatchObject({ code: 0 });
    expect(await run('test golden.log --kernel hello')).toMatchObject({ code: 1 });
  });

  it('leaves a recording as it was when the new run does not end', async () => {
    const { code, stdout } = await run('test fail.log --update --kernel spin');
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /fail\.log: did not end in \d+ steps, where the recorded run did at step \d+; the recording is as it was\n$/,
    );
    expect(await run('test fail.log')).toMatchObject({ code: 0 });
  });

  it('refuses what is no good recording in a line each, and tests the others', async () => {
    const damaged = bytesOf('hello.log');
    damaged[damaged.length >> 1]! ^= 1;
    writeFileSync(pathOf('damaged.log'), damaged);
    const { code, stdout } = await run('test damaged.log none.log . hello.log --json');
    const verdicts = lines(stdout).map((line) => JSON.parse(line));
    expect(code).toBe(2);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'same']);
    expect(verdicts[0].message).toMatch(/^replay: damaged\.log: byte \d+, steps 0 to /);
    expect(verdicts[1].message).toBe('replay: none.log: no such file');
    expect(verdicts[2].message).toBe('replay: .: is a folder');
    expect(verdicts[3]).toMatchObject({ path: 'hello.log', steps: 80, difference: null });
  });

  it.each([
    ['test', /missing required argument 'log'/],
    ['test hello.log --jobs 0', /Expected 1 or more/],
    ['test hello.log --compare memory', /Allowed choices are trace, exits, console/],
  ])('refuses the command %s', async (command, message) => {
    expect(await run(command)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it.each([
    [
      'hello.log --guest kernel.elf',
      /hello\.log: --guest: the recording's first disk is not one that .*; it has kernel "hello"\n/,
    ],
    ['guest.log --kernel hello', /guest\.log: --kernel: the recording has no such image; it has drive0 "disk\.img", pflash1/],
    ['hello.log --kernel nosuch', /nosuch: no such file\n/],
  ])('refuses images that do not go with the recording: %s', async (args, message) => {
    expect(await run(`test ${args}`)).toMatchObject({ code: 2, stdout: expect.stringMatching(message) });
  });
});
