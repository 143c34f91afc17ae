/** States that a timeline keeps to go back to: on a grid that gets coarser under a cap, and some near where one has been. */
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineState } from '#core/machine/state.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';

export interface Snapshot {
  readonly step: number;
  readonly state: MachineState;
  /** Index of the control to come. */
  readonly next: number;
}

const GRID_MAX = 1024;
const APPROACHES_MAX = 32;

export class Snapshots {
  readonly #machine: Machine;
  readonly #capBytes: number;
  /** Guest memory of the first state, which stays. */
  readonly #baseBytes: number;
  readonly #letGo: (state: MachineState) => void;
  #spacing = CHECKPOINT_STEPS;
  /** By step, ascending. The first is that of step 0, which stays. */
  #grid: Snapshot[] = [];
  /** Least recently left first. */
  #approaches: Snapshot[] = [];
  readonly #held = new Set<MachineState>();

  /** `letGo` is told of each state that is not kept any more. */
  constructor(machine: Machine, capBytes: number, letGo: (state: MachineState) => void) {
    this.#machine = machine;
    this.#capBytes = capBytes;
    this.#baseBytes = machine.residentBytes;
    this.#letGo = letGo;
  }

  holds(state: MachineState): boolean {
    return this.#held.has(state);
  }

  /** How many, and how far apart those of the grid are, in steps. */
  get density(): { readonly count: number; readonly spacing: number } {
    return { count: this.#grid.length + this.#approaches.length, spacing: this.#spacing };
  }

  /** Keeps a state of the grid, if its step is one that the grid has now. */
  addToGrid(snapshot: Snapshot): void {
    if (snapshot.step % this.#spacing !== 0) return;
    const index = this.#grid.findLastIndex(({ step }) => step <= snapshot.step);
    if (this.#grid[index]?.step === snapshot.step) return;
    this.#grid.splice(index + 1, 0, snapshot);
    this.#held.add(snapshot.state);
    this.#thin(snapshot.state);
  }

  /** Keeps a state for as long as no others take its place. */
  addApproach(snapshot: Snapshot): void {
    if (this.atOrBefore(snapshot.step)?.step === snapshot.step) return;
    this.#approaches.push(snapshot);
    this.#held.add(snapshot.state);
    if (this.#approaches.length > APPROACHES_MAX) this.#drop(this.#approaches.shift()!);
    this.#thin(snapshot.state);
  }

  /** The nearest with step `at` or before. There is always that of step 0. */
  atOrBefore(at: number): Snapshot | undefined {
    let best = this.#grid.findLast(({ step }) => step <= at);
    for (const approach of this.#approaches) if (approach.step <= at && approach.step > (best?.step ?? -1)) best = approach;
    return best;
  }

  #thin(present: MachineState): void {
    // What the guest itself holds now does not count: there is no machine without it.
    const ownBytes = PAGE_SIZE * this.#machine.pagesBetween(this.#machine.initialState, present).length;
    const isOverCap = () => this.#machine.residentBytes - this.#baseBytes - ownBytes > this.#capBytes;
    while (this.#grid.length > GRID_MAX || (isOverCap() && this.#grid.length > 2)) {
      this.#spacing *= 2;
      const [kept, dropped] = [[] as Snapshot[], [] as Snapshot[]];
      for (const snapshot of this.#grid) (snapshot.step % this.#spacing === 0 ? kept : dropped).push(snapshot);
      this.#grid = kept;
      for (const each of dropped) this.#drop(each);
    }
    while (isOverCap() && this.#approaches.length > 1) this.#drop(this.#approaches.shift()!);
  }

  #drop({ state }: Snapshot): void {
    this.#held.delete(state);
    this.#letGo(state);
  }
}
