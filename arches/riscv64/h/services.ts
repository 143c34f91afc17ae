/** What the hypervisor's instructions call; the hart implements it. `priv: Hypervisor Instructions` */
import { defineService, type Service } from '#core/isa/semantics.ts';

/**
 * guestLoad(address, width): loads as VS or VU would, by hstatus.SPVP, zero-extended. Illegal in U unless hstatus.HU is set, a
 * virtual instruction with V=1.
 */
export const guestLoad = defineService({ name: 'guestLoad', parameterCount: 2 });

/** The same where execute permission takes the place of read permission in both stages. */
export const guestFetch = defineService({ name: 'guestFetch', parameterCount: 2 });

/** guestStore(address, width, value): stores the low bytes of `value` likewise. */
export const guestStore = defineService({ name: 'guestStore', parameterCount: 3 });

/** Translations of VS-stage may have changed. Illegal in U, a virtual instruction with V=1. */
export const hfenceVvma = defineService({ name: 'hfenceVvma', parameterCount: 0 });

/** Translations of G-stage may have changed. The same, and illegal in HS with TVM set. */
export const hfenceGvma = defineService({ name: 'hfenceGvma', parameterCount: 0 });

export const hypervisorServices: readonly Service[] = [guestLoad, guestFetch, guestStore, hfenceVvma, hfenceGvma];
