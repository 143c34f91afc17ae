/**
 * Reads of older formats. Every version ever written stays readable: whoever raises `FORMAT_VERSION` adds the step from the
 * version before to `UPGRADES`, a section to FORMAT.md and a recording in the old format to the fixtures.
 *
 * A step works on decoded msgpack values, before they are checked against the types of the newest version.
 */
import { FORMAT_VERSION } from './limits.ts';

/** From one version to the next. */
export interface Upgrade {
  header(value: unknown): unknown;
  /** The records of one chunk of events. */
  records(values: readonly unknown[]): readonly unknown[];
}

/** By the version to upgrade from; without gaps up to the version before the newest. */
export const UPGRADES: Readonly<Record<number, Upgrade>> = {};

/** All steps from a version to the newest, or undefined when that version cannot be read. */
export function upgradeFrom(
  version: number,
  newest: number = FORMAT_VERSION,
  upgrades: Readonly<Record<number, Upgrade>> = UPGRADES,
): Upgrade | undefined {
  const steps: Upgrade[] = [];
  for (let from = version; from < newest; from++) {
    const step = upgrades[from];
    if (step === undefined) return undefined;
    steps.push(step);
  }
  if (version > newest) return undefined;
  return {
    header: (value) => steps.reduce((header, step) => step.header(header), value),
    records: (values) => steps.reduce((records, step) => step.records(records), values),
  };
}

/** Oldest version that this build reads. */
export function oldestVersion(upgrades: Readonly<Record<number, Upgrade>> = UPGRADES, newest: number = FORMAT_VERSION): number {
  return Math.min(newest, ...Object.keys(upgrades).map(Number));
}
