/** The comparison with `qemu-system-riscv64`. */
import type { OracleIsa } from '../isa.ts';
import { type Case, type Mapping, type Mode, modes, placeUnits, recordOf, sizeOfWord } from './case.ts';
import { drawCase } from './draw-case.ts';
import { CASES, REQUEST } from './layout.ts';

/** Of the harness: two precisions, and between them. */
const OPERATIONS = 56;
const RESULTS_A_LINE = 1000;
/** Rounding modes of frm. */
const ROUNDING_MODES = 5;
const MAPPINGS_SHOWN = 20;

const hexWord = (word: number) => word.toString(16).padStart(2 * sizeOfWord(word), '0');

function render(subject: Case): string {
  const lines = placeUnits(subject).map(({ address, words }) => `  ${address.toString(16)}  ${words.map(hexWord).join(' ')}`);
  const linesOf = (stage: string, mappings: readonly Mapping[]) =>
    mappings
      .slice(0, MAPPINGS_SHOWN)
      .map(({ address, level, pte }) => `  ${stage} ${address.toString(16)} level ${level} pte ${pte.toString(16)}`);
  return [
    `case seed ${subject.seed} mode ${subject.mode}, ${subject.units.length} units left`,
    ...lines,
    ...linesOf('map', subject.mappings),
    ...linesOf('guest map', subject.guest?.mappings ?? []),
  ].join('\n');
}

/**
 * QEMU has the extensions that our board has,
 * but Svpbmt: with it QEMU does not look at the reserved bits of a PTE, and without PBMTE there is nothing to see. With a second hart, which sleeps: for one alone
 * QEMU does atomics as a load and a store, whose faults are then those of a load. unpriv: "Zaamo" Extension for Atomic Memory
 * Operations; priv: Machine Cause Register.
 */
const QEMU_OPTIONS = '-M virt -cpu rv64,svinval=true -smp 2 -m 128M -bios none -display none -monitor none -serial stdio -kernel';

export const riscv64: OracleIsa<Case> = {
  name: 'riscv64',
  board: 'riscv64-virt',
  qemu: { program: 'qemu-system-riscv64', optionsFor: (file) => [...QEMU_OPTIONS.split(' '), file] },
  random: {
    image: 'oracle-random-cases.elf',
    address: CASES,
    modes: Object.keys(modes),
    countedAs: (mode) => mode.replace(/\d+$/, ''),
    drawCase: (seed, mode, units) => drawCase(seed, mode as Mode, units),
    recordOf,
    instructionCount: (subject) => placeUnits(subject).flatMap(({ words }) => words).length,
    render,
  },
  float: {
    image: 'oracle-float-tables.elf',
    address: REQUEST,
    operations: () => OPERATIONS,
    operationsABoot: OPERATIONS,
    resultsALine: () => RESULTS_A_LINE,
    requestOf: ({ firstOperation, operationCount, firstMode, modeCount, first, count, every }) => {
      const modeEnd = Math.min(firstMode + modeCount, ROUNDING_MODES);
      const words = [firstOperation, operationCount, firstMode, modeEnd - firstMode, first, count, every];
      return new Uint8Array(new BigUint64Array(words.map(BigInt)).buffer);
    },
  },
  golden: { casesAMode: 6, units: 400, operands: 1000 },
};
