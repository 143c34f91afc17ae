/** An architecture's interpreter as generated code, and what it calls. */
import { interpreterOf } from '../isa/interpret.ts';
import type { Service, Width } from '../isa/semantics.ts';
import type { AccessTransient } from './access-transient.ts';
import type { Arch, Hart } from './hart.ts';

/** Takes up to `budget` steps, and answers why it came back. See `core/isa/interpret.ts`. */
export type Run = (budget: number, crossing: number) => number;

/** Modules that were written before, as this build would write them; by name of the architecture. */
let writtenModule: (arch: string) => Uint8Array<ArrayBuffer> | undefined = () => undefined;

/** Spares a shell what it has already: `find` answers with the module of an architecture, or undefined. */
export function offerModules(find: (arch: string) => Uint8Array<ArrayBuffer> | undefined): void {
  writtenModule = find;
}

export function writeModule(arch: Arch, keepsTrail: boolean): Uint8Array<ArrayBuffer> {
  const { insns, rareInsns = new Set(), services, granuleShift, core } = arch;
  return interpreterOf({ insns, rareInsns, services, granuleShift, pc: core.pc, flow: core.flow, keepsTrail });
}

/** A module takes long to write (0.1 s) and is the same for every machine. */
const modules = { plain: new WeakMap<Arch, WebAssembly.Module>(), trailing: new WeakMap<Arch, WebAssembly.Module>() };

function moduleOf(arch: Arch, keepsTrail: boolean): WebAssembly.Module {
  const cache = keepsTrail ? modules.trailing : modules.plain;
  const known = cache.get(arch);
  if (known !== undefined) return known;
  const written = keepsTrail ? undefined : writtenModule(arch.name);
  const module = new WebAssembly.Module(written ?? writeModule(arch, keepsTrail));
  cache.set(arch, module);
  return module;
}

/** What generated code needs of its processor. */
export interface Surroundings {
  readonly arena: unknown;
  readonly access: AccessTransient;
  /** The one that runs. */
  hart(): Hart;
  /** Registers are about to be written; told only if the code keeps the trail. */
  overwritesBlock(): void;
}

/** `keepsTrail`: see `core/isa/trail.ts`. */
export function instantiate(arch: Arch, keepsTrail: boolean, { arena, access, hart, overwritesBlock }: Surroundings): Run {
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
    const serve = serviceOf(service, hart);
    const serveTrailing = (...values: bigint[]) => {
      overwritesBlock();
      return serve(...values);
    };
    env[`service.${service.name}`] = keepsTrail ? serveTrailing : serve;
  }
  return new WebAssembly.Instance(moduleOf(arch, keepsTrail), { env }).exports['run'] as Run;
}

const u64 = (value: bigint) => BigInt.asUintN(64, value);

/** A service as generated code calls it: signed values in, and no trap in the answer. One shape a count, as it is hot. */
function serviceOf({ name, parameterCount }: Service, hart: () => Hart): (...values: bigint[]) => bigint {
  const serve = () => hart().services[name]!;
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
