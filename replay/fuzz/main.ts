/**
 * Looks for inputs that break what must always hold.
 *
 *     npm run fuzz -- NAME [--seed N] [--runs N] [--limit SECONDS]
 *
 * NAME is a fuzzer, or `smoke`: each of them for a few seconds. `canary` must fail. Runs are numbered from the seed on, so that
 * one that finds something is repeated by its own number. Exit 0 when nothing was found, 1 when something was, 2 for usage.
 */
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Random } from '../oracle/random.ts';
import type { Fuzzer } from './fuzzer.ts';
import { canaries, fuzzers } from './registry.ts';

const all: readonly Fuzzer[] = [...fuzzers, ...canaries];
const USAGE = `usage: npm run fuzz -- NAME [--seed N] [--runs N] [--limit SECONDS]
  smoke           each of these, a few seconds
${all.map(({ name, claim, sampleRuns }) => `  ${name.padEnd(14)}  ${claim} (${sampleRuns} runs)`).join('\n')}`;
const SEED_END = 2 ** 31;

/** What the process that runs a fuzzer tells: which run begins, or what a run threw. */
type Told = { readonly begins: number } | { readonly measured: string } | Failure;
interface Failure {
  readonly failed: number;
  readonly why: string;
}

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        runs: { type: 'string' },
        limit: { type: 'string', default: '60' },
        child: { type: 'boolean', default: false },
      },
    });
    const [name, ...rest] = positionals;
    const chosen = name === 'smoke' ? fuzzers : all.filter((fuzzer) => fuzzer.name === name);
    const numbers = [values.seed, values.runs, values.limit].map((text) => (text === undefined ? undefined : Number(text)));
    if (
      chosen.length === 0 ||
      rest.length > 0 ||
      numbers.some((value) => value !== undefined && !(Number.isSafeInteger(value) && value >= 0))
    )
      return undefined;
    const [seed, runs, limit] = numbers;
    return { chosen, seed: seed ?? randomInt(SEED_END), runs, limitMs: 1000 * limit!, isChild: values.child };
  } catch {
    return undefined;
  }
}

/** In a process of its own, so that one that hangs can be ended. */
async function runHere(fuzzer: Fuzzer, seed: number, runs: number): Promise<void> {
  let run = seed;
  try {
    for (; run < seed + runs; run++) {
      tell({ begins: run });
      await fuzzer.run(new Random(run));
    }
    const measured = fuzzer.summarize?.();
    if (measured !== undefined) tell({ measured });
  } catch (error) {
    const { name, message, stack } = error as Error;
    tell({ failed: Math.min(run, seed + runs - 1), why: name === 'Finding' ? message : (stack ?? message) });
  }
  process.disconnect();
}

const tell = (told: Told) => void process.send!(told);

/** Answers why it failed and in which run, or undefined. */
function watch(
  fuzzer: Fuzzer,
  { seed, runs, limitMs }: { seed: number; runs: number; limitMs: number },
): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    const child = fork(import.meta.filename, [fuzzer.name, '--seed', String(seed), '--runs', String(runs), '--child'], {
      execArgv: process.execArgv,
    });
    let last = seed;
    let failure: Failure | undefined;
    const expire = () => {
      failure = { failed: last, why: `no end after ${limitMs / 1000} s` };
      child.kill('SIGKILL');
    };
    let timer = setTimeout(expire, limitMs);
    child.on('message', (told: Told) => {
      clearTimeout(timer);
      timer = setTimeout(expire, limitMs);
      if ('begins' in told) last = told.begins;
      else if ('measured' in told) console.log(`        ${fuzzer.name}: ${told.measured}`);
      else failure = told;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(
        failure ?? (code === 0 ? undefined : { failed: last, why: `the process ended with ${signal ?? `exit code ${code}`}` }),
      );
    });
  });
}

const options = parse();
if (options === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else if (options.isChild) {
  await runHere(options.chosen[0]!, options.seed, options.runs!);
} else {
  for (const fuzzer of options.chosen) {
    const { seed, limitMs, runs = fuzzer.sampleRuns } = options;
    const start = performance.now();
    const failure = await watch(fuzzer, { seed, runs, limitMs });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (failure === undefined) console.log(`ok      ${fuzzer.name}: ${runs} runs from seed ${seed}, ${seconds} s`);
    else {
      console.log(
        `FAILED  ${fuzzer.name}: ${fuzzer.claim}\n${failure.why}\nrepeat: npm run fuzz -- ${fuzzer.name} --seed ${failure.failed} --runs 1`,
      );
      process.exitCode = 1;
    }
  }
}
