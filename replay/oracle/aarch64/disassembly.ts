/**
 * Every encoding of every definition, with operands drawn at random, as text: ours beside that of LLVM 14. What is left out is counted.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insns } from '#arches/aarch64/a64.ts';
import { description } from '#arches/aarch64/inspect/description.ts';
import { systemRegisters } from '#arches/aarch64/sysreg/table.ts';
import { instructionIn, instructionText } from '../../inspect/disassembly.ts';
import { Random } from '../random.ts';
import { type DisassemblyResult, Tally } from '../tally.ts';

const FEATURES = '+v8.2a,+crypto,+fullfp16,+dotprod,+rcpc,+ssbs,+ras,+lor,+rdm,+lse,+crc';
const OUTPUT_MAX = 2 ** 29;
const SIZE_BYTES = 4;
/** Of what names a system register or instruction: drawn from those that there are. */
const SYSTEM_FIELD = 'system';

/** `count` words an encoding. `tools` is the prefix of `llvm-mc` and `llvm-objdump`. */
export function compareDisassembly(seed: number, count: number, tools: string): DisassemblyResult {
  const words = drawWords(seed, count);
  const theirs = objdump(words, tools);
  const tally = new Tally();
  for (const [index, word] of words.entries()) {
    const bytes = Uint8Array.from({ length: SIZE_BYTES }, (_, i) => (word >>> (8 * i)) & 0xff);
    const instruction = instructionIn(description, BigInt(SIZE_BYTES * index), bytes);
    const ours = instructionText(instruction, () => '');
    const text = theirs[index] ?? '(nothing)';
    tally.add(reasonToLeaveOut(text, word), ours === text ? undefined : `${hexadecimal(word)}: ours ${ours}, LLVM ${text}`);
  }
  return tally;
}

const hexadecimal = (word: number) => word.toString(16).padStart(8, '0');

/** LLVM 14 takes PSTATE moves of more than a bit, and some ID registers, for registers without names. */
function reasonToLeaveOut(text: string, word: number): string | undefined {
  if (/^m[rs][rs] .*\bS\d_/.test(text)) return 'of a register that LLVM has no name for';
  if (text === '<unknown>' && hasIgnoredBits(word))
    return 'of bits that should be one or zero and are not, which LLVM decodes not';
  return undefined;
}

/** Does a definition decode the word whose canonical word is another one? */
function hasIgnoredBits(word: number): boolean {
  const bytes = Uint8Array.from({ length: SIZE_BYTES }, (_, i) => (word >>> (8 * i)) & 0xff);
  const decoded = description.instructionAt(bytes)?.decoded;
  if (decoded === undefined) return false;
  const { insn, fields } = decoded;
  return insn.encodings.every((encoding) => {
    try {
      return encoding.encode(fields) !== word;
    } catch {
      return true; // Another encoding of the definition cannot hold them.
    }
  });
}

function drawWords(seed: number, count: number): readonly number[] {
  const random = new Random(seed);
  const readable = systemRegisters.filter(({ read, name }) => read !== undefined && !name.startsWith('S3_'));
  const writable = systemRegisters.filter(({ write, name }) => write !== undefined && !name.startsWith('S3_'));
  const MOVES_FROM = 0x0020_0000;
  return insns.flatMap(({ encodings }) =>
    encodings.flatMap((encoding) =>
      Array.from({ length: count }, (): readonly number[] => {
        const { match, mask } = encoding;
        const word = ((random.u32() & ~mask) | match) >>> 0;
        const fields = encoding.decode(word);
        if (fields === undefined) return [];
        if (!(SYSTEM_FIELD in fields)) return [word];
        const named = ((word & ~(0xffff << 5)) | (random.pick(match & MOVES_FROM ? readable : writable).number << 5)) >>> 0;
        return ((named ^ match) & mask) === 0 ? [named] : [];
      }).flat(),
    ),
  );
}

/** What LLVM writes of each word, in order. */
function objdump(words: readonly number[], tools: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'replay-disassembly-'));
  try {
    const [source, object] = [join(folder, 'words.s'), join(folder, 'words.o')];
    writeFileSync(source, words.map((word) => `.inst 0x${word.toString(16)}\n`).join(''));
    execFileSync(`${tools}llvm-mc`, ['-triple=aarch64', '-filetype=obj', source, '-o', object]);
    const options = ['-d', `--mattr=${FEATURES}`, '--no-show-raw-insn', object];
    const text = execFileSync(`${tools}llvm-objdump`, options, { maxBuffer: OUTPUT_MAX }).toString();
    return [...text.matchAll(/^ +[0-9a-f]+: +\t?(?<text>.*)$/gm)].map(({ groups }) =>
      groups!
        ['text']!.replace(/\s*<[^>u].*$/, '')
        .replace(/\s*\/\/.*$/, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
