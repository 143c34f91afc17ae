/** Stretches of a recording, from the last on, that several threads search together: a counter in memory that all share says which is next. */
import type { Hit } from '#core/machine/stops.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';

/** What came of a stretch that ended a search. */
export interface Outcome {
  readonly index: number;
  readonly hit?: Hit;
  /** Why it could not be searched. */
  readonly failure?: unknown;
}

/** Places in the shared memory: which stretch is next, the first with an outcome, and then for each whether it was searched. */
const NEXT = 0;
const FIRST = 1;
const SEARCHED = 2;

export class LastWriteQueue {
  readonly shared: Int32Array<SharedArrayBuffer>;
  readonly #stretches: readonly Stretch[];

  /** `shared`: of the queue that this is another end of. */
  constructor(stretches: readonly Stretch[], shared?: Int32Array<SharedArrayBuffer>) {
    this.#stretches = stretches;
    this.shared = shared ?? new Int32Array(new SharedArrayBuffer(4 * (SEARCHED + stretches.length)));
    if (shared === undefined) this.shared[FIRST] = stretches.length;
  }

  /** How many stretches were searched. */
  get searchedCount(): number {
    return this.shared.subarray(SEARCHED).reduce((sum, flag) => sum + flag, 0);
  }

  /** The stretch whose outcome is the answer, as all that come after it in the recording are searched; their count for none; undefined before. */
  get decided(): number | undefined {
    const first = Atomics.load(this.shared, FIRST);
    return this.shared.subarray(SEARCHED, SEARCHED + first).every((flag) => flag === 1) ? first : undefined;
  }

  /** Searches one stretch after the other, until there are no more or a later one is known to have the answer. */
  search(searchOne: (stretch: Stretch) => Hit | undefined, progress: () => void = () => undefined): Outcome | undefined {
    for (;;) {
      const index = Atomics.add(this.shared, NEXT, 1);
      if (index >= Atomics.load(this.shared, FIRST)) return undefined;
      try {
        const hit = searchOne(this.#stretches[index]!);
        if (hit !== undefined) return this.#end({ index, hit });
      } catch (failure) {
        return this.#end({ index, failure });
      }
      Atomics.store(this.shared, SEARCHED + index, 1);
      progress();
    }
  }

  #end(outcome: Outcome): Outcome {
    const { index } = outcome;
    for (let first = Atomics.load(this.shared, FIRST); index < first; first = Atomics.load(this.shared, FIRST))
      Atomics.compareExchange(this.shared, FIRST, first, index);
    return outcome;
  }
}
