/**
 * The interpreter: every definition read once, with operands that are loads from the record of the instruction at hand.
 *
 * `run(budget, crossing) → status`, `crossing` being 0, `ARRIVED_BY_TRAP` or the record of an instruction that crosses a page, starts at pc of the block and steps until the budget is spent or TypeScript is needed. A record
 * stands at a fixed place in its decoded page, so pc is `pcBase + (record >> shift)` and costs nothing until it is asked for.
 */
import { assert } from '../assert.ts';
import { type Code, encodeModule, type FunctionSource, type FunctionType, I32, I64, op } from '../wasm/encode.ts';
import * as at from './arena-layout.ts';
import {
  codeSemantics,
  FunctionWriter,
  helperFunction,
  type Linkage,
  LOAD_ELSEWHERE_TYPE,
  loadSlowFunction,
  PROBE_TYPE,
  STORE_ELSEWHERE_TYPE,
  storeSlowFunction,
  type Target,
  TRANSLATE_TYPE,
} from './code.ts';
import type { Insn } from './insn.ts';
import type { Field } from './layout.ts';
import { type Slots, slotsOf } from './records.ts';
import type { Helper, Service } from './semantics.ts';

/** Why `run` returned. pc of the block and BUDGET are exact in every case. */
export const STATUS_CONTINUE = 0; // the budget is spent
export const STATUS_FETCH_MISS = 1; // the fetch TLB does not hold the page of pc
export const STATUS_DECODE_MISS = 2; // no record for pc
export const STATUS_TRAPPED = 3; // pc is at the instruction that trapped; its step is not yet counted

/** For `run`, in the place of a crossing record: pc is where a trap led, which the digest of control flow has yet to take in. */
export const ARRIVED_BY_TRAP = 1;

/** Multiplies the rolling digest of control flow at every taken branch. Odd, with no pattern. */
export const FLOW_FACTOR = 0x9e37_79b9_7f4a_7c15n;

/** Handlers longer than this become functions of their own, so that V8 compiles the loop well. Bytes. */
const INLINE_SIZE_MAX = 230;

/**
 * The loop in all. V8 gives up its good register allocator for functions of very many values: what took 72 KB was run a third slower than
 * the same in 27 KB, with the handlers of seldom instructions called; 51 KB were still compiled well. Bytes.
 */
const LOOP_SIZE_MAX = 49_152;

/** Locals of `run`. */
const local = {
  budget: 0,
  crossing: 1,
  record: 2,
  entry: 3,
  codeBase: 4,
  readTlb: 5,
  writeTlb: 6,
  fetchTlb: 7,
  pcBase: 8,
  pageTag: 9,
  nextPc: 10,
  flow: 11,
} as const;
const FIXED = [I32, I32, I32, I32, I32, I32, I64, I64, I64, I64] as const;
const RUN_TYPE: FunctionType = { params: [I32, I32], results: [I32] };

/** A handler that is a function: (record, pc) → where to go next, 0 for an instruction that only goes on. */
const HANDLER_TYPE: FunctionType = { params: [I32, I64], results: [I64] };

/**
 * `watching` leaves stores to what is watched to TypeScript; `trailing` does so too, and keeps the trail (`trail.ts`). That costs time,
 * which `plain` saves.
 */
export type InterpreterKind = 'plain' | 'watching' | 'trailing';

export interface InterpreterSource {
  readonly insns: readonly Insn[];
  /** Those of them that programs use less: one place of the loop calls them all, so that V8 has the loop compiled sooner. They go on to what follows. */
  readonly rareInsns: ReadonlySet<Insn>;
  readonly services: readonly Service[];
  readonly granuleShift: number;
  readonly pc: Field;
  readonly flow: Field;
  readonly kind: InterpreterKind;
}

