/** Syntax of loads and stores of structures. */
import { bitsOf } from './operands.ts';
import { generalName, numberAt, type Rule, type Writer, type Written } from './template.ts';
import { ARRANGEMENTS, isFull, LETTERS, listOf, ofWidths } from './vectors.ts';

const arrangement = ({ word }: Written) => ARRANGEMENTS[bitsOf(word, 10, 2)]![isFull(word)];

const isIndexed = (word: number) => bitsOf(word, 23, 1) === 1;
function addressOf({ word }: Written, sizeBytes: number): string {
  const base = `[${generalName(numberAt(word, 'n'), 64, true)}]`;
  if (!isIndexed(word)) return base;
  const register = numberAt(word, 'm');
  return `${base}, ${register === 31 ? `#${sizeBytes}` : generalName(register, 64, false)}`;
}

/** Registers by the opcode of multiple structures. */
const COUNTS: Readonly<Record<number, number>> = { 0: 4, 2: 4, 4: 3, 6: 3, 7: 1, 8: 2, 10: 2 };
const multipleCount = ({ word }: Written) => COUNTS[bitsOf(word, 12, 4)]!;
const multiple: Readonly<Record<string, Writer>> = {
  list: (written) => listOf(numberAt(written.word, 't'), multipleCount(written), arrangement(written)),
  address: (written) => addressOf(written, multipleCount(written) * (isFull(written.word) === 1 ? 16 : 8)),
};

/** The number in `ld3`. */
const singleCount = ({ mnemonic }: Written) => Number(mnemonic[2]);
const replicated: Readonly<Record<string, Writer>> = {
  list: (written) => listOf(numberAt(written.word, 't'), singleCount(written), arrangement(written)),
  address: (written) => addressOf(written, singleCount(written) * 2 ** bitsOf(written.word, 10, 2)),
};

/** One structure's lanes: Q, S and the upper bits of size say which. */
const lane = (log2: number): Readonly<Record<string, Writer>> => ({
  list: (written) => listOf(numberAt(written.word, 't'), singleCount(written), LETTERS[log2]!),
  index: ({ word }) => `[${((isFull(word) << 3) | bitsOf(word, 10, 3)) >> log2}]`,
  address: (written) => addressOf(written, singleCount(written) << log2),
});

const withPostIndex = (rules: Readonly<Record<string, readonly Rule[]>>): Readonly<Record<string, readonly Rule[]>> =>
  Object.fromEntries(Object.entries(rules).flatMap(([name, rule]) => [name, `${name}PostIndexed`].map((each) => [each, rule])));
const multipleRules: readonly Rule[] = [{ template: '* <list>, <address>', writers: multiple }];

export const structureSyntax: Readonly<Record<string, readonly Rule[]>> = withPostIndex({
  ...Object.fromEntries([1, 2, 3, 4].map((count) => [`multiple${count}`, multipleRules])),
  ...ofWidths('interleaved', multipleRules),
  ...ofWidths('replicated', [{ template: '* <list>, <address>', writers: replicated }]),
  ...Object.fromEntries(
    [8, 16, 32, 64].map((width, log2) => [`single${width}`, [{ template: '* <list><index>, <address>', writers: lane(log2) }]]),
  ),
});
