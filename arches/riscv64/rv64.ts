/**
 * The instruction set of `rv64imafdch_zicsr_zifencei_zihintpause_zba_zbb_zbc_zbs` with Svinval, in M, HS, U, VS and VU.
 * Not modelled: instructions longer than 32 bits, which are illegal here as 32-bit words.
 */
import { createDecoder, type Decoded, type Insn } from '#core/isa/insn.ts';
import type { Service } from '#core/isa/semantics.ts';
import { rv64a } from './a/rv64a.ts';
import { bitmanip } from './b/bitmanip.ts';
import { fd } from './fd/fd.ts';
import { hypervisor } from './h/hypervisor.ts';
import { hypervisorServices } from './h/services.ts';
import { rv64i } from './i/rv64i.ts';
import { rv64m } from './m/rv64m.ts';
import { privileged } from './priv/privileged.ts';
import { privilegedServices } from './priv/services.ts';
import { zicsrServices } from './zicsr/services.ts';
import { inPlace } from './zicsr/stored-csrs.ts';
import { zicsr } from './zicsr/zicsr.ts';

const integerInsns: readonly Insn[] = [...rv64i, ...rv64m, ...rv64a, ...bitmanip, ...zicsr, ...privileged, ...hypervisor];

export const insns: readonly Insn[] = [...integerInsns, ...fd];

export const services: readonly Service[] = [...zicsrServices, ...privilegedServices, ...hypervisorServices];

/**
 * A decode mode: bit 0 as below, then the privilege, and V as bit 3. With FS = Off every instruction of F and D is illegal; and so are
 * their words alone, whatever they do, hence this is a matter of decoding. priv: Extension Context Status in mstatus Register.
 */
export const DECODE_FPU_OFF = 1;
const DECODE_VIRTUAL = 1 << 3;
export const decodeModeOf = (isFloatOn: boolean, privilege: number, isVirtual: boolean) =>
  (isFloatOn ? 0 : DECODE_FPU_OFF) | (privilege << 1) | (isVirtual ? DECODE_VIRTUAL : 0);

const decodeAll = createDecoder(insns);
const decodeWithoutFpu = createDecoder(integerInsns);

/** What `word` is in a decode mode; undefined when it is illegal. Only its low half is looked at when it is a compressed one. */
export function decode(word: number, mode: number): Decoded | undefined {
  const decoded = (mode & DECODE_FPU_OFF) === 0 ? decodeAll(word) : decodeWithoutFpu(word);
  return decoded && inPlace(decoded, (mode >>> 1) & 3, (mode & DECODE_VIRTUAL) !== 0);
}

/** What `word` is where everything is on and allowed, before definitions are replaced by ones that work in place: for who looks. */
export const decodeAnywhere: (word: number) => Decoded | undefined = decodeAll;

/** Bytes of the instruction that starts with this halfword. unpriv: Expanded Instruction-Length Encoding. */
export function sizeOf(halfword: number): 2 | 4 {
  return (halfword & 3) === 3 ? 4 : 2;
}
