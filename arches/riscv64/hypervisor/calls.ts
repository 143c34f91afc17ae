/**
 * The SBI as the built-in hypervisor offers it to a guest of one vCPU: legacy calls, BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN. All else
 * is not supported. `sbi: RISC-V Supervisor Binary Interface Specification 2.0`
 */
import { type Answer, done, type Hypercall, type HypercallError, refused, type VcpuExit } from '#core/hypervisor/exit.ts';
import type { Effects } from '#core/hypervisor/guest-isa.ts';
import type { RegisterView } from '#core/hypervisor/seat.ts';
import type { Field } from '#core/isa/layout.ts';
import { eid, error, functions } from '../sbi.ts';

/** How an answer is given: in a0 alone, or as error and value in a0 and a1. */
export type Form = 'legacy' | 'standard';

const SPEC_VERSION = 2n << 24n;
const IMPLEMENTATION_ID = 0n; // none is registered
const SHUTDOWN = 0n;
const REASON_SYSTEM_FAILURE = 1n;
const HART_STARTED = 0n;
const RETENTIVE_SUSPEND = 0n;
/** hart_mask_base for every hart. */
const ALL_HARTS = (1n << 64n) - 1n;
const ONLY_HART = 0n;

const known = (answer: Answer): Hypercall => ({ kind: 'known', answer });
const NOT_SUPPORTED = known(refused('notSupported'));
const INVALID = known(refused('invalidParameter'));

/** Buffers longer than this are cut, as is allowed. */
const size = (value: bigint): number => Number(value < 2n ** 32n ? value : 2n ** 32n);
/** Addresses beyond the safe integers are no RAM either. */
const address = (value: bigint): number => Number(value);

/** What calls do to the hart itself. */
export interface HartCalls {
  /** Arms the guest's timer, and takes back an interrupt of the last. */
  setTimer(registers: RegisterView, deadline: bigint): Effects;
  interruptSelf(registers: RegisterView): Effects;
}

/** `argument`: a0 to a7. */
export function decodeCall(registers: RegisterView, argument: readonly Field[], hart: HartCalls): VcpuExit {
  const [a0, a1, a2] = [registers.read(argument[0]!), registers.read(argument[1]!), registers.read(argument[2]!)];
  const [fid, extension] = [registers.read(argument[6]!), registers.read(argument[7]!)];
  const setTimer = (): Hypercall => ({ kind: 'ofHart', effects: hart.setTimer(registers, a0) });
  const interruptSelf = (): Hypercall => ({ kind: 'ofHart', effects: hart.interruptSelf(registers) });
  const standard = (request: Hypercall): VcpuExit => ({ kind: 'hypercall', form: 'standard', request });
  const legacy = (request: Hypercall): VcpuExit => ({ kind: 'hypercall', form: 'legacy', request });
  switch (Number(extension)) {
    case eid.LEGACY_SET_TIMER:
      return legacy(setTimer());
    case eid.LEGACY_CONSOLE_PUTCHAR:
      return legacy({ kind: 'putByte', byte: Number(a0 & 0xffn) });
    case eid.LEGACY_CONSOLE_GETCHAR:
      return legacy({ kind: 'getByte' });
    case eid.LEGACY_SEND_IPI:
      return legacy(interruptSelf()); // to whichever harts: there is one
    case eid.LEGACY_CLEAR_IPI:
    case eid.LEGACY_REMOTE_FENCE_I:
    case eid.LEGACY_REMOTE_SFENCE_VMA:
    case eid.LEGACY_REMOTE_SFENCE_VMA_ASID:
      return legacy(known(done())); // translations and code are never out of date
    case eid.LEGACY_SHUTDOWN:
      return legacy({ kind: 'shutdown', title: 'SBI legacy shutdown', isFailure: false });
    case eid.BASE:
      return standard(known(base(fid, a0)));
    case eid.TIME:
      return standard(fid === 0n ? setTimer() : NOT_SUPPORTED);
    case eid.SPI:
      return standard(fid === 0n ? toHarts(a0, a1, interruptSelf()) : NOT_SUPPORTED);
    case eid.RFNC:
      // The last four are for a guest's own guests, which it can't have.
      return standard(fid < 3n ? toHarts(a0, a1, known(done())) : NOT_SUPPORTED);
    case eid.HSM:
      return standard(known(hartState(fid, a0)));
    case eid.SRST:
      if (fid !== 0n) return standard(NOT_SUPPORTED);
      if (a0 !== SHUTDOWN) return standard(a0 <= 2n ? NOT_SUPPORTED : INVALID);
      return standard({ kind: 'shutdown', title: 'SBI SRST shutdown', isFailure: a1 === REASON_SYSTEM_FAILURE });
    case eid.DBCN:
      if (fid === 0n) return standard({ kind: 'putBytes', sizeBytes: size(a0), address: address(a1 + (a2 << 64n)) });
      if (fid === 1n) return standard({ kind: 'getBytes', sizeBytes: size(a0), address: address(a1 + (a2 << 64n)) });
      return standard(fid === 2n ? { kind: 'putByte', byte: Number(a0 & 0xffn) } : NOT_SUPPORTED);
  }
  return standard(NOT_SUPPORTED);
}

function base(fid: bigint, probed: bigint): Answer {
  switch (fid) {
    case 0n:
      return done(SPEC_VERSION);
    case 1n:
      return done(IMPLEMENTATION_ID);
    case 2n:
      return done(1n);
    case 3n:
      return done(probed <= BigInt(eid.LEGACY_SHUTDOWN) || functions[Number(probed)] !== undefined ? 1n : 0n);
    case 4n:
    case 5n:
    case 6n:
      return done(0n);
  }
  return refused('notSupported');
}

function toHarts(mask: bigint, maskBase: bigint, request: Hypercall): Hypercall {
  if (maskBase === ALL_HARTS) return request;
  if (mask === 0n) return known(done());
  return maskBase === 0n && mask === 1n << ONLY_HART ? request : INVALID;
}

function hartState(fid: bigint, a0: bigint): Answer {
  switch (fid) {
    case 0n:
      return refused(a0 === ONLY_HART ? 'alreadyAvailable' : 'invalidParameter');
    case 1n:
      return refused('failed'); // the last vCPU does not stop
    case 2n:
      return a0 === ONLY_HART ? done(HART_STARTED) : refused('invalidParameter');
    case 3n:
      return a0 === RETENTIVE_SUSPEND ? done() : refused('notSupported');
  }
  return refused('notSupported');
}

const ERRORS: Readonly<Record<HypercallError, bigint>> = {
  failed: error.FAILED,
  notSupported: error.NOT_SUPPORTED,
  invalidParameter: error.INVALID_PARAM,
  alreadyAvailable: error.ALREADY_AVAILABLE,
};

/** a0, and a1 where the form has it. */
export function answerRegisters(form: string, answer: Answer): readonly bigint[] {
  const code = answer.kind === 'error' ? ERRORS[answer.error] : error.SUCCESS;
  const value = answer.kind === 'done' ? answer.value : 0n;
  if (form === 'legacy') return [BigInt.asUintN(64, answer.kind === 'done' ? value : code)];
  return [BigInt.asUintN(64, code), value];
}
