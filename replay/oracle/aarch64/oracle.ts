/** The comparison with `qemu-system-aarch64 -cpu neoverse-n1`. */
import type { OracleIsa } from '../isa.ts';
import { type Case, placeUnits, recordOf } from './case.ts';
import { drawCase } from './draw-case.ts';
import { floatTables } from './float.ts';
import { CASES } from './layout.ts';
import { modes } from './modes.ts';

const hexWord = (word: number) => word.toString(16).padStart(8, '0');

function render(subject: Case): string {
  const registers = Object.entries(subject.registers).map(([name, value]) => `  ${name} ${value.toString(16)}`);
  return [
    `case seed ${subject.seed} mode ${subject.mode}, ${subject.units.length} units left`,
    ...placeUnits(subject).map(({ address, words }) => `  ${address.toString(16)}  ${words.map(hexWord).join(' ')}`),
    `  sctlr_el2 ${subject.sctlr2.toString(16)} hcr_el2 ${subject.hcr.toString(16)} cptr_el2 ${subject.cptr.toString(16)}`,
    `  spsr ${subject.spsr.toString(16)} inject ${subject.inject.toString(16)}`,
    ...registers,
  ].join('\n');
}

function countedAs(mode: string): string {
  const { level, hasStage2 } = modes.get(mode)!;
  return `EL${level}${hasStage2 ? ' under stage 2' : ''}`;
}

/**
 * One hart: for several QEMU does the atomic operations with one access that wants to write, whose faults are then those of a write.
 * arm: ISS encoding for an exception from a Data Abort, WnR. No PMU, which is not modelled here. Without firmware it starts at the program's
 * entry, at EL2.
 */
const QEMU_OPTIONS =
  '-M virt,virtualization=on,gic-version=3 -cpu neoverse-n1,pmu=off -smp 1 -m 128M -display none -monitor none -serial stdio -device';

export const aarch64: OracleIsa<Case> = {
  name: 'aarch64',
  board: 'aarch64-virt',
  qemu: {
    program: 'qemu-system-aarch64',
    optionsFor: (file) => [...QEMU_OPTIONS.split(' '), `loader,file=${file},cpu-num=0`],
  },
  random: {
    image: 'oracle-random-cases.elf',
    address: CASES,
    modes: [...modes.keys()],
    countedAs,
    drawCase,
    recordOf,
    instructionCount: (subject) => placeUnits(subject).flatMap(({ words }) => words).length,
    render,
  },
  float: floatTables,
  golden: { casesAMode: 1, units: 300, operands: 8 },
};
