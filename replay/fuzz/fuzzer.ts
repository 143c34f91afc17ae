/** What a fuzzer is: something that is given a random source, and throws when it has found a bug. */
import type { Random } from '../oracle/random.ts';

export interface Fuzzer {
  readonly name: string;
  /** What must hold, in a line. */
  readonly claim: string;
  /** Runs that take some seconds: what `smoke` and the landing checks do. A soak does many times as many. */
  readonly sampleRuns: number;
  /** One run. What it does depends on `random` alone. */
  run(random: Random): void | Promise<void>;
  /** After all runs, what was measured, in a line. Throws when it is not what the claim says. */
  summarize?(): string;
}

export class Finding extends Error {
  override readonly name = 'Finding';
}

/** Runs something that may refuse by throwing one of `expected`; anything else it throws is a finding. Undefined when it refused. */
// biome-ignore lint/suspicious/noExplicitAny: constructors of errors take what they like
export function refusing<T>(expected: readonly (new (...parameters: any[]) => Error)[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (expected.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}
