/** Syntax of exceptions, hints, barriers and moves of system registers. */
import { nameOf } from '../../sysreg/names.ts';
import { systemOperations } from '../../sysreg/operations.ts';
import { PSTATE_FIELDS } from '../../system/moves.ts';
import { bitsOf, hasBits, is31, isOf } from './operands.ts';
import { generalName, type Rule, type Writer, type Written } from './template.ts';

/** By the hint's number; others are written as a number. */
const HINTS: Readonly<Record<number, string>> = { 0: 'nop', 6: 'dgh', 20: 'csdb' };
const hintOf = ({ word }: Written) => bitsOf(word, 5, 7);

const BARRIER_OPTIONS: Readonly<Record<number, string>> = {
  ...{ 1: 'oshld', 2: 'oshst', 3: 'osh', 5: 'nshld', 6: 'nshst', 7: 'nsh' },
  ...{ 9: 'ishld', 10: 'ishst', 11: 'ish', 13: 'ld', 14: 'st', 15: 'sy' },
};
const option: Writer = ({ word }) => BARRIER_OPTIONS[bitsOf(word, 8, 4)] ?? `#${bitsOf(word, 8, 4)}`;
const crmIs = (value: number) => hasBits(8, 4, value);

const numberOfWord = (word: number): number => bitsOf(word, 5, 16);
const register: Writer = ({ word }) => nameOf(numberOfWord(word));

const OPERATIONS: ReadonlyMap<number, string> = new Map(systemOperations.map(({ number, name }) => [number, name.toLowerCase()]));
/** Those that work on everything there is. */
const WITHOUT_ARGUMENT = /^(ic iallu|tlbi vmall|tlbi all)/;
const operationOf = ({ word }: Written): string | undefined => OPERATIONS.get(numberOfWord(word));
const operation: Readonly<Record<string, Writer>> = {
  operation: (written) => operationOf(written)!.split(' ')[1]!,
  group: (written) => operationOf(written)!.split(' ')[0]!,
  argument: (written) => (WITHOUT_ARGUMENT.test(operationOf(written)!) ? '' : generalName(written.word & 31, 64, false)),
};

const systemNumbers: Readonly<Record<string, Writer>> = {
  op1: ({ word }) => `#${bitsOf(word, 16, 3)}`,
  crn: ({ word }) => `c${bitsOf(word, 12, 4)}`,
  crmField: ({ word }) => `c${bitsOf(word, 8, 4)}`,
  op2: ({ word }) => `#${bitsOf(word, 5, 3)}`,
};

const pstateMoves = Object.fromEntries(
  Object.entries(PSTATE_FIELDS).map(([name, { op1, op2 }]): [string, readonly Rule[]] => [
    `moveToPstate${op1}${op2}`,
    [{ template: `msr ${name}, <crm>` }],
  ]),
);

export const systemSyntax: Readonly<Record<string, readonly Rule[]>> = {
  exception: [{ template: '* <imm16>' }],
  eret: [{ template: 'eret' }],
  hint: [{ template: '*' }],
  hintNumber: [
    {
      template: '<hint>',
      when: (written) => HINTS[hintOf(written)] !== undefined,
      writers: { hint: (written) => HINTS[hintOf(written)]! },
    },
    { template: 'hint <number>', writers: { number: (written) => `#${hintOf(written)}` } },
  ],
  barrier: [
    { template: '*', when: (written) => isOf('isb', 'clrex')(written) && crmIs(15)(written) },
    { template: 'ssbb', when: (written) => isOf('dsb')(written) && crmIs(0)(written) },
    { template: 'pssbb', when: (written) => isOf('dsb')(written) && crmIs(4)(written) },
    { template: '* <crm>', when: isOf('isb', 'clrex') },
    { template: '* <option>', writers: { option } },
  ],
  moveFromSystem: [{ template: 'mrs Xt, <register>', writers: { register } }],
  moveToSystem: [{ template: 'msr <register>, Xt', writers: { register } }],
  systemInstruction: [
    { template: '<group> <operation>, <argument>', when: (written) => operationOf(written) !== undefined, writers: operation },
    { template: 'sys <op1>, <crn>, <crmField>, <op2>', when: is31('t'), writers: systemNumbers },
    { template: 'sys <op1>, <crn>, <crmField>, <op2>, Xt', writers: systemNumbers },
  ],
  systemInstructionResult: [{ template: 'sysl Xt, <op1>, <crn>, <crmField>, <op2>', writers: systemNumbers }],
  ...pstateMoves,
};
