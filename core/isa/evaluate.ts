/** The reference reading, `V = bigint`: slow, obvious, the oracle of the others. */
import type { Decoded } from './insn.ts';
import type { Field, RegisterFile } from './layout.ts';
import type { Arithmetic, Computation, Semantics, Service, Width } from './semantics.ts';

const u64 = (value: bigint) => BigInt.asUintN(64, value);
const s64 = (value: bigint) => BigInt.asIntN(64, value);
const bit = (condition: boolean) => (condition ? 1n : 0n);
const bits = (value: bigint) => value.toString(2);

/** Values are in [0, 2^64). */
export const bigintArithmetic: Arithmetic<bigint> = {
  const64: u64,
  add: (a, b) => u64(a + b),
  sub: (a, b) => u64(a - b),
  mul: (a, b) => u64(a * b),
  divu: (a, b) => a / b,
  remu: (a, b) => a % b,
  divs: (a, b) => u64(s64(a) / s64(b)),
  rems: (a, b) => u64(s64(a) % s64(b)),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  sll: (a, b) => u64(a << (b & 63n)),
  srl: (a, b) => a >> (b & 63n),
  sra: (a, b) => u64(s64(a) >> (b & 63n)),
  rotr: (a, b) => u64((a >> (b & 63n)) | (a << (64n - (b & 63n)))),
  clz: (a) => (a === 0n ? 64n : BigInt(64 - bits(a).length)),
  ctz: (a) => (a === 0n ? 64n : BigInt(bits(a & -a).length - 1)),
  popcnt: (a) => BigInt([...bits(a)].filter((digit) => digit === '1').length),
  eq: (a, b) => bit(a === b),
  ne: (a, b) => bit(a !== b),
  lts: (a, b) => bit(s64(a) < s64(b)),
  ltu: (a, b) => bit(a < b),
  sext8: (a) => u64(BigInt.asIntN(8, a)),
  sext16: (a) => u64(BigInt.asIntN(16, a)),
  sext32: (a) => u64(BigInt.asIntN(32, a)),
  zext32: (a) => BigInt.asUintN(32, a),
  select: (condition, whenTrue, whenFalse) => (condition !== 0n ? whenTrue : whenFalse),
};

/** What the evaluator works on. An access or service that traps answers undefined, having noted why. */
export interface EvaluatorHost {
  /** The hart's block of registers. */
  readonly block: DataView;
  /** Zero-extended. */
  load(address: bigint, width: Width): bigint | undefined;
  /** Stores the low `width` bytes of `value`, or nothing. False when it traps. */
  store(address: bigint, width: Width, value: bigint): boolean;
  probe(address: bigint, width: Width): boolean;
  trap(cause: number, value: bigint): void;
  serve(service: Service, values: readonly bigint[]): bigint | undefined;
  /** A jump, or a branch that is taken. */
  jumped(target: bigint): void;
  /** The register or field is about to be written. */
  overwrites?(before: bigint): void;
}

export function readField(block: DataView, { offset, width }: Field): bigint {
  switch (width) {
    case 1:
      return BigInt(block.getUint8(offset));
    case 2:
      return BigInt(block.getUint16(offset, true));
    case 4:
      return BigInt(block.getUint32(offset, true));
    case 8:
      return block.getBigUint64(offset, true);
  }
}

export function writeField(block: DataView, { offset, width }: Field, value: bigint): void {
  switch (width) {
    case 1:
      return block.setUint8(offset, Number(value & 0xffn));
    case 2:
      return block.setUint16(offset, Number(value & 0xffffn), true);
    case 4:
      return block.setUint32(offset, Number(value & 0xffff_ffffn), true);
    case 8:
      return block.setBigUint64(offset, value, true);
  }
}

/** Computes with bigints on a block: what helpers need. `isStopped` tells that the instruction has trapped. */
export function bigintComputation(
  block: () => DataView,
  isStopped = () => false,
  overwrites?: (before: bigint) => void,
): Computation<bigint> {
  const m: Computation<bigint> = {
    ...bigintArithmetic,
    readField: (field) => readField(block(), field),
    writeField: (field, value) => {
      if (isStopped()) return;
      overwrites?.(readField(block(), field));
      writeField(block(), field, value);
    },
    if: (condition, whenTrue, whenFalse) => (condition !== 0n ? whenTrue() : whenFalse?.()),
    ifValue: (condition, whenTrue, whenFalse) => (condition !== 0n ? whenTrue() : whenFalse()),
    call: (helper, ...values) => helper.compute(m, ...values),
  };
  return m;
}

/** Executes one instruction at `pc`. Answers with the next pc, or undefined when it trapped. */
export type Evaluate = (insn: Decoded, pc: bigint) => bigint | undefined;

/** An evaluator on `host`. After a trap, the rest of the instruction has no effect. */
export function evaluatorOf(host: EvaluatorHost): Evaluate {
  let pc = 0n;
  let followingPc = 0n;
  let nextPc = 0n;
  let hasTrapped = false;
  const stopUnless = <T>(value: T | undefined): T | undefined => {
    if (value === undefined) hasTrapped = true;
    return value;
  };
  const registerAt = (file: RegisterFile, operand: number | bigint) => file.offset + 8 * Number(operand);
  const m: Semantics<bigint, number | bigint> = {
    ...bigintComputation(
      () => host.block,
      () => hasTrapped,
      (before) => host.overwrites?.(before),
    ),
    get pc() {
      return pc;
    },
    get followingPc() {
      return followingPc;
    },
    imm: (operand) => u64(BigInt(operand)),
    readRegister: (file, operand) => (operand === file.zero ? 0n : host.block.getBigUint64(registerAt(file, operand), true)),
    writeRegister: (file, operand, value) => {
      if (hasTrapped) return;
      host.overwrites?.(host.block.getBigUint64(registerAt(file, operand), true));
      if (operand !== file.zero) host.block.setBigUint64(registerAt(file, operand), value, true);
    },
    load: (address, width, extension) => {
      if (hasTrapped) return 0n;
      const loaded = stopUnless(host.load(address, width)) ?? 0n;
      return extension === 'signed' ? u64(BigInt.asIntN(8 * width, loaded)) : loaded;
    },
    store: (address, width, value) => {
      if (!hasTrapped && !host.store(address, width, BigInt.asUintN(8 * width, value))) hasTrapped = true;
    },
    probe: (address, width) => {
      if (!hasTrapped && !host.probe(address, width)) hasTrapped = true;
    },
    jump: (target) => {
      if (hasTrapped) return;
      nextPc = target;
      host.jumped(target);
    },
    branch: (condition, target) => {
      if (condition !== 0n) m.jump(target);
    },
    trap: (cause, value) => {
      if (!hasTrapped) host.trap(cause, value);
      hasTrapped = true;
    },
    serve: (service, ...values) => (hasTrapped ? 0n : (stopUnless(host.serve(service, values)) ?? 0n)),
  };
  return ({ insn, fields, sizeBytes }, at) => {
    pc = at;
    nextPc = followingPc = u64(pc + BigInt(sizeBytes));
    hasTrapped = false;
    insn.execute(m, fields);
    return hasTrapped ? undefined : nextPc;
  };
}
