/** Names and numbers of the Supervisor Binary Interface, version 2.0. EIDs are in a7, FIDs in a6. */

export const eid = {
  LEGACY_SET_TIMER: 0x00,
  LEGACY_CONSOLE_PUTCHAR: 0x01,
  LEGACY_CONSOLE_GETCHAR: 0x02,
  LEGACY_CLEAR_IPI: 0x03,
  LEGACY_SEND_IPI: 0x04,
  LEGACY_REMOTE_FENCE_I: 0x05,
  LEGACY_REMOTE_SFENCE_VMA: 0x06,
  LEGACY_REMOTE_SFENCE_VMA_ASID: 0x07,
  LEGACY_SHUTDOWN: 0x08,
  BASE: 0x10,
  DBCN: 0x4442_434e,
  HSM: 0x48_534d,
  SPI: 0x73_5049,
  RFNC: 0x5246_4e43,
  SRST: 0x5352_5354,
  TIME: 0x5449_4d45,
} as const;

/** sbi: Binary Encoding, Standard SBI Errors. */
export const error = {
  SUCCESS: 0n,
  FAILED: -1n,
  NOT_SUPPORTED: -2n,
  INVALID_PARAM: -3n,
  DENIED: -4n,
  INVALID_ADDRESS: -5n,
  ALREADY_AVAILABLE: -6n,
} as const;

/** What each extension's functions are called, by FID. */
export const functions: Readonly<Record<number, { readonly extension: string; readonly names: readonly string[] }>> = {
  [eid.BASE]: {
    extension: 'BASE',
    names: [
      'get_spec_version',
      'get_impl_id',
      'get_impl_version',
      'probe_extension',
      'get_mvendorid',
      'get_marchid',
      'get_mimpid',
    ],
  },
  [eid.TIME]: { extension: 'TIME', names: ['set_timer'] },
  [eid.SPI]: { extension: 'IPI', names: ['send_ipi'] },
  [eid.RFNC]: {
    extension: 'RFENCE',
    names: [
      'remote_fence_i',
      'remote_sfence_vma',
      'remote_sfence_vma_asid',
      'remote_hfence_gvma_vmid',
      'remote_hfence_gvma',
      'remote_hfence_vvma_asid',
      'remote_hfence_vvma',
    ],
  },
  [eid.HSM]: { extension: 'HSM', names: ['hart_start', 'hart_stop', 'hart_get_status', 'hart_suspend'] },
  [eid.SRST]: { extension: 'SRST', names: ['system_reset'] },
  [eid.DBCN]: { extension: 'DBCN', names: ['console_write', 'console_read', 'console_write_byte'] },
};

const LEGACY_NAMES: readonly string[] = [
  'set_timer',
  'console_putchar',
  'console_getchar',
  'clear_ipi',
  'send_ipi',
  'remote_fence_i',
  'remote_sfence_vma',
  'remote_sfence_vma_asid',
  'shutdown',
];

/** `TIME.set_timer`, `legacy.shutdown`; the numbers of what has no name here. */
export function callName(extensionId: bigint, functionId: bigint): string {
  const legacy = extensionId < BigInt(LEGACY_NAMES.length) ? LEGACY_NAMES[Number(extensionId)] : undefined;
  if (legacy !== undefined) return `legacy.${legacy}`;
  const known = functions[Number(extensionId)];
  if (known === undefined) return `0x${extensionId.toString(16)}.${functionId}`;
  return `${known.extension}.${known.names[Number(functionId)] ?? functionId}`;
}
