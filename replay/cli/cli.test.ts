import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogFile, openLogFile } from '../log/file.ts';
import type { LogEvent } from '../log/types.ts';
import { LogWriter } from '../log/writer.ts';
import { type RunOptions, Workshop } from './testing.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const run = (command: string, options: RunOptions = {}) => workshop.replay(command.split(' '), options);
const record = (program: string, log: string, options: RunOptions = {}) =>
  run(`record --board riscv64-virt --kernel ${program} -o ${log}`, options);
const pathOf = (file: string) => join(workshop.cwd, file);
const bytesOf = (file: string) => readFileSync(pathOf(file));
/** Copies a recording with events changed; all its checksums hold. */
function forge(from: string, to: string, change: (event: LogEvent) => LogEvent): void {
  const log = openLogFile(from);
  const images = log.header.images.map(({ role, name, loadAddress }, index) => ({
    role,
    name,
    loadAddress,
    bytes: log.readImage(index),
  }));
  const file = createLogFile(to);
  const writer = new LogWriter(file.sink, { ...log.header, images });
  for (const event of log.events()) {
    const changed = change(event);
    if (changed.kind === 'end') writer.end(changed);
    else writer.append(changed);
  }
  file.close();
}

/** Every command that fails says so in one line, two with a pointer to help. */
const expectRefusal = (
  outcome: { readonly code: number | null; readonly stdout: string; readonly stderr: string },
  line: string,
) => {
  expect(outcome).toEqual({ code: 2, stdout: '', stderr: line });
};

