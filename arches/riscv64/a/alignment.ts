import type { Semantics, Width } from '#core/isa/semantics.ts';

/** Atomics do not work on misaligned addresses. unpriv: Load-Reserved/Store-Conditional Instructions, Atomic Memory Operations. */
export function trapUnlessAligned<V, O>(m: Semantics<V, O>, address: V, width: Width, cause: number): void {
  const offset = m.and(address, m.const64(BigInt(width - 1)));
  m.if(m.ne(offset, m.const64(0n)), () => m.trap(cause, address));
}
