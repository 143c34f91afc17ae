/**
 * What an instruction does with its operands, found by reading its definition: a reading in which values are nothing but where they
 * come from. So who writes instructions as text needs no table beside the definitions.
 */
import type { Fields, Insn, Operands } from '../isa/insn.ts';
import type { RegisterFile } from '../isa/layout.ts';
import type { Semantics } from '../isa/semantics.ts';

export interface OperandUses {
  /** The files that operands number registers of. */
  readonly files: Readonly<Record<string, RegisterFile>>;
  /** Those whose register is written. */
  readonly written: readonly string[];
  readonly isLoad: boolean;
  readonly isStore: boolean;
  /** The operand that says how far a jump or branch goes; undefined when none does. */
  readonly displacement: string | undefined;
  /** Services that it calls, by name. */
  readonly services: readonly string[];
}

/** Where a value comes from: the pc, an operand, the sum of both; else nothing that matters. */
type Origin = { readonly pc: boolean; readonly operand: string | undefined };

const NOTHING: Origin = { pc: false, operand: undefined };
const PC: Origin = { pc: true, operand: undefined };

/** Operands by their names; values are the names. */
export function operandUses(insn: Insn, names: readonly string[]): OperandUses {
  const files: Record<string, RegisterFile> = {};
  const written: string[] = [];
  const services: string[] = [];
  let isLoad = false;
  let isStore = false;
  let displacement: string | undefined;
  const nothing = () => NOTHING;
  const goesTo = (target: Origin) => {
    if (target.pc) displacement = target.operand;
  };
  const uses = (file: RegisterFile, operand: string) => {
    files[operand] = file;
    return NOTHING;
  };
  const m: Semantics<Origin, string> = {
    pc: PC,
    followingPc: NOTHING,
    const64: nothing,
    add: (a, b) => ({ pc: a.pc || b.pc, operand: a.operand ?? b.operand }),
    sub: nothing,
    mul: nothing,
    divu: nothing,
    remu: nothing,
    divs: nothing,
    rems: nothing,
    and: nothing,
    or: nothing,
    xor: nothing,
    sll: nothing,
    srl: nothing,
    sra: nothing,
    rotr: nothing,
    clz: nothing,
    ctz: nothing,
    popcnt: nothing,
    eq: nothing,
    ne: nothing,
    lts: nothing,
    ltu: nothing,
    sext8: nothing,
    sext16: nothing,
    sext32: nothing,
    zext32: nothing,
    select: nothing,
    readField: nothing,
    writeField: () => {},
    if: (_, whenTrue, whenFalse) => {
      whenTrue();
      whenFalse?.();
    },
    ifValue: (_, whenTrue, whenFalse) => {
      whenTrue();
      return whenFalse();
    },
    call: nothing,
    imm: (operand) => ({ pc: false, operand }),
    readRegister: uses,
    writeRegister: (file, operand) => {
      uses(file, operand);
      if (!written.includes(operand)) written.push(operand);
    },
    load: () => {
      isLoad = true;
      return NOTHING;
    },
    store: () => {
      isStore = true;
    },
    probe: () => {},
    jump: goesTo,
    branch: (_, target) => goesTo(target),
    trap: () => {},
    serve: ({ name }) => {
      services.push(name);
      return NOTHING;
    },
  };
  const operands = Object.fromEntries(names.map((name) => [name, name])) as Operands<Fields, string>;
  insn.execute(m, operands);
  return { files, written, isLoad, isStore, displacement, services };
}
