/** For tests: rows of floating-point instructions whose sources are v1, v2 and v3 and whose destination is v4. */
import { effectOf } from './execute.ts';

/** Text and word of another assembler; v1 to v3, the last of which is v4 before it as well; FPCR; all of v4 after it, and FPSR. */
export type FloatRow = readonly [
  text: string,
  word: number,
  operands: readonly bigint[],
  FPCR: number,
  result: bigint,
  FPSR: number,
];

/** What no scalar may look at, and must not leave in its destination. */
const UPPER = 0x7ff0_0000_0000_0001n << 64n;
const hex = (value: bigint | number) => value.toString(16);

/** Executes a row whose operands are scalars, but for those that have more than 64 bits: v4 and FPSR, and whatever else changed. */
export function scalarEffect([, word, operands, FPCR]: FloatRow): string {
  const dirty = (value = 0n) => (value >> 64n === 0n ? UPPER | value : value);
  const [a, b, c] = operands.map(dirty);
  return effectText(word, { 1: a ?? UPPER, 2: b ?? UPPER, 3: c ?? UPPER, 4: c ?? UPPER }, FPCR);
}

/** The same of vectors. */
export function vectorEffect([, word, operands, FPCR]: FloatRow): string {
  const [a = 0n, b = 0n, d = 0n] = operands;
  return effectText(word, { 1: a, 2: b, 4: d }, FPCR);
}

function effectText(word: number, v: Readonly<Record<number, bigint>>, FPCR: number): string {
  const { v: changed = {}, FPSR = 0n, ...others } = effectOf(word, { v, FPCR: BigInt(FPCR) });
  const { 4: result = v[4]!, ...others4 } = changed;
  const rest = { ...others, ...(Object.keys(others4).length > 0 ? { v: others4 } : {}) };
  return `${hex(result)} ${hex(FPSR)}${Object.keys(rest).length > 0 ? ` and ${Object.keys(rest).join(', ')}` : ''}`;
}

/** What a row says of it. */
export const expectedEffect = ([, , , , result, FPSR]: FloatRow): string => `${hex(result)} ${hex(FPSR)}`;
