#!/usr/bin/env node
/**
 * Compares our CPU with `qemu-system-riscv64` 7.2.
 *
 *     oracle float  [--count N] [--operation I] [--reading R] [--against qemu|reference]
 *     oracle random [--seed N] [--cases N] [--insns N] [--mode M|S39|S48|S57|U39|U48] [--reading R] [--keep]
 *
 * Exit 0 when both agree, 1 when they differ, 2 on wrong usage.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL_MODES, ALL_OPERATIONS, compareFloat } from './float.ts';
import { onOurs, onQemu, type Reading } from './sides.ts';

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const IMAGES = join(ROOT, 'fixtures/images/riscv64');

const USAGE = `usage: oracle float [--count N] [--operation I] [--reading interpreter|reference]`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '100000' },
      operation: { type: 'string' },
      reading: { type: 'string', default: 'interpreter' },
      qemu: { type: 'string', default: 'qemu-system-riscv64' },
    },
  });
  const [what] = positionals;
  if (what !== 'float') {
    console.error(USAGE);
    return 2;
  }
  const ours = onOurs(values.reading as Reading);
  const qemu = onQemu(values.qemu);
  const operations =
    values.operation === undefined ? ALL_OPERATIONS : { firstOperation: Number(values.operation), operationCount: 1 };
  const range = { ...operations, ...ALL_MODES, first: 0, count: Number(values.count), every: 1000 };
  const report = await compareFloat(IMAGES, range, ours, qemu);
  for (const { qemu: expected, ours: came } of report.differences) console.log(`qemu ${expected}\nours ${came}\n`);
  console.log(`${report.results} results, ${report.differences.length} operations and modes that differ`);
  return report.differences.length === 0 ? 0 : 1;
}

process.exitCode = await main();