/** The module of an instruction set. The handler of an instruction is `FIRST_INSN_HANDLER` plus its index in `insns`. */
export function interpreterOf(source: InterpreterSource): Uint8Array<ArrayBuffer> {
  const { services, kind } = source;
  const keepsTrail = kind === 'trailing';
  const imports: (readonly [string, FunctionType])[] = [
    ['translate', TRANSLATE_TYPE],
    ['loadElsewhere', LOAD_ELSEWHERE_TYPE],
    ['storeElsewhere', STORE_ELSEWHERE_TYPE],
    ['probe', PROBE_TYPE],
    ...services.map(({ name, parameterCount }): [string, FunctionType] => [
      `service.${name}`,
      { params: Array<typeof I64>(parameterCount).fill(I64), results: [I64] },
    ]),
  ];
  const functions: FunctionSource[] = [];
  const add = (source: FunctionSource): number => imports.length + functions.push(source) - 1;
  const helpers = new Map<Helper, number>();
  const linkage: Linkage = {
    functionOf: (helper) => {
      let index = helpers.get(helper);
      if (index === undefined) helpers.set(helper, (index = add(helperFunction(helper, linkage))));
      return index;
    },
    serviceOf: (service) => 4 + services.indexOf(service),
    loadSlow: add(loadSlowFunction(0, 1)),
    storeSlow: add(storeSlowFunction(0, 2, keepsTrail)),
    probeSlow: 3,
    isWatching: kind !== 'plain',
    keepsTrail,
  };
  const rareHandlers = new Map<number, number>();
  const run = add(runFunction(source, linkage, add, rareHandlers));
  const exports = [['run', run]] as const;
  if (rareHandlers.size === 0) return encodeModule({ imports, functions, exports });
  // By the number of the handler; where that is none of these, nobody calls.
  const handlers = Array.from({ length: at.FIRST_INSN_HANDLER + source.insns.length }, (_, i) => rareHandlers.get(i) ?? run);
  return encodeModule({ imports, functions, exports, table: { type: HANDLER_TYPE, functionIndices: handlers } });
}

const record = op.localGet(local.record);
const budget = op.localGet(local.budget);
const restoreBudget = [...op.i32Const(0), ...op.i32Load(at.BUDGET), ...op.localSet(local.budget)];
const saveBudget = [...op.i32Const(0), ...budget, ...op.i32Store(at.BUDGET)];
const spend = [...budget, ...op.i32Const(1), ...op.i32Sub, ...op.localSet(local.budget)];

/** Takes nextPc into the digest of control flow. */
const noteFlow = [
  ...op.localGet(local.flow),
  ...op.localGet(local.nextPc),
  ...op.i64Xor,
  ...op.i64Const(FLOW_FACTOR),
  ...op.i64Mul,
  ...op.localSet(local.flow),
];

