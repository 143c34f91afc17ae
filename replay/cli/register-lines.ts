/** Registers as people read them: in their groups, values in hexadecimal, fields by name, addresses with their symbols. */

import type { ArchDescription, RegisterDescription } from '#core/inspect/description.ts';
import { readFields, registerGroups } from '#core/inspect/registers.ts';
import type { HartView } from '#core/machine/hart.ts';
import { formatTable } from './format.ts';

type NameOf = (address: bigint) => string;

/** Registers in a row of a group that has many and no fields. */
const COLUMNS = 4;

export const formatRegister = ({ bits }: RegisterDescription, value: bigint): string =>
  `0x${value.toString(16).padStart(Math.ceil(bits / 4), '0')}`;

/** What a value means: `load page fault`, `SPP=S SPIE`, the symbol of an address; '' when it means nothing more. */
export function registerMeaning(register: RegisterDescription, value: bigint, nameOf: NameOf): string {
  if (register.meaning !== undefined) return register.meaning(value);
  if (register.kind === 'code' || register.kind === 'data') return value === 0n ? '' : nameOf(value);
  if (register.kind === 'float') return floatText(value);
  const fields = readFields(register, value).flatMap(({ field: { name, width }, value: own, meaning }) => {
    if (meaning !== '') return [`${name}=${meaning}`];
    if (own === 0n) return [];
    return [width === 1 ? name : `${name}=${own < 10n ? own : `0x${own.toString(16)}`}`];
  });
  return fields.join(fields.some((field) => field.includes(' ')) ? ', ' : ' ');
}

/** A double, or a single where the upper half is all ones. */
function floatText(value: bigint): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value);
  return value >> 32n === 0xffff_ffffn ? `${view.getFloat32(4)}f` : String(view.getFloat64(0));
}

export interface RegisterChoice {
  /** Registers that are 0 are left out where there are many. */
  readonly omitsZeros: boolean;
}

/** All registers, in their groups. A group with nothing to show is left out. */
export function registerLines(arch: ArchDescription, hart: HartView, nameOf: NameOf, choice: RegisterChoice): readonly string[] {
  return registerGroups(arch).flatMap((group) => {
    const registers = arch.registers.filter((register) => register.group === group);
    const rows = registers.map((register) => ({ register, value: register.read(hart) }));
    const isPlain = registers.every(({ fields, kind }) => fields.length === 0 || kind === 'number') && group === 'general';
    const shown = isPlain || !choice.omitsZeros ? rows : rows.filter(({ value }) => value !== 0n);
    if (shown.length === 0) return [];
    const lines = isPlain ? columnsOf(shown) : formatTable(shown.map(({ register, value }) => rowOf(register, value, nameOf)));
    return [`${group}:`, ...lines.map((line) => `  ${line}`)];
  });
}

/** `hstatus  0x0000000200000180  VSXL=64 SPVP=S SPV`. */
export function rowOf(register: RegisterDescription, value: bigint, nameOf: NameOf): readonly string[] {
  return [register.name, formatRegister(register, value), registerMeaning(register, value, nameOf)];
}

function columnsOf(rows: readonly { readonly register: RegisterDescription; readonly value: bigint }[]): readonly string[] {
  const cells = rows.map(({ register, value }) => [register.name, formatRegister(register, value)]);
  const lines = Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, i) =>
    cells.slice(COLUMNS * i, COLUMNS * (i + 1)).flat(),
  );
  return formatTable(lines);
}
