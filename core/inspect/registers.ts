/** Registers of an architecture by name. */
import type { ArchDescription, BitField, RegisterDescription } from './description.ts';
import { fieldOf } from './description.ts';

/** By its name, another name of it, or gdb's; in any case. */
export function findRegister({ registers }: ArchDescription, name: string): RegisterDescription | undefined {
  const wanted = name.toLowerCase();
  const isIt = ({ name: own, aliases, gdb }: RegisterDescription) =>
    [own, ...aliases, gdb?.name ?? own].some((each) => each.toLowerCase() === wanted);
  return registers.find(isIt);
}

/** In the order in which people see them. */
export function registerGroups({ registers }: ArchDescription): readonly string[] {
  return [...new Set(registers.map(({ group }) => group))];
}

export interface ReadField {
  readonly field: BitField;
  readonly value: bigint;
  /** '' when the number says it all. */
  readonly meaning: string;
}

/** The fields of a value, the highest first. */
export function readFields({ fields }: RegisterDescription, value: bigint): readonly ReadField[] {
  return fields.map((field) => {
    const own = fieldOf(field, value);
    return { field, value: own, meaning: field.meaning?.(own) ?? '' };
  });
}
