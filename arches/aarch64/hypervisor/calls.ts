/**
 * PSCI as the built-in hypervisor offers it to a guest of one vCPU, by HVC and by SMC. All else is not supported.
 * psci: Arm Power State Coordination Interface, DEN 0022.
 */
import { type Answer, done, type Hypercall, type HypercallError, refused } from '#core/hypervisor/exit.ts';
import { psciFunction, SMC64 } from '../psci.ts';

const VERSION_1_1 = 0x1_0001n;
const ONLY_CPU = 0n;
const CPU_IS_ON = 0n;
/** "Trusted OS is either not present or does not require migration" */
const NO_TRUSTED_OS = 2n;

/** What there is; those with addresses or affinities have a second number. */
const FUNCTIONS: readonly number[] = [
  psciFunction.SMCCC_VERSION,
  psciFunction.PSCI_VERSION,
  psciFunction.CPU_SUSPEND,
  psciFunction.CPU_SUSPEND | SMC64,
  psciFunction.CPU_OFF,
  psciFunction.CPU_ON,
  psciFunction.CPU_ON | SMC64,
  psciFunction.AFFINITY_INFO,
  psciFunction.AFFINITY_INFO | SMC64,
  psciFunction.MIGRATE_INFO_TYPE,
  psciFunction.SYSTEM_OFF,
  psciFunction.PSCI_FEATURES,
].map((number) => number >>> 0);

const wordOf = (value: bigint): number => Number(BigInt.asUintN(32, value));

/** `x`: x0 to x2. */
export function decodeCall(x: readonly bigint[]): Hypercall {
  const [x0, x1, x2] = x as [bigint, bigint, bigint];
  // "The function identifier is passed on W0."
  const number = wordOf(x0);
  if (!FUNCTIONS.includes(number)) return { kind: 'known', answer: refused('notSupported') };
  const plain = (number & ~SMC64) >>> 0;
  if (plain === psciFunction.SYSTEM_OFF) return { kind: 'shutdown', title: 'PSCI SYSTEM_OFF', isFailure: false };
  return { kind: 'known', answer: answerOf(plain, x1, x2) };
}

function answerOf(plain: number, x1: bigint, x2: bigint): Answer {
  switch (plain) {
    case psciFunction.SMCCC_VERSION:
    case psciFunction.PSCI_VERSION:
      return done(VERSION_1_1);
    case psciFunction.CPU_OFF: // which the last does not
      return refused('failed');
    case psciFunction.CPU_ON:
      return refused(x1 === ONLY_CPU ? 'alreadyAvailable' : 'invalidParameter');
    case psciFunction.AFFINITY_INFO:
      return x1 === ONLY_CPU && x2 === 0n ? done(CPU_IS_ON) : refused('invalidParameter');
    case psciFunction.MIGRATE_INFO_TYPE:
      return done(NO_TRUSTED_OS);
    case psciFunction.PSCI_FEATURES:
      return FUNCTIONS.includes(wordOf(x1)) ? done() : refused('notSupported');
    default: // CPU_SUSPEND, as if at once woken
      return done();
  }
}

/** psci: Return error codes. */
const ERRORS: Readonly<Record<HypercallError, bigint>> = {
  failed: -3n,
  notSupported: -1n,
  invalidParameter: -2n,
  alreadyAvailable: -4n,
};

/** x0. */
export const resultOf = (answer: Answer): bigint =>
  BigInt.asUintN(64, answer.kind === 'error' ? ERRORS[answer.error] : answer.value);
