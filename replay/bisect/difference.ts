/** What two states hold that is not the same, by the names that people use. */
import { findRegister } from '#core/inspect/registers.ts';
import { readField } from '#core/isa/evaluate.ts';
import type { Machine } from '#core/machine/machine.ts';
import { PhysicalMap } from '#core/machine/physical-map.ts';
import type { MachineState } from '#core/machine/state.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';

export interface RegisterDifference {
  readonly hart: number;
  /** As the architecture's layout names it: `x10`. */
  readonly name: string;
  /** As people do: `a0`. */
  readonly alias: string;
  readonly a: bigint;
  readonly b: bigint;
}

export interface MemoryDifference {
  readonly region: string;
  /** From the start of the region. */
  readonly offset: number;
  /** Physical; null in storage that is mapped nowhere. */
  readonly address: number | null;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** A field of a device, of the built-in hypervisor or of the machine, as a path: `serial`, `rx.0`. */
export interface OtherDifference {
  readonly component: string;
  readonly field: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** A state, and the machine that it is one of. */
export interface Held {
  readonly machine: Machine;
  readonly state: MachineState;
}

/** The machine's own counts tell nothing of an instruction. */
const COUNTS = ['steps', 'retired', 'flow'] as const;

/** Registers of every hart. Rolling digests and counts only if nothing else differs. */
export function registerDifferences(a: Held, b: Held): readonly RegisterDifference[] {
  const { arch } = a.machine.board;
  const aliasOf = (name: string) => findRegister(arch.description, name)?.name ?? name;
  const all = arch.fields.flatMap((field) =>
    a.state.harts.flatMap((block, hart) => {
      const other = b.state.harts[hart];
      if (other === undefined) return [];
      const [one, two] = [readField(viewOf(block), field), readField(viewOf(other), field)];
      return one === two ? [] : [{ hart, name: field.name, alias: aliasOf(field.name), a: one, b: two }];
    }),
  );
  const counts = new Set<string>(COUNTS.map((name) => arch.core[name].name));
  const telling = all.filter(({ name }) => !counts.has(name));
  return telling.length > 0 ? telling : all;
}

const viewOf = (block: Uint8Array): DataView => new DataView(block.buffer, block.byteOffset);

/** Stretches of bytes on these pages that differ, in order. Equal bytes between two that differ are not in them. */
export function* memoryDifferences(a: Held, b: Held, pages: Iterable<number>): Generator<MemoryDifference> {
  const { regions } = new PhysicalMap(a.machine.board);
  for (const page of pages) {
    const region = regions.findLast(({ firstPage }) => firstPage <= page)!;
    const start = (page - region.firstPage) * PAGE_SIZE;
    const [one, other] = [a.machine.readPage(a.state, page), b.machine.readPage(b.state, page)];
    for (const [from, to] of differingRanges(one, other))
      yield {
        region: region.name,
        offset: start + from,
        address: region.base === null ? null : region.base + start + from,
        a: one.slice(from, to),
        b: other.slice(from, to),
      };
  }
}

/** Where bytes of the same length differ. */
export function* differingRanges(a: Uint8Array, b: Uint8Array): Generator<readonly [from: number, to: number]> {
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    const from = at;
    while (at < a.length && a[at] !== b[at]) at++;
    yield [from, at];
  }
}

/** Time, turns, devices, and the built-in hypervisor. */
export function otherDifferences(a: Held, b: Held): readonly OtherDifference[] {
  const { devices } = a.machine.board;
  return [
    ...fieldsThatDiffer('machine', machineOf(a.state), machineOf(b.state)),
    ...devices.flatMap(({ name }, index) => [...fieldsThatDiffer(name, a.state.devices[index], b.state.devices[index])]),
    ...fieldsThatDiffer('hypervisor', a.state.seat, b.state.seat),
  ];
}

const machineOf = ({ idleNs, status, turn, lines }: MachineState) => ({ idleNs, status, turn, lines });

function* fieldsThatDiffer(component: string, a: unknown, b: unknown, path = ''): Generator<OtherDifference> {
  if (Object.is(a, b)) return;
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isObject(a) || !isObject(b)) {
    yield { component, field: path, a, b };
    return;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
    yield* fieldsThatDiffer(component, a[key], b[key], path === '' ? key : `${path}.${key}`);
}
