/**
 * What the hart finds at 0x1000 after reset, as on QEMU 7.2: six instructions that jump to the firmware, and what OpenSBI's
 * fw_dynamic wants to know (`OpenSBI: Firmware with Dynamic Information (FW_DYNAMIC)`).
 */

/** Where instructions and data of the ROM are, in bytes. */
const FW_DYNAMIC_INFO = 0x28;
const FW_DYNAMIC_MAGIC = 0x4942_534fn; // 'OSBI'
const FW_DYNAMIC_VERSION = 2n;
const NEXT_MODE_S = 1n;

const RESET_VECTOR = [
  0x0000_0297, // auipc t0, 0
  0x0282_8613, // addi  a2, t0, FW_DYNAMIC_INFO
  0xf140_2573, // csrr  a0, mhartid
  0x0202_b583, // ld    a1, 32(t0): the device tree
  0x0182_b283, // ld    t0, 24(t0): where to go
  0x0002_8067, // jr    t0
] as const;

export interface ResetRomParameters {
  /** Physical address of the first instruction outside the ROM. */
  readonly start: number;
  readonly deviceTree: number;
  /** Where firmware goes on in S-mode; 0 when there is nothing. */
  readonly next: number;
}

export function resetRom({ start, deviceTree, next }: ResetRomParameters): Uint8Array {
  const words = RESET_VECTOR.length * 4;
  const fwDynamicInfo = [FW_DYNAMIC_MAGIC, FW_DYNAMIC_VERSION, BigInt(next), NEXT_MODE_S, 0n /* options */, 0n /* boot hart */];
  const rom = new Uint8Array(FW_DYNAMIC_INFO + 8 * fwDynamicInfo.length);
  const view = new DataView(rom.buffer);
  for (const [index, word] of RESET_VECTOR.entries()) view.setUint32(4 * index, word, true);
  view.setBigUint64(words, BigInt(start), true);
  view.setBigUint64(words + 8, BigInt(deviceTree), true);
  for (const [index, field] of fwDynamicInfo.entries()) view.setBigUint64(FW_DYNAMIC_INFO + 8 * index, field, true);
  return rom;
}
