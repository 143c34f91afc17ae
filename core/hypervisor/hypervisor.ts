/**
 * The built-in hypervisor: one VM with one vCPU, loaded from a disk. `vcpu/exited` in, `vcpu/entered` out; what differs between
 * architectures is the `GuestIsa`'s.
 *
 * | what a hostile guest can do                        | what bounds it                                                  |
 * |----------------------------------------------------|-----------------------------------------------------------------|
 * | touch what is neither RAM nor a declared device    | reported, and the VM is ended                                   |
 * | trap in a way that is not handled                  | the same                                                        |
 * | have pages of devices mapped without end           | the devices' pages are counted; each is mapped once             |
 * | name buffers outside its RAM                       | refused                                                         |
 * | name huge buffers                                  | `BYTES_PER_CALL` are done, and the call says so                 |
 */
import { type Step, step } from '../event/step.ts';
import { BANNER } from './banner.ts';
import { printLines, putByte } from './console.ts';
import { type Answer, done, type Hypercall, refused, type VcpuExit } from './exit.ts';
import type { Effects, GuestIsa } from './guest-isa.ts';
import { goOnLoading, type LoaderStep, type Loading, startLoading } from './loader.ts';
import type { Seat, SeatEffect, SeatEvent } from './seat.ts';
import { hypervisorShape } from './state-shape.ts';
import { deviceAt, hostAddressOf, isInRam, type VmConfig } from './vm.ts';

/** Of a console call. */
const BYTES_PER_CALL = 4096;
/** Between two looks at the disk, ns. */
const POLL_NS = 10_000;

export type Phase =
  | { readonly kind: 'off' }
  /** `wakesAt`: when it looks again, ns, while nothing is answered. */
  | { readonly kind: 'loading'; readonly loading: Loading; readonly wakesAt: number | null }
  | { readonly kind: 'running' }
  /** Asks a device about an exit. */
  | { readonly kind: 'asking'; readonly question: string }
  /** The guest waits for an interrupt. */
  | { readonly kind: 'waiting' }
  /** Reads the keyboard for a call: the bytes so far, how many it wants, and where they go, if not into its answer. */
  | {
      readonly kind: 'typing';
      readonly form: string;
      readonly asked: 'status' | 'data';
      readonly bytes: readonly number[];
      readonly wanted: number;
      readonly address: number | null;
    }
  | { readonly kind: 'ended'; readonly isFailure: boolean };

export interface HypervisorState {
  readonly phase: Phase;
  /** Address of the next page table. */
  readonly nextTable: number;
}

export type HypervisorStep = Step<HypervisorState, SeatEffect>;

const ENTER: SeatEffect = { type: 'vcpu/entered' };
const RUNNING: Phase = { kind: 'running' };
const DONE = done();
const NO_EFFECTS: Effects = [];

export function createHypervisor(isa: GuestIsa, vm: VmConfig): Seat<HypervisorState> {
  return {
    digest: 'hypervisor/1',
    digestFields: ['phase', 'nextTable'],
    initialState: { phase: { kind: 'off' }, nextTable: 0 },
    reduce: (state, event) => reduceHypervisor(isa, vm, state, event),
    selectDeadline: ({ phase }) => (phase.kind === 'loading' ? phase.wakesAt : null),
    accepts: hypervisorShape(vm, BYTES_PER_CALL),
  };
}

function reduceHypervisor(isa: GuestIsa, vm: VmConfig, state: HypervisorState, event: SeatEvent): HypervisorStep {
  const { phase } = state;
  switch (phase.kind) {
    case 'off':
      return begin(isa, vm, state, event);
    case 'loading':
      return load(isa, vm, state, event, goOnLoading(vm, phase.loading, event));
    case 'running':
      return exit(isa, vm, state, event, isa.decodeExit(vm, event, null));
    case 'asking':
      return exit(isa, vm, { ...state, phase: RUNNING }, event, isa.decodeExit(vm, event, phase.question));
    case 'waiting':
      return step<HypervisorState, SeatEffect>({ ...state, phase: RUNNING }, ENTER);
    case 'typing':
      return type(isa, vm, state, event);
    case 'ended':
      return step<HypervisorState, SeatEffect>(state, { type: 'hart/waited' });
  }
}

function begin(isa: GuestIsa, vm: VmConfig, state: HypervisorState, event: SeatEvent): HypervisorStep {
  const lines = printLines(
    vm,
    ...BANNER,
    ...vm.platform.map(([name, value]) => `${name} = ${value}`),
    '',
    ...isa.linesOfStart(vm),
    'VM created success, loading images...',
    `app: ${vm.path}`,
  );
  return before(lines, load(isa, vm, state, event, startLoading(vm)));
}

function load(isa: GuestIsa, vm: VmConfig, state: HypervisorState, { now }: SeatEvent, loader: LoaderStep): HypervisorStep {
  switch (loader.kind) {
    case 'failed':
      return end(vm, state, true, loader.reason);
    case 'goesOn': {
      const { loading, effects, waits } = loader;
      const wait: Effects = waits ? [{ type: 'hart/waited' }] : [];
      const wakesAt = waits ? now + POLL_NS : null;
      return { state: { ...state, phase: { kind: 'loading', loading, wakesAt } }, effects: [...effects, ...wait] };
    }
    case 'loaded': {
      const { effects, nextTable } = isa.prepare(vm);
      const lines = printLines(vm, ...isa.linesOfEntry(vm, loader.sizeBytes));
      return { state: { phase: RUNNING, nextTable }, effects: [...lines, ...effects, ENTER] };
    }
  }
}

