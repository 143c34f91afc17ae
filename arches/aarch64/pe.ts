/**
 * One PE's slow paths: what generated code calls when an instruction needs more than registers and memory it has at hand.
 * Keeps nothing that the block does not say, but the syndrome of an exception from its cause to its entry.
 */
import { readField } from '#core/isa/evaluate.ts';
import type { Width } from '#core/isa/semantics.ts';
import type { Access, Hart, HartContext } from '#core/machine/hart.ts';
import { DECODE_ILLEGAL_STATE, decodeAnywhere, decodeModeOf } from './a64.ts';
import { addressTranslationOf, maintainCache, translateAddress } from './address-translation.ts';
import { debugTarget, settleStep, startStep, stepDeadline, stepSyndrome } from './debug.ts';
import { exceptionClass } from './exception-classes.ts';
import { returnFromException, type Syndrome, takeException } from './exceptions.ts';
import { describeEntry, describeExit } from './exit.ts';
import { abortOf, S1PTW, status } from './faults.ts';
import { enterInterrupt, interrupt, selectInterrupt, wakesFromWait } from './interrupts.ts';
import { layout } from './layout.ts';
import { accessSyndromeOf } from './loads-stores/syndromes.ts';
import { Mmu } from './mmu.ts';
import { callFirmware, startPe, turnOff } from './power.ts';
import { isHost, isIllegalState, levelOf, lowWord } from './pstate.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import { CACHE_MAINTENANCE, DC_ZVA } from './sysreg/operations.ts';
import { type FpRefusal, offsetOf, type Refusal, type SystemRegister } from './sysreg/register.ts';
import { fpRefusal, fpRefusalAt, pstateRefusal, writePstate } from './sysreg/special-purpose.ts';
import { type Found, findRegister, pstateNumber, syndromeOf } from './sysreg/table.ts';

/** COND is 14, and valid, in the syndromes of instructions that AArch32 could make conditional. */
const ALWAYS = 0x1e0_0000;
const WFE_SYNDROME = 1;
const ZERO_BLOCK_SIZE = 64n;
/** VDISR_EL2.A: a virtual SError was deferred. */
const DEFERRED = 1n << 31n;

const lowOf = (address: bigint) => Number(address & 0xffff_ffffn);
const highOf = (address: bigint) => Number((address >> 32n) & 0xffff_ffffn);

/** Bits 63:55, in the high half. */
const TAG_AND_SIGN_SHIFT = 23;
const TAG_AND_SIGN = 0x1ff;

const [SA, SA0, TGE] = [Number(SCTLR.SA), Number(SCTLR.SA0), Number(HCR.TGE)];

const UNDEFINED: Syndrome = { class: exceptionClass.UNKNOWN, iss: 0 };

/** How words decode at a level, but for PSTATE.IL. */
function decodeModeAt(block: DataView, level: number): number {
  const isEl2 = level === 2 || (level === 0 && isHost(block));
  const control = lowWord(block, isEl2 ? layout.SCTLR_EL2 : layout.SCTLR_EL1);
  const checksSp = (control & (level === 0 ? SA0 : SA)) !== 0;
  return decodeModeOf(fpRefusalAt(block, level) !== undefined, checksSp, level);
}

