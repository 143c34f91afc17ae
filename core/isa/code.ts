/**
 * The vocabulary as wasm code: what every wasm reading shares. `V` is code that pushes an i64: a constant, or a read of the
 * local that an operation was bound to, so that a value can be used any number of times.
 */
import { type Code, type FunctionSource, type FunctionType, I32, I64, op, type ValueType } from '../wasm/encode.ts';
import * as at from './arena-layout.ts';
import type { Field, RegisterFile } from './layout.ts';
import type { Computation, Helper, Semantics, Service, Width } from './semantics.ts';
import { followCode } from './trail.ts';

const LOAD = { 1: op.i64Load8U, 2: op.i64Load16U, 4: op.i64Load32U, 8: op.i64Load } as const;
const STORE = { 1: op.i64Store8, 2: op.i64Store16, 4: op.i64Store32, 8: op.i64Store } as const;
const SIGN_EXTEND = { 1: op.i64Extend8S, 2: op.i64Extend16S, 4: op.i64Extend32S, 8: [] } as const;

/** Body of one generated function, written front to back. */
export class FunctionWriter {
  #body: number[] = [];
  readonly #type: FunctionType;
  readonly #fixed: readonly ValueType[];
  #temporaries = 0;
  #temporariesMax = 0;
  /** Blocks, loops and ifs open at this point. */
  depth = 0;

  /** `fixed` are locals that keep their meaning through the function; temporaries (i64) come after them. */
  constructor(type: FunctionType, fixed: readonly ValueType[] = []) {
    this.#type = type;
    this.#fixed = fixed;
  }

  emit(...parts: readonly Code[]): void {
    for (const part of parts) for (const byte of part) this.#body.push(byte);
  }

  get size(): number {
    return this.#body.length;
  }

  /** Takes back what was emitted since `size` was `start`. */
  cut(start: number): Code {
    return this.#body.splice(start);
  }

  /** Temporaries live for one instruction. */
  resetTemporaries(): void {
    this.#temporaries = 0;
  }

  temporary(): number {
    this.#temporaries += 1;
    this.#temporariesMax = Math.max(this.#temporariesMax, this.#temporaries);
    return this.#type.params.length + this.#fixed.length + this.#temporaries - 1;
  }

  /** Computes a value now; the answer only reads it. */
  bind(value: Code): Code {
    const temporary = this.temporary();
    this.emit(value, op.localSet(temporary));
    return op.localGet(temporary);
  }

  open(opcode: Code): void {
    this.emit(opcode);
    this.depth += 1;
  }

  close(): void {
    this.emit(op.end);
    this.depth -= 1;
  }

  /** Begins another function of the same type and fixed locals. */
  restart(): void {
    this.#body = [];
    this.#temporaries = this.#temporariesMax = 0;
  }

