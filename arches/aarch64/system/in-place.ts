/**
 * Moves of system registers that only hold what is written, as generated code makes them in place: those that describe an exception, and
 * the software's own, which every handler uses several times; and the masks of interrupts. Who may access them is known when a word is
 * decoded, but for one bit of HCR_EL2, which is looked at. The decoder puts these definitions where `moves.ts` would call a service.
 */
import type { Decoded, Insn } from '#core/isa/insn.ts';
import type { RegisterFile } from '#core/isa/layout.ts';
import { layout } from '../layout.ts';
import { HCR } from '../sysreg/bits.ts';
import type { SystemRegister } from '../sysreg/register.ts';
import { isRedirected, leastLevelOf, systemRegisters } from '../sysreg/table.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';
import { daifSet, mrs, msr } from './moves.ts';
import * as services from './services.ts';

const LEVELS = [0, 1, 2];
/** The block's words from SP_EL0 on, by number: as many as an operand can name. */
const words: RegisterFile = { name: 'system', offset: layout.SP_EL0.offset, count: 32, zero: null };

/** A bit of HCR_EL2 that makes it a matter for the service, as a number of 5 bits: twice it is the bit's. */
const guardOf = (bit: bigint): number => (bit.toString(2).length - 1) / 2;
/** A bit that is never set. */
const UNGUARDED = 31;

const isGuarded = <V, O>(m: A64Semantics<V, O>, guard: O): V => {
  const bit = m.sll(m.imm(guard), m.const64(1n));
  return m.and(m.srl(m.readField(layout.HCR_EL2), bit), m.const64(1n));
};

const operands = { rt: 0, word: 0, guard: 0, system: 0n };

const storedRead = defineInsn({
  mnemonic: 'mrs',
  spec: 'arm: MRS',
  encodings: [],
  operands,
  execute: (m, { rt, word, guard, system }) => {
    const serve = () => m.serve(services.readSystem, m.imm(system), m.imm(rt));
    m.writeX(
      64,
      rt,
      m.ifValue(isGuarded(m, guard), serve, () => m.readRegister(words, word)),
    );
  },
});

/** Of registers of 64 and of 32 bits; the upper half of those is always zero. */
const storedWrite = (isWord: boolean): Insn<typeof operands> =>
  defineInsn({
    mnemonic: 'msr',
    spec: 'arm: MSR (register)',
    encodings: [],
    operands,
    execute: (m, { rt, word, guard, system }) => {
      const value = m.readX(64, rt);
      const serve = () => void m.serve(services.writeSystem, m.imm(system), m.imm(rt), value);
      m.if(isGuarded(m, guard), serve, () => m.writeRegister(words, word, isWord ? m.zext32(value) : value));
    },
  });
const storedWrite64 = storedWrite(false);
const storedWrite32 = storedWrite(true);

const stackOperands = { rt: 0, system: 0n };

/** SP_EL0 is in its place while another stack pointer is in use; otherwise the access is undefined. */
const stackRead = defineInsn({
  mnemonic: 'mrs',
  spec: 'arm: MRS',
  encodings: [],
  operands: stackOperands,
  execute: (m, { rt, system }) => {
    const serve = () => m.serve(services.readSystem, m.imm(system), m.imm(rt));
    m.writeX(
      64,
      rt,
      m.ifValue(m.readField(layout.SPSel), () => m.readField(layout.SP_EL0), serve),
    );
  },
});
const stackWrite = defineInsn({
  mnemonic: 'msr',
  spec: 'arm: MSR (register)',
  encodings: [],
  operands: stackOperands,
  execute: (m, { rt, system }) => {
    const value = m.readX(64, rt);
    const serve = () => void m.serve(services.writeSystem, m.imm(system), m.imm(rt), value);
    m.if(m.readField(layout.SPSel), () => m.writeField(layout.SP_EL0, value), serve);
  },
});

/** In the order of the bits, from 6 on in DAIF and from 0 on in the immediate. */
const MASKS = [layout.F, layout.I, layout.A, layout.D];
const DAIF_SHIFT = 6n;

const masksRead = defineInsn({
  mnemonic: 'mrs',
  spec: 'arm: MRS',
  encodings: [],
  operands: { rt: 0 },
  execute: (m, { rt }) => {
    const bits = MASKS.map((mask, i) => m.sll(m.readField(mask), m.const64(DAIF_SHIFT + BigInt(i))));
    m.writeX(
      64,
      rt,
      bits.reduce((value, bit) => m.or(value, bit)),
    );
  },
});

