import { describe, expect, it } from 'vitest';
import type { Measured } from './measure.ts';
import { factOf, median, renderTable, summarize } from './summary.ts';

const measured = (cpu: number, checksum = '0x1'): Measured => ({
  wall: cpu / 2,
  cpu,
  output: `instructions: 100000000\nchecksum: ${checksum}\n`,
  exitCode: 0,
});

describe('median', () => {
  it('is the middle of an odd number of values and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
  });
});

describe('factOf', () => {
  it('finds a line by its name, carriage returns or not', () => {
    expect(factOf('x\r\nchecksum: 0x12\r\n', 'checksum')).toBe('0x12');
    expect(factOf('nothing\n', 'checksum')).toBeUndefined();
  });
});

describe('summarize', () => {
  const startup = { ours: 0.5, qemu: 0.1 };

  it('takes ratios round by round, with start-up and without', () => {
    const rounds = [
      { ours: measured(2.5), qemu: measured(1.1) },
      { ours: measured(4.5), qemu: measured(2.1) },
      { ours: measured(2.5), qemu: measured(2.1) },
    ];
    const row = summarize('int', rounds, startup);
    expect(row.ratio.startupIncluded).toBeCloseTo(2.1 / 4.5);
    expect(row.ratio.startupApart).toBeCloseTo(0.5);
    expect(row.mips.ours).toBeCloseTo(50);
    expect(row).toMatchObject({ goal: 0.25, isEqual: true, instructions: 100_000_000 });
  });

  it('notices another checksum, and a program that printed none', () => {
    expect(summarize('int', [{ ours: measured(1), qemu: measured(1, '0x2') }], startup).isEqual).toBe(false);
    const silent = { ...measured(1), output: '' };
    expect(summarize('int', [{ ours: silent, qemu: silent }], startup).isEqual).toBe(false);
  });

  it('renders a line for each program', () => {
    const row = summarize('int', [{ ours: measured(2.5), qemu: measured(1.1) }], startup);
    expect(renderTable([row], startup).split('\n')[1]).toMatch(
      /^int +100\.0 +1\.10 \/ 0\.55 +2\.50 \/ 1\.25 .* 0\.44 +0\.50 +0\.25 +equal$/,
    );
  });
});
