/** `replay test`: recordings as golden traces. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workshop } from './testing.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const run = (command: string) => workshop.replay(command.split(' '), {});
const pathOf = (file: string) => join(workshop.cwd, file);
const bytesOf = (file: string) => readFileSync(pathOf(file));
const lines = (text: string) => text.trimEnd().split('\n');

beforeAll(async () => {
  const hello = bytesOf('hello');
  hello[hello.indexOf('world')] = 'W'.charCodeAt(0);
  writeFileSync(pathOf('Hello'), hello);
  for (const program of ['hello', 'fail']) await run(`record --board riscv64-virt --kernel ${program} -o ${program}.log`);
}, 120_000);

describe.concurrent('replay test', { timeout: 120_000 }, () => {
  it('passes recordings that run as recorded, one of a guest that fails too', async () => {
    const { code, stdout, stderr } = await run('test hello.log fail.log');
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([
      'recording  result              steps    VM exits  checkpoints  seconds',
      expect.stringMatching(/^hello\.log {2}ok {21}80 {11}0 {12}0 {5}\d\.\d\d$/),
      expect.stringMatching(/^fail\.log {3}ok /),
    ]);
    expect(stderr).toMatch(/^replay: 2 recordings: 2 ok in \d+\.\d\d s\n$/);
  });

  it('says where a kernel built anew does something else, to people and to CI servers', async () => {
    const { code, stdout, stderr } = await run('test hello.log fail.log --kernel Hello --junit report.xml --github');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^replay: 2 recordings: 2 DIFFERS in /) });
    const headline =
      'the run differs at step 46, in output; the first instruction that differs is at step 44, 0x8000000c: lbu t2, 0(a0)';
    expect(lines(stdout).slice(1, 10)).toEqual([
      expect.stringMatching(/^hello\.log {2}DIFFERS .* 80 /),
      `  ${headline}`,
      '  recorded  step 46: output device=4 bytes="w"',
      '  came      step 46: output device=4 bytes="W"',
      '  first at step 44, hart 0',
      '    recorded  0x8000000c: lbu t2, 0(a0)',
      '    came      0x8000000c: lbu t2, 0(a0)',
      '    after it  hart 0 t2: recorded 0x77, came 0x57',
      '  what it prints is not the same, how it ends is the same',
    ]);
    expect(stdout).toContain(`\n::error file=hello.log,line=1,title=golden trace differs::hello.log: ${headline}%0A`);
    expect(bytesOf('report.xml').toString()).toContain(`<failure type="differs" message="${headline}">`);
  });

  it('writes recordings anew', async () => {
    writeFileSync(pathOf('golden.log'), bytesOf('hello.log'));
    const { code, stdout } = await run('test golden.log --kernel Hello --update');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/golden\.log {2}recorded .*\n {2}the run differs at step 46/),
    });
    expect(await run('run golden.log')).toMatchObject({ code: 0, stdout: 'hello, World\n' });
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
    ['test hello.log --junit hello.log', /--junit: hello\.log would replace hello\.log, which is tested\n$/],
    ['test hello.log --jobs 0', /Expected 1 or more/],
    ['test hello.log --compare memory', /Allowed choices are trace, exits, console/],
  ])('refuses the command %s', async (command, message) => {
    expect(await run(command)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});
