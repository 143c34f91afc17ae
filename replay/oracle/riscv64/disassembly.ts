/**
 * Every encoding of every definition, with operands drawn at random, as text: ours beside that of GNU objdump.
 *
 * Left out: HINTs of the C extension, which objdump names (`c.nop 24`), where objdump knows no such word though its other fields are ignored (`fence`), and the CSRs that it has instructions
 * of their own for (`frcsr`, `rdtime`). Of the same meaning, and so put right: objdump leaves the i off `addi`, writes shift amounts in
 * hexadecimal, and leaves out operands of fences that are zero.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csrs } from '#arches/riscv64/csr/table.ts';
import { description } from '#arches/riscv64/inspect/description.ts';
import { insns } from '#arches/riscv64/rv64.ts';
import { instructionIn, instructionText } from '../../inspect/disassembly.ts';
import { Random } from '../random.ts';
import { type DisassemblyResult, Tally } from '../tally.ts';

const EXTENSIONS = 'rv64gch_zba_zbb_zbc_zbs_svinval_zihintpause_zicsr_zifencei';
const OUTPUT_MAX = 2 ** 29;
/** Definitions of which words are decoded here though other fields than the assembler's are set. */
const IGNORED_FIELDS = ['fence', 'fence.i', 'fcvt.d.s', 'fcvt.d.w', 'fcvt.d.wu'];

/** CSRs that objdump has instructions for. */
const WITH_INSTRUCTIONS = ['fflags', 'frm', 'fcsr', 'cycle', 'time', 'instret'];

interface Word {
  readonly word: number;
  readonly sizeBytes: 2 | 4;
}

/** `count` words an encoding. `tools` is the prefix of the programs: `riscv64-unknown-elf-`. */
export function compareDisassembly(seed: number, count: number, tools: string): DisassemblyResult {
  const words = drawWords(seed, count);
  const tally = new Tally();
  let address = 0n;
  const theirs = objdump(words, tools);
  for (const [index, { word, sizeBytes }] of words.entries()) {
    const bytes = Uint8Array.from({ length: sizeBytes }, (_, i) => (word >>> (8 * i)) & 0xff);
    const instruction = instructionIn(description, address, bytes);
    const ours = instructionText(instruction, () => '');
    const text = theirs[index] ?? '(nothing)';
    const { mnemonic } = instruction.description?.decoded.insn ?? { mnemonic: '' };
    const hasTarget = instruction.target !== undefined;
    const isSame = plain(ours, hasTarget) === plain(text, hasTarget);
    const difference = isSame ? undefined : `${word.toString(16)}: ours ${ours}, objdump ${text}`;
    tally.add(reasonToLeaveOut(ours, text, mnemonic), difference);
    address += BigInt(sizeBytes);
  }
  return tally;
}

function reasonToLeaveOut(ours: string, text: string, mnemonic: string): string | undefined {
  if (text.startsWith('c.') || /^mv (\w+), \1$/.test(ours)) return 'HINTs that objdump names';
  if (text.startsWith('.') && IGNORED_FIELDS.includes(mnemonic)) return 'of fields that are ignored, which objdump decodes not';
  return undefined;
}

function drawWords(seed: number, count: number): readonly Word[] {
  const random = new Random(seed);
  const numbers = csrs.filter(({ name }) => !WITH_INSTRUCTIONS.includes(name)).map(({ number }) => number);
  return insns.flatMap(({ encodings }) =>
    encodings.flatMap((encoding) =>
      Array.from({ length: count }, (): Word[] => {
        const { match, mask, sizeBytes } = encoding;
        const drawn = sizeBytes === 2 ? random.u32() & 0xffff : random.u32();
        const word = ((drawn & ~mask) | match) >>> 0;
        const fields = encoding.decode(word);
        if (fields === undefined) return [];
        return 'csr' in fields
          ? [{ word: ((word & 0xf_ffff) | (random.pick(numbers) << 20)) >>> 0, sizeBytes }]
          : [{ word, sizeBytes }];
      }).flat(),
    ),
  );
}

/** What objdump writes of each word, in order. */
function objdump(words: readonly Word[], tools: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'replay-disassembly-'));
  try {
    const [source, object] = [join(folder, 'words.s'), join(folder, 'words.o')];
    writeFileSync(source, words.map(({ word, sizeBytes }) => `.insn ${sizeBytes}, 0x${word.toString(16)}\n`).join(''));
    execFileSync(`${tools}as`, [`-march=${EXTENSIONS}`, '-mpriv-spec=1.12', source, '-o', object]);
    const text = execFileSync(`${tools}objdump`, ['-d', '-M', 'priv-spec=1.12', object], { maxBuffer: OUTPUT_MAX }).toString();
    return [...text.matchAll(/^ +[0-9a-f]+:\t[0-9a-f]+ +\t?(?<text>.*)$/gm)].map(({ groups }) =>
      groups!
        ['text']!.replace(/\s*[#<].*$/, '')
        .replace('\t', ' ')
        .trim(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without what is spelled in two ways: numbers in decimal, targets without 0x, no i for immediates, no zeros of fences. */
function plain(text: string, hasTarget: boolean): string {
  const [mnemonic = '', ...rest] = text.split(' ');
  const operands = rest.join('').split(',');
  const isFence = /fence\.|inval\./.test(mnemonic);
  while (isFence && operands.at(-1) === 'zero') operands.pop();
  const shown = operands.map((operand, i) => {
    if (!operand.startsWith('0x')) return operand;
    return hasTarget && i === operands.length - 1 ? operand.slice(2) : String(BigInt(operand));
  });
  return `${mnemonic.replace(/^(.*[^i])i(w?)$/, '$1$2')} ${shown.join(',')}`;
}