/** Notes the functions of rare handlers in `rareHandlers`, by the handlers' numbers. */
function runFunction(
  { insns, rareInsns, granuleShift, pc, flow }: InterpreterSource,
  linkage: Linkage,
  add: (source: FunctionSource) => number,
  rareHandlers: Map<number, number>,
): FunctionSource {
  const shift = 4 - granuleShift;
  const writer = new FunctionWriter(RUN_TYPE, FIXED);
  /** Pushes i64: pc of the record whose address `from` pushes. */
  const pcOf = (from: Code): Code => [
    ...op.localGet(local.pcBase),
    ...from,
    ...op.i32Const(shift),
    ...op.i32ShrU,
    ...op.i64ExtendI32U,
    ...op.i64Add,
  ];
  const following: Code = [...record, ...record, ...op.i32Load8U(at.RECORD_ADVANCE), ...op.i32Add];
  const storePc = (from: Code): Code => [...op.i32Const(0), ...from, ...op.i64Store(at.BLOCK + pc.offset)];
  const leave = (status: number, where: Code): Code => [
    ...storePc(where),
    ...op.i32Const(0),
    ...op.localGet(local.flow),
    ...op.i64Store(at.BLOCK + flow.offset),
    ...saveBudget,
    ...op.i32Const(status),
    ...op.return,
  ];
  const load = (base: number, offset: number): Code => [...op.i32Const(0), ...op.i32Load(offset), ...op.localSet(base)];
  writer.emit(
    load(local.readTlb, at.READ_TLB_BASE),
    load(local.writeTlb, at.WRITE_TLB_BASE),
    load(local.fetchTlb, at.FETCH_TLB_BASE),
    op.i32Const(0),
    op.i64Load(at.BLOCK + pc.offset),
    op.localSet(local.nextPc),
    op.i32Const(0),
    op.i64Load(at.BLOCK + flow.offset),
    op.localSet(local.flow),
    op.i64Const(at.EMPTY_TAG),
    op.localSet(local.pageTag),
  );
  writer.emit(op.localGet(local.crossing), op.i32Const(ARRIVED_BY_TRAP), op.i32Eq, op.if);
  writer.emit(noteFlow, op.i32Const(0), op.localSet(local.crossing), op.end);
  writer.open(op.loop); // goes to nextPc
  const goto = writer.depth;
  writer.emit(findRecord(shift, leave(STATUS_FETCH_MISS, op.localGet(local.nextPc)), granuleShift));
  writer.open(op.loop); // steps
  const next = writer.depth;
  writer.emit(budget, op.i32Eqz, op.if, leave(STATUS_CONTINUE, pcOf(record)), op.end);
  const usualInsns = insns.filter((insn) => !rareInsns.has(insn));
  // Blocks of the handlers that are no instruction, of the usual ones in turn, and of all rare ones.
  const rareBlock = at.FIRST_INSN_HANDLER + usualInsns.length;
  const hasRare = usualInsns.length < insns.length;
  for (let block = 0; block < rareBlock + (hasRare ? 1 : 0); block++) writer.open(op.block);
  let block = at.FIRST_INSN_HANDLER;
  const blocks = insns.map((insn) => (rareInsns.has(insn) ? rareBlock : block++));
  writer.emit(record, op.i32Load16U(0), op.brTable([0, 1, ...blocks]));
  writer.close();
  writer.emit(leave(STATUS_DECODE_MISS, pcOf(record)));
  writer.close();
  writer.emit(pcOf(record), op.localSet(local.nextPc), op.br(writer.depth - goto));

  const write = insnWriter(writer, linkage, {
    ...operandsIn(record),
    pc: pcOf(record),
    followingPc: pcOf(following),
    entry: local.entry,
    readTlb: op.localGet(local.readTlb),
    writeTlb: op.localGet(local.writeTlb),
    saveBudget,
    restoreBudget,
    savePc: storePc(pcOf(record)),
    abandon: leave(STATUS_TRAPPED, pcOf(record)),
  });
  const writeHandler = handlerWriter(shift, pc, linkage);
  const goOn = (): Code => [...following, ...op.localSet(local.record), ...spend, ...op.br(writer.depth - next)];
  /** Expects nextPc to be set. `extra`: how many more blocks are open. */
  const jump = (extra: number): Code => [...noteFlow, ...spend, ...op.br(writer.depth - goto + extra)];
  const ifTrappedLeave = [
    ...op.i32Const(0),
    ...op.i32Load(at.TRAPPED),
    ...op.if,
    ...leave(STATUS_TRAPPED, pcOf(record)),
    ...op.end,
  ];
  for (const insn of usualInsns) {
    writer.close();
    writer.resetTemporaries();
    const slots = slotsOf(insn);
    const start = writer.size;
    const goes = write(insn, slots);
    if (writer.size - start <= INLINE_SIZE_MAX) {
      if (goes === undefined) writer.emit(goOn());
      else if (goes.condition === undefined) writer.emit(goes.to, op.localSet(local.nextPc), jump(0));
      else writer.emit(goes.condition, op.if, goes.to, op.localSet(local.nextPc), jump(1), op.end, goOn());
      continue;
    }
    writer.cut(start);
    writer.emit(saveBudget, record, pcOf(record), op.call(add(writeHandler(insn, slots))), op.localSet(local.nextPc));
    writer.emit(restoreBudget, ifTrappedLeave);
    if (goes === undefined) writer.emit(goOn());
    else writer.emit(jump(0));
  }
  if (hasRare) {
    writer.close();
    for (const [i, insn] of insns.entries()) {
      if (!rareInsns.has(insn)) continue;
      assert(insn.endsBlock !== true, `${insn.mnemonic}: a rare instruction goes on`);
      rareHandlers.set(at.FIRST_INSN_HANDLER + i, add(writeHandler(insn, slotsOf(insn))));
    }
    writer.emit(saveBudget, record, pcOf(record), record, op.i32Load16U(0), op.callIndirect, op.drop);
    writer.emit(restoreBudget, ifTrappedLeave, goOn());
  }
  writer.close();
  writer.close();
  writer.emit(op.unreachable);
  assert(writer.size <= LOOP_SIZE_MAX, `interpreter: its loop takes ${writer.size} bytes; call more instructions rare`);
  return writer.source();
}

