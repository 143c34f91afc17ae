/** An architecture's interpreter as generated code. */
import { interpreterOf } from '../isa/interpret.ts';
import type { Arch } from './hart.ts';

/** A module takes long to write (0.1 s) and is the same for every machine. */
const modules = new WeakMap<Arch, WebAssembly.Module>();

export function moduleOf(arch: Arch): WebAssembly.Module {
  const known = modules.get(arch);
  if (known !== undefined) return known;
  const { insns, services, granuleShift, core } = arch;
  const module = new WebAssembly.Module(interpreterOf({ insns, services, granuleShift, pc: core.pc, flow: core.flow }));
  modules.set(arch, module);
  return module;
}
