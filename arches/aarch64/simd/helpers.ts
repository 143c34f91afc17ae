/** Helpers of lanes: one for each operation and size of lanes, made when a definition asks for it. */
import { defineHelper, type Helper } from '#core/isa/semantics.ts';

const helpers = new Map<string, Helper>();

/** The helper of a name: the same for the same name, which stands for the same function. */
export function helperNamed(name: string, parameterCount: number, compute: Helper['compute']): Helper {
  let helper = helpers.get(name);
  if (helper === undefined) helpers.set(name, (helper = defineHelper({ name, parameterCount, compute })));
  return helper;
}
