/**
 * Random words of A64: those that are instructions here, and those that LLVM 14 takes for instructions of the same features.
 *
 *     npx tsx -C development .ci/encodings.ts --count 1000000 --seed 1
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { decode } from '../arches/aarch64/a64.ts';
import { classOf } from '../arches/aarch64/encoding-classes.ts';
import { Random } from '../replay/oracle/random.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '200000' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const FEATURES = '+v8.2a,+crypto,+fullfp16,+dotprod,+rcpc,+ssbs,+ras,+lor,+rdm,+lse,+crc';
const OUTPUT_MAX = 2 ** 30;

/** Where LLVM spells words that the manual leaves unallocated, ignores fields that must be ones, or has what is for external debuggers. */
const LAX_CLASSES: readonly (string | undefined)[] = [
  'Reserved, UDF',
  'Exception generation',
  'Barriers',
  'Hints',
  'PSTATE',
  'System with result',
  'System instructions with register argument',
  'Unallocated',
];

const BATCH = 200_000;
const SHOWN_MAX = 20;
const random = new Random(seed);
const bytesOf = (word: number) => [0, 8, 16, 24].map((shift) => `0x${((word >>> shift) & 0xff).toString(16)}`).join(' ');

/** Which of the words, by index, LLVM takes for no instruction. */
function unknownTo(words: readonly number[]): ReadonlySet<number> {
  const { stderr } = spawnSync('llvm-mc', ['-triple=aarch64', `-mattr=${FEATURES}`, '-disassemble'], {
    input: words.map(bytesOf).join('\n'),
    encoding: 'utf8',
    maxBuffer: OUTPUT_MAX,
  });
  if (typeof stderr !== 'string') throw new Error('llvm-mc does not run');
  return new Set([...stderr.matchAll(/^<stdin>:(\d+):\d+: warning: invalid/gm)].map(([, line]) => Number(line) - 1));
}

/** Says of a word what differs; undefined when nothing does. */
function differenceOf(word: number, isTheirs: boolean): string | undefined {
  const mnemonic = decode(word, 0)?.insn.mnemonic;
  const encodingClass = classOf(word)?.name;
  if ((mnemonic !== undefined) === isTheirs || (isTheirs && LAX_CLASSES.includes(encodingClass))) return undefined;
  return `0x${word.toString(16).padStart(8, '0')} (${encodingClass}): ours ${mnemonic ?? 'none'}, LLVM ${isTheirs ? 'one' : 'none'}`;
}

const count = Number(values.count);
let differ = 0;
for (let done = 0; done < count; done += BATCH) {
  const words = Array.from({ length: Math.min(BATCH, count - done) }, () => random.u32());
  const unknown = unknownTo(words);
  for (const [i, word] of words.entries()) {
    const difference = differenceOf(word, !unknown.has(i));
    if (difference !== undefined && differ++ < SHOWN_MAX) console.error(difference);
  }
}
console.log(`seed ${seed}: ${count} words, ${differ} differ from LLVM`);
process.exitCode = differ > 0 ? 1 : 0;
