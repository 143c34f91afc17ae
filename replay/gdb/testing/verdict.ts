/** Counts what is right, and prints what is not. */
import { isDeepStrictEqual } from 'node:util';

export class Verdict {
  right = 0;
  wrong = 0;

  equal(what: string, came: unknown, expected: unknown): void {
    this.#note(isDeepStrictEqual(came, expected), what, () => `came ${shown(came)}, expected ${shown(expected)}`);
  }

  matches(what: string, came: string, expected: RegExp): void {
    this.#note(expected.test(came), what, () => `came ${shown(came)}, expected ${String(expected)}`);
  }

  #note(isRight: boolean, what: string, why: () => string): void {
    if (isRight) this.right += 1;
    else {
      this.wrong += 1;
      console.log(`WRONG ${what}: ${why()}`);
    }
  }
}

const shown = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `0x${each.toString(16)}` : each));
