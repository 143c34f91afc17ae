/**
 * What the CSR instructions call; `csr/` implements it. Each answers the CSR's value from before, zero-extended, for rd; when
 * there is no such CSR, or this privilege may not do that to it, it traps with an illegal instruction.
 *
 * Which of reading and writing happens depends on operands being x0, not on their values. unpriv: CSR Instructions.
 */
import { defineService, type Service } from '#core/isa/semantics.ts';

/** csrrw(csr, value, rd): writes `value`. Reads only if the register number `rd` is not 0; the answer is otherwise not used. */
export const csrrw = defineService({ name: 'csrrw', parameterCount: 3 });

/** csrrs(csr, mask, source): reads. Writes, setting the bits of `mask`, only if the register number or zimm `source` is not 0. */
export const csrrs = defineService({ name: 'csrrs', parameterCount: 3 });

/** csrrc(csr, mask, source): the same, clearing the bits of `mask`. */
export const csrrc = defineService({ name: 'csrrc', parameterCount: 3 });

export const zicsrServices: readonly Service[] = [csrrw, csrrs, csrrc];
