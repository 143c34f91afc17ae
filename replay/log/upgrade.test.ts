import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION } from './limits.ts';
import { oldestVersion, type Upgrade, upgradeFrom } from './upgrade.ts';

const step = (name: string): Upgrade => ({
  header: (value) => [...(value as string[]), name],
  records: (values) => [...values, name],
});
const UPGRADES = { 2: step('2 to 3'), 3: step('3 to 4') };

describe('upgradeFrom', () => {
  it('takes every step to the newest version, in order', () => {
    expect(upgradeFrom(2, 4, UPGRADES)!.header([])).toEqual(['2 to 3', '3 to 4']);
    expect(upgradeFrom(3, 4, UPGRADES)!.records(['record'])).toEqual(['record', '3 to 4']);
    expect(upgradeFrom(4, 4, UPGRADES)!.header(['newest'])).toEqual(['newest']);
  });

  it('answers nothing for versions that cannot be read', () => {
    expect(upgradeFrom(1, 4, UPGRADES)).toBeUndefined();
    expect(upgradeFrom(5, 4, UPGRADES)).toBeUndefined();
  });

  it('reads every version from 1 to the present', () => {
    expect(oldestVersion(UPGRADES, 4)).toBe(2);
    expect(oldestVersion()).toBe(1);
    for (let version = 1; version <= FORMAT_VERSION; version++) expect(upgradeFrom(version)).toBeDefined();
  });
});
