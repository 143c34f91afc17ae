/**
 * Into a trap handler and back. `priv: Trap Handling` of M, S and the H extension, `priv: Trap-Return Instructions`
 *
 * The low words of the status registers hold every bit that matters here but MPV and GVA, so this works on numbers.
 */
import type { Field } from '#core/isa/layout.ts';
import * as hypervisorStatus from './csr/hstatus.ts';
import * as status from './csr/status.ts';
import type { FaultDetails } from './fault-details.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';

/** Bit 63. */
const INTERRUPT_BIT_HIGH = 0x8000_0000;
const MODE_VECTORED = 1;

const MPV_HIGH = Number(status.MPV >> 32n);
const GVA_HIGH = Number(status.GVA >> 32n);

/** What a trap has that is none of a memory access. */
export const NO_DETAILS: FaultDetails = { tval2Low: 0, tval2High: 0, tinst: 0n, isGuestVirtual: false };

/** What happened, as the registers will tell it. */
interface Trap {
  readonly cause: number;
  readonly valueLow: number;
  readonly valueHigh: number;
  readonly isInterrupt: boolean;
  readonly details: FaultDetails;
}

/** The registers of a level that takes traps. */
interface TrapRegisters {
  readonly cause: Field;
  readonly tval: Field;
  readonly epc: Field;
  readonly tvec: Field;
}

const MACHINE: TrapRegisters = { cause: layout.mcause, tval: layout.mtval, epc: layout.mepc, tvec: layout.mtvec };
const SUPERVISOR: TrapRegisters = { cause: layout.scause, tval: layout.stval, epc: layout.sepc, tvec: layout.stvec };
const VIRTUAL_SUPERVISOR: TrapRegisters = {
  cause: layout.vscause,
  tval: layout.vstval,
  epc: layout.vsepc,
  tvec: layout.vstvec,
};

const lowOf = (block: DataView, field: Field) => block.getUint32(field.offset, true);
const isVirtual = (block: DataView) => block.getUint8(layout.virtualized.offset) !== 0;

/** Writes a register of 8 bytes without making a bigint of its value. */
function writeHalves(block: DataView, field: Field, low: number, high: number): void {
  block.setUint32(field.offset, low, true);
  block.setUint32(field.offset + 4, high, true);
}

const copy = (block: DataView, from: Field, to: Field) =>
  writeHalves(block, to, lowOf(block, from), block.getUint32(from.offset + 4, true));

/** Goes to the handler: BASE, or for an interrupt in vectored mode BASE + 4 × cause. */
function jumpToVector(block: DataView, tvec: Field, vector: number): void {
  copy(block, tvec, layout.pc);
  const low = lowOf(block, tvec);
  if (vector > 0 && (low & 3) === MODE_VECTORED) {
    const base = block.getBigUint64(tvec.offset, true) & ~3n;
    block.setBigUint64(layout.pc.offset, base + 4n * BigInt(vector), true);
    return;
  }
  block.setUint32(layout.pc.offset, (low & ~3) >>> 0, true);
}

/** Writes what the handler reads, and goes to it. */
function handOver(block: DataView, { cause, tval, epc, tvec }: TrapRegisters, trap: Trap): void {
  writeHalves(block, cause, trap.cause, trap.isInterrupt ? INTERRUPT_BIT_HIGH : 0);
  writeHalves(block, tval, trap.valueLow, trap.valueHigh);
  copy(block, layout.pc, epc);
  jumpToVector(block, tvec, trap.isInterrupt ? trap.cause : 0);
}

/** What `sstatus` or `vsstatus` becomes by a trap. */
function stacked(before: number, from: number): number {
  let after = before & ~(status.SPIE | status.SPP | status.SIE);
  if (before & status.SIE) after |= status.SPIE;
  if (from === privilege.S) after |= status.SPP;
  return after >>> 0;
}

/** And by an `sret`. */
function unstacked(before: number): number {
  const after = (before & ~(status.SIE | status.SPP)) | status.SPIE;
  return (before & status.SPIE ? after | status.SIE : after) >>> 0;
}

/** "Register hstatus and the HS-level sstatus are not modified, and the virtualization mode V remains 1." */
function enterVs(block: DataView, trap: Trap): void {
  const from = block.getUint8(layout.privilege.offset);
  block.setUint32(layout.vsstatus.offset, stacked(lowOf(block, layout.vsstatus), from), true);
  // "When a virtual supervisor external interrupt (code 10) is delegated to VS-mode, it is automatically translated ... (code 9)."
  handOver(block, VIRTUAL_SUPERVISOR, trap.isInterrupt ? { ...trap, cause: trap.cause - 1 } : trap);
  setMode(block, privilege.S, 1);
}

function enterHs(block: DataView, trap: Trap): void {
  const from = block.getUint8(layout.privilege.offset);
  block.setUint32(layout.mstatus.offset, stacked(lowOf(block, layout.mstatus), from), true);
  const before = lowOf(block, layout.hstatus);
  let after = before & ~(hypervisorStatus.SPV | hypervisorStatus.GVA);
  if (isVirtual(block)) {
    after = (after & ~hypervisorStatus.SPVP) | hypervisorStatus.SPV;
    if (from === privilege.S) after |= hypervisorStatus.SPVP;
  }
  if (trap.details.isGuestVirtual) after |= hypervisorStatus.GVA;
  block.setUint32(layout.hstatus.offset, after, true);
  writeHalves(block, layout.htval, trap.details.tval2Low, trap.details.tval2High);
  block.setBigUint64(layout.htinst.offset, trap.details.tinst, true);
  handOver(block, SUPERVISOR, trap);
  setMode(block, privilege.S, 0);
}

