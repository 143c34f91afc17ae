/**
 * Into a trap handler and back. `priv: Trap Handling`, `priv: Trap-Return Instructions`
 *
 * The low words of the status registers hold every bit that matters here, so this works on numbers.
 */
import * as status from './csr/status.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';

/** Bit 63. */
const INTERRUPT_BIT_HIGH = 0x8000_0000;
const MODE_VECTORED = 1;

const lowOf = (block: DataView, field: { readonly offset: number }) => block.getUint32(field.offset, true);

/** Copies a register of 8 bytes without making a bigint of it. */
function copy(block: DataView, from: { readonly offset: number }, to: { readonly offset: number }): void {
  block.setUint32(to.offset, block.getUint32(from.offset, true), true);
  block.setUint32(to.offset + 4, block.getUint32(from.offset + 4, true), true);
}

/** Goes to the handler: BASE, or for an interrupt in vectored mode BASE + 4 × cause. */
function jumpToVector(block: DataView, tvec: { readonly offset: number }, vector: number): void {
  copy(block, tvec, layout.pc);
  const low = lowOf(block, tvec);
  if (vector > 0 && (low & 3) === MODE_VECTORED) {
    const base = block.getBigUint64(tvec.offset, true) & ~3n;
    block.setBigUint64(layout.pc.offset, base + 4n * BigInt(vector), true);
    return;
  }
  block.setUint32(layout.pc.offset, (low & ~3) >>> 0, true);
}

/**
 * "Traps never transition from a more-privileged mode to a less-privileged mode": a trap in M stays there whatever is
 * delegated.
 */
function isDelegated(block: DataView, delegation: { readonly offset: number }, cause: number): boolean {
  return block.getUint8(layout.privilege.offset) < privilege.M && ((lowOf(block, delegation) >>> cause) & 1) !== 0;
}

/** Writes xcause without making a bigint of it: for an interrupt, the vector, with bit 63 set. */
function writeCause(block: DataView, field: { readonly offset: number }, cause: number, isInterrupt: boolean): void {
  block.setUint32(field.offset, cause, true);
  block.setUint32(field.offset + 4, isInterrupt ? INTERRUPT_BIT_HIGH : 0, true);
}

function enterS(block: DataView, cause: number, valueLow: number, valueHigh: number, isInterrupt: boolean): void {
  const before = lowOf(block, layout.mstatus);
  const from = block.getUint8(layout.privilege.offset);
  let after = before & ~(status.SPIE | status.SPP | status.SIE);
  if (before & status.SIE) after |= status.SPIE;
  if (from === privilege.S) after |= status.SPP;
  block.setUint32(layout.mstatus.offset, after >>> 0, true);
  writeCause(block, layout.scause, cause, isInterrupt);
  block.setUint32(layout.stval.offset, valueLow, true);
  block.setUint32(layout.stval.offset + 4, valueHigh, true);
  copy(block, layout.pc, layout.sepc);
  jumpToVector(block, layout.stvec, isInterrupt ? cause : 0);
  setPrivilege(block, privilege.S);
}

function enterM(block: DataView, cause: number, valueLow: number, valueHigh: number, isInterrupt: boolean): void {
  const before = lowOf(block, layout.mstatus);
  const from = block.getUint8(layout.privilege.offset);
  let after = before & ~(status.MPIE | status.MPP | status.MIE);
  if (before & status.MIE) after |= status.MPIE;
  after |= from << status.MPP_SHIFT;
  block.setUint32(layout.mstatus.offset, after >>> 0, true);
  writeCause(block, layout.mcause, cause, isInterrupt);
  block.setUint32(layout.mtval.offset, valueLow, true);
  block.setUint32(layout.mtval.offset + 4, valueHigh, true);
  copy(block, layout.pc, layout.mepc);
  jumpToVector(block, layout.mtvec, isInterrupt ? cause : 0);
  setPrivilege(block, privilege.M);
}

/** A reservation does not survive a change of context, as on QEMU; the manual allows an SC to fail for any reason. */
function setPrivilege(block: DataView, mode: number): void {
  block.setUint8(layout.privilege.offset, mode);
  block.setUint8(layout.reservationValid.offset, 0);
}

/** The instruction at `pc` caused an exception; its trap value comes in halves. */
export function enterException(block: DataView, cause: number, valueLow: number, valueHigh: number): void {
  if (isDelegated(block, layout.medeleg, cause)) enterS(block, cause, valueLow, valueHigh, false);
  else enterM(block, cause, valueLow, valueHigh, false);
}

/** An interrupt comes before the instruction at `pc`. */
export function enterInterrupt(block: DataView, cause: number): void {
  if (isDelegated(block, layout.mideleg, cause)) enterS(block, cause, 0, 0, true);
  else enterM(block, cause, 0, 0, true);
}

/** Leaves the handler in M; what goes on at mepc is the caller's. */
export function returnFromM(block: DataView): void {
  const before = lowOf(block, layout.mstatus);
  const to = (before & status.MPP) >>> status.MPP_SHIFT;
  let after = (before & ~(status.MIE | status.MPP)) | status.MPIE;
  if (before & status.MPIE) after |= status.MIE;
  // "... and xPP is set to the least-privileged supported mode .... If xPP≠M, xRET also sets MPRV=0."
  if (to !== privilege.M) after &= ~status.MPRV;
  block.setUint32(layout.mstatus.offset, after >>> 0, true);
  const high = block.getUint32(layout.mstatus.offset + 4, true);
  block.setUint32(layout.mstatus.offset + 4, high & ~Number(status.MPV >> 32n), true);
  setPrivilege(block, to);
}

/** Leaves the handler in S; MPRV goes too, since the privilege before was at most S. */
export function returnFromS(block: DataView): void {
  const before = lowOf(block, layout.mstatus);
  const to = before & status.SPP ? privilege.S : privilege.U;
  let after = (before & ~(status.SIE | status.SPP | status.MPRV)) | status.SPIE;
  if (before & status.SPIE) after |= status.SIE;
  block.setUint32(layout.mstatus.offset, after >>> 0, true);
  setPrivilege(block, to);
}
