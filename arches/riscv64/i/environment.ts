/** Calls to the execution environment. */

import { cEbreak } from '../c/formats.ts';
import { exception } from '../causes.ts';
import { fixed } from '../formats.ts';
import * as services from '../priv/services.ts';
import { defineInsn } from '../vocabulary.ts';

const SPEC = 'unpriv: Environment Call and Breakpoints';

export const ecall = defineInsn({
  mnemonic: 'ecall',
  spec: SPEC,
  encodings: [fixed(0x0000_0073)],
  endsBlock: true,
  execute: (m) => void m.serve(services.ecall),
});

/** The trap value may be zero or the address of the instruction; QEMU 7.2 leaves zero, and so do we. */
export const ebreak = defineInsn({
  mnemonic: 'ebreak',
  spec: SPEC,
  encodings: [fixed(0x0010_0073), cEbreak],
  endsBlock: true,
  execute: (m) => m.trap(exception.BREAKPOINT, m.const64(0n)),
});
