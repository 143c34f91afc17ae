/** Runs the command as users do, and small programs for it to record. For tests. */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';

const ROOT = join(import.meta.dirname, '../..');
const LIMIT_MS = 60_000;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Given at once, through a pipe that then ends. */
  readonly stdin?: string;
  /** An open file, in place of a pipe. */
  readonly stdinFile?: number;
  /** Sent once the program has printed something. */
  readonly signal?: NodeJS.Signals;
  /** Standard output is closed by its reader at the first byte. */
  readonly closesOutput?: boolean;
}

/** A built copy of the command, and the programs below to record. */
export class Workshop implements Disposable {
  readonly #path = mkdtempSync(join(tmpdir(), 'replay-cli-'));
  /** Holds the programs as flat images, each named after itself. Commands run here. */
  readonly cwd = join(this.#path, 'work');

  /** Builds as `npm run build` does: a start of the built command takes a third of one that compiles as it goes. */
  constructor() {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    spawnSync(process.execPath, [tsc, '-p', join(ROOT, '.config/build.json'), '--outDir', join(this.#path, 'dist')]);
    copyFileSync(join(ROOT, 'package.json'), join(this.#path, 'package.json'));
    for (const folder of ['node_modules', 'fixtures']) symlinkSync(join(ROOT, folder), join(this.#path, folder));
    mkdirSync(this.cwd);
    for (const [name, words] of Object.entries(PROGRAMS)) writeFileSync(join(this.cwd, name), Uint8Array.from(bytesOf(words)));
  }

  replay(args: readonly string[], options: RunOptions): Promise<Outcome> {
    return start([join(this.#path, 'dist/replay/cli/main.js'), ...args], this.cwd, options);
  }

  /** Runs another file of what was built, with the package as its folder. */
  node(file: string): Promise<Outcome> {
    return start([join(this.#path, file)], this.#path, {});
  }

  /** The package, as it is installed: built, with nothing but what it needs. */
  get package(): string {
    return this.#path;
  }

  [Symbol.dispose](): void {
    rmSync(this.#path, { recursive: true });
  }
}

/** Runs a command in this process, which takes a tenth of the time. The command may be run again and again, one at a time. */
export async function runHere(command: Command, args: readonly string[]): Promise<Outcome> {
  const outcome = { stdout: '', stderr: '' };
  const before = { stdout: process.stdout.write, stderr: process.stderr.write, exitCode: process.exitCode };
  const taking = (stream: 'stdout' | 'stderr') => (data: Uint8Array | string) => {
    outcome[stream] += typeof data === 'string' ? data : Buffer.from(data).toString();
    return true;
  };
  process.stdout.write = taking('stdout');
  process.stderr.write = taking('stderr');
  try {
    await command.parseAsync([...args], { from: 'user' });
    return { code: Number(process.exitCode ?? 0), ...outcome };
  } finally {
    process.stdout.write = before.stdout;
    process.stderr.write = before.stderr;
    process.exitCode = before.exitCode;
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  }
}

function start(
  node: readonly string[],
  cwd: string,
  { stdin, stdinFile, signal, closesOutput = false }: RunOptions,
): Promise<Outcome> {
  const child = spawn(process.execPath, node, { cwd, stdio: [stdinFile ?? 'pipe', 'pipe', 'pipe'], timeout: LIMIT_MS });
  const outcome = { stdout: '', stderr: '' };
  child.stdout!.on('data', (data: Buffer) => {
    outcome.stdout += data.toString();
    if (signal !== undefined) child.kill(signal);
    if (closesOutput) child.stdout!.destroy();
  });
  child.stderr!.on('data', (data: Buffer) => {
    outcome.stderr += data.toString();
  });
  child.stdin?.on('error', () => {}); // it may end before it has read everything
  child.stdin?.end(stdin ?? '');
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...outcome })));
}

const bytesOf = (words: readonly number[]): number[] =>
  words.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff));

/** t1 = the finisher, t2 = 0x5555: switch off. */
const SWITCH_OFF = [
  0x0010_0337, // lui  t1, 0x100
  0x0000_53b7, // lui  t2, 5
  0x5553_8393, // addi t2, t2, 0x555
  0x0073_2023, // sw   t2, 0(t1)
  0x0000_006f, // j    .
] as const;

const PROGRAMS: Readonly<Record<string, readonly number[]>> = {
  /** Prints `hello, world` and switches off. */
  hello: [
    0x0000_0517, // auipc a0, 0
    0x0345_0513, // addi a0, a0, 52
    0x1000_0337, // lui  t1, 0x10000
    0x0005_4383, // 1: lbu t2, 0(a0)
    0x0003_8863, // beqz t2, 2f
    0x0073_0023, // sb   t2, 0(t1)
    0x0015_0513, // addi a0, a0, 1
    0xff1f_f06f, // j    1b
    ...SWITCH_OFF, // 2:
    ...[0x6c6c_6568, 0x77_202c6f, 0x646c_726f, 0x0000_000a], // 'hello, world\n'
  ],
  /** Reports failure 3. */
  fail: [
    0x0010_0337, // lui  t1, 0x100
    0x0003_33b7, // lui  t2, 0x33
    0x3333_8393, // addi t2, t2, 0x333
    0x0073_2023, // sw   t2, 0(t1)
    0x0000_006f, // j    .
  ],
  /** Prints what it is given; switches off after a `q`. */
  echo: [
    0x1000_0337, // lui  t1, 0x10000
    0x0053_4383, // 1: lbu t2, 5(t1)
    0x0013_f393, // andi t2, t2, 1
    0xfe03_8ce3, // beqz t2, 1b
    0x0003_4383, // lbu  t2, 0(t1)
    0x0073_0023, // sb   t2, 0(t1)
    0xf8f3_8393, // addi t2, t2, -'q'
    0xfe03_94e3, // bnez t2, 1b
    ...SWITCH_OFF,
  ],
  /** Prints `!` and hangs, running. */
  spin: [
    0x1000_0337, // lui  t1, 0x10000
    0x0210_0393, // li   t2, '!'
    0x0073_0023, // sb   t2, 0(t1)
    0x0000_006f, // j    .
  ],
  /** Prints `!` again and again, 12,000 steps between. */
  tick: [
    0x1000_0337, // lui  t1, 0x10000
    0x0210_0393, // li   t2, '!'
    0x0073_0023, // 1: sb t2, 0(t1)
    0x0000_1e37, // lui  t3, 1
    0xfffe_0e13, // 2: addi t3, t3, -1
    0x0000_0013, // nop
    0xfe0e_1ce3, // bnez t3, 2b
    0xfedf_f06f, // j    1b
  ],
  /** Hangs, waiting, with no interrupt enabled. */
  wait: [
    0x1050_0073, // 1: wfi
    0xffdf_f06f, // j   1b
  ],
};
