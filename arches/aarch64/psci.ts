/** Calls of PSCI by number, as w0 has it. psci: Function prototypes, and the ranges of SMCCC. */
export const psciFunction = {
  PSCI_VERSION: 0x8400_0000,
  CPU_SUSPEND: 0x8400_0001,
  CPU_OFF: 0x8400_0002,
  CPU_ON: 0x8400_0003,
  AFFINITY_INFO: 0x8400_0004,
  MIGRATE: 0x8400_0005,
  MIGRATE_INFO_TYPE: 0x8400_0006,
  MIGRATE_INFO_UP_CPU: 0x8400_0007,
  SYSTEM_OFF: 0x8400_0008,
  SYSTEM_RESET: 0x8400_0009,
  PSCI_FEATURES: 0x8400_000a,
  SYSTEM_SUSPEND: 0x8400_000e,
  SMCCC_VERSION: 0x8000_0000,
  SMCCC_ARCH_FEATURES: 0x8000_0001,
} as const;

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(psciFunction).map(([name, number]) => [number, name]));

/** The bit of a call's number that says it has 64-bit arguments. */
export const SMC64 = 0x4000_0000;

/** Name of a call; '' when it is none of these. */
export function callName(x0: bigint): string {
  const number = Number(BigInt.asUintN(32, x0));
  return NAMES.get(number) ?? NAMES.get((number & ~SMC64) >>> 0) ?? '';
}
