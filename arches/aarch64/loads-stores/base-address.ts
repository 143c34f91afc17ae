/**
 * Instructions that address memory by a base register. Where the base is the stack pointer and its alignment is checked (SCTLR_ELx.SA,
 * SA0), the decoder puts the *checking* twin of a definition in its place, so that nobody else pays for the check.
 */
import type { Encoding, Fields, Insn, Operands } from '#core/isa/insn.ts';
import { exceptionClass } from '../exception-classes.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';

/** A field of 5 bits in `xsp`. */
type BasedFields = Fields & { readonly rn: number };

interface Access<F extends BasedFields> {
  readonly mnemonic: string;
  readonly spec: string;
  readonly encodings: readonly Encoding<F>[];
  readonly endsBlock?: boolean;
  /** `base` is the value of the base register. */
  execute<V, O>(m: A64Semantics<V, O>, base: V, operands: Operands<F, O>): void;
}

const twins = new Map<Insn, Insn>();

/** The checking twin of a definition; undefined when it has none. */
export const checkingTwinOf = (insn: Insn): Insn | undefined => twins.get(insn);

/** Definitions that no encoding names. */
export const checkingTwins = (): readonly Insn[] => [...twins.values()];

const STACK_ALIGNMENT = 16n;

/** Some operands of an encoding. */
function operandsOf<F>({ match, mask, decode }: Encoding<F>): F {
  const fields = decode(match) ?? decode((match | ~mask) >>> 0);
  if (fields === undefined) throw new Error(`no operands in 0x${match.toString(16)}`);
  return fields;
}

export function defineAccess<F extends BasedFields>({ execute, ...access }: Access<F>): Insn<F> {
  const insn = defineInsn<F>({
    ...access,
    execute: (m, operands) => execute(m, m.readXsp(64, operands.rn), operands),
  });
  const twin = defineInsn<F>({
    ...access,
    encodings: [],
    operands: operandsOf(access.encodings[0]!),
    execute: (m, operands) => {
      const base = m.readXsp(64, operands.rn);
      const offset = m.and(base, m.const64(STACK_ALIGNMENT - 1n));
      m.if(m.ne(offset, m.const64(0n)), () => m.trap(exceptionClass.SP_ALIGNMENT, m.const64(0n)));
      execute(m, base, operands);
    },
  });
  twins.set(insn as unknown as Insn, twin as unknown as Insn);
  return insn;
}
