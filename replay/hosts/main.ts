/**
 * Holds the hosts against each other: every recording of `fixtures`, and one that each host makes anew, on Node 20, 22 and 24
 * with and without `--jitless`.
 *
 *     npm run hosts -- [--slow-steps N] [--parts] [--kernel ELF] [LOG ...]
 *
 * Slow hosts, which have no WebAssembly, replay recordings of at most N steps (2,000,000). With `--parts` all hosts replay also the
 * chunks of longer ones that end by step N, which takes slow ones a minute each. Exit 0 when all digests are equal and all runs are the recorded ones, 1 otherwise, 2 when a Node is missing.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBoards } from '../boards/registry.ts';
import { findNode, type Host, hostsOf, NODE_VERSIONS, runReplay, summaryOf } from './hosts.ts';
import { prefixOf } from './prefix.ts';

await loadBoards();

const ROOT = join(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'replay/command/replay.js');
const FIXTURES = join(ROOT, 'fixtures');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'slow-steps': { type: 'string', default: '2000000' },
    parts: { type: 'boolean', default: false },
    kernel: { type: 'string', default: join(FIXTURES, 'images/riscv64/bare.elf') },
  },
});

/** Something that every host does, and must do alike. */
interface Subject {
  readonly name: string;
  readonly isForSlow: boolean;
  readonly isForFast: boolean;
  /** What is compared, and how long it took; a line of failure otherwise. */
  run(host: Host): { readonly result: string; readonly seconds: number } | string;
}

function replaying(
  name: string,
  path: string,
  flags: readonly string[],
  suits: Pick<Subject, 'isForSlow' | 'isForFast'>,
): Subject {
  return {
    name,
    ...suits,
    run: (host) => {
      const { exitCode, stderr, seconds } = runReplay(host, CLI, ['run', '--quiet', ...flags, path]);
      const { digest, steps } = summaryOf(stderr);
      if (exitCode !== 0 || digest === undefined || steps === undefined) return `exit code ${exitCode}: ${stderr.trim()}`;
      return { result: `${digest}, ${steps.replace(/ \(.*/, '')} steps`, seconds };
    },
  };
}

function recording(kernel: string, work: string): Subject {
  return {
    name: `record ${basename(kernel)}`,
    isForSlow: true,
    isForFast: true,
    run: (host) => {
      const path = join(work, 'recorded.log');
      const { exitCode, stderr, seconds } = runReplay(host, CLI, [
        'record',
        '--board',
        'riscv64-virt',
        '--kernel',
        kernel,
        '--max-steps',
        values['slow-steps'],
        '-o',
        path,
      ]);
      if (exitCode !== 0) return `exit code ${exitCode}: ${stderr.trim()}`;
      return { result: `sha256 ${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)}`, seconds };
    },
  };
}

function subjects(work: string): readonly Subject[] {
  const logs =
    positionals.length > 0
      ? positionals
      : readdirSync(FIXTURES).flatMap((file) => (file.endsWith('.log') ? [join(FIXTURES, file)] : []));
  const replays = logs.flatMap((path, index) => {
    const { bytes, isWhole } = prefixOf(readFileSync(path), Number(values['slow-steps']));
    const whole = replaying(basename(path), path, [], { isForSlow: isWhole, isForFast: true });
    if (isWhole || !values.parts) return [whole];
    const part = join(work, `part-${index}.log`);
    writeFileSync(part, bytes);
    return [
      whole,
      replaying(`${basename(path)}, its first ${values['slow-steps']} steps`, part, ['--partial'], {
        isForSlow: true,
        isForFast: true,
      }),
    ];
  });
  return [...replays, recording(values.kernel, work)];
}

/** Answers whether all hosts agree. */
function compare(subject: Subject, hosts: readonly Host[]): boolean {
  console.log(subject.name);
  const results = new Set<string>();
  let isFine = true;
  for (const host of hosts) {
    if (!(host.isSlow ? subject.isForSlow : subject.isForFast)) continue;
    const outcome = subject.run(host);
    if (typeof outcome === 'string') isFine = false;
    else results.add(outcome.result);
    console.log(
      `  node ${host.name.padEnd(12)}  ${typeof outcome === 'string' ? outcome : `${outcome.result}  ${outcome.seconds.toFixed(1)} s`}`,
    );
  }
  if (results.size > 1) console.log('  DIFFERENT');
  return isFine && results.size === 1;
}

const work = mkdtempSync(join(tmpdir(), 'replay-hosts-'));
try {
  const nodes = NODE_VERSIONS.map((version) => ({ version, program: findNode(version) }));
  for (const { version, program } of nodes)
    if (program === undefined) console.error(`hosts: no Node ${version}, and npm can't get one`);
  const hosts = nodes.flatMap(({ version, program }) => (program === undefined ? [] : hostsOf(version, program)));
  const agreements = subjects(work).map((subject) => compare(subject, hosts));
  const isComplete = nodes.every(({ program }) => program !== undefined);
  process.exitCode = agreements.includes(false) ? 1 : isComplete ? 0 : 2;
} finally {
  rmSync(work, { recursive: true });
}
