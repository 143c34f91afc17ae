/** Small guests for aarch64, as words. Imported by tests only. */

/** A call of PSCI's: x0 to x2. */
export type PsciCall = readonly [x0: bigint, x1: bigint, x2: bigint];

/** No call: one that changes nothing, whose VM exit shows in x1 what the call before it left in x0. */
export const SHOW_ANSWER = 0x700n;

/** Makes each of the calls that are listed behind it by SMC, each followed by SHOW_ANSWER by HVC, and shuts down. */
const CALLS = [
  0x1000_01d4, // adr x20, list
  0xf840_8695, // ldr x21, [x20], #8: how many
  0xa8c1_0680, // loop: ldp x0, x1, [x20], #16
  0xf840_8682, // ldr x2, [x20], #8
  0xd400_0003, // smc #0
  0xaa00_03e1, // mov x1, x0
  0xd280_e000, // mov x0, #SHOW_ANSWER
  0xd400_0002, // hvc #0
  0xd100_06b5, // sub x21, x21, #1
  0xb5ff_ff35, // cbnz x21, loop
  0xd280_0100, // mov x0, #8
  0xf2b0_8000, // movk x0, #0x8400, lsl #16
  0xd400_0003, // smc #0
  0xd503_201f, // nop
];

function withData(code: readonly number[], data: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(4 * code.length + 8 * data.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of code.entries()) view.setUint32(4 * index, word, true);
  for (const [index, value] of data.entries()) view.setBigUint64(4 * code.length + 8 * index, BigInt.asUintN(64, value), true);
  return bytes;
}

export const psciGuest = (calls: readonly PsciCall[]): Uint8Array => withData(CALLS, [BigInt(calls.length), ...calls.flat()]);

/** The instruction at 0x4420_0008 of `wrongAarch64Guest`, which may use an address in x0. */
const deeds = {
  load: 0xf940_0001, // ldr x1, [x0]
  store: 0xf900_0001, // str x1, [x0]
  loadPair: 0xa940_0801, // ldp x1, x2, [x0]
  loadSigned: 0xb980_0001, // ldrsw x1, [x0]
  loadExclusive: 0xc85f_7c01, // ldxr x1, [x0]
  jump: 0xd61f_0000, // br x0
  readEl2: 0xd53c_1101, // mrs x1, HCR_EL2
  sendSgi: 0xd518_cba0, // msr ICC_SGI1R_EL1, x0
} as const;

export type Aarch64Deed = keyof typeof deeds;

/** Does one thing that it may not. */
export function wrongAarch64Guest(deed: Aarch64Deed, address = 0n): Uint8Array {
  return withData([0x5800_0080 /* ldr x0, .+16 */, 0xd503_201f, deeds[deed], 0xd503_201f], [address]);
}

/** Accesses to the guest's GIC, one after the other, each with what it reads in x1 shown by a call. */
export function gicGuest(
  accesses: readonly { readonly address: number; readonly word: number; readonly x1?: number }[],
): Uint8Array {
  const mov = (rd: number, value: number) => [
    (0xd280_0000 | ((value & 0xffff) << 5) | rd) >>> 0,
    (0xf2a0_0000 | ((value >>> 16) << 5) | rd) >>> 0,
  ];
  const code = accesses.flatMap(({ address, word, x1 = 0 }) => [
    ...mov(2, address),
    ...mov(1, x1),
    word,
    ...mov(0, Number(SHOW_ANSWER)),
    0xd400_0002, // hvc #0
  ]);
  return withData([...code, ...mov(0, 0x8400_0008), 0xd400_0003], []);
}
