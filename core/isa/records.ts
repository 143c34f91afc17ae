/** Decoded instructions as the interpreter reads them: 16 bytes, laid out in `arena-layout.ts`. */
import { assert } from '../assert.ts';
import * as at from './arena-layout.ts';
import type { Decoded, Fields, Insn } from './insn.ts';

/** Offset in a record of each operand. Numbers are stored times eight, so that they address registers as they are. */
export type Slots = Readonly<Record<string, number>>;

/** Where an instruction's operands lie: small numbers in the order of their names, then the immediate. */
export function slotsOf(insn: Insn): Slots {
  const fields = exampleFields(insn);
  const slots: Record<string, number> = {};
  let operands = 0;
  for (const name of Object.keys(fields).sort()) {
    if (typeof fields[name] === 'bigint') {
      assert(
        !Object.values(slots).includes(at.RECORD_IMMEDIATE),
        `${insn.mnemonic}: one immediate an instruction, not also ${name}`,
      );
      slots[name] = at.RECORD_IMMEDIATE;
    } else slots[name] = at.RECORD_OPERANDS + operands++;
  }
  assert(
    operands <= at.RECORD_OPERAND_COUNT,
    `${insn.mnemonic}: at most ${at.RECORD_OPERAND_COUNT} small operands, not ${operands}`,
  );
  return slots;
}

/** Some operands of an instruction, to know their names and sorts. */
function exampleFields(insn: Insn): Fields {
  if (insn.operands !== undefined) return insn.operands;
  const encoding = insn.encodings[0];
  assert(encoding !== undefined, `${insn.mnemonic} has no encoding`);
  const words = [encoding.match, (encoding.match | ~encoding.mask) >>> 0];
  const fields = words.map((word) => encoding.decode(word)).find((decoded) => decoded !== undefined);
  assert(fields !== undefined, `${insn.mnemonic}: its first encoding reserves both all-zero and all-one operands`);
  return fields;
}

/** What the records of an instruction have in common. */
export interface RecordShape {
  readonly handler: number;
  readonly slots: readonly (readonly [name: string, offset: number])[];
}

export const recordShape = (insn: Insn, handler: number): RecordShape => ({ handler, slots: Object.entries(slotsOf(insn)) });

/** Writes the record of an instruction. */
export function writeRecord(
  view: DataView,
  address: number,
  { handler, slots }: RecordShape,
  decoded: Decoded,
  granuleShift: number,
): void {
  view.setUint16(address, handler, true);
  view.setUint8(address + at.RECORD_ADVANCE, (decoded.sizeBytes >> granuleShift) * at.RECORD_SIZE);
  for (let i = 0; i < slots.length; i++) {
    const [name, slot] = slots[i]!;
    const value = decoded.fields[name];
    if (typeof value === 'bigint') view.setBigInt64(address + slot, value, true);
    else {
      assert(
        value !== undefined && value >= 0 && value < 32,
        `${decoded.insn.mnemonic}: operand ${name} is in [0, 32), not ${value}`,
      );
      view.setUint8(address + slot, value * 8);
    }
  }
}
