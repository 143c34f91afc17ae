/**
 * CSRs that only hold what is written, as generated code reads and writes them in place: the scratch registers and those that
 * describe a trap, which every trap handler uses several times. Who may access them is known when a word is decoded, so the
 * decoder puts these definitions where `zicsr.ts` would call a service.
 */
import type { Decoded, Insn } from '#core/isa/insn.ts';
import type { RegisterFile } from '#core/isa/layout.ts';
import { type Csr, csrs, virtualCounterpart } from '../csr/table.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { defineInsn, type RiscvSemantics } from '../vocabulary.ts';
import * as zicsr from './zicsr.ts';

const SPEC = 'unpriv: CSR Instructions';
const ALL_BITS = 2n ** 64n - 1n;

/** The block's words from mtvec to vstval, by number: 32, as many as an operand can name. */
const FIRST = layout.mtvec.offset;
const words: RegisterFile = { name: 'csr', offset: FIRST, count: (layout.vstval.offset - FIRST) / 8 + 1, zero: null };

interface StoredCsr {
  /** In `words`. */
  readonly word: number;
  readonly writable: bigint;
}

function storedCsrOf({ storage, refusal, affects }: Csr): StoredCsr | undefined {
  if (storage === undefined || storage.field.width !== 8 || refusal !== undefined || affects !== undefined) return undefined;
  const word = (storage.field.offset - words.offset) / 8;
  if (!Number.isInteger(word) || word < 0 || word >= words.count) return undefined;
  return { word, writable: storage.writable };
}

/** By the number in the instruction. */
function storedCsrsBy(choose: (csr: Csr) => Csr | undefined): ReadonlyMap<bigint, StoredCsr> {
  return new Map(
    csrs.flatMap((csr) => {
      const chosen = choose(csr);
      const stored = chosen && storedCsrOf(chosen);
      return stored === undefined ? [] : [[BigInt(csr.number), stored] as const];
    }),
  );
}

const isFor = (level: number) => (csr: Csr) => (((csr.number >>> 8) & 3) <= level ? csr : undefined);
const ofMachine = storedCsrsBy(isFor(3));
const ofHypervisor = storedCsrsBy(isFor(2));
const ofVirtualSupervisor = storedCsrsBy((csr) => virtualCounterpart(csr.number) ?? isFor(1)(csr));
const ofNoOne: ReadonlyMap<bigint, StoredCsr> = new Map();

function storedCsrsOf(mode: number, isVirtual: boolean): ReadonlyMap<bigint, StoredCsr> {
  if (mode === privilege.M) return ofMachine;
  if (mode === privilege.U) return ofNoOne;
  return isVirtual ? ofVirtualSupervisor : ofHypervisor;
}

/** The CSR before, for rd; and after it the bits that may be written. */
function modify<V, O>(
  m: RiscvSemantics<V, O>,
  { rd, word, writable }: { readonly rd: O; readonly word: O; readonly writable: O },
  valueFrom: (before: V) => V,
): void {
  const before = m.readRegister(words, word);
  const mask = m.imm(writable);
  const kept = m.and(before, m.xor(mask, m.const64(ALL_BITS)));
  m.writeRegister(words, word, m.or(kept, m.and(valueFrom(before), mask)));
  m.writeX(rd, before);
}

const not = <V, O>(m: RiscvSemantics<V, O>, value: V) => m.xor(value, m.const64(ALL_BITS));

const fromRegister = { rd: 0, rs1: 0, word: 0, writable: 0n };
const fromImmediate = { rd: 0, zimm: 0, word: 0, writable: 0n };

const storedCsrrw = defineInsn({
  mnemonic: 'csrrw',
  spec: SPEC,
  encodings: [],
  operands: fromRegister,
  execute: (m, fields) => {
    const value = m.readX(fields.rs1);
    modify(m, fields, () => value);
  },
});

const storedCsrrs = defineInsn({
  mnemonic: 'csrrs',
  spec: SPEC,
  encodings: [],
  operands: fromRegister,
  execute: (m, fields) => modify(m, fields, (before) => m.or(before, m.readX(fields.rs1))),
});

const storedCsrrc = defineInsn({
  mnemonic: 'csrrc',
  spec: SPEC,
  encodings: [],
  operands: fromRegister,
  execute: (m, fields) => modify(m, fields, (before) => m.and(before, not(m, m.readX(fields.rs1)))),
});

const storedCsrrwi = defineInsn({
  mnemonic: 'csrrwi',
  spec: SPEC,
  encodings: [],
  operands: fromImmediate,
  execute: (m, fields) => modify(m, fields, () => m.imm(fields.zimm)),
});

const storedCsrrsi = defineInsn({
  mnemonic: 'csrrsi',
  spec: SPEC,
  encodings: [],
  operands: fromImmediate,
  execute: (m, fields) => modify(m, fields, (before) => m.or(before, m.imm(fields.zimm))),
});

const storedCsrrci = defineInsn({
  mnemonic: 'csrrci',
  spec: SPEC,
  encodings: [],
  operands: fromImmediate,
  execute: (m, fields) => modify(m, fields, (before) => m.and(before, not(m, m.imm(fields.zimm)))),
});

const twins: ReadonlyMap<Insn, Insn> = new Map<Insn, Insn>([
  [zicsr.csrrw, storedCsrrw],
  [zicsr.csrrs, storedCsrrs],
  [zicsr.csrrc, storedCsrrc],
  [zicsr.csrrwi, storedCsrrwi],
  [zicsr.csrrsi, storedCsrrsi],
  [zicsr.csrrci, storedCsrrci],
]);

/** Definitions that no encoding names. */
export const storedCsrInsns: readonly Insn[] = [...twins.values()];

/** What a decoded CSR instruction comes to in a mode: itself, or the same in place. */
export function inPlace(decoded: Decoded, mode: number, isVirtual: boolean): Decoded {
  const twin = twins.get(decoded.insn);
  if (twin === undefined) return decoded;
  const { csr, ...fields } = decoded.fields;
  const stored = storedCsrsOf(mode, isVirtual).get(csr as bigint);
  if (stored === undefined) return decoded;
  return {
    insn: twin,
    fields: { ...fields, word: stored.word, writable: BigInt.asIntN(64, stored.writable) },
    sizeBytes: decoded.sizeBytes,
  };
}
