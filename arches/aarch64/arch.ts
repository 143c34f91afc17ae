/** aarch64 as the machine sees it: the CPU that QEMU 7.2's `-cpu neoverse-n1` is, without EL3, AArch32 and PMU. */
import type { Field, RegisterFile } from '#core/isa/layout.ts';
import type { Arch } from '#core/machine/hart.ts';
import { allInsns, decode, rareInsns, services } from './a64.ts';
import { description } from './inspect/description.ts';
import { layout, registerOf } from './layout.ts';
import { createPe } from './pe.ts';
import { resetPe } from './reset.ts';

/** A file as single registers, named as the manual does; the slot that the zero register has is no register. */
function fieldsOf(entry: Field | RegisterFile): readonly Field[] {
  if ('width' in entry) return [entry];
  const fields = Array.from({ length: entry.count }, (_, index) => registerOf(entry, index));
  return fields.filter((_, index) => index !== entry.zero);
}

const INSTRUCTION_SIZE = 4;

export const aarch64: Arch = {
  name: 'aarch64',
  digest: 'aarch64-pe/1',
  fields: Object.values(layout).flatMap(fieldsOf),
  core: layout,
  insns: allInsns,
  rareInsns,
  services,
  granuleShift: 2,
  decode,
  sizeOf: () => INSTRUCTION_SIZE,
  reset: resetPe,
  createHart: createPe,
  description,
};
