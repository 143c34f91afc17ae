/** Which Node programs there are to compare, and what one of them makes of a recording. */
import { spawnSync } from 'node:child_process';

/** Major versions of Node that the project supports. */
export const NODE_VERSIONS = [20, 22, 24] as const;

export interface Host {
  /** For the table: `22 --jitless`. */
  readonly name: string;
  readonly program: string;
  readonly flags: readonly string[];
  /** Without WebAssembly only the reference reading runs, a few hundred thousand steps a second. */
  readonly isSlow: boolean;
}

const INSTALL_LIMIT_MS = 300_000;

/** The Node of a major version: this one, or npm's package `node`, which npm keeps in its cache. Undefined when it can't be had. */
export function findNode(version: number): string | undefined {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const options = { encoding: 'utf8', timeout: INSTALL_LIMIT_MS } as const;
  const { stdout } = spawnSync(
    'npm',
    ['exec', '--yes', `--package=node@${version}`, '--', 'node', '-p', 'process.execPath'],
    options,
  );
  const program = stdout.trim();
  const { stdout: came } = spawnSync(program, ['--version'], options);
  return came?.startsWith(`v${version}.`) === true ? program : undefined;
}

export const hostsOf = (version: number, program: string): readonly Host[] => [
  { name: `${version}`, program, flags: [], isSlow: false },
  { name: `${version} --jitless`, program, flags: ['--jitless'], isSlow: true },
];

export interface Outcome {
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly seconds: number;
}

const RUN_LIMIT_MS = 600_000;

/** Runs the command `replay` on a host, with nothing typed. */
export function runReplay(host: Host, cli: string, parameters: readonly string[]): Outcome {
  const start = performance.now();
  const { status, stderr } = spawnSync(host.program, [...host.flags, cli, ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: RUN_LIMIT_MS,
  });
  return { exitCode: status, stderr, seconds: (performance.now() - start) / 1000 };
}

/** The lines of a summary by their names. */
export function summaryOf(stderr: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...stderr.matchAll(/^ {2}(\w[\w ]*?) {2,}(.*)$/gm)].map(([, name, value]) => [name, value]));
}