  source(): FunctionSource {
    const temporaries = Array<ValueType>(this.#temporariesMax).fill(I64);
    return { type: this.#type, locals: [...this.#fixed, ...temporaries], body: this.#body };
  }
}

/** What a module offers the functions in it. */
export interface Linkage {
  functionOf(helper: Helper): number;
  serviceOf(service: Service): number;
  /** (address i64, width i32) → i64, zero-extended. */
  readonly loadSlow: number;
  /** (address i64, value i64, width i32). */
  readonly storeSlow: number;
  /** (low i32, high i32, width i32). */
  readonly probeSlow: number;
  /** Does the code leave stores to what is watched to TypeScript? */
  readonly isWatching: boolean;
  /** Does the code keep the trail (`trail.ts`)? */
  readonly keepsTrail: boolean;
}

/** i32 that is 0 or 1, from an i64 that is. */
const asCondition = (condition: Code): Code => [...condition, ...op.i32WrapI64];

export function codeComputation(writer: FunctionWriter, linkage: Linkage): Computation<Code> {
  const unary = (opcode: Code) => (a: Code) => writer.bind([...a, ...opcode]);
  const binary = (opcode: Code) => (a: Code, b: Code) => writer.bind([...a, ...b, ...opcode]);
  const compare = (opcode: Code) => (a: Code, b: Code) => writer.bind([...a, ...b, ...opcode, ...op.i64ExtendI32U]);
  return {
    const64: op.i64Const,
    add: binary(op.i64Add),
    sub: binary(op.i64Sub),
    mul: binary(op.i64Mul),
    divu: binary(op.i64DivU),
    remu: binary(op.i64RemU),
    divs: binary(op.i64DivS),
    rems: binary(op.i64RemS),
    and: binary(op.i64And),
    or: binary(op.i64Or),
    xor: binary(op.i64Xor),
    sll: binary(op.i64Shl),
    srl: binary(op.i64ShrU),
    sra: binary(op.i64ShrS),
    rotr: binary(op.i64Rotr),
    clz: unary(op.i64Clz),
    ctz: unary(op.i64Ctz),
    popcnt: unary(op.i64Popcnt),
    eq: compare(op.i64Eq),
    ne: compare(op.i64Ne),
    lts: compare(op.i64LtS),
    ltu: compare(op.i64LtU),
    sext8: unary(op.i64Extend8S),
    sext16: unary(op.i64Extend16S),
    sext32: unary(op.i64Extend32S),
    zext32: (a) => writer.bind([...a, ...op.i64Const(0xffff_ffffn), ...op.i64And]),
    select: (condition, whenTrue, whenFalse) => writer.bind([...whenTrue, ...whenFalse, ...asCondition(condition), ...op.select]),
    readField: ({ offset, width }: Field) => writer.bind([...op.i32Const(at.BLOCK), ...LOAD[width](offset)]),
    writeField: ({ offset, width }: Field, value) => {
      if (linkage.keepsTrail) writer.emit(followCode(at.TRAIL_REGISTERS, [...op.i32Const(at.BLOCK), ...LOAD[width](offset)]));
      writer.emit(op.i32Const(at.BLOCK), value, STORE[width](offset));
    },
    if: (condition, whenTrue, whenFalse) => {
      writer.emit(asCondition(condition));
      writer.open(op.if);
      whenTrue();
      if (whenFalse !== undefined) {
        writer.emit(op.else);
        whenFalse();
      }
      writer.close();
    },
    ifValue: (condition, whenTrue, whenFalse) => {
      const result = writer.temporary();
      writer.emit(asCondition(condition));
      writer.open(op.if);
      writer.emit(whenTrue(), op.localSet(result));
      writer.emit(op.else);
      writer.emit(whenFalse(), op.localSet(result));
      writer.close();
      return op.localGet(result);
    },
    call: (helper, ...values) => writer.bind([...values.flat(), ...op.call(linkage.functionOf(helper))]),
  };
}

/** The function of a helper. */
export function helperFunction(helper: Helper, linkage: Linkage): FunctionSource {
  const params = Array<ValueType>(helper.parameterCount).fill(I64);
  const writer = new FunctionWriter({ params, results: [I64] });
  writer.emit(helper.compute(codeComputation(writer, linkage), ...params.map((_, i) => op.localGet(i))));
  return writer.source();
}

/** Where the places of instructions differ: what is a constant in one is a load in another. */
export interface Target<O> {
  readonly pc: Code;
  readonly followingPc: Code;
  imm(operand: O): Code;
  /** Address of a register: an i32, and a constant to add to it. */
  registerAt(file: RegisterFile, operand: O): readonly [base: Code, offset: number];
  /** i32 locals of the function: scratch, and the bases of the TLBs. */
  readonly entry: number;
  readonly readTlb: Code;
  readonly writeTlb: Code;
  /** Makes BUDGET true before TypeScript is called, and takes it back after. */
  readonly saveBudget: Code;
  readonly restoreBudget: Code;
  /** Makes pc of the block this instruction's before a service is called. */
  readonly savePc: Code;
  /** Leaves with pc at this instruction, as trapped. */
  readonly abandon: Code;
  /** Notes where control goes. Called at most once an instruction, unless under an `if`. */
  jump(to: Code, condition?: Code): void;
}

/** Pushes i32: does the TLB hold the page of this access? An access that crosses a page never hits. Sets `entry`. */
const probeTlb = (tlb: Code, entry: number, address: Code, width: Width): Code => [
  ...address,
  ...(width === 1 ? [] : [...op.i64Const(BigInt(width - 1)), ...op.i64Add]),
  ...op.i64Const(~0xfffn),
  ...op.i64And,
  ...address,
  ...op.i64Const(8n),
  ...op.i64ShrU,
  ...op.i32WrapI64,
  ...op.i32Const((at.DATA_TLB_ENTRIES - 1) * at.TLB_ENTRY_SIZE),
  ...op.i32And,
  ...tlb,
  ...op.i32Add,
  ...op.localTee(entry),
  ...op.i64Load(0),
  ...op.i64Eq,
];

/** Pushes i32: where in the arena a hit lies. */
const translated = (entry: number, address: Code): Code => [
  ...address,
  ...op.i32WrapI64,
  ...op.localGet(entry),
  ...op.i32Load(8),
  ...op.i32Add,
];

/** Pops where in the arena a store is made and pushes i32: is that watched? */
const isWatched = (width: Width): Code => [
  ...op.i32Const(0),
  ...op.i32Load(at.watchedFirst(width)),
  ...op.i32Sub,
  ...op.i32Const(0),
  ...op.i32Load(at.watchedCount(width)),
  ...op.i32LtU,
];

/** Semantics that write an instruction's code. */
export function codeSemantics<O>(writer: FunctionWriter, linkage: Linkage, target: Target<O>): Semantics<Code, O> {
  const computation = codeComputation(writer, linkage);
  const ifTrappedAbandon = [...op.i32Const(0), ...op.i32Load(at.TRAPPED), ...op.if, ...target.abandon, ...op.end];
  const slowly = (call: Code): Code => [...target.saveBudget, ...call, ...target.restoreBudget, ...ifTrappedAbandon];
  return {
    ...computation,
    pc: target.pc,
    followingPc: target.followingPc,
    imm: (operand) => writer.bind(target.imm(operand)),
    readRegister: (file, operand) => {
      const [base, offset] = target.registerAt(file, operand);
      return writer.bind([...base, ...op.i64Load(offset)]);
    },
    writeRegister: (file, operand, value) => {
      const [base, offset] = target.registerAt(file, operand);
      if (linkage.keepsTrail) writer.emit(followCode(at.TRAIL_REGISTERS, [...base, ...op.i64Load(offset)]));
      writer.emit(base, value, op.i64Store(offset));
      if (file.zero !== null) writer.emit(op.i32Const(0), op.i64Const(0n), op.i64Store(at.BLOCK + file.offset + 8 * file.zero)); // It may have been the zero register. No cost was measurable.
    },
    load: (address, width, extension) => {
      const result = writer.temporary();
      writer.emit(probeTlb(target.readTlb, target.entry, address, width), op.if);
      writer.emit(translated(target.entry, address), LOAD[width](0), op.localSet(result), op.else);
      writer.emit(slowly([...address, ...op.i32Const(width), ...op.call(linkage.loadSlow), ...op.localSet(result)]), op.end);
      const loaded = op.localGet(result);
      return extension === 'signed' ? writer.bind([...loaded, ...SIGN_EXTEND[width]]) : loaded;
    },
    store: (address, width, value) => {
      const slowStore = slowly([...address, ...value, ...op.i32Const(width), ...op.call(linkage.storeSlow)]);
      const probe = probeTlb(target.writeTlb, target.entry, address, width);
      let place = translated(target.entry, address);
      if (linkage.isWatching) {
        // Both that the page is not there and that it is watched lead to the one slow store.
        writer.emit(op.block, op.block, probe, op.i32Eqz, op.brIf(0));
        writer.emit(place, op.localTee(target.entry), isWatched(width), op.brIf(0));
        place = op.localGet(target.entry);
      } else writer.emit(probe, op.if);
      if (linkage.keepsTrail) writer.emit(followCode(at.TRAIL_MEMORY, [...place, ...LOAD[width](0)]));
      writer.emit(place, value, STORE[width](0));
      if (linkage.isWatching) writer.emit(op.br(1), op.end, slowStore, op.end);
      else writer.emit(op.else, slowStore, op.end);
    },
    probe: (address, width) => {
      writer.emit(probeTlb(target.writeTlb, target.entry, address, width), op.i32Eqz, op.if);
      writer.emit(slowly([...halves(address), ...op.i32Const(width), ...op.call(linkage.probeSlow)]), op.end);
    },
    jump: (to) => target.jump(to),
    branch: (condition, to) => target.jump(to, asCondition(condition)),
    trap: (cause, value) => {
      writer.emit(op.i32Const(0), op.i32Const(cause), op.i32Store(at.TRAP_CAUSE));
      writer.emit(op.i32Const(0), value, op.i64Store(at.TRAP_VALUE));
      writer.emit(op.i32Const(0), op.i32Const(1), op.i32Store(at.TRAPPED), target.abandon);
    },
    serve: (service, ...values) => {
      const result = writer.temporary();
      const call = [...values.flat(), ...op.call(linkage.serviceOf(service)), ...op.localSet(result)];
      writer.emit(target.savePc, slowly(call));
      return op.localGet(result);
    },
  };
}

export const LOAD_SLOW_TYPE: FunctionType = { params: [I64, I32], results: [I64] };
export const STORE_SLOW_TYPE: FunctionType = { params: [I64, I64, I32], results: [] };
/** What TypeScript offers. Addresses come in halves, which cost less than bigints. */
export const TRANSLATE_TYPE: FunctionType = { params: [I32, I32, I32, I32], results: [I32] };
export const LOAD_ELSEWHERE_TYPE: FunctionType = { params: [I32, I32, I32], results: [I64] };
export const STORE_ELSEWHERE_TYPE: FunctionType = { params: [I32, I32, I64, I32], results: [] };
export const PROBE_TYPE: FunctionType = { params: [I32, I32, I32], results: [] };

/** Pushes i32 and i32: the low and the high half of an address. */
const halves = (address: Code): Code => [
  ...address,
  ...op.i32WrapI64,
  ...address,
  ...op.i64Const(32n),
  ...op.i64ShrU,
  ...op.i32WrapI64,
];

/** What a slow load and a slow store differ in. `value` is the local of what is stored. */
interface SlowAccess {
  readonly type: FunctionType;
  readonly isStore: 0 | 1;
  readonly value: readonly [number] | readonly [];
  readonly width: number;
  readonly instruction: Readonly<Record<Width, (offset: number) => Code>>;
}

/**
 * A slow access as a function: TypeScript translates and answers with an arena address, where the access is then made, or
 * with 0 where there is no plain memory (devices, page crossings, traps) and the call `elsewhere` does it.
 */
function slowFunction(access: SlowAccess, translate: number, elsewhere: number, keepsTrail: boolean): FunctionSource {
  const { type, isStore, width, instruction } = access;
  const place = type.params.length;
  const address = halves(op.localGet(0));
  const value = access.value.flatMap((local) => op.localGet(local));
  const byWidth = (w: Width): Code => [
    ...op.localGet(width),
    ...op.i32Const(w),
    ...op.i32Eq,
    ...op.if,
    ...(keepsTrail ? followCode(at.TRAIL_MEMORY, [...op.localGet(place), ...LOAD[w](0)]) : []),
    ...op.localGet(place),
    ...value,
    ...instruction[w](0),
    ...op.return,
    ...op.end,
  ];
  const body = [
    ...address,
    ...op.i32Const(isStore),
    ...op.localGet(width),
    ...op.call(translate),
    ...op.localTee(place),
    ...op.if,
    ...([1, 2, 4, 8] as const).flatMap(byWidth),
    ...op.end,
    ...address,
    ...value,
    ...op.localGet(width),
    ...op.call(elsewhere),
  ];
  return { type, locals: [I32], body };
}

export const loadSlowFunction = (translate: number, loadElsewhere: number): FunctionSource =>
  slowFunction({ type: LOAD_SLOW_TYPE, isStore: 0, value: [], width: 1, instruction: LOAD }, translate, loadElsewhere, false);

export function storeSlowFunction(translate: number, storeElsewhere: number, keepsTrail: boolean): FunctionSource {
  const access: SlowAccess = { type: STORE_SLOW_TYPE, isStore: 1, value: [1], width: 2, instruction: STORE };
  return slowFunction(access, translate, storeElsewhere, keepsTrail);
}
