/**
 * A stretch of a recording as Chrome's trace events in JSON, which Perfetto opens: what ran on each hart (guest, hypervisor by reason of the
 * VM exit, nothing), traps, injected interrupts, console output; and as counters, VM exits and time in the hypervisor by reason.
 */
import type { ArchDescription } from '#core/inspect/description.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { type MachineEffect, nowOf } from '#core/machine/state.ts';
import type { Hit } from '#core/machine/stops.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { NameOf } from './disassembly.ts';

/** One event of the format. `ts` is in microseconds. */
export type TraceEvent = { readonly ph: string; readonly name: string; readonly pid: number; readonly tid: number } & Readonly<
  Record<string, unknown>
>;

type Details = Readonly<Record<string, number | bigint | string>>;

const MACHINE = 0;
const PROGRESS_STEPS = 2 ** 18;

export interface PerfettoOptions {
  readonly nameOf: NameOf;
}

/** Events from the timeline's present step up to `to`, in order of time. Goes there. */
export function* perfettoEvents(timeline: Timeline, to: number, { nameOf }: PerfettoOptions): Generator<TraceEvent> {
  const trace = new Trace(timeline, nameOf);
  const pending: MachineEffect[] = [];
  const subscription = timeline.effects$.subscribe((effect) => pending.push(effect));
  try {
    yield* trace.start();
    while (timeline.step < to) {
      const before = timeline.now;
      const hit = timeline.run({ traps: true }, Math.min(to, timeline.step + PROGRESS_STEPS));
      yield* trace.take(pending.splice(0), hit, before);
    }
    yield* trace.end();
  } finally {
    subscription.unsubscribe();
  }
}

/** What is open on a hart's track. */
interface Open {
  readonly kind: 'guest' | 'exit' | 'idle';
  readonly name: string;
  readonly since: number;
}

class Trace {
  readonly #timeline: Timeline;
  readonly #arch: ArchDescription;
  readonly #nameOf: NameOf;
  readonly #stepNs: number;
  /** By hart. */
  readonly #open: (Open | undefined)[];
  readonly #counts = new Map<string, number>();
  readonly #times = new Map<string, number>();
  #idleNs: number;
  #last = 0;

  constructor(timeline: Timeline, nameOf: NameOf) {
    const { board } = timeline.machine;
    this.#timeline = timeline;
    this.#arch = board.arch.description;
    this.#nameOf = nameOf;
    this.#stepNs = 2 ** board.parameters.shift;
    this.#open = board.harts.map(() => undefined);
    this.#idleNs = timeline.state.idleNs;
  }

  *start(): Generator<TraceEvent> {
    const { machine, state, now } = this.#timeline;
    yield { ph: 'M', name: 'process_name', pid: MACHINE, tid: 0, args: { name: machine.board.name } };
    for (const hart of machine.board.harts.keys()) {
      yield { ph: 'M', name: 'thread_name', pid: MACHINE, tid: hart, args: { name: `hart ${hart}` } };
      const privilege = this.#arch.privilegeOf(viewHart(machine, state, hart));
      if (this.#arch.guestPrivileges.includes(privilege))
        yield* this.#begin(hart, { kind: 'guest', name: 'guest', since: now }, {});
    }
  }

  /** What happened since the last time. Idle time is known exactly at VM exits and at the end of a piece. */
  *take(effects: readonly MachineEffect[], hit: Hit | undefined, before: number): Generator<TraceEvent> {
    this.#last = Math.max(this.#last, before);
    let trap = hit?.kind === 'trap' ? hit : undefined;
    for (const effect of joined(effects)) {
      if (trap !== undefined && effect.step >= trap.step) {
        yield* this.#trapped(trap);
        trap = undefined;
      }
      if (effect.type === 'vcpu/exited') this.#idleNs = effect.now - effect.step * this.#stepNs;
      if (effect.type === 'machine/idled') yield* this.#idled(effect.step);
      else yield* this.#happened(effect);
    }
    this.#idleNs = this.#timeline.state.idleNs;
    if (trap !== undefined) yield* this.#trapped(trap);
  }

  *end(): Generator<TraceEvent> {
    for (const hart of this.#open.keys()) yield* this.#close(hart, this.#at(this.#timeline.step));
  }

  /** Time of a step, ns; never before what was told already. */
  #at(step: number): number {
    const { state, machine } = this.#timeline;
    const latest = nowOf(state, machine.board.parameters.shift);
    this.#last = Math.max(this.#last, Math.min(step * this.#stepNs + this.#idleNs, latest));
    return this.#last;
  }

  *#idled(step: number): Generator<TraceEvent> {
    const from = this.#at(step);
    this.#idleNs = this.#timeline.state.idleNs;
    const until = this.#at(step);
    if (until > from)
      yield {
        ph: 'X',
        name: 'every hart waits',
        cat: 'idle',
        pid: MACHINE,
        tid: this.#timeline.machine.board.harts.length,
        ts: from / 1000,
        dur: (until - from) / 1000,
      };
  }

