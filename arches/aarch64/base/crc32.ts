/** CRC32 and CRC32C of a byte to a doubleword. Bits of the polynomials are reversed here, as those of the data are in the register. */
import type { Insn } from '#core/isa/insn.ts';
import { type Computation, defineHelper, type Helper } from '#core/isa/semantics.ts';
import { defineInsn } from '../vocabulary.ts';
import { type ThreeFields, twoSources } from './two-sources.ts';

/** x^32 + … as the manual's 0x04c11db7 and 0x1edc6f41. */
const CRC32 = 0xedb8_8320n;
const CRC32C = 0x82f6_3b78n;

/** Takes one byte in, which is already in the lowest bits. */
const defineStep = (name: string, polynomial: bigint): Helper =>
  defineHelper({
    name,
    parameterCount: 1,
    compute: <V>(m: Computation<V>, crc: V): V => {
      let value = crc;
      for (let bit = 0; bit < 8; bit++) {
        const isOdd = m.and(value, m.const64(1n));
        value = m.xor(m.srl(value, m.const64(1n)), m.mul(isOdd, m.const64(polynomial)));
      }
      return value;
    },
  });

const checksum = (mnemonic: string, step: Helper, opcode: number, scale: number): Insn =>
  defineInsn<ThreeFields>({
    mnemonic: `${mnemonic}${'bhwx'[scale]}`,
    spec: `arm: ${mnemonic.toUpperCase()}B, ${mnemonic.toUpperCase()}H, ${mnemonic.toUpperCase()}W, ${mnemonic.toUpperCase()}X`,
    encodings: [twoSources('crc32', opcode | scale, scale === 3 ? 64 : 32)],
    execute: (m, { rd, rn, rm }) => {
      const data = m.readX(64, rm);
      let crc = m.readX(32, rn);
      for (let byte = 0; byte < 1 << scale; byte++) {
        const next = m.and(m.srl(data, m.const64(BigInt(8 * byte))), m.const64(0xffn));
        crc = m.call(step, m.xor(crc, next));
      }
      m.writeX(64, rd, crc);
    },
  });

const stepCrc32 = defineStep('crc32Byte', CRC32);
const stepCrc32C = defineStep('crc32cByte', CRC32C);

export const crc32: readonly Insn[] = [0, 1, 2, 3].flatMap((scale) => [
  checksum('crc32', stepCrc32, 16, scale),
  checksum('crc32c', stepCrc32C, 20, scale),
]);
