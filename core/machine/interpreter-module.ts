/** An architecture's interpreter as generated code. */
import { interpreterOf } from '../isa/interpret.ts';
import type { Arch } from './hart.ts';

/** A module takes long to write (0.1 s) and is the same for every machine. */
const modules = { plain: new WeakMap<Arch, WebAssembly.Module>(), trailing: new WeakMap<Arch, WebAssembly.Module>() };

/** `keepsTrail`: see `core/isa/trail.ts`. */
export function moduleOf(arch: Arch, keepsTrail: boolean): WebAssembly.Module {
  const cache = keepsTrail ? modules.trailing : modules.plain;
  const known = cache.get(arch);
  if (known !== undefined) return known;
  const { insns, services, granuleShift, core } = arch;
  const source = { insns, services, granuleShift, pc: core.pc, flow: core.flow, keepsTrail };
  const module = new WebAssembly.Module(interpreterOf(source));
  cache.set(arch, module);
  return module;
}
