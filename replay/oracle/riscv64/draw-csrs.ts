/** Draws what a case starts with in its CSRs: what is delegated, what may interrupt, what is refused. */

import type { Random } from '../random.ts';
import type { Case, ModeTraits } from './case.ts';
import { VECTOR_HS, VECTOR_VS } from './layout.ts';

const bit = (number: number) => 1n << BigInt(number);
const bits = (...numbers: readonly number[]) => numbers.reduce((sum, number) => sum | bit(number), 0n);

/** Each of `mask`'s bits, `percent` times in a hundred. */
function drawBits(random: Random, mask: bigint, percent: number): bigint {
  let drawn = 0n;
  for (let i = 0; i < 64; i++) if ((mask & bit(i)) !== 0n && random.chance(percent)) drawn |= bit(i);
  return drawn;
}

export interface Interrupts {
  readonly inject: bigint;
  readonly mideleg: bigint;
  readonly hideleg: bigint;
}

/**
 * Sets of which QEMU 7.2, which takes the lowest number first, takes the one that the manual does.
 * priv: Hypervisor Interrupt Registers: "SEI, SSI, STI, SGEI, VSEI, VSSI, VSTI".
 */
const TOGETHER = [bits(1, 2, 6), bits(1, 5, 6), bits(10), bits(9), bits(2, 6)];
/** SSIP, STIP, SEIP */
const SUPERVISOR_INTERRUPTS = bits(1, 5, 9);
/** VSSIP, VSTIP, VSEIP */
const VS_INTERRUPTS = bits(2, 6, 10);
export const NO_INTERRUPTS: Interrupts = { inject: 0n, mideleg: 0n, hideleg: 0n };

export function drawInterrupts(random: Random, { privilege }: ModeTraits): Interrupts {
  return {
    inject: random.chance(60) ? random.pick(TOGETHER) : 0n,
    // In VS, QEMU 7.2 shows of sie what mideleg has of the supervisor's interrupts.
    mideleg: privilege !== 0 || random.chance(60) ? SUPERVISOR_INTERRUPTS : 0n,
    hideleg: drawBits(random, VS_INTERRUPTS, 60),
  };
}

/** All but faults of fetches, by which the harness sees delegated traps. */
const MEDELEG = bits(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 21, 22, 23);
/** And but 2 and 6: QEMU 7.2 takes these causes for interrupts of VS and counts them down. */
const HEDELEG = bits(0, 3, 4, 5, 7, 8, 13, 15);
const CYCLE_TIME_INSTRET = bits(0, 1, 2);
const HSTATUS = { SPV: bit(7), SPVP: bit(8), HU: bit(9), VTVM: bit(20), VTW: bit(21), VTSR: bit(22) } as const;
const SSTATUS = { SIE: bit(1), SPIE: bit(5), SPP: bit(8), SUM: bit(18), MXR: bit(19) } as const;
const FS_DIRTY = 3n << 13n;
const UXL_64 = 2n << 32n;

function drawVsstatus(random: Random, { isVirtual }: ModeTraits): bigint {
  const drawn = drawBits(random, SSTATUS.SIE | SSTATUS.SPIE | SSTATUS.SPP | SSTATUS.SUM | SSTATUS.MXR, 50);
  const fs = random.chance(90) ? FS_DIRTY : 0n;
  // Of HLV, HSV and MPRV QEMU 7.2 looks at neither.
  return UXL_64 | fs | (isVirtual ? drawn : (drawn | SSTATUS.SUM) & ~SSTATUS.MXR);
}

/** Exceptions that QEMU 7.2 takes for others go where those go: AMO access faults, and guest-page faults of stores at tables. */
const together = (delegated: bigint, from: number, to: number): bigint =>
  (delegated & ~bit(to)) | (((delegated >> BigInt(from)) & 1n) << BigInt(to));

const drawDelegated = (random: Random, mask: bigint): bigint =>
  together(together(drawBits(random, mask, 60), 5, 7), 21, 23) & mask;

export function drawCsrs(random: Random, traits: ModeTraits, { inject, mideleg, hideleg }: Interrupts): Case['csrs'] {
  const none = { medeleg: 0n, mideleg: 0n, mie: 0n, mcounteren: 0n, stvec: 0n, hstatus: 0n, hedeleg: 0n, hideleg: 0n };
  if (!traits.hasGuest) return { ...none, hcounteren: 0n, vstvec: 0n, vsstatus: UXL_64 };
  const isDelegating = random.chance(60);
  const vector = (address: number) => BigInt(address + random.below(2));
  const refused = random.chance(50) ? drawBits(random, HSTATUS.VTVM | HSTATUS.VTW | HSTATUS.VTSR, 40) : 0n;
  return {
    medeleg: isDelegating ? drawDelegated(random, MEDELEG) : 0n,
    mideleg,
    mie: drawBits(random, inject, 80),
    mcounteren: drawBits(random, CYCLE_TIME_INSTRET, 70),
    stvec: vector(VECTOR_HS),
    hstatus: drawBits(random, HSTATUS.SPV | HSTATUS.SPVP | HSTATUS.HU, 60) | refused,
    hedeleg: isDelegating ? drawDelegated(random, HEDELEG) : 0n,
    hideleg,
    hcounteren: drawBits(random, CYCLE_TIME_INSTRET, 60),
    vstvec: vector(VECTOR_VS),
    vsstatus: drawVsstatus(random, traits),
  };
}

/** SPIE, MPIE, SPP, SUM, MXR, TVM, TW, TSR. */
const STATUS_FIELDS = [5, 7, 8, 18, 19, 20, 21, 22].map(bit);
const [MXR, TVM, TSR] = [bit(19), bit(20), bit(22)];

export function drawStatus(random: Random, { isVirtual, hasGuest }: ModeTraits): bigint {
  const drawn = STATUS_FIELDS.reduce((sum, field) => sum | (random.chance(30) ? field : 0n), FS_DIRTY);
  // In VS, QEMU 7.2 heeds TVM and TSR, which are for HS, and not MXR.
  if (isVirtual) return drawn & ~(MXR | TVM | TSR);
  // With TSR, HS gets no further with an sret to VS.
  return hasGuest && (drawn & TVM) !== 0n ? drawn | TSR : drawn;
}
