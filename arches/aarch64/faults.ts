/** Aborts: fault status codes, and the syndromes that hold them. arm: ISS encoding for an exception from a Data Abort, an Instruction Abort. */
import type { Access } from '#core/machine/hart.ts';
import { exceptionClass } from './exception-classes.ts';
import type { Syndrome } from './exceptions.ts';

/** Fault status codes; the level is added where there is one. */
export const status = {
  ADDRESS_SIZE: 0x00,
  TRANSLATION: 0x04,
  ACCESS_FLAG: 0x08,
  PERMISSION: 0x0c,
  EXTERNAL_ABORT: 0x10,
  EXTERNAL_ABORT_ON_WALK: 0x14,
  ALIGNMENT: 0x21,
} as const;

const LEVEL = 3;
const WNR = 1 << 6;

/** The syndrome of an access that aborts. */
export function abortOf(access: Access, code: number, far: bigint): Syndrome {
  const isFetch = access === 'fetch';
  const iss = code | (access === 'store' ? WNR : 0);
  return { class: isFetch ? exceptionClass.INSTRUCTION_ABORT : exceptionClass.DATA_ABORT, iss, far };
}

/** A walk met memory that does not answer, or a device. */
export const isExternalAbortOnWalk = (code: number): boolean => (code & ~LEVEL) === status.EXTERNAL_ABORT_ON_WALK;

/** A fault of a stage 1 walk in stage 2. */
export const S1PTW = 1 << 7;
/** HPFAR_EL2 has bits 47:12 of the address from bit 4 on. */
export const hpfarOf = (address: number): bigint => (BigInt(address) >> 12n) << 4n;

/** The same of stage 2, which is for EL2: `guest` is the address that stage 2 refuses. */
export function guestAbortOf(access: Access, code: number, far: bigint, guest: number, isOfWalk: boolean): Syndrome {
  const { iss, ...rest } = abortOf(access, code, far);
  return { ...rest, iss: isOfWalk ? iss | S1PTW : iss, hpfar: hpfarOf(guest), isForHypervisor: true };
}

/** Why an address leads nowhere: a fault status code, and the address that stage 2 refuses if it is that which does. */
export interface Refused {
  readonly code: number;
  readonly guestPhysical: number | undefined;
  /** It was an entry of stage 1 that stage 2 would not let be read or written. */
  readonly isOfWalk: boolean;
}

const CM = 1 << 8;

/**
 * The syndrome of an instruction that maintains caches by address, or translates one: it counts as a write. arm: ISS encoding for an exception
 * from a Data Abort, CM and WnR.
 */
export function maintenanceAbortOf({ code, guestPhysical, isOfWalk }: Refused, far: bigint): Syndrome {
  const abort =
    guestPhysical === undefined ? abortOf('store', code, far) : guestAbortOf('store', code, far, guestPhysical, isOfWalk);
  return { ...abort, iss: abort.iss | CM };
}
