/** Which registers changed from one state of a hart to the next. */
import type { Field } from '../isa/layout.ts';
import type { Arch, HartView } from '../machine/hart.ts';
import type { RegisterDescription } from './description.ts';
import { findRegister } from './registers.ts';

export interface RegisterChange {
  readonly register: RegisterDescription;
  /** As it reads now. */
  readonly value: bigint;
}

/** A register that is kept in a field of the block. Fields that no register is (a reservation) have none. */
interface Kept {
  readonly field: Field;
  readonly register: RegisterDescription;
}

/** Compares blocks of an architecture. Reading what is derived (`time`) is left to who wants it. */
export class ChangeFinder {
  readonly #kept: readonly Kept[];

  constructor({ fields, core, description }: Arch) {
    const own = new Set<string>([core.pc, core.steps, core.retired, core.flow, core.waiting].map(({ name }) => name));
    const holders = new Map(description.registers.flatMap((register) => (register.heldIn ?? []).map((name) => [name, register])));
    this.#kept = fields.flatMap((field) => {
      const register = own.has(field.name) ? undefined : (holders.get(field.name) ?? findRegister(description, field.name));
      return register === undefined ? [] : [{ field, register }];
    });
  }

  /** In the order of the block. */
  changes(before: HartView, after: HartView): readonly RegisterChange[] {
    const changed: RegisterChange[] = [];
    for (const { field, register } of this.#kept)
      if (isDifferent(before.block, after.block, field) && !changed.some((change) => change.register === register))
        changed.push({ register, value: register.read(after) });
    return changed;
  }
}

function isDifferent(a: DataView, b: DataView, { offset, width }: Field): boolean {
  if (width === 8)
    return a.getInt32(offset, true) !== b.getInt32(offset, true) || a.getInt32(offset + 4, true) !== b.getInt32(offset + 4, true);
  for (let i = 0; i < width; i++) if (a.getUint8(offset + i) !== b.getUint8(offset + i)) return true;
  return false;
}
