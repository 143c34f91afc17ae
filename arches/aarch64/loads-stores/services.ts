/** What loads and stores call; the PE implements it. */
import { defineService, type Service } from '#core/isa/semantics.ts';

/** (address, is it a write) Raises an alignment fault. */
export const alignmentFault = defineService({ name: 'alignmentFault', parameterCount: 2 });

/** (address, width) → zero-extended: LDTR and its like, which EL1 (and EL2 with E2H and TGE) makes as EL0 unless PSTATE.UAO is set. */
export const loadUnprivileged = defineService({ name: 'loadUnprivileged', parameterCount: 2 });

/** (address, width, value). */
export const storeUnprivileged = defineService({ name: 'storeUnprivileged', parameterCount: 3 });

/** (address, bytes of an element) → 8 bytes, loaded by elements: what is aligned to its elements only, where alignment is checked. */
export const loadElements = defineService({ name: 'loadElements', parameterCount: 2 });

/** (address, bytes of an element, 8 bytes). */
export const storeElements = defineService({ name: 'storeElements', parameterCount: 3 });

export const loadStoreServices: readonly Service[] = [
  ...[alignmentFault, loadUnprivileged, storeUnprivileged],
  ...[loadElements, storeElements],
];
