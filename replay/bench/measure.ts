/** Runs one program to its end and says what it cost. */
import { spawnSync } from 'node:child_process';

export interface Measured {
  /** Seconds on the wall. */
  readonly wall: number;
  /** Seconds of processor time, user and system, all threads. */
  readonly cpu: number;
  readonly output: string;
  readonly exitCode: number | null;
}

/** Longest a program may take. */
const LIMIT_MS = 300_000;

/**
 * Runs a command under the shell's `time`, because Node does not tell the processor time of a child.
 * Needs bash, as QEMU needs an operating system that has it.
 */
export function measure(command: string, ...parameters: readonly string[]): Measured {
  const script = 'exec 3>&2; TIMEFORMAT="time %3R %3U %3S"; { time "$@" 2>/dev/null; } 2>&3';
  const child = spawnSync('bash', ['-c', script, 'bash', command, ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    maxBuffer: 1 << 24,
  });
  if (child.error !== undefined) throw child.error;
  const times = /time ([\d.]+) ([\d.]+) ([\d.]+)/.exec(child.stderr);
  return {
    wall: Number(times?.[1]),
    cpu: Number(times?.[2]) + Number(times?.[3]),
    output: child.stdout,
    exitCode: child.status,
  };
}
