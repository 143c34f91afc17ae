/** An architecture's interpreter as generated code, and what it calls. */
import { type InterpreterKind, interpreterOf } from '../isa/interpret.ts';
import type { Service, Width } from '../isa/semantics.ts';
import type { AccessTransient } from './access-transient.ts';
import type { Arch, Hart } from './hart.ts';

/** Takes up to `budget` steps, and answers why it came back. See `core/isa/interpret.ts`. */
export type Run = (budget: number, crossing: number) => number;

/** Answers with the module of an architecture, by its name, or undefined. */
type FindModule = (arch: string, kind: InterpreterKind) => Uint8Array<ArrayBuffer> | undefined;

/** Modules that were written before, as this build would write them. */
let findModule: FindModule = () => undefined;

/** Spares a shell what it has already. */
export function offerModules(find: FindModule): void {
  findModule = find;
}

export function writeModule(arch: Arch, kind: InterpreterKind): Uint8Array<ArrayBuffer> {
  const { insns, rareInsns = new Set(), services, granuleShift, core } = arch;
  return interpreterOf({ insns, rareInsns, services, granuleShift, pc: core.pc, flow: core.flow, kind });
}

/** A module takes long to write (0.1 s) and is the same for every machine. */
const modules = new WeakMap<Arch, Map<InterpreterKind, WebAssembly.Module>>();

function moduleOf(arch: Arch, kind: InterpreterKind): WebAssembly.Module {
  const known = modules.get(arch) ?? new Map<InterpreterKind, WebAssembly.Module>();
  modules.set(arch, known);
  const module = known.get(kind) ?? new WebAssembly.Module(findModule(arch.name, kind) ?? writeModule(arch, kind));
  known.set(kind, module);
  return module;
}

/** What generated code needs of its processor. */
export interface Surroundings {
  readonly arena: unknown;
  readonly access: AccessTransient;
  readonly harts: readonly Hart[];
  /** The index of the one that runs. */
  current(): number;
  /** Registers are about to be written; told only if the code keeps the trail. */
  overwritesBlock(): void;
}

export function instantiate(
  arch: Arch,
  kind: InterpreterKind,
  { arena, access, harts, current, overwritesBlock }: Surroundings,
): Run {
  const env: Record<string, unknown> = {
    arena,
    translate: (low: number, high: number, isStore: number, width: number) =>
      isStore ? access.placeStore(low >>> 0, high >>> 0, width) : access.placeLoad(low >>> 0, high >>> 0, width),
    loadElsewhere: (low: number, high: number, width: Width) => access.loadElsewhere(low >>> 0, high >>> 0, width),
    storeElsewhere: (low: number, high: number, value: bigint, width: Width) =>
      access.storeElsewhere(low >>> 0, high >>> 0, value, width),
    probe: (low: number, high: number, width: Width) => access.probe(low >>> 0, high >>> 0, width),
  };
  for (const service of arch.services) {
    const serve = serviceOf(service, harts, current);
    const serveTrailing = (...values: bigint[]) => {
      overwritesBlock();
      return serve(...values);
    };
    env[`service.${service.name}`] = kind === 'trailing' ? serveTrailing : serve;
  }
  return new WebAssembly.Instance(moduleOf(arch, kind), { env }).exports['run'] as Run;
}

const u64 = (value: bigint) => BigInt.asUintN(64, value);

/** A service as generated code calls it: signed values in, and no trap in the answer. One shape a count, as it is hot. */
function serviceOf(
  { name, parameterCount }: Service,
  harts: readonly Hart[],
  current: () => number,
): (...values: bigint[]) => bigint {
  const services = harts.map((hart) => hart.services[name]!);
  const serve = () => services[current()]!;
  switch (parameterCount) {
    case 0:
      return () => serve()() ?? 0n;
    case 1:
      return (a) => serve()(u64(a!)) ?? 0n;
    case 2:
      return (a, b) => serve()(u64(a!), u64(b!)) ?? 0n;
    case 3:
      return (a, b, c) => serve()(u64(a!), u64(b!), u64(c!)) ?? 0n;
  }
  return (...values) => serve()(...values.map(u64)) ?? 0n;
}