export function createPe(context: HartContext): Hart {
  let pending: Syndrome | undefined;
  const raise = (syndrome: Syndrome): undefined => {
    pending = syndrome;
    context.trap(syndrome.class, syndrome.far ?? BigInt(syndrome.iss));
    return undefined;
  };
  const undefinedInstruction = () => raise(UNDEFINED);
  const mmu = new Mmu(context, raise);
  /** By level, as the registers say that were written last. */
  const decodeModes = [0, 0, 0];
  const chooseDecodeModes = (): void => {
    for (const at of decodeModes.keys()) decodeModes[at] = decodeModeAt(context.block, at);
  };
  /** A register changed that decides how addresses translate or words decode. */
  const reload = (): void => {
    mmu.reload();
    chooseDecodeModes();
  };
  const level = () => levelOf(context.block);
  const hcr = () => readField(context.block, layout.HCR_EL2);
  /** That of who controls EL0: EL1, or a host at EL2. */
  const sctlr = () => {
    const isEl2 = level() === 2 || (level() === 0 && isHost(context.block));
    return readField(context.block, isEl2 ? layout.SCTLR_EL2 : layout.SCTLR_EL1);
  };

  const decodeMode = () => (isIllegalState(context.block) ? DECODE_ILLEGAL_STATE : decodeModes[level()]!);

  /** Does something that may change what runs next or how: the inner run ends if it did. */
  const changeExecution = (action: () => void): void => {
    const [fetchRegime, dataRegime, decoding] = [mmu.fetchRegime(), mmu.dataRegime(), decodeMode()];
    action();
    const isSame = fetchRegime === mmu.fetchRegime() && dataRegime === mmu.dataRegime() && decoding === decodeMode();
    if (!isSame) context.reenter();
    if (selectInterrupt(context) >= 0) context.endRun();
  };

  /** Writes a register, and does what follows from it. */
  const change = ({ write, affects }: SystemRegister, value: bigint): void => {
    if (affects === undefined) return write!(context, value);
    changeExecution(() => {
      write!(context, value);
      if (affects === 'translation') reload();
      else chooseDecodeModes();
    });
  };

  /** After pc became a vector, or an address to return to, which may have a top byte that is ignored. Bits 63:55 that are alike are no tag. */
  const untagPc = (): void => {
    const { block } = context;
    const top = block.getUint32(layout.pc.offset + 4, true) >>> TAG_AND_SIGN_SHIFT;
    if (top !== 0 && top !== TAG_AND_SIGN)
      block.setBigUint64(layout.pc.offset, mmu.branchAddress(block.getBigUint64(layout.pc.offset, true)), true);
  };

  /** Returns from an exception to pc of the block. */
  const exceptionReturn = (): bigint => {
    returnFromException(context.block);
    untagPc();
    startStep(context, 1);
    context.reenter();
    if (selectInterrupt(context) >= 0 || context.block.getUint8(layout.SS.offset) !== 0) context.endRun();
    return 0n;
  };

  /** Raises what SIMD and floating point raise where they are trapped: their instructions and registers. */
  const refuseFp = (refusal: FpRefusal): undefined => {
    // "If HCR_EL2.TGE is 1, ... the exception is reported using EC value 0x00."
    if (refusal === 'fpTrapped' && level() === 0 && (hcr() & HCR.TGE) !== 0n) return undefinedInstruction();
    return raise({ class: exceptionClass.TRAPPED_FP, iss: ALWAYS, isForHypervisor: refusal === 'fpTrappedToEl2' });
  };

  /** Raises what a refused access to `number` raises. */
  const refuse = (refusal: Refusal, number: number, rt: number, isRead: boolean): undefined => {
    switch (refusal) {
      case 'undefined':
        return undefinedInstruction();
      case 'trapped':
        return raise({ class: exceptionClass.TRAPPED_SYSTEM, iss: syndromeOf(number, rt, isRead) });
      case 'trappedToEl2':
        return raise({ class: exceptionClass.TRAPPED_SYSTEM, iss: syndromeOf(number, rt, isRead), isForHypervisor: true });
      case 'fpTrapped':
      case 'fpTrappedToEl2':
        return refuseFp(refusal);
    }
  };

  const find = (number: number, rt: number, isRead: boolean): Found['register'] => {
    const { register, refusal } = findRegister(context, number, !isRead);
    if (register === undefined) refuse(refusal, number, rt, isRead);
    return register;
  };

  const atBoard = (register: SystemRegister): number => register.offsetAtBoard?.(context) ?? offsetOf(register.number);

  const readSystem = (system: bigint, rt: bigint): bigint | undefined => {
    const register = find(Number(system), Number(rt), true);
    if (register === undefined) return undefined;
    if (register.isOfBoard !== true) return register.read!(context);
    return context.sysregRead(atBoard(register), 8) ?? undefinedInstruction();
  };

  const loadElements = (address: bigint, width: bigint): bigint | undefined => {
    let loaded = 0n;
    for (let offset = 0n; offset < 8n; offset += width) {
      const at = address + offset;
      const element = context.loadVirtual(lowOf(at), highOf(at), Number(width) as Width);
      if (element === undefined) return undefined;
      loaded |= element << (8n * offset);
    }
    return loaded;
  };

  const storeElements = (address: bigint, width: bigint, value: bigint): bigint | undefined => {
    for (let offset = 0n; offset < 8n; offset += width) {
      const at = address + offset;
      const element = BigInt.asUintN(8 * Number(width), value >> (8n * offset));
      if (!context.storeVirtual(lowOf(at), highOf(at), Number(width) as Width, element)) return undefined;
    }
    return 0n;
  };

  /** A fault is reported at the address that was given, which is stored to first. arm: FAR_ELx: "from a data cache maintenance or other DC instruction". */
  const zeroBlock = (address: bigint): bigint | undefined => {
    if (!context.storeVirtual(lowOf(address), highOf(address), 1, 0n)) return undefined;
    const start = address & ~(ZERO_BLOCK_SIZE - 1n);
    for (let at = start; at < start + ZERO_BLOCK_SIZE; at += 8n)
      if (!context.storeVirtual(lowOf(at), highOf(at), 8, 0n)) return undefined;
    return 0n;
  };

  const writeSystem = (system: bigint, rt: bigint, value: bigint): bigint | undefined => {
    const number = Number(system);
    const register = find(number, Number(rt), false);
    if (register === undefined) return undefined;
    if (register.number === DC_ZVA) return zeroBlock(value);
    const translation = addressTranslationOf(register.number);
    if (translation !== undefined) return translateAddress(context, mmu, translation, value, raise);
    const maintenance = CACHE_MAINTENANCE.get(register.number);
    if (maintenance !== undefined) return maintainCache(mmu, value, maintenance.isInvalidation, raise);
    if (register.isOfBoard === true) {
      if (!context.sysregWrite(atBoard(register), 8, value)) return undefinedInstruction();
      context.endRun();
      return 0n;
    }
    change(register, value);
    return 0n;
  };

  /** Raises the trap of a WFI or WFE that would wait; false when there is none. */
  const waitIsTrapped = (isEvent: boolean): boolean => {
    const [hostBit, guestBit] = isEvent ? [SCTLR.NTWE, HCR.TWE] : [SCTLR.NTWI, HCR.TWI];
    const iss = ALWAYS | (isEvent ? WFE_SYNDROME : 0);
    const isDenied = level() === 0 && (sctlr() & hostBit) === 0n;
    const isForHypervisor = !isDenied && level() < 2 && !(level() === 0 && isHost(context.block)) && (hcr() & guestBit) !== 0n;
    if (!isDenied && !isForHypervisor) return false;
    raise({ class: exceptionClass.TRAPPED_WAIT, iss, isForHypervisor });
    return true;
  };

  /** The event is that of the PE alone: SEV of another does not reach it, which may only make it look again. */
  const waitForEvent = (): bigint | undefined => {
    if (context.block.getUint8(layout.event.offset) !== 0) {
      context.block.setUint8(layout.event.offset, 0);
      return 0n;
    }
    if (waitIsTrapped(true)) return undefined;
    context.yield();
    return 0n;
  };

  const setEvent = () => {
    context.block.setUint8(layout.event.offset, 1);
    return 0n;
  };

  /** A virtual SError that is masked is deferred. Physical ones there are none of. */
  const deferErrors = () => {
    const isPending = (hcr() & (HCR.VSE | HCR.AMO)) === (HCR.VSE | HCR.AMO) && (hcr() & HCR.TGE) === 0n;
    if (!isPending || level() === 2 || context.block.getUint8(layout.A.offset) === 0) return 0n;
    const syndrome = readField(context.block, layout.VSESR_EL2);
    context.block.setBigUint64(layout.VDISR_EL2.offset, DEFERRED | syndrome, true);
    context.block.setBigUint64(layout.HCR_EL2.offset, hcr() & ~HCR.VSE, true);
    return 0n;
  };

  const services: Hart['services'] = {
    hvc: (immediate = 0n) => {
      if (level() === 0 || (hcr() & HCR.HCD) !== 0n) return undefinedInstruction();
      return raise({ class: exceptionClass.HVC, iss: Number(immediate), isForHypervisor: true });
    },
    smc: (immediate = 0n) => {
      if (level() === 0) return undefinedInstruction();
      if (level() === 1 && (hcr() & HCR.TSC) !== 0n)
        return raise({ class: exceptionClass.SMC, iss: Number(immediate), isForHypervisor: true });
      const next = callFirmware(context);
      if (next === undefined) return undefinedInstruction();
      if (next === 'turnOff') turnOff(context.block);
      if (next === 'turnOff' || (next === 'wait' && !wakesFromWait(context))) context.wait();
      return 0n;
    },
    branchAddress: (address = 0n) => mmu.branchAddress(address),
    eret: () => (level() === 0 ? undefinedInstruction() : exceptionReturn()),
    readSystem: (system = 0n, rt = 0n) => readSystem(system, rt),
    writeSystem: (system = 0n, rt = 0n, value = 0n) => writeSystem(system, rt, value),
    writePstate: (field = 0n, immediate = 0n) => {
      const refusal = pstateRefusal(context, Number(field));
      if (refusal !== undefined) return refuse(refusal, pstateNumber(Number(field), Number(immediate)), 31, false);
      changeExecution(() => writePstate(context, Number(field), Number(immediate)));
      return 0n;
    },
    wfi: () => {
      if (wakesFromWait(context)) return 0n;
      if (waitIsTrapped(false)) return undefined;
      context.wait();
      return 0n;
    },
    wfe: waitForEvent,
    sev: setEvent,
    sevl: setEvent,
    yieldQuantum: () => {
      context.yield();
      return 0n;
    },
    esb: deferErrors,
    alignmentFault: (address = 0n, isWrite = 0n) => raise(abortOf(isWrite === 0n ? 'load' : 'store', status.ALIGNMENT, address)),
    loadElements: (address = 0n, width = 0n) => loadElements(address, width),
    storeElements: (address = 0n, width = 0n, value = 0n) => storeElements(address, width, value),
    loadUnprivileged: (address = 0n, width = 0n) =>
      mmu.asUnprivileged(() => context.loadVirtual(lowOf(address), highOf(address), Number(width) as Width)),
    storeUnprivileged: (address = 0n, width = 0n, value = 0n) => {
      const bytes = BigInt.asUintN(8 * Number(width), value);
      const store = () => context.storeVirtual(lowOf(address), highOf(address), Number(width) as Width, bytes);
      return mmu.asUnprivileged(store) ? 0n : undefined;
    },
  };

  /** The access at pc, where stage 2 refused it and a hypervisor can do it instead. */
  const describedAccess = (): number => {
    const pc = readField(context.block, layout.pc);
    const physical = mmu.peek(lowOf(pc), highOf(pc));
    const word = physical === undefined ? undefined : context.walkRead32(physical);
    const decoded = word === undefined ? undefined : decodeAnywhere(word);
    return decoded === undefined ? 0 : accessSyndromeOf(decoded);
  };

  const inFull = (syndrome: Syndrome): Syndrome => {
    const { class: cause, iss, hpfar } = syndrome;
    if (cause !== exceptionClass.DATA_ABORT || hpfar === undefined || (iss & S1PTW) !== 0) return syndrome;
    return { ...syndrome, iss: iss | describedAccess() };
  };

  /** What an instruction raised itself: the value is the syndrome. */
  const ownSyndrome = (cause: number, value: number): Syndrome => {
    const isForHypervisor = cause === exceptionClass.BRK && debugTarget(context.block) === 2;
    return { class: cause, iss: value, isForHypervisor };
  };

  return {
    reload,
    translate: (low, high, kind, width) => mmu.translate(low, high, kind, width),
    allowsOther: () => mmu.allowsOther,
    isWholePage: () => mmu.isWholePage,
    refusesCrossing: (low, high, kind) => mmu.refusesCrossing(low, high, kind),
    accessFault: (low: number, high: number, kind: Access) => mmu.accessFault(low, high, kind),
    illegalInstruction: (word) => {
      if (isIllegalState(context.block)) return raise({ class: exceptionClass.ILLEGAL_STATE, iss: 0 });
      if (decodeAnywhere(word) === undefined) return undefinedInstruction();
      return refuseFp(fpRefusal(context)!);
    },
    fetchRegime: () => mmu.fetchRegime(),
    dataRegime: () => mmu.dataRegime(),
    decodeMode,
    pendingInterrupt: () => selectInterrupt(context),
    selectDeadline: () => stepDeadline(context),
    wakes: () => wakesFromWait(context),
    enterException: (cause, valueLow) => {
      const syndrome = pending ?? ownSyndrome(cause, valueLow);
      pending = undefined;
      settleStep(context);
      takeException(context.block, inFull(syndrome));
      untagPc();
    },
    enterInterrupt: (cause) => {
      if (cause === interrupt.STEP) {
        const syndrome = stepSyndrome(context);
        settleStep(context);
        takeException(context.block, syndrome);
        return untagPc();
      }
      settleStep(context);
      if (cause !== interrupt.START) {
        enterInterrupt(context.block, cause);
        return untagPc();
      }
      startPe(context);
      reload();
    },
    services,
    // The monitor watches virtual addresses (atomics/exclusive.ts): any write by others opens it, and so does their turn.
    memoryWritten: () => context.block.setUint8(layout.exclusiveSize.offset, 0),
    suspended: () => context.block.setUint8(layout.exclusiveSize.offset, 0),
    describe: () => ({ privilege: `EL${level()}` }),
    isGuest: () => level() < 2 && (lowWord(context.block, layout.HCR_EL2) & TGE) === 0,
    describeExit: () => describeExit(context.block),
    describeEntry: () => describeEntry(context.block),
    enterGuest: () => {
      returnFromException(context.block);
      untagPc();
      startStep(context, 0);
    },
  };
}
