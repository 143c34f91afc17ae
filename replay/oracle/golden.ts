/** A small part of both comparisons, whose answers from QEMU are kept so that tests need no QEMU. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mode, modes } from './case.ts';
import { casesProgram } from './compare-cases.ts';
import { drawCase } from './draw-case.ts';
import { ALL_MODES, ALL_OPERATIONS, floatProgram } from './float.ts';
import type { Side } from './sides.ts';

export const GOLDEN_CASES = 'random-cases.txt';
export const GOLDEN_FLOAT = 'float-tables.txt';

const CASES_A_MODE = 6;
const UNITS = 400;

/** Every operation in every rounding mode, 1000 operands each. */
export const goldenFloatProgram = (images: string): Uint8Array =>
  floatProgram(images, { ...ALL_OPERATIONS, ...ALL_MODES, first: 0, count: 1000, every: 1000 });

/** Some cases of every mode. */
export function goldenCasesProgram(images: string, casesAMode = CASES_A_MODE): Uint8Array {
  const seeds = Array.from({ length: casesAMode }, (_, i) => 77 + i);
  const cases = seeds.flatMap((seed) => (Object.keys(modes) as Mode[]).map((mode) => drawCase(seed, mode, UNITS)));
  return casesProgram(images, cases, false);
}

export async function writeGolden(images: string, folder: string, qemu: Side): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, GOLDEN_CASES), await qemu(goldenCasesProgram(images)));
  writeFileSync(join(folder, GOLDEN_FLOAT), await qemu(goldenFloatProgram(images)));
}
