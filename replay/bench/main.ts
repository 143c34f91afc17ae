#!/usr/bin/env node
/**
 * Compares the speed of recording with `qemu-system-riscv64 -icount shift=0` on the same programs in the same run.
 *
 *     npm run bench -- [--rounds N] [--json] [--qemu PROGRAM] [NAME ...]
 *
 * Rounds alternate between the two, so that what else the machine does falls on both. The programs are
 * `fixtures/images/riscv64/bench-NAME.elf`. Exit 0 when every checksum is equal and every goal is reached, 1 otherwise.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './measure.ts';
import { median, type Round, renderTable, summarize } from './summary.ts';

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const IMAGES = join(ROOT, 'fixtures/images/riscv64');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    qemu: { type: 'string', default: 'qemu-system-riscv64' },
    help: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const available = readdirSync(IMAGES).flatMap((file) => /^bench-(\w+)\.elf$/.exec(file)?.[1] ?? []);
const unknown = positionals.filter((name) => !available.includes(name));
if (values.help || unknown.length > 0 || !(rounds >= 1)) {
  console.error('usage: npm run bench -- [--rounds N] [--json] [--qemu PROGRAM] [NAME ...]');
  console.error(`programs: ${available.join(' ')}`);
  process.exit(values.help ? 0 : 2);
}

const directory = mkdtempSync(join(tmpdir(), 'replay-bench-'));
const log = join(directory, 'bench.log');
const ourCli = join(ROOT, 'dist/replay/cli/main.js');

const runOurs = (image: string) =>
  measure(process.execPath, ourCli, 'record', '--board', 'riscv64-virt', '--kernel', image, '-m', '256M', '--no-pace', '-o', log);
const runQemu = (image: string) =>
  measure(values.qemu, ...'-M virt -m 256M -bios none -nographic -monitor none -icount shift=0 -kernel'.split(' '), image);

function runRounds(program: string): Round[] {
  const image = join(IMAGES, `bench-${program}.elf`);
  return Array.from({ length: rounds }, (_, round) => {
    if (!values.json) console.error(`round ${round + 1} of ${rounds}: ${program}`);
    // Who goes first alternates too.
    if (round % 2 === 0) {
      const qemu = runQemu(image);
      return { qemu, ours: runOurs(image) };
    }
    const ours = runOurs(image);
    return { ours, qemu: runQemu(image) };
  });
}

try {
  const empty = runRounds('empty');
  const startup = { ours: median(empty.map(({ ours }) => ours.cpu)), qemu: median(empty.map(({ qemu }) => qemu.cpu)) };
  const programs = (positionals.length > 0 ? positionals : available).filter((name) => name !== 'empty');
  const rows = programs.map((program) => summarize(program, runRounds(program), startup));
  if (values.json) console.log(JSON.stringify({ rounds, startupCpuSeconds: startup, rows }, null, 2));
  else console.log(renderTable(rows, startup));
  process.exitCode = rows.every(({ isEqual, ratio, goal }) => isEqual && ratio.startupApart >= (goal ?? 0)) ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
