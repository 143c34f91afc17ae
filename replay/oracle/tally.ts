/** Counts of what was compared, and of what was left out and why. */
export interface DisassemblyResult {
  readonly compared: number;
  /** Lines that say both. */
  readonly differences: readonly string[];
  /** How many words by the reason for which they were not compared. */
  readonly leftOut: ReadonlyMap<string, number>;
}

export class Tally implements DisassemblyResult {
  compared = 0;
  readonly differences: string[] = [];
  readonly leftOut = new Map<string, number>();

  /** One word: left out for a reason, or compared, and of another text where there is a difference. */
  add(reason: string | undefined, difference: string | undefined): void {
    if (reason !== undefined) {
      this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
      return;
    }
    this.compared += 1;
    if (difference !== undefined) this.differences.push(difference);
  }
}
