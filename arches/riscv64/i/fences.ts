/** FENCE, FENCE.I and PAUSE. Harts take turns and caches never show, so that there is nothing to order or to flush. */
import { fenceType, fixed, iType } from '../formats.ts';
import { yieldQuantum } from '../priv/services.ts';
import { defineInsn } from '../vocabulary.ts';

const MISC_MEM = 0b0001111;

export const fence = defineInsn({
  mnemonic: 'fence',
  spec: 'unpriv: Memory Ordering Instructions',
  encodings: [fenceType()],
  execute: () => {},
});

/** A HINT: the `fence` with pred = W, succ = 0, rd = x0 and rs1 = x0. Whoever waits for another hart lets it run. */
export const pause = defineInsn({
  mnemonic: 'pause',
  spec: 'unpriv: "Zihintpause" Extension for Pause Hint',
  encodings: [fixed(0x0100_000f)],
  endsBlock: true,
  execute: (m) => void m.serve(yieldQuantum),
});

/** The other fields are reserved, and to be ignored. */
export const fenceI = defineInsn({
  mnemonic: 'fence.i',
  spec: 'unpriv: "Zifencei" Extension for Instruction-Fetch Fence',
  encodings: [iType({ opcode: MISC_MEM, funct3: 0b001 })],
  endsBlock: true,
  execute: () => {},
});
