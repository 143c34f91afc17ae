/** Calls to the execution environment. */

import { cEbreak } from '../c/formats.ts';
import { exception } from '../causes.ts';
import { fixed } from '../formats.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { defineInsn } from '../vocabulary.ts';

const SPEC = 'unpriv: Environment Call and Breakpoints';

export const ecall = defineInsn({
  mnemonic: 'ecall',
  spec: SPEC,
  encodings: [fixed(0x0000_0073)],
  endsBlock: true,
  execute: (m) => {
    const from = m.readField(layout.privilege);
    const isVirtual = m.readField(layout.virtualized);
    const isFromVs = m.and(isVirtual, m.eq(from, m.const64(BigInt(privilege.S))));
    m.if(isFromVs, () => m.trap(exception.ECALL_FROM_VS, m.const64(0n)));
    for (const mode of [privilege.U, privilege.S])
      m.if(m.eq(from, m.const64(BigInt(mode))), () => m.trap(exception.ECALL_FROM_U + mode, m.const64(0n)));
    m.trap(exception.ECALL_FROM_U + privilege.M, m.const64(0n));
  },
});

/** The trap value may be zero or the address of the instruction; QEMU 7.2 leaves zero, and so do we. */
export const ebreak = defineInsn({
  mnemonic: 'ebreak',
  spec: SPEC,
  encodings: [fixed(0x0010_0073), cEbreak],
  endsBlock: true,
  execute: (m) => m.trap(exception.BREAKPOINT, m.const64(0n)),
});