function enterM(block: DataView, trap: Trap): void {
  const before = lowOf(block, layout.mstatus);
  const from = block.getUint8(layout.privilege.offset);
  let after = before & ~(status.MPIE | status.MPP | status.MIE);
  if (before & status.MIE) after |= status.MPIE;
  after |= from << status.MPP_SHIFT;
  let high = block.getUint32(layout.mstatus.offset + 4, true) & ~(MPV_HIGH | GVA_HIGH);
  if (isVirtual(block)) high |= MPV_HIGH;
  if (trap.details.isGuestVirtual) high |= GVA_HIGH;
  writeHalves(block, layout.mstatus, after, high);
  writeHalves(block, layout.mtval2, trap.details.tval2Low, trap.details.tval2High);
  block.setBigUint64(layout.mtinst.offset, trap.details.tinst, true);
  handOver(block, MACHINE, trap);
  setMode(block, privilege.M, 0);
}

/** A reservation does not survive a change of context, as on QEMU; the manual allows an SC to fail for any reason. */
function setMode(block: DataView, mode: number, virtualized: number): void {
  block.setUint8(layout.privilege.offset, mode);
  block.setUint8(layout.virtualized.offset, virtualized);
  block.setUint8(layout.reservationValid.offset, 0);
}

const isDelegated = (block: DataView, delegation: Field, cause: number) => ((lowOf(block, delegation) >>> cause) & 1) !== 0;

/**
 * "Traps never transition from a more-privileged mode to a less-privileged mode": a trap in M stays there whatever is
 * delegated, and one in HS or U never gets to VS.
 */
function enter(block: DataView, delegation: Field, guestDelegation: Field, trap: Trap): void {
  const isForM = block.getUint8(layout.privilege.offset) === privilege.M || !isDelegated(block, delegation, trap.cause);
  if (isForM) enterM(block, trap);
  else if (isVirtual(block) && isDelegated(block, guestDelegation, trap.cause)) enterVs(block, trap);
  else enterHs(block, trap);
}

/** Is an exception of the present instruction delegated to VS? Then there is nothing to tell a hypervisor. */
export function isForGuest(block: DataView, cause: number): boolean {
  return isVirtual(block) && isDelegated(block, layout.medeleg, cause) && isDelegated(block, layout.hedeleg, cause);
}

/** The instruction at `pc` caused an exception; its trap value comes in halves. */
export function enterException(
  block: DataView,
  cause: number,
  valueLow: number,
  valueHigh: number,
  details: FaultDetails = NO_DETAILS,
): void {
  enter(block, layout.medeleg, layout.hedeleg, { cause, valueLow, valueHigh, isInterrupt: false, details });
}

/** An interrupt comes before the instruction at `pc`. */
export function enterInterrupt(block: DataView, cause: number): void {
  const trap: Trap = { cause, valueLow: 0, valueHigh: 0, isInterrupt: true, details: NO_DETAILS };
  enter(block, layout.mideleg, layout.hideleg, trap);
}

/** Leaves the handler in M; what goes on at mepc is the caller's. */
export function returnFromM(block: DataView): void {
  const before = lowOf(block, layout.mstatus);
  const to = (before & status.MPP) >>> status.MPP_SHIFT;
  let after = (before & ~(status.MIE | status.MPP)) | status.MPIE;
  if (before & status.MPIE) after |= status.MIE;
  // "... and xPP is set to the least-privileged supported mode .... If xPP≠M, xRET also sets MPRV=0."
  if (to !== privilege.M) after &= ~status.MPRV;
  const high = block.getUint32(layout.mstatus.offset + 4, true);
  writeHalves(block, layout.mstatus, after, high & ~MPV_HIGH);
  // "Upon trap return, MPV is ignored when MPP=3."
  setMode(block, to, to !== privilege.M && (high & MPV_HIGH) !== 0 ? 1 : 0);
}

/** Leaves the handler in VS when V is 1, else that in HS; MPRV goes too, since the privilege before was at most S. */
export function returnFromS(block: DataView): void {
  const field = isVirtual(block) ? layout.vsstatus : layout.mstatus;
  const before = lowOf(block, field);
  const to = before & status.SPP ? privilege.S : privilege.U;
  if (isVirtual(block)) {
    block.setUint32(layout.vsstatus.offset, unstacked(before), true);
    setMode(block, to, 1);
    return;
  }
  block.setUint32(layout.mstatus.offset, unstacked(before & ~status.MPRV), true);
  const hstatus = lowOf(block, layout.hstatus);
  block.setUint32(layout.hstatus.offset, hstatus & ~hypervisorStatus.SPV, true);
  setMode(block, to, hstatus & hypervisorStatus.SPV ? 1 : 0);
}
