/** riscv64 as the machine sees it: the CPU that QEMU 7.2's `-cpu rv64` is, which has the H extension, with Svinval and Svpbmt. */
import type { Field, RegisterFile } from '#core/isa/layout.ts';
import type { Arch } from '#core/machine/hart.ts';
import { createHart } from './hart.ts';
import { description } from './inspect/description.ts';
import { layout } from './layout.ts';
import { resetHart } from './reset.ts';
import { decode, insns, services, sizeOf } from './rv64.ts';
import { storedCsrInsns } from './zicsr/stored-csrs.ts';

/** How the registers of a file are numbered, where it is not from 0 on. */
const NUMBERING: Readonly<Record<string, (index: number) => string>> = {
  pmpcfg: (index) => `pmpcfg${2 * index}`,
  mhpmcounter: (index) => `mhpmcounter${3 + index}`,
  mhpmevent: (index) => `mhpmevent${3 + index}`,
  tdata1: (index) => `tdata1.${index}`, // behind tselect
  tdata2: (index) => `tdata2.${index}`,
};

/** A file as single registers, named as debuggers do: `x1`, `pmpaddr15`. */
function fieldsOf(entry: Field | RegisterFile): readonly Field[] {
  if ('width' in entry) return [entry];
  const nameOf = NUMBERING[entry.name] ?? ((index: number) => `${entry.name}${index}`);
  return Array.from({ length: entry.count }, (_, i): Field => ({ name: nameOf(i), offset: entry.offset + 8 * i, width: 8 }));
}

export const riscv64: Arch = {
  name: 'riscv64',
  digest: 'riscv64-hart/2',
  fields: Object.values(layout).flatMap(fieldsOf),
  core: layout,
  insns: [...insns, ...storedCsrInsns],
  services,
  granuleShift: 1,
  decode,
  sizeOf,
  reset: resetHart,
  createHart,
  description,
};
