/**
 * Instructions as the assembler writes them, in the aliases that the manual prefers and LLVM writes by itself. What is decoded is what
 * the definitions say; how it is written is said for each format of their encodings (`syntax`). So whatever is executed has a name here.
 */
import { assert } from '#core/assert.ts';
import type { InstructionDescription } from '#core/inspect/description.ts';
import type { Insn } from '#core/isa/insn.ts';
import { decodeAnywhere } from '../a64.ts';
import type { DataSize } from '../operands.ts';
import { baseSyntax, PAGE } from './syntax/base.ts';
import { floatSyntax } from './syntax/float.ts';
import { loadStoreSyntax } from './syntax/loads-stores.ts';
import { WRITERS } from './syntax/operands.ts';
import { simdSyntax } from './syntax/simd.ts';
import { systemSyntax } from './syntax/system.ts';
import { type Rule, type Text, write } from './syntax/template.ts';

export const INSTRUCTION_SIZE = 4;

/** By format, without the size and what follows it. */
const SYNTAX: Readonly<Record<string, readonly Rule[]>> = {
  ...baseSyntax,
  ...loadStoreSyntax,
  ...systemSyntax,
  ...simdSyntax,
  ...floatSyntax,
};

/** Formats that integers and floating point share: the rules of both. */
const joined = (format: string): readonly Rule[] | undefined =>
  /^acrossLanes(16|32)$/.test(format) ? [...SYNTAX['acrossLanes8']!, ...SYNTAX[format]!] : undefined;

/** Formats that are written with the distance to what they name as their last operand. */
const WITH_TARGET = /^(branch(Immediate|Conditional)|compareBranch|testBranch|literal|pcRelativePage)/;

/** A format's name, and the size of its registers: `addSubtractShifted64lsl`. */
const SIZED = /^(?<stem>\D+)(?<size>64|32)(?<rest>zero|sign|none|lsl|lsr|asr|ror)?$/;

interface Form {
  readonly rules: readonly Rule[];
  readonly size: DataSize;
  readonly hasTarget: boolean;
}

const forms = new Map<string, Form>();

/** How a format is written. Sizes of their own in a name are looked up first. */
function formOf(format: string): Form {
  let form = forms.get(format);
  if (form !== undefined) return form;
  const sized = SIZED.exec(format)?.groups;
  const rules = joined(format) ?? SYNTAX[format] ?? SYNTAX[sized?.['stem'] ?? ''];
  assert(rules !== undefined, `no syntax of ${format}`);
  form = { rules, size: sized?.['size'] === '32' ? 32 : 64, hasTarget: WITH_TARGET.test(format) };
  forms.set(format, form);
  return form;
}

function encodingOf({ encodings, mnemonic }: Insn, word: number) {
  const encoding = encodings.find(
    ({ match, mask, decode: fieldsOf }) => ((word ^ match) & mask) === 0 && fieldsOf(word) !== undefined,
  );
  assert(encoding !== undefined, `${mnemonic}: no encoding of 0x${word.toString(16)}`);
  return encoding;
}

function textOf(insn: Insn, word: number): Text & Pick<Form, 'hasTarget'> {
  const { rules, size, hasTarget } = formOf(encodingOf(insn, word).format);
  const written = { word, mnemonic: insn.mnemonic, size };
  const rule = rules.find(({ when }) => when === undefined || when(written));
  assert(rule !== undefined, `${insn.mnemonic}: no rule for 0x${word.toString(16)}`);
  return { ...write(rule, written, WRITERS), hasTarget };
}

export const sizeAt = (bytes: Uint8Array): number => Math.min(bytes.length, INSTRUCTION_SIZE);

export function instructionAt(bytes: Uint8Array): InstructionDescription | undefined {
  if (bytes.length < INSTRUCTION_SIZE) return undefined;
  const word = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0;
  const decoded = decodeAnywhere(word);
  if (decoded === undefined) return undefined;
  const { mnemonic, operands, hasTarget } = textOf(decoded.insn, word);
  const plain = { mnemonic, operands, sizeBytes: INSTRUCTION_SIZE, decoded };
  if (!hasTarget) return plain;
  const displacement = BigInt(operands.at(-1)!);
  return { ...plain, displacement, ...(mnemonic === 'adrp' && { displacementFrom: BigInt(PAGE) }) };
}
