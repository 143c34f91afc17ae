/** The built-in hypervisor while a slice runs: asks it, and does what it answers with, until the hart enters the guest or waits. */
import { assert } from '../assert.ts';
import type { RegisterView, Seat, SeatEffect, SeatEvent } from '../hypervisor/seat.ts';
import { readField, writeField } from '../isa/evaluate.ts';
import type { BusTransient } from './bus-transient.ts';
import type { PhysicalMap } from './physical-map.ts';
import type { ProcessorTransient } from './processor-transient.ts';
import type { RamTransient } from './ram-transient.ts';
import type { SeatState } from './state.ts';
import type { StopsTransient } from './stops-transient.ts';

/** The hart whose seat it is. */
export const SEAT_HART = 0;

/** Answers of devices that may lead to one entry; more is a hypervisor that goes round in circles. */
const ANSWERS_MAX = 1_000_000;

const EVENT_OF = { start: 'seat/taken', exit: 'vcpu/exited', interrupt: 'hart/woken' } as const;

export class SeatTransient {
  // biome-ignore lint/suspicious/noExplicitAny: the board pairs it with its own state
  readonly #seat: Seat<any>;
  readonly #processor: ProcessorTransient;
  readonly #bus: BusTransient;
  readonly #map: PhysicalMap;
  readonly #ram: RamTransient;
  readonly #stops: StopsTransient;
  readonly #registers: RegisterView;
  readonly #memory: SeatEvent['memory'];
  readonly #powerOff: (status: number) => void;
  state: SeatState;

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: see above
    seat: Seat<any>,
    processor: ProcessorTransient,
    bus: BusTransient,
    map: PhysicalMap,
    ram: RamTransient,
    stops: StopsTransient,
    powerOff: (status: number) => void,
  ) {
    this.#seat = seat;
    this.#processor = processor;
    this.#bus = bus;
    this.#map = map;
    this.#ram = ram;
    this.#stops = stops;
    this.#powerOff = powerOff;
    this.#registers = { read: (field) => readField(processor.block, field) };
    this.#memory = bus.ramView;
    this.state = { hypervisor: seat.initialState, awaits: 'start' };
  }

  /** While it waits, when it goes on at the latest: ns; Infinity for never. */
  get deadline(): number {
    if (this.state.awaits !== 'interrupt') return Number.POSITIVE_INFINITY;
    return this.#seat.selectDeadline?.(this.state.hypervisor) ?? Number.POSITIVE_INFINITY;
  }

  /** Its turn: the hart is outside the guest. `isOn` tells whether the machine still is. */
  ask(isOn: () => boolean): void {
    const registers = this.#registers;
    const memory = this.#memory;
    let event: SeatEvent = { type: EVENT_OF[this.state.awaits], now: this.#processor.now(), registers, memory };
    for (let answers = 0; answers < ANSWERS_MAX; answers++) {
      const { state, effects } = this.#seat.reduce(this.state.hypervisor, event);
      if (state !== this.state.hypervisor) this.state = { hypervisor: state, awaits: this.state.awaits };
      let value: bigint | null | undefined;
      for (const effect of effects) {
        if (effect.type === 'bus/read')
          value = this.#bus.read(effect.space ?? 'mmio', SEAT_HART, effect.address, effect.size) ?? null;
        else this.#apply(effect);
      }
      if (value === undefined) {
        const last = effects.at(-1)?.type;
        assert(!isOn() || last === 'vcpu/entered' || last === 'hart/waited', `hypervisor: ${event.type} led nowhere`);
        return;
      }
      event = { type: 'bus/answered', now: this.#processor.now(), value, registers, memory };
    }
    assert(false, 'hypervisor: asks devices without end');
  }

  #apply(effect: Exclude<SeatEffect, { type: 'bus/read' }>): void {
    switch (effect.type) {
      case 'register/wrote':
        writeField(this.#processor.block, effect.field, effect.value);
        return;
      case 'translation/changed':
        this.#processor.retranslate();
        return;
      case 'memory/wrote': {
        const region = this.#map.regionAt(effect.address);
        if (region?.kind !== 'ram') return;
        const offset = effect.address - region.base;
        this.#ram.write(region.firstPage, offset, effect.bytes.subarray(0, region.sizeBytes - offset));
        this.#stops.wrote('hypervisor', effect.address, effect.bytes.length);
        return;
      }
      case 'bus/write':
        this.#bus.write(effect.space ?? 'mmio', SEAT_HART, effect.address, effect.size, effect.value);
        return;
      case 'hart/waited':
        this.#processor.isWaiting = true;
        this.#expect('interrupt');
        return;
      case 'vcpu/entered':
        this.#expect('exit');
        this.#processor.enterGuest();
        return;
      case 'power/requested':
        this.#powerOff(effect.status);
        return;
    }
  }

  #expect(awaits: SeatState['awaits']): void {
    if (this.state.awaits !== awaits) this.state = { hypervisor: this.state.hypervisor, awaits };
  }
}
