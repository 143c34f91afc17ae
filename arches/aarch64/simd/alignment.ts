/** What SCTLR_ELx.A asks of accesses that are made in pieces here. The MMU sees to the others. arm: Alignment of data accesses. */
import { type Computation, defineHelper, type Semantics } from '#core/isa/semantics.ts';
import { exceptionClass } from '../exception-classes.ts';
import { layout, SP } from '../layout.ts';
import { alignmentFault } from '../loads-stores/services.ts';
import { HCR, SCTLR } from '../sysreg/bits.ts';
import type { A64Semantics } from '../vocabulary.ts';

/** SCTLR_EL2 at EL2, and at EL0 below a host; else SCTLR_EL1. */
function readControl<V>(m: Computation<V>): V {
  const level = m.readField(layout.EL);
  const host = m.const64(HCR.E2H | HCR.TGE);
  const isHosted = m.and(m.eq(level, m.const64(0n)), m.eq(m.and(m.readField(layout.HCR_EL2), host), host));
  const isOfEl2 = m.or(m.eq(level, m.const64(2n)), isHosted);
  return m.select(isOfEl2, m.readField(layout.SCTLR_EL2), m.readField(layout.SCTLR_EL1));
}

/** 1 where misaligned accesses fault. */
export const checksAlignment = defineHelper({
  name: 'checksAlignment',
  parameterCount: 0,
  compute: <V>(m: Computation<V>): V => m.ne(m.and(readControl(m), m.const64(SCTLR.A)), m.const64(0n)),
});

/** 1 where a misaligned SP faults when it is a base. */
const checksStack = defineHelper({
  name: 'checksStack',
  parameterCount: 0,
  compute: <V>(m: Computation<V>): V => {
    const isEl0 = m.eq(m.readField(layout.EL), m.const64(0n));
    const bit = m.select(isEl0, m.const64(SCTLR.SA0), m.const64(SCTLR.SA));
    return m.ne(m.and(readControl(m), bit), m.const64(0n));
  },
});

const STACK_MASK = 15n;

/** The check of a base that is SP, for instructions so long that a checking twin (`base-address.ts`) would cost more. */
export function checkStack<V, O>(m: A64Semantics<V, O>, rn: O, base: V): void {
  const isMisaligned = m.ne(m.and(base, m.const64(STACK_MASK)), m.const64(0n));
  m.if(m.and(m.eq(m.imm(rn), m.const64(BigInt(SP))), isMisaligned), () => {
    m.if(m.call(checksStack), () => m.trap(exceptionClass.SP_ALIGNMENT, m.const64(0n)));
  });
}

/** Faults where an access of `mask + 1` bytes is not aligned to as many and has to be. */
export function checkAlignment<V, O>(m: Semantics<V, O>, address: V, mask: V, isStore: boolean): void {
  m.if(m.ne(m.and(address, mask), m.const64(0n)), () => {
    m.if(m.call(checksAlignment), () => void m.serve(alignmentFault, address, m.const64(isStore ? 1n : 0n)));
  });
}

const PAGE = ~0xfffn;

/** Faults, before anything is written, as a store of `sizeBytes` from `address` on would. It is in two pages at most. */
export function probeStore<V, O>(m: Semantics<V, O>, address: V, sizeBytes: V): void {
  const lastPage = m.and(m.sub(m.add(address, sizeBytes), m.const64(1n)), m.const64(PAGE));
  m.probe(address, 1);
  m.if(m.ne(lastPage, m.and(address, m.const64(PAGE))), () => m.probe(lastPage, 1));
}
