/** A small part of both comparisons, whose answers from QEMU are kept so that tests need no QEMU. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesProgram } from './compare-cases.ts';
import { ALL_MODES, ALL_OPERATIONS, floatProgram } from './float.ts';
import type { OracleIsa } from './isa.ts';
import type { Side } from './sides.ts';

export const GOLDEN_CASES = 'random-cases.txt';
export const GOLDEN_FLOAT = 'float-tables.txt';

const FIRST_SEED = 77;

/** Every operation in every rounding mode. */
export const goldenFloatProgram = (isa: OracleIsa, images: string): Uint8Array => {
  const count = isa.golden.operands;
  return floatProgram(isa, images, { ...ALL_OPERATIONS, ...ALL_MODES, first: 0, count, every: count, isSummed: true });
};

/** Some cases of every mode. */
export function goldenCasesProgram(isa: OracleIsa, images: string): Uint8Array {
  const { casesAMode, units } = isa.golden;
  const seeds = Array.from({ length: casesAMode }, (_, i) => FIRST_SEED + i);
  const cases = seeds.flatMap((seed) => isa.random.modes.map((mode) => isa.random.drawCase(seed, mode, units)));
  return casesProgram(isa, images, cases, false);
}

export async function writeGolden(isa: OracleIsa, images: string, folder: string, qemu: Side): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, GOLDEN_CASES), await qemu(goldenCasesProgram(isa, images)));
  writeFileSync(join(folder, GOLDEN_FLOAT), await qemu(goldenFloatProgram(isa, images)));
}