/** Sets `record` for nextPc, or leaves. */
function findRecord(shift: number, leave: Code, granuleShift: number): Code {
  const page = [...op.localGet(local.nextPc), ...op.i64Const(~0xfffn), ...op.i64And];
  const offset = [
    ...op.localGet(local.nextPc),
    ...op.i32WrapI64,
    ...op.i32Const(0xfff),
    ...op.i32And,
    ...op.i32Const(shift),
    ...op.i32Shl,
  ];
  const misaligned = [
    ...op.localGet(local.nextPc),
    ...op.i64Const((1n << BigInt(granuleShift)) - 1n),
    ...op.i64And,
    ...op.i64Eqz,
    ...op.i32Eqz,
  ];
  const enterPage = [
    ...page,
    ...op.localGet(local.entry),
    ...op.i64Load(0),
    ...op.i64Ne,
    ...op.if,
    ...leave,
    ...op.end,
    ...(granuleShift > 0 ? [...misaligned, ...op.if, ...leave, ...op.end] : []),
    ...page,
    ...op.localSet(local.pageTag),
    ...op.localGet(local.entry),
    ...op.i32Load(8),
    ...op.localSet(local.codeBase),
    ...op.localGet(local.pageTag),
    ...op.localGet(local.codeBase),
    ...op.i32Const(shift),
    ...op.i32ShrU,
    ...op.i64ExtendI32U,
    ...op.i64Sub,
    ...op.localSet(local.pcBase),
  ];
  const crossing = [
    ...op.localGet(local.crossing),
    ...offset,
    ...op.i32Sub,
    ...op.localSet(local.codeBase),
    ...op.i32Const(0),
    ...op.i64Load(at.CROSSING_PC_BASE),
    ...op.localSet(local.pcBase),
    ...op.i32Const(0),
    ...op.localSet(local.crossing),
    ...op.i64Const(at.EMPTY_TAG),
    ...op.localSet(local.pageTag),
  ];
  // A target in the same page at which no instruction may start is not in it by this, so that it is looked at.
  const pageIfAligned = [
    ...op.localGet(local.nextPc),
    ...op.i64Const(~0xfffn | ((1n << BigInt(granuleShift)) - 1n)),
    ...op.i64And,
  ];
  return [
    ...pageIfAligned,
    ...op.localGet(local.pageTag),
    ...op.i64Ne,
    ...op.if,
    ...op.localGet(local.nextPc),
    ...op.i64Const(8n),
    ...op.i64ShrU,
    ...op.i32WrapI64,
    ...op.i32Const((at.FETCH_TLB_ENTRIES - 1) * at.TLB_ENTRY_SIZE),
    ...op.i32And,
    ...op.localGet(local.fetchTlb),
    ...op.i32Add,
    ...op.localSet(local.entry),
    ...op.localGet(local.crossing),
    ...op.if,
    ...crossing,
    ...op.else,
    ...enterPage,
    ...op.end,
    ...op.end,
    ...op.localGet(local.codeBase),
    ...offset,
    ...op.i32Add,
    ...op.localSet(local.record),
  ];
}

const operandsIn = (from: Code): Pick<Target<number>, 'imm' | 'registerAt'> => ({
  imm: (slot) =>
    slot === at.RECORD_IMMEDIATE
      ? [...from, ...op.i64Load(slot)]
      : [...from, ...op.i64Load8U(slot), ...op.i64Const(3n), ...op.i64ShrU],
  registerAt: (file, slot) => [[...from, ...op.i32Load8U(slot)], at.BLOCK + file.offset],
});

/** Where an instruction goes; the condition pushes i32. */
interface Goes {
  readonly to: Code;
  readonly condition?: Code;
}

/**
 * Writes what an instruction does, and answers where it goes if not to the following one. All instructions of a writer have one `Semantics`:
 * what an architecture adds to it is then made once.
 */
function insnWriter(
  writer: FunctionWriter,
  linkage: Linkage,
  target: Omit<Target<number>, 'jump'>,
): (insn: Insn, slots: Slots) => Goes | undefined {
  let mnemonic = '';
  let level = 0;
  let goes: Goes | undefined;
  const jump = (to: Code, condition?: Code) => {
    assert(writer.depth === level && goes === undefined, `${mnemonic}: one jump or branch, and not under an if`);
    goes = condition === undefined ? { to } : { to, condition };
  };
  const m = codeSemantics(writer, linkage, { ...target, jump });
  return (insn, slots) => {
    mnemonic = insn.mnemonic;
    level = writer.depth;
    goes = undefined;
    insn.execute(m, slots);
    return goes;
  };
}

/** Writes the functions of long handlers. */
function handlerWriter(shift: number, pcField: Field, linkage: Linkage): (insn: Insn, slots: Slots) => FunctionSource {
  const [recordLocal, pcLocal, entry] = [0, 1, 2];
  const writer = new FunctionWriter(HANDLER_TYPE, [I32]);
  const from = op.localGet(recordLocal);
  const pc = op.localGet(pcLocal);
  const followingPc = [
    ...pc,
    ...from,
    ...op.i32Load8U(at.RECORD_ADVANCE),
    ...op.i32Const(shift),
    ...op.i32ShrU,
    ...op.i64ExtendI32U,
    ...op.i64Add,
  ];
  const write = insnWriter(writer, linkage, {
    ...operandsIn(from),
    pc,
    followingPc,
    entry,
    readTlb: [...op.i32Const(0), ...op.i32Load(at.READ_TLB_BASE)],
    writeTlb: [...op.i32Const(0), ...op.i32Load(at.WRITE_TLB_BASE)],
    saveBudget: [],
    restoreBudget: [],
    savePc: [...op.i32Const(0), ...pc, ...op.i64Store(at.BLOCK + pcField.offset)],
    abandon: [...op.i64Const(0n), ...op.return],
  });
  return (insn, slots) => {
    writer.restart();
    const goes = write(insn, slots);
    assert(goes?.condition === undefined, `${insn.mnemonic}: too long for a branch`);
    writer.emit(goes === undefined ? op.i64Const(0n) : goes.to);
    return writer.source();
  };
}
