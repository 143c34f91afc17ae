/** A short sample of every fuzzer, and that findings are seen. The seeds are fixed: what is new is for `npm run fuzz`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Random } from '../oracle/random.ts';
import { canaries, fuzzers } from './registry.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Starts the command, which its own tests do often enough. */
const inProcess = fuzzers.filter(({ name }) => name !== 'cli-arguments');

it.each(inProcess.map((fuzzer) => [fuzzer.name, fuzzer] as const))(
  '%s: nothing in a tenth of its sample',
  async (_, fuzzer) => {
    for (let run = 0; run < fuzzer.sampleRuns / 10; run++) await fuzzer.run(new Random(run));
  },
  60_000,
);

it('the canary finds what it looks for, and tells the command that repeats it', () => {
  expect(() => {
    for (let run = 0; run < 100; run++) canaries[0]!.run(new Random(run));
  }).toThrow('is divisible by 8');
  const fuzz = (...parameters: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', '-C', 'development', 'replay/fuzz/main.ts', ...parameters], {
      cwd: ROOT,
      encoding: 'utf8',
    });
  const { status, stdout } = fuzz('canary', '--seed', '1');
  expect([status, stdout]).toEqual([
    1,
    expect.stringMatching(/^FAILED {2}canary.*\n(\d+) is divisible by 8\nrepeat: npm run fuzz -- canary --seed \d+ --runs 1\n$/),
  ]);
  const [, number, seed] = /\n(\d+) is.*--seed (\d+)/s.exec(stdout)!;
  expect(fuzz('canary', '--seed', seed!, '--runs', '1').stdout).toContain(`${number} is divisible by 8`);
  expect(fuzz('nothing').status).toBe(2);
}, 60_000);
