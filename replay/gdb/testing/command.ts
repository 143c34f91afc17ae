/** Starts `replay gdb` as users do, and programs beside it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const LIMIT_MS = 120_000;

/** `replay` with these words, from the sources. */
export const replayCommand = (words: readonly string[]): readonly string[] => [
  process.execPath,
  ...['--import', 'tsx', '-C', 'development', join(ROOT, 'replay/cli/main.ts')],
  ...words,
];

export interface Finished {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a program to its end. `started` is told of it. */
export async function runProgram(
  [program, ...words]: readonly string[],
  started: (child: ChildProcess, output: () => string) => void = () => undefined,
): Promise<Finished> {
  // Through a shell that joins the streams: what a program says to both stays in order.
  const child = spawn('/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', program!, ...words], { cwd: ROOT, timeout: LIMIT_MS });
  child.stdin.end();
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  started(child, () => output);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
  /** What it said on standard error. */
  said(): string;
}

/** A server of a recording, which listens on any free port. */
export async function startServer(log: string, words: readonly string[] = []): Promise<ServerProcess> {
  const [program, ...all] = replayCommand(['gdb', log, '--port', '0', ...words]);
  const child = spawn(program!, all, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /target extended-remote \S+:(\d+)'/.exec(said)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.on('close', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    port,
    said: () => said,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGINT');
      await new Promise((resolve) => child.once('close', resolve));
    },
  };
}
