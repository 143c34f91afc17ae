#!/usr/bin/env node
/**
 * Compares the speed of recording with `qemu-system-ARCH -icount shift=0` on the same programs in the same run.
 *
 *     npm run bench -- [--arch ARCH] [--rounds N] [--json] [NAME ...]
 *
 * Rounds alternate between the two, so that what else the machine does falls on both. The programs are
 * `fixtures/images/ARCH/bench-NAME.elf`. Exit 0 when every checksum is equal and every goal is reached, 1 otherwise.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './measure.ts';
import { median, type Round, type Row, renderTable, summarize } from './summary.ts';

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const IMAGES = join(ROOT, 'fixtures/images');

/** Our boards, and QEMU's options for the like. */
const machines: Readonly<Record<string, { readonly board: string; readonly options: string }>> = {
  riscv64: { board: 'riscv64-virt', options: '-M virt -bios none' },
  aarch64: { board: 'aarch64-virt', options: '-M virt,virtualization=on,gic-version=3 -cpu neoverse-n1' },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    arch: { type: 'string', multiple: true, default: Object.keys(machines) },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const programsOf = (arch: string) =>
  readdirSync(join(IMAGES, arch)).flatMap((file) => /^bench-(\w+)\.elf$/.exec(file)?.[1] ?? []);
const isUnknown =
  values.arch.some((arch) => machines[arch] === undefined) ||
  positionals.some((name) => !values.arch.every((arch) => programsOf(arch).includes(name)));
if (values.help || isUnknown || !(rounds >= 1)) {
  console.error('usage: npm run bench -- [--arch ARCH] [--rounds N] [--json] [NAME ...]');
  for (const arch of Object.keys(machines)) console.error(`programs of ${arch}: ${programsOf(arch).join(' ')}`);
  process.exit(values.help ? 0 : 2);
}

const directory = mkdtempSync(join(tmpdir(), 'replay-bench-'));
const log = join(directory, 'bench.log');
const ourCli = join(ROOT, 'replay/command/replay.js');

const runOurs = (arch: string, image: string) => {
  const options = `--board ${machines[arch]!.board} -m 256M --no-pace`.split(' ');
  return measure(process.execPath, ourCli, 'record', ...options, '--kernel', image, '-o', log);
};
const runQemu = (arch: string, image: string) => {
  const options = `${machines[arch]!.options} -m 256M -nographic -monitor none -icount shift=0`.split(' ');
  return measure(`qemu-system-${arch}`, ...options, '-kernel', image);
};

function runRounds(arch: string, program: string): Round[] {
  const image = join(IMAGES, arch, `bench-${program}.elf`);
  return Array.from({ length: rounds }, (_, round) => {
    if (!values.json) console.error(`round ${round + 1} of ${rounds}: ${arch} ${program}`);
    // Who goes first alternates too.
    if (round % 2 === 0) {
      const qemu = runQemu(arch, image);
      return { qemu, ours: runOurs(arch, image) };
    }
    const ours = runOurs(arch, image);
    return { ours, qemu: runQemu(arch, image) };
  });
}

function bench(arch: string) {
  const empty = runRounds(arch, 'empty');
  const startup = { ours: median(empty.map(({ ours }) => ours.cpu)), qemu: median(empty.map(({ qemu }) => qemu.cpu)) };
  const programs = (positionals.length > 0 ? positionals : programsOf(arch)).filter((name) => name !== 'empty');
  const rows = programs.map((program) => summarize(program, runRounds(arch, program), startup));
  if (!values.json) console.log(`${arch}\n${renderTable(rows, startup)}\n`);
  return { arch, startupCpuSeconds: startup, rows };
}

try {
  const results = values.arch.map(bench);
  if (values.json) console.log(JSON.stringify({ rounds, results }, null, 2));
  const isReached = ({ isEqual, ratio, goal }: Row) => isEqual && ratio.startupApart >= (goal ?? 0);
  process.exitCode = results.every(({ rows }) => rows.every(isReached)) ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