/** One exit in, one entry out, or the end. */
function exit(isa: GuestIsa, vm: VmConfig, state: HypervisorState, event: SeatEvent, reason: VcpuExit): HypervisorStep {
  switch (reason.kind) {
    case 'hypercall':
      return serve(isa, vm, state, event, reason.form, reason.request);
    case 'handled':
      return { state, effects: [...reason.effects, ENTER] };
    case 'waits':
      return { state: { ...state, phase: { kind: 'waiting' } }, effects: [...reason.effects, { type: 'hart/waited' }] };
    case 'asks': {
      const { question, effects, read } = reason;
      return { state: { ...state, phase: { kind: 'asking', question } }, effects: [...effects, read] };
    }
    case 'stage2Fault': {
      const mapped = deviceAt(vm, reason.address) && isa.mapPage(vm, event.memory, state.nextTable, reason.address);
      if (mapped === undefined) return end(vm, state, true, reason.report);
      return { state: { ...state, nextTable: mapped.nextTable }, effects: [...mapped.effects, ENTER] };
    }
    case 'unhandled':
      return end(vm, state, true, reason.report);
  }
}

function serve(
  isa: GuestIsa,
  vm: VmConfig,
  state: HypervisorState,
  { registers, memory }: SeatEvent,
  form: string,
  call: Hypercall,
): HypervisorStep {
  const answer = (given: Answer, effects: Effects = NO_EFFECTS): HypervisorStep => ({
    state,
    effects: [...effects, ...isa.answer(form, given, registers), ENTER],
  });
  switch (call.kind) {
    case 'putByte':
      return answer(DONE, [putByte(vm, call.byte)]);
    case 'putBytes': {
      const sizeBytes = Math.min(call.sizeBytes, BYTES_PER_CALL);
      const bytes = isInRam(vm, call.address, call.sizeBytes)
        ? memory.readRam(hostAddressOf(vm, call.address), sizeBytes)
        : undefined;
      if (bytes === undefined) return answer(refused('invalidParameter'));
      return answer(
        done(BigInt(sizeBytes)),
        Array.from(bytes, (byte) => putByte(vm, byte)),
      );
    }
    case 'getByte':
      return listen(vm, state, { kind: 'typing', form, asked: 'status', bytes: [], wanted: 1, address: null });
    case 'getBytes': {
      const { address } = call;
      if (!isInRam(vm, address, call.sizeBytes)) return answer(refused('invalidParameter'));
      const wanted = Math.min(call.sizeBytes, BYTES_PER_CALL);
      return listen(vm, state, { kind: 'typing', form, asked: 'status', bytes: [], wanted, address });
    }
    case 'ofHart':
      return answer(DONE, call.effects);
    case 'known':
      return answer(call.answer);
    case 'shutdown': {
      const lines = [`Guest: ${call.title}`, 'Shutdown vm normally!', 'Hypervisor ok!'];
      return end(vm, state, call.isFailure, ...lines);
    }
  }
}

type Typing = Extract<Phase, { kind: 'typing' }>;

/** Asks the UART for what comes next. */
function listen({ uart }: VmConfig, state: HypervisorState, phase: Typing): HypervisorStep {
  return step<HypervisorState, SeatEffect>({ ...state, phase }, { type: 'bus/read', address: uart[phase.asked], size: 1 });
}

function type(isa: GuestIsa, vm: VmConfig, state: HypervisorState, event: SeatEvent): HypervisorStep {
  const phase = state.phase as Typing;
  const { form, asked, bytes, wanted, address } = phase;
  const value = event.type === 'bus/answered' ? (event.value ?? 0n) : 0n;
  if (asked === 'data') return listen(vm, state, { ...phase, asked: 'status', bytes: [...bytes, Number(value)] });
  if (bytes.length < wanted && vm.uart.hasReceived(value)) return listen(vm, state, { ...phase, asked: 'data' });
  const effects: Effects =
    address === null
      ? isa.answer(form, bytes.length === 0 ? refused('failed') : done(BigInt(bytes[0]!)), event.registers)
      : [
          { type: 'memory/wrote', address: hostAddressOf(vm, address), bytes: Uint8Array.from(bytes) },
          ...isa.answer(form, done(BigInt(bytes.length)), event.registers),
        ];
  return { state: { ...state, phase: RUNNING }, effects: [...effects, ENTER] };
}

/** Switches the machine off. */
function end(vm: VmConfig, state: HypervisorState, isFailure: boolean, ...lines: readonly string[]): HypervisorStep {
  return {
    state: { ...state, phase: { kind: 'ended', isFailure } },
    effects: [...printLines(vm, ...lines), vm.switchOff(isFailure)],
  };
}

const before = (effects: Effects, { state, effects: after }: HypervisorStep): HypervisorStep => ({
  state,
  effects: [...effects, ...after],
});