describe.concurrent('replay', { timeout: 60_000 }, () => {
  it('records a run and replays it', async () => {
    expect(await record('hello', 'hello.log')).toEqual({
      code: 0,
      stdout: 'hello, world\n',
      stderr: expect.stringMatching(/^replay: recorded 80 steps, 640 ns, in hello\.log \(.*\): the guest switched off\n$/),
    });
    const { code, stdout, stderr } = await run('run hello.log');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'hello, world\n' });
    expect(stderr).toMatch(/^replay: hello\.log: the run is the recorded one\n/);
    expect(stderr).toMatch(/^ {2}steps {8}80 \(640 ns virtual\)$/m);
    expect(stderr).toMatch(/^ {2}facts {8}14 verified$/m);
    expect(stderr).toMatch(/^ {2}components {3}(\d+) of \1 comparable$/m);
    expect(stderr).toMatch(/^ {2}end {10}powerOff, status 0$/m);
    expect(stderr).toMatch(/^ {2}digest {7}[0-9a-f]{16}$/m);
    expect(await run('console hello.log')).toEqual({ code: 0, stdout: 'hello, world\n', stderr: '' });
    expect(await run('exits hello.log')).toEqual({ code: 0, stdout: '', stderr: 'replay: hello.log: no VM exits\n' });
    const reference = await run('run hello.log --quiet --reading reference');
    expect({ ...reference, stderr: /digest.*/.exec(reference.stderr)?.[0] }).toEqual({
      code: 0,
      stdout: '',
      stderr: /digest.*/.exec(stderr)?.[0],
    });
  });

  it('says what a recording holds, for people and for programs', async () => {
    await record('hello', 'info.log');
    const { stdout } = await run('info info.log');
    expect(stdout).toMatch(/^board {8}riscv64-virt$/m);
    expect(stdout).toMatch(/^kernel {7}"hello", 68 bytes, sha256 [0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^events {7}13 outputs, 1 power, 1 end$/m);
    const json = JSON.parse((await run('info info.log --json')).stdout);
    expect(json).toMatchObject({
      board: 'riscv64-virt',
      parameters: { harts: 1, ramSizeBytes: 134_217_728 },
      images: [{ role: 'kernel', name: 'hello', sizeBytes: 68 }],
      events: { output: 13, power: 1, end: 1 },
      end: { step: 80, now: 640, reason: 'powerOff', status: 0 },
      damage: null,
    });
    const lines = (await run('console info.log --json')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(13);
    expect(lines[0]).toMatchObject({ kind: 'output', text: 'h', base64: 'aA==' });
  });

  it("answers 1 when the guest reports failure, and keeps the guest's status", async () => {
    const recorded = await record('fail', 'fail.log');
    expect(recorded.code).toBe(1);
    expect(recorded.stderr).toMatch(/: the guest switched off and reported status 3\n$/);
    const replayed = await run('run fail.log');
    expect(replayed.code).toBe(1);
    expect(replayed.stderr).toMatch(/end {10}powerOff, status 3$/m);
  });

  it('types a file at step 0: two recordings are the same bytes', async () => {
    writeFileSync(pathOf('keys'), 'abcq');
    const stdinFile = openSync(pathOf('keys'), 'r');
    expect((await record('echo', 'a.log', { stdinFile })).stdout).toBe('abcq');
    await record('echo', 'b.log', { stdinFile: openSync(pathOf('keys'), 'r') });
    expect(bytesOf('a.log').equals(bytesOf('b.log'))).toBe(true);
    expect(await run('run a.log')).toMatchObject({ code: 0, stdout: 'abcq' });
  });

  it('types what comes through a pipe, and replays it', async () => {
    expect(await record('echo', 'pipe.log', { stdin: 'xyzq' })).toMatchObject({ code: 0, stdout: 'xyzq' });
    expect(await run('run pipe.log')).toMatchObject({ code: 0, stdout: 'xyzq' });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends a recording as a good one on %s', async (signal) => {
    const log = `${signal}.log`;
    const recorded = await record('spin', log, { signal });
    expect(recorded).toMatchObject({ code: 0, stdout: '!' });
    expect(recorded.stderr).toMatch(/: you ended it\n$/);
    expect(await run(`run ${log}`)).toMatchObject({ code: 0, stdout: '!' });
  });

  it('replays what is intact of a recording whose recorder was killed', async () => {
    const recorded = await record('tick', 'killed.log', { signal: 'SIGKILL' });
    expect(recorded.code).toBe(null);
    const refused = await run('run killed.log');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^replay: killed\.log: byte \d+, steps \d+ to .*\n$/);
    const partial = await run('run killed.log --partial --quiet');
    expect(partial.code).toBe(0);
    expect(partial.stderr).toMatch(/end {10}cut short$/m);
  });

  it.each([
    ['--max-steps 1k', '1,000 steps, 8.000 us', '--max-steps'],
    ['--max-time 1ms', '125,000 steps, 1.000 ms', '--max-time'],
    ['--max-time 1ms --icount-shift 0', '1,000,000 steps, 1.000 ms', '--max-time'],
  ])('ends a hung guest at %s', async (limit, length, reason) => {
    const log = `limit${limit.replaceAll(/[^a-z0-9]/g, '')}.log`;
    const { code, stderr } = await run(`record --board riscv64-virt --kernel spin -o ${log} ${limit}`);
    expect(code).toBe(0);
    expect(stderr).toMatch(new RegExp(`^replay: recorded ${length}, in .*: at ${reason}\n$`));
    expect(await run(`run ${log}`)).toMatchObject({ code: 0, stdout: '!' });
  });

  it('ends a recording whose guest waits for good', async () => {
    const { code, stderr } = await record('wait', 'wait.log');
    expect(code).toBe(0);
    expect(stderr).toMatch(/: the guest waits for what never comes\n$/);
    expect(await run('run wait.log')).toMatchObject({ code: 0, stdout: '' });
  });

  it('goes on without a reader of its output', async () => {
    const recorded = await record('tick', 'closed.log', { closesOutput: true });
    expect(recorded.code).toBe(0);
    expect(recorded.stderr).toMatch(/: you ended it\n$/);
    const replayed = await run('run closed.log', { closesOutput: true });
    expect(replayed.code).toBe(0);
    expect(replayed.stderr).toMatch(/the run is the recorded one/);
    expect(await run('console closed.log', { closesOutput: true })).toMatchObject({ code: 0, stderr: '' });
  });

  it('says where a run differs, and how', async () => {
    await record('hello', 'true.log');
    forge(pathOf('true.log'), pathOf('forged.log'), (event) =>
      event.kind === 'output' && event.step === 31 ? { ...event, bytes: Uint8Array.of(0x30) } : event,
    );
    const { code, stdout, stderr } = await run('run forged.log');
    expect(code).toBe(1);
    expect('hello, world\n'.startsWith(stdout)).toBe(true);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'replay: forged.log: the run differs at step 31, in output',
      '  recorded  step 31: output device=4 bytes="0"',
      '  came      step 31: output device=4 bytes="o"',
    ]);
    expect(stderr).toMatch(/^ {2}look closer: replay run forged\.log --reading reference /m);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['flipped', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)))],
  ])('refuses a recording that was %s, and says where', async (name, damage) => {
    await record('hello', `${name}-before.log`);
    writeFileSync(pathOf(`${name}.log`), damage(bytesOf(`${name}-before.log`)));
    for (const command of ['run', 'info']) {
      const { code, stderr } = await run(`${command} ${name}.log`);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`^replay: ${name}\\.log: byte \\d+, steps \\d+ to .*\n$`));
    }
  });

  it('verifies, inspects and repairs a damaged recording', async () => {
    await record('hello', 'sound.log');
    const sound = bytesOf('sound.log');
    const { chunks } = openLogFile(pathOf('sound.log'));
    const damage = (file: string, kind: string) => {
      const { offset } = chunks.find((chunk) => chunk.kind === kind)!;
      writeFileSync(pathOf(file), Buffer.from(sound.map((byte, at) => (at === offset + 40 ? byte ^ 1 : byte))));
      return offset;
    };
    const offset = damage('broken.log', 'events');
    const verified = await run('verify sound.log broken.log hello missing.log --json');
    expect(verified.code).toBe(2);
    const verdicts = verified.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(verdicts).toMatchObject([
      { file: 'sound.log', isIntact: true, problems: [] },
      { file: 'broken.log', isIntact: false, problems: [{ kind: 'damaged', offset, firstStep: 0, lastStep: 80 }] },
      { file: 'hello', isIntact: false, version: null, problems: [{ kind: 'notALog' }] },
    ]);
    expect(verified.stderr).toMatch(/^replay: broken\.log: byte \d+, steps 0 to 80: .*`replay repair`$/m);
    expect(verified.stderr).toMatch(/^replay: missing\.log: no such file$/m);

    const inspected = await run('inspect broken.log');
    expect(inspected.code).toBe(2);
    expect(inspected.stdout).toMatch(/^kernel {7}"hello", 68 bytes, sha256 [0-9a-f]{64}$/m);
    expect(inspected.stdout).toMatch(/^ *[\d,]+ +damage +0 +80 +the CRC-32C of a chunk of kind events does not hold;/m);

    const repaired = await run('repair broken.log -o saved.log');
    expect(repaired.code).toBe(1);
    expect(repaired.stderr).toMatch(/^ {2}lost {6}bytes [\d,]+ to [\d,]+, steps 0 to the end\n {2}runs {6}to step 0$/m);
    expect((await run('verify saved.log sound.log')).stdout.split('\n')).toEqual([
      expect.stringMatching(/^saved\.log {2}intact, something lost {2}.* {2}format 1 {2}\d+ chunks/),
      expect.stringMatching(/^sound\.log +intact +.* format 1 +\d+ chunks +15 events +to step 80$/),
      '',
    ]);
    const again = await run('run saved.log');
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/^replay: saved\.log: steps 0 to the end were lost with a damaged file; what is before runs$/m);

    damage('imageless.log', 'blocks');
    const without = await run('repair imageless.log -o imageless.log');
    expect(without.stderr).toMatch(/^replay: .*-o: imageless.log would replace imageless.log, which is read\n$/);
    const restored = await run('repair imageless.log --image hello -o restored.log');
    expect({ code: restored.code, isWhole: bytesOf('restored.log').equals(sound) }).toEqual({ code: 0, isWhole: true });
    const migrated = await run('migrate restored.log -o migrated.log');
    expect(migrated).toEqual({ code: 0, stdout: '', stderr: 'replay: migrated.log: format 1 already, copied\n' });
    expect(bytesOf('migrated.log').equals(sound)).toBe(true);
  });

  it('says that a machine without a program has nothing to run', async () => {
    const { code, stderr } = await run('record --board riscv64-virt -o empty.log --max-steps 1k');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^replay: note: neither --kernel nor --bios: the machine has nothing to run$/m);
  });

  it('never writes the recording over what goes into it', async () => {
    expectRefusal(await record('hello', './hello'), 'replay: -o: ./hello would replace hello, which goes into the recording\n');
    expect(bytesOf('hello').length).toBeGreaterThan(0);
    expect((await record('hello', 'still-there.log')).stdout).toBe('hello, world\n');
  });

  it('serves gdb through a pipe, and refuses what it cannot serve in one line', async () => {
    await record('hello', 'debugged.log');
    expect(await run('gdb debugged.log --stdio --at step:7', { stdin: '$?#3f$k#6b' })).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\++\$T05thread:1;#d7\+?$/),
      stderr: '',
    });
    const refused = await run('gdb debugged.log --at step:81 --port 0');
    expectRefusal(refused, 'replay: debugged.log: step 81 is not recorded: the recording has steps 0 to 80\n');
    expect(await run('gdb debugged.log --port 65536')).toMatchObject({ code: 2, stderr: expect.stringContaining('0 to 65535') });
    expect(await run('gdb debugged.log --port 0 --listen 192.0.2.1')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^replay: debugged\.log: can't listen on 192\.0\.2\.1, port 0: .*\n$/),
    });
  });

  it('ends when a sender without end types to a guest that waits for good', async () => {
    const zeros = openSync('/dev/zero', 'r');
    const { code, stderr } = await record('wait', 'flood.log', { stdinFile: zeros });
    closeSync(zeros);
    expect(stderr).toContain('the guest waits for what never comes');
    expect(code).toBe(0);
    expect(bytesOf('flood.log').length).toBeLessThan(1_000_000);
    expect((await run('run flood.log')).code).toBe(0);
  });

  it('leaves an older recording alone when it refuses', async () => {
    writeFileSync(pathOf('old.log'), 'old');
    expectRefusal(
      await run('record --board riscv64-virt --append x -o old.log'),
      'replay: --append is for a kernel: give one with --kernel\n',
    );
    expect(bytesOf('old.log').toString()).toBe('old');
  });

  it.each([
    ['run nothing.log', 'replay: nothing.log: no such file\n'],
    ['run .', 'replay: .: is a folder\n'],
    ['run hello', 'replay: hello: byte 0, steps 0 to the end: this is not a recording: it does not begin with \\x89RPL\n'],
    ['run', "replay: missing required argument 'log'\nsee replay run --help\n"],
    ['run a.log b.log', "replay: too many arguments for 'run'. Expected 1 argument but got 2.\nsee replay run --help\n"],
    ['fly', "replay: unknown command 'fly'\nsee replay --help\n"],
    ['record --board riscv64-virt', "replay: required option '-o, --output <log>' not specified\nsee replay record --help\n"],
    [
      'record --board pdp11 -o x',
      "replay: option '--board <name>' argument 'pdp11' is invalid. Allowed choices are riscv64-virt, aarch64-virt.\nsee replay record --help\n",
    ],
    [
      'record --board riscv64-virt -m lots -o x',
      "replay: option '-m, --memory <size>' argument 'lots' is invalid. Expected a size like 128M or 1G.\nsee replay record --help\n",
    ],
    [
      'record -o x',
      'replay: say what to record: a scenario (guestmode, guestaspace, guestvdev, guestmonolithickernel, bootloader, hypervisor-image) or --board\n',
    ],
    [
      'record guestmod --arch riscv64 -o x',
      'replay: no scenario "guestmod"; there is guestmode, guestaspace, guestvdev, guestmonolithickernel, bootloader, hypervisor-image\n',
    ],
    ['record guestmode -o x', 'replay: --arch: say which, riscv64 or aarch64\n'],
    [
      'record guestmode --arch pdp11 -o x',
      "replay: option '--arch <name>' argument 'pdp11' is invalid. Allowed choices are riscv64, aarch64.\nsee replay record --help\n",
    ],
    ['record guestmode --arch riscv64 --guest nothing -o x', 'replay: nothing: no such file\n'],
    ['images build --arch riscv64 --guest nothing', 'replay: nothing: no such file\n'],
    ['images build', "replay: required option '--arch <name>' not specified\nsee replay images build --help\n"],
    ['images bild', "replay: unknown command 'bild'\n(Did you mean build?)\nsee replay images --help\n"],
    ['record --board riscv64-virt --kernel nothing -o x', 'replay: nothing: no such file\n'],
    ['record --board riscv64-virt --kernel /dev/zero -o x', 'replay: /dev/zero: is not a regular file\n'],
    ['record --board riscv64-virt --kernel hello --smp 99 -o x', 'replay: --smp: 1 to 15, not 99\n'],
    ['record --board riscv64-virt --kernel hello --symbols hello -o x', 'replay: hello: not an ELF file\n'],
    ['record --board riscv64-virt --kernel hello -o no/where.log', 'replay: no/where.log: no such file\n'],
    ['record --board riscv64-virt --kernel hello -o .', 'replay: .: is a folder\n'],
    ['bisect a.log', 'replay: bisect a.log: name another recording, or what it is run against with --against\n'],
    ['bisect nothing.log none.log', 'replay: nothing.log: no such file\n'],
    [
      'bisect hello hello',
      'replay: hello: byte 0, steps 0 to the end: this is not a recording: it does not begin with \\x89RPL\n',
    ],
  ])('refuses `%s` in a line', async (command, line) => {
    const outcome = await run(command);
    expectRefusal({ ...outcome, stdout: command.endsWith('where.log') || command.endsWith('-o .') ? '' : outcome.stdout }, line);
  });

  it('finds where two recordings first differ, and what is behind it', async () => {
    writeFileSync(pathOf('good keys'), 'abcq');
    writeFileSync(pathOf('bad keys'), 'axcq');
    await record('echo', 'good.log', { stdinFile: openSync(pathOf('good keys'), 'r') });
    await record('echo', 'bad.log', { stdinFile: openSync(pathOf('bad keys'), 'r') });
    const found = await run('bisect good.log bad.log');
    expect(found).toMatchObject({ code: 1, stderr: '' });
    expect(found.stdout).toMatch(/^good\.log and bad\.log differ before the first step: what came from outside\n/);
    expect(found.stdout).toMatch(/^ {2}input +"abcq" at step 0, 0 ns +"axcq" at step 0, 0 ns$/m);
    const json = JSON.parse((await run('bisect good.log bad.log --json')).stdout) as Record<string, unknown>;
    expect(json).toMatchObject({ isEqual: false, divergence: { step: -1, cause: 'input' }, headers: [] });
    const compared = await run('diff good.log bad.log');
    expect(compared).toMatchObject({ code: 1, stderr: '' });
    expect(compared.stdout).toMatch(
      /^--- good\.log\n\+\+\+ bad\.log\n@@ inputs: 1 and 1, the first that differ @@\n-step 0, 0 ns: .* "abcq"\n/,
    );
    expect(await run('bisect good.log good.log --exhaustive')).toMatchObject({ code: 0, stderr: '' });
    expect((await run('bisect good.log --against reading=reference')).stdout).toMatch(
      /^good\.log and reading=reference are equal/,
    );
    expect(await run('diff bad.log bad.log')).toMatchObject({ code: 0, stdout: '' });
    writeFileSync(pathOf('cut.log'), bytesOf('good.log').subarray(0, -9));
    expect(await run('bisect bad.log cut.log')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^replay: cut\.log: byte \d+, steps .*\n$/),
    });
  });

  it.each([
    'record',
    'run',
    'info',
    'exits',
    'console',
    'images build',
    'gdb',
    'bisect',
    'diff',
    'verify',
    'inspect',
    'repair',
    'migrate',
  ])('explains %s with examples', async (command) => {
    const { code, stdout, stderr } = await run(`${command} --help`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: replay ${command} `));
    expect(stdout).toMatch(new RegExp(`^Examples:\n  \\$ replay ${command} `, 'm'));
    expect(stdout).toMatch(/^Exit code: 0 .*, 2 /m);
  });

  it('names its version and the format it writes', async () => {
    expect((await run('--version')).stdout).toMatch(/^replay \d+\.\d+\.\d+ \(recordings of format 1\)\n$/);
  });
});
