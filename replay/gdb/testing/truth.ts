/** What a recording's harts are like at any step, from a timeline and nothing of the stub's. */
import { viewHart } from '#core/inspect/hart-view.ts';
import { loadBoards } from '../../boards/registry.ts';
import { openLogFile } from '../../log/file.ts';
import { Timeline } from '../../timeline/timeline.ts';

await loadBoards();

export class Truth {
  readonly timeline: Timeline;

  constructor(path: string) {
    this.timeline = new Timeline(openLogFile(path));
  }

  get endStep(): number {
    return this.timeline.endStep;
  }

  get hartCount(): number {
    return this.timeline.state.harts.length;
  }

  get hartInTurn(): number {
    return this.timeline.state.turn.hart;
  }

  /** Values of registers by gdb's names; not of those that gdb shows in parts: floating point, vectors. */
  registersAt(step: number, hart?: number): ReadonlyMap<string, bigint> {
    const { machine } = this.timeline;
    const view = viewHart(machine, this.timeline.seek(step), hart ?? this.hartInTurn);
    const { registers } = machine.board.arch.description;
    const known = registers.filter(({ gdb, kind, bits }) => gdb !== undefined && kind !== 'float' && bits <= 64);
    return new Map(known.map((register) => [register.gdb!.name ?? register.name, register.read(view)]));
  }

  pcAt(step: number, hart?: number): bigint {
    return this.registersAt(step, hart).get('pc')!;
  }

  /** Where a hart takes its next step from a step on. */
  nextStepOf(hart: number, from: number): number {
    const steps = this.#stepsOf(hart, from);
    return this.#first(from, (step) => this.#stepsOf(hart, step + 1) > steps);
  }

  /** Where it took its last step before. */
  lastStepOf(hart: number, before: number): number {
    const steps = this.#stepsOf(hart, before);
    return this.#first(0, (step) => this.#stepsOf(hart, step + 1) >= steps);
  }

  /** Bytes at a virtual address; undefined where it is not mapped. */
  bytesAt(step: number, address: bigint, sizeBytes: number): Uint8Array | undefined {
    const { machine } = this.timeline;
    const state = this.timeline.seek(step);
    const view = viewHart(machine, state, this.hartInTurn);
    const result = machine.board.arch.description.createWalker().locate(view, { address, access: 'load', space: 'virtual' });
    return result.kind === 'mapped' ? machine.readPhysical(state, Number(result.physical), sizeBytes) : undefined;
  }

  /** The next step from a step on during which a write changes bytes, which are mapped. */
  nextChange(from: number, address: bigint, sizeBytes: number): number | undefined {
    for (let at = from; ; ) {
      this.timeline.seek(at);
      const hit = this.timeline.run({ watchpoints: [{ space: 'virtual', address, sizeBytes, on: 'write' }] });
      if (hit === undefined || this.#changes(hit.step, address, sizeBytes)) return hit?.step;
      at = hit.step + 1;
    }
  }

  lastChange(before: number, address: bigint, sizeBytes: number): number | undefined {
    for (let at = before; at > 0; ) {
      this.timeline.seek(at);
      const hit = this.timeline.runBack({ watchpoints: [{ space: 'virtual', address, sizeBytes, on: 'write' }] });
      if (hit === undefined || this.#changes(hit.step, address, sizeBytes)) return hit?.step;
      at = hit.step;
    }
    return undefined;
  }

  #changes(step: number, address: bigint, sizeBytes: number): boolean {
    const [before, after] = [step, step + 1].map((each) => this.bytesAt(each, address, sizeBytes));
    return before === undefined || after === undefined || Buffer.compare(before, after) !== 0;
  }

  /** Steps that a hart took before a step. */
  #stepsOf(hart: number, step: number): bigint {
    const { buffer, byteOffset } = this.timeline.seek(step).harts[hart]!;
    return new DataView(buffer, byteOffset).getBigUint64(this.timeline.machine.board.arch.core.steps.offset, true);
  }

  /** The first step from one on for which something holds, which holds on from there to the end. */
  #first(from: number, holds: (step: number) => boolean): number {
    let [low, high] = [from, this.endStep - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
