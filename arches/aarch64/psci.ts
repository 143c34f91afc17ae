/** Calls of PSCI by number, as x0 or w0 has it. psci: Function prototypes, and the ranges of SMCCC. */
const NAMES: ReadonlyMap<bigint, string> = new Map([
  [0x8400_0000n, 'PSCI_VERSION'],
  [0x8400_0001n, 'CPU_SUSPEND'],
  [0x8400_0002n, 'CPU_OFF'],
  [0x8400_0003n, 'CPU_ON'],
  [0x8400_0004n, 'AFFINITY_INFO'],
  [0x8400_0005n, 'MIGRATE'],
  [0x8400_0006n, 'MIGRATE_INFO_TYPE'],
  [0x8400_0007n, 'MIGRATE_INFO_UP_CPU'],
  [0x8400_0008n, 'SYSTEM_OFF'],
  [0x8400_0009n, 'SYSTEM_RESET'],
  [0x8400_000an, 'PSCI_FEATURES'],
  [0x8400_000en, 'SYSTEM_SUSPEND'],
  [0x8000_0000n, 'SMCCC_VERSION'],
  [0x8000_0001n, 'SMCCC_ARCH_FEATURES'],
]);

/** The bit of a call's number that says it has 64-bit arguments. */
const SMC64 = 1n << 30n;

/** Name of a call; '' when it is none of these. */
export function callName(x0: bigint): string {
  const number = BigInt.asUintN(32, x0);
  return NAMES.get(number) ?? NAMES.get(number & ~SMC64) ?? '';
}