  *#happened(effect: MachineEffect): Generator<TraceEvent> {
    switch (effect.type) {
      case 'vcpu/exited': {
        const { hart, reason, details } = effect;
        const now = this.#at(effect.step);
        yield* this.#close(hart, now);
        this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
        yield* this.#begin(hart, { kind: 'exit', name: reason, since: now }, { step: effect.step, ...this.#shown(details) });
        yield { ph: 'C', name: 'VM exits', pid: MACHINE, tid: 0, ts: now / 1000, args: Object.fromEntries(this.#counts) };
        return;
      }
      case 'vcpu/entered': {
        const { hart, reason, details } = effect;
        const now = this.#at(effect.step);
        yield* this.#close(hart, now);
        yield* this.#begin(
          hart,
          { kind: 'guest', name: `guest ${reason}`, since: now },
          { step: effect.step, ...this.#shown(details) },
        );
        const injected = this.#arch.injectedInterrupts?.(details) ?? [];
        if (injected.length > 0)
          yield this.#instant(hart, `inject ${injected.join(' ')}`, 'injection', now, { step: effect.step });
        return;
      }
      case 'console/sent': {
        const text = new TextDecoder().decode(effect.bytes);
        yield this.#instant(this.#timeline.state.turn.hart, 'console', 'console', this.#at(effect.step), {
          step: effect.step,
          text,
        });
        return;
      }
      case 'dma/wrote': {
        const { address, sizeBytes } = effect;
        yield this.#instant(0, 'DMA', 'device', this.#at(effect.step), { step: effect.step, address: hexOf(address), sizeBytes });
        return;
      }
      case 'machine/stopped':
        yield this.#instant(0, `machine ${effect.status.kind}`, 'machine', this.#at(effect.step), { step: effect.step });
    }
  }

  *#trapped({ step, hart, isInterrupt, cause, pc }: Hit & { kind: 'trap' }): Generator<TraceEvent> {
    const name = this.#arch.causeName(cause, isInterrupt);
    const symbol = this.#nameOf(pc);
    const args = { step, pc: hexOf(pc), ...(symbol !== '' && { symbol }) };
    yield this.#instant(hart, name, isInterrupt ? 'interrupt' : 'exception', this.#at(step), args);
  }

  #instant(tid: number, name: string, cat: string, now: number, args: object): TraceEvent {
    return { ph: 'i', s: 't', name, cat, pid: MACHINE, tid, ts: now / 1000, args };
  }

  *#begin(hart: number, open: Open, args: object): Generator<TraceEvent> {
    this.#open[hart] = open;
    yield { ph: 'B', name: open.name, cat: open.kind, pid: MACHINE, tid: hart, ts: open.since / 1000, args };
  }

  *#close(hart: number, now: number): Generator<TraceEvent> {
    const open = this.#open[hart];
    if (open === undefined) return;
    this.#open[hart] = undefined;
    yield { ph: 'E', name: open.name, cat: open.kind, pid: MACHINE, tid: hart, ts: now / 1000 };
    if (open.kind !== 'exit') return;
    this.#times.set(open.name, (this.#times.get(open.name) ?? 0) + now - open.since);
    const args = Object.fromEntries([...this.#times].map(([reason, ns]) => [reason, ns / 1000]));
    yield { ph: 'C', name: 'time in the hypervisor, us', pid: MACHINE, tid: 0, ts: now / 1000, args };
  }

  #shown(details: Details): Readonly<Record<string, number | string>> {
    const symbol = typeof details['pc'] === 'bigint' ? this.#nameOf(details['pc']) : '';
    const plain = Object.entries(details).map(
      ([name, value]) => [name, typeof value === 'bigint' ? hexOf(value) : value] as const,
    );
    return { ...Object.fromEntries(plain), ...(symbol !== '' && { symbol }) };
  }
}

/** What a device printed byte by byte, with nothing in between, becomes one. */
function joined(effects: readonly MachineEffect[]): readonly MachineEffect[] {
  const all: MachineEffect[] = [];
  for (const effect of effects) {
    const before = all.at(-1);
    if (effect.type === 'console/sent' && before?.type === 'console/sent' && before.device === effect.device)
      all[all.length - 1] = { ...before, bytes: Buffer.concat([before.bytes, effect.bytes]) };
    else all.push(effect);
  }
  return all;
}

const hexOf = (value: number | bigint): string => `0x${value.toString(16)}`;
