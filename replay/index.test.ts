/** The library, as sources and as it is installed: built, with declarations. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Workshop } from './cli/testing.ts';
import { bisect, LogError, openLog, openRecording, PositionError, record } from './index.ts';

const FIXTURE = 'fixtures/riscv64.log';

describe('a recording', () => {
  const recording = openRecording(FIXTURE);

  it('runs again, tells every step, and verifies all of it', () => {
    const replayer = recording.replay();
    let printed = '';
    replayer.session.watch(({ effects }) => {
      for (const effect of effects) if (effect.type === 'console/sent') printed += Buffer.from(effect.bytes).toString('latin1');
    });
    while (replayer.advance());
    const summary = replayer.summarize();
    expect(summary).toMatchObject({
      mismatch: null,
      reason: 'powerOff',
      status: 0,
      componentsComparable: summary.componentsTotal,
    });
    expect(summary.checkpointsVerified).toBeGreaterThan(0);
    expect(printed).toBe(recording.console());
    expect(printed).toMatch(/Hypervisor ok!\r?\n$/);
  });

  it('is gone about in by positions, by steps, and back', () => {
    const timeline = recording.timeline();
    const [first] = recording.exits();
    timeline.seek('exit:0');
    expect(timeline.step).toBe(first!.step + 1);
    timeline.seek('pc:user_main');
    expect(timeline.disassemble()).toMatch(/^[a-z]/);
    expect(recording.symbols.nameOf(timeline.pc())).toMatch(/^user_main/);
    expect(timeline.register('pc')).toBe(timeline.pc());
    expect(timeline.read(timeline.pc(), 2)).toMatchObject({ bytes: expect.any(Uint8Array), end: null });
    const { step } = timeline;
    timeline.seek('end');
    timeline.seek(step);
    expect(recording.symbols.nameOf(timeline.pc())).toMatch(/^user_main/);
    expect([...timeline.visit('exit:%1')]).toHaveLength([...recording.exits()].length);
  });

  it('says what is wrong with a position, a step, a register and a hart', () => {
    const timeline = recording.timeline();
    expect(() => timeline.seek('exit:99')).toThrow(PositionError);
    expect(() => timeline.seek('nowhere')).toThrow(/'nowhere' is not a position: expected/);
    expect(() => timeline.seek(-1)).toThrow(RangeError);
    expect(() => timeline.register('nosuch')).toThrow("there is no register 'nosuch' on a riscv64-virt");
    expect(() => timeline.register('sp', 1)).toThrow('there is no hart 1: it has 1, from 0');
  });

  it('is refused when it is damaged, unless what is intact will do', () => {
    const damaged = readFileSync(FIXTURE);
    damaged[damaged.length >> 1]! ^= 1;
    expect(() => openRecording(damaged)).toThrow(LogError);
    expect(openRecording(damaged, { isPartial: true }).log.damage).toBeInstanceOf(LogError);
    expect(openLog(damaged).damage).toBeInstanceOf(LogError);
  });
});

it('records runs, and finds where two part', () => {
  const bytes = readFileSync('fixtures/images/riscv64/bare.elf');
  const run = (harts: number) =>
    openRecording(record({ board: 'riscv64-virt', request: { harts, kernel: { name: 'bare.elf', bytes } }, stepMax: 3000 }));
  expect(bisect(run(1), run(1)).divergence).toBeNull();
  expect(bisect(run(2), run(2)).steps).toEqual([3000, 3000]);
  expect(bisect(run(1), openRecording(record({ board: 'riscv64-virt', request: {}, stepMax: 3000 }))).divergence).not.toBeNull();
});

describe('the package, built', { timeout: 120_000 }, () => {
  const workshop = new Workshop();
  afterAll(() => workshop[Symbol.dispose]());
  const pathOf = (file: string) => join(workshop.package, file);

  it('has a module and declarations for each name that it exports', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
    const files = Object.values(exports as Record<string, Record<string, string>>).flatMap((each) => Object.values(each));
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !existsSync(pathOf(file)))).toEqual([]);
  });

  it('runs the example, which README.md quotes', async () => {
    const { code, stdout, stderr } = await workshop.node('dist/replay/examples/look-around.js');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain(stdout);
    const example = readFileSync('replay/examples/look-around.ts', 'utf8');
    expect(readme).toContain(example.slice(example.indexOf('import ')));
  });

  it('has types that a program is checked against', () => {
    const lines = [
      "import { bisect, openRecording, type Recording } from 'replay';",
      "import { expect } from 'vitest';",
      "import 'replay/vitest';",
      "const recording: Recording = openRecording('boot.log');",
      "const step: number | undefined = bisect(recording, { log: recording.log, reading: 'reference' }).divergence?.step;",
      'const pc: bigint = recording.timeline().pc();',
      '// @ts-expect-error: a position is no boolean',
      'recording.timeline().seek(true);',
      "expect({ guest: 'kernel.elf' }).toMatchGoldenTrace('boot.log', { level: 'exits' });",
      '// @ts-expect-error: there is no such level',
      "expect('boot.log').toMatchGoldenTrace('boot.log', { level: 'all' });",
      "expect('boot.log').toReplay();",
      'console.log(step, pc);',
    ];
    writeFileSync(pathOf('program.ts'), lines.join('\n'));
    const tsc = 'node_modules/typescript/bin/tsc';
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023', '--types', 'node'];
    const checked = spawnSync(process.execPath, [tsc, ...options, '--skipLibCheck', 'program.ts'], {
      cwd: workshop.package,
      encoding: 'utf8',
    });
    expect(checked.stdout).toBe('');
    expect(checked.status).toBe(0);
  });
});
