/**
 * System instructions: maintenance of caches and TLBs, which never show here, so that they do nothing but trap where they should, and fault
 * by address; and DC ZVA and AT. The PE does what needs translation (`address-translation.ts`). arm: A64 System instructions.
 */

import { readField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { isHost, levelOf } from '../pstate.ts';
import { HCR, SCTLR } from './bits.ts';
import { mayZero } from './identification.ts';
import { defineRegister, numberOf, type Refusal, type SystemRegister } from './register.ts';

/** EL0 may maintain caches with UCI. */
function maintenanceRefusal({ block }: HartContext): Refusal | undefined {
  if (levelOf(block) > 0) return undefined;
  const sctlr = readField(block, isHost(block) ? layout.SCTLR_EL2 : layout.SCTLR_EL1);
  return (sctlr & SCTLR.UCI) === 0n ? 'trapped' : undefined;
}

const nothing = { write: () => {} };
const [IC, DC] = ['IC', 'DC'];

const caches: readonly SystemRegister[] = [
  defineRegister(`${IC} IALLUIS`, [1, 0, 7, 1, 0], { ...nothing, trapsWrite: HCR.TPU }),
  defineRegister(`${IC} IALLU`, [1, 0, 7, 5, 0], { ...nothing, trapsWrite: HCR.TPU }),
  defineRegister(`${DC} IVAC`, [1, 0, 7, 6, 1], { ...nothing, trapsWrite: HCR.TPCP }),
  defineRegister(`${DC} ISW`, [1, 0, 7, 6, 2], { ...nothing, trapsWrite: HCR.TSW }),
  defineRegister(`${DC} CSW`, [1, 0, 7, 10, 2], { ...nothing, trapsWrite: HCR.TSW }),
  defineRegister(`${DC} CISW`, [1, 0, 7, 14, 2], { ...nothing, trapsWrite: HCR.TSW }),
  defineRegister(`${IC} IVAU`, [1, 3, 7, 5, 1], { ...nothing, refusal: maintenanceRefusal, trapsWrite: HCR.TPU }),
  defineRegister(`${DC} CVAC`, [1, 3, 7, 10, 1], { ...nothing, refusal: maintenanceRefusal, trapsWrite: HCR.TPCP }),
  defineRegister(`${DC} CVAU`, [1, 3, 7, 11, 1], { ...nothing, refusal: maintenanceRefusal, trapsWrite: HCR.TPU }),
  defineRegister(`${DC} CVAP`, [1, 3, 7, 12, 1], { ...nothing, refusal: maintenanceRefusal, trapsWrite: HCR.TPCP }),
  defineRegister(`${DC} CIVAC`, [1, 3, 7, 14, 1], { ...nothing, refusal: maintenanceRefusal, trapsWrite: HCR.TPCP }),
];

/** By address: is what the cache has lost, so that it must be allowed to be written? */
export const CACHE_MAINTENANCE: ReadonlyMap<number, { readonly isInvalidation: boolean }> = new Map(
  caches.flatMap(({ name, number }) => (/ .*VA/.test(name) ? [[number, { isInvalidation: name === `${DC} IVAC` }]] : [])),
);

/** By op1 and op2: of a level's translations, by address or ASID or all. */
const OF_EL1 = { VMALLE1: 0, VAE1: 1, ASIDE1: 2, VAAE1: 3, VALE1: 5, VAALE1: 7 };
const OF_EL2 = { ALLE2: 0, VAE2: 1, ALLE1: 4, VALE2: 5, VMALLS12E1: 6 };
const OF_STAGE_2 = { IPAS2E1: 1, IPAS2LE1: 5 };

const invalidations = (
  names: Readonly<Record<string, number>>,
  op1: number,
  CRm: number,
  suffix: string,
): readonly SystemRegister[] =>
  Object.entries(names).map(([name, op2]) =>
    defineRegister(`TLBI ${name}${suffix}`, [1, op1, 8, CRm, op2], { ...nothing, ...(op1 === 0 && { trapsWrite: HCR.TTLB }) }),
  );

/** Of this PE, and of all in the inner shareable domain. */
const tlbs: readonly SystemRegister[] = [
  ...[...invalidations(OF_EL1, 0, 7, ''), ...invalidations(OF_EL1, 0, 3, 'IS')],
  ...[...invalidations(OF_EL2, 4, 7, ''), ...invalidations(OF_EL2, 4, 3, 'IS')],
  ...[...invalidations(OF_STAGE_2, 4, 4, ''), ...invalidations(OF_STAGE_2, 4, 0, 'IS')],
];

/** What an AT asks for. */
export interface AddressTranslation {
  /** As whom the access is made. */
  readonly level: number;
  readonly isWrite: boolean;
  /** Stage 1 alone, or both. */
  readonly stages: 1 | 2;
  readonly respectsPan: boolean;
  /** By the regime of EL2, or of EL2&0; else by that of EL1&0, which at a host is EL2&0 for stage 1. */
  readonly isOfEl2: boolean;
}

const AT_NAMES: readonly (readonly [name: string, op1: number, CRm: number, op2: number])[] = [
  ['S1E1R', 0, 8, 0],
  ['S1E1W', 0, 8, 1],
  ['S1E0R', 0, 8, 2],
  ['S1E0W', 0, 8, 3],
  ['S1E1RP', 0, 9, 0],
  ['S1E1WP', 0, 9, 1],
  ['S1E2R', 4, 8, 0],
  ['S1E2W', 4, 8, 1],
  ['S12E1R', 4, 8, 4],
  ['S12E1W', 4, 8, 5],
  ['S12E0R', 4, 8, 6],
  ['S12E0W', 4, 8, 7],
];
const AT_NAME = /^S(?<stages>12?)E(?<level>\d)(?<access>[RW])(?<pan>P?)$/;

const translations: readonly SystemRegister[] = AT_NAMES.map(([name, op1, CRm, op2]) =>
  defineRegister(`AT ${name}`, [1, op1, 7, CRm, op2], nothing),
);

/** By number. */
export const ADDRESS_TRANSLATIONS: ReadonlyMap<number, AddressTranslation> = new Map(
  AT_NAMES.map(([name, op1, CRm, op2]) => {
    const { stages, level, access, pan } = AT_NAME.exec(name)!.groups!;
    const asked: AddressTranslation = {
      level: Number(level),
      isWrite: access === 'W',
      stages: stages === '12' ? 2 : 1,
      respectsPan: pan !== '',
      isOfEl2: level === '2',
    };
    return [numberOf(1, op1, 7, CRm, op2), asked];
  }),
);

export const DC_ZVA = numberOf(1, 3, 7, 4, 1);
const zero = defineRegister(`${DC} ZVA`, [1, 3, 7, 4, 1], { ...nothing, refusal: mayZero });

export const systemOperations: readonly SystemRegister[] = [...caches, ...tlbs, ...translations, zero];
