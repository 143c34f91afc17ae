/** For tests: the helpers with an architecture's rules made up for them, in both readings. */
import { helperFunction, type Linkage } from '../../isa/code.ts';
import { bigintComputation } from '../../isa/evaluate.ts';
import { BLOCK_SIZE, defineLayout } from '../../isa/layout.ts';
import type { Helper } from '../../isa/semantics.ts';
import { encodeModule, type FunctionSource } from '../../wasm/encode.ts';
import type { FloatFormat } from '../format.ts';
import type { FloatRules } from '../rules.ts';
import type { Outcome, Tininess } from './reference.ts';

const { flags } = defineLayout({ flags: 1 });

const defaultNan = ({ infinity, quietBit }: FloatFormat) => infinity | quietBit;

/** One NaN for all, and integers that saturate. */
export const simpleRules = (tininess: Tininess): FloatRules => ({
  raise: (m, exceptions) => m.writeField(flags, m.or(m.readField(flags), m.const64(BigInt(exceptions)))),
  tininess,
  defaultNan,
  propagateNan: (m, format) => m.const64(defaultNan(format)),
  convertNan: (m, _, to) => m.const64(defaultNan(to)),
  invalidInteger: (m, { isSigned, width }, { isNan, isNegative }) => {
    const largest = (1n << BigInt(isSigned ? width - 1 : width)) - 1n;
    const smallest = isSigned ? BigInt.asUintN(64, -largest - 1n) : 0n;
    return m.select(m.and(isNegative, m.xor(isNan, m.const64(1n))), m.const64(smallest), m.const64(largest));
  },
});

/** Calls a helper with no flag set before. */
export type Call = (helper: Helper, ...values: readonly bigint[]) => Outcome;

export function evaluated(): Call {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  const m = bigintComputation(() => block);
  return (helper, ...values) => {
    block.setUint8(flags.offset, 0);
    const bits = helper.compute(m, ...values);
    return { bits, exceptions: block.getUint8(flags.offset) };
  };
}

export function compiled(helpers: readonly Helper[]): Call {
  const functions: FunctionSource[] = [];
  const indices = new Map<Helper, number>();
  const unused = -1;
  const linkage: Linkage = {
    functionOf: (helper) => {
      const known = indices.get(helper);
      if (known !== undefined) return known;
      const source = helperFunction(helper, linkage);
      indices.set(helper, functions.push(source) - 1);
      return functions.length - 1;
    },
    serviceOf: () => unused,
    loadSlow: unused,
    storeSlow: unused,
    probeSlow: unused,
    isWatching: false,
    keepsTrail: false,
  };
  const exports = helpers.map((helper) => [helper.name, linkage.functionOf(helper)] as const);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(encodeModule({ imports: [], functions, exports }));
  const instance = new WebAssembly.Instance(module, { env: { arena: memory } });
  const block = new DataView(memory.buffer);
  return (helper, ...values) => {
    block.setUint8(flags.offset, 0);
    const compute = instance.exports[helper.name] as (...values: readonly bigint[]) => bigint;
    const bits = BigInt.asUintN(64, compute(...values));
    return { bits, exceptions: block.getUint8(flags.offset) };
  };
}
