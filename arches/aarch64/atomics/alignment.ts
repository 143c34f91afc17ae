/** Atomic, exclusive and ordered accesses must be aligned, whatever SCTLR_ELx.A says (no FEAT_LSE2). arm: Alignment of data accesses. */
import type { Semantics } from '#core/isa/semantics.ts';
import { alignmentFault } from '../loads-stores/services.ts';

/** `sizeBytes` may be 16, for pairs. */
export function faultUnlessAligned<V, O>(m: Semantics<V, O>, address: V, sizeBytes: number, isWrite: boolean): void {
  if (sizeBytes === 1) return;
  const offset = m.and(address, m.const64(BigInt(sizeBytes - 1)));
  m.if(m.ne(offset, m.const64(0n)), () => void m.serve(alignmentFault, address, m.const64(isWrite ? 1n : 0n)));
}