/** What only masks makes nothing due. */
const masksSet = defineInsn({
  mnemonic: 'msr',
  spec: 'arm: MSR (immediate)',
  encodings: [],
  operands: { crm: 0 },
  execute: (m, { crm }) => {
    for (const [i, mask] of MASKS.entries()) {
      const bit = m.and(m.srl(m.imm(crm), m.const64(BigInt(i))), m.const64(1n));
      m.writeField(mask, m.or(m.readField(mask), bit));
    }
  },
});

/** Definitions that no encoding names. */
export const inPlaceInsns: readonly Insn[] = [
  ...[storedRead, storedWrite64, storedWrite32, stackRead, stackWrite],
  ...[masksRead, masksSet],
] as readonly Insn[];

interface Twin {
  readonly insn: Insn;
  readonly word: number;
  readonly guard: number;
}

const ALL_BITS = 2n ** 64n - 1n;
const LOW_WORD = 0xffff_ffffn;

/** The word of the block that a register is, if it is one. */
function wordOf({ storage }: SystemRegister): number | undefined {
  if (storage === undefined || storage.field.width !== 8) return undefined;
  const word = (storage.field.offset - words.offset) / 8;
  return Number.isInteger(word) && word >= 0 && word < words.count ? word : undefined;
}

/** The guard of an access at a level; undefined when more than one bit decides. */
function guardAt(register: SystemRegister, level: number, isWrite: boolean): number | undefined {
  const traps = (isWrite ? register.trapsWrite : register.trapsRead) ?? 0n;
  if (level === 2) return isRedirected(register.number) ? guardOf(HCR.E2H) : UNGUARDED;
  if (traps === 0n) return UNGUARDED;
  return traps === HCR.TVM || traps === HCR.TRVM ? guardOf(traps) : undefined;
}

function twinOf(register: SystemRegister, level: number, isWrite: boolean): Twin | undefined {
  const word = wordOf(register);
  const guard = guardAt(register, level, isWrite);
  if (word === undefined || guard === undefined || register.refusal !== undefined) return undefined;
  if (level < leastLevelOf(register, isWrite)) return undefined;
  if (!isWrite) return { insn: storedRead as unknown as Insn, word, guard };
  const { writable } = register.storage!;
  if (register.affects !== undefined || (writable !== ALL_BITS && writable !== LOW_WORD)) return undefined;
  return { insn: (writable === ALL_BITS ? storedWrite64 : storedWrite32) as unknown as Insn, word, guard };
}

/** By level and by number. */
const twinsOf = (isWrite: boolean): readonly ReadonlyMap<bigint, Twin>[] =>
  LEVELS.map(
    (level) =>
      new Map(
        systemRegisters.flatMap((register) => {
          const twin = twinOf(register, level, isWrite);
          return twin === undefined ? [] : [[BigInt(register.number), twin] as const];
        }),
      ),
  );
const reads = twinsOf(false);
const writes = twinsOf(true);

const numberNamed = (name: string): bigint => BigInt(systemRegisters.find((register) => register.name === name)!.number);
const SP_EL0 = numberNamed('SP_EL0');
const DAIF = numberNamed('DAIF');

/** What a decoded move comes to at a level: itself, or the same in place. */
export function inPlace(decoded: Decoded, level: number): Decoded {
  const { insn, fields, sizeBytes } = decoded;
  if (insn === daifSet) return level === 0 ? decoded : { insn: masksSet as unknown as Insn, fields, sizeBytes };
  if (insn !== mrs && insn !== msr) return decoded;
  const isWrite = insn === msr;
  const { rt, system } = fields as { readonly rt: number; readonly system: bigint };
  if (level > 0 && system === SP_EL0) return { insn: (isWrite ? stackWrite : stackRead) as unknown as Insn, fields, sizeBytes };
  if (level > 0 && system === DAIF && !isWrite) return { insn: masksRead as unknown as Insn, fields: { rt }, sizeBytes };
  const twin = (isWrite ? writes : reads)[level]?.get(system);
  if (twin === undefined) return decoded;
  return { insn: twin.insn, fields: { rt, word: twin.word, guard: twin.guard, system }, sizeBytes };
}
