import { describe, expect, it, vi } from 'vitest';
import { loadBoards } from './boards/registry.ts';
import { recipes } from './fixtures/recipes.ts';
import { record } from './record-run.ts';

await loadBoards();

describe('regressions', () => {
  it('records the same where keys are typed, however slow the host', () => {
    const { board, machine, typed } = recipes.find(({ file }) => file === 'riscv64-bare.log')!;
    const run = { board, ...machine(), typed };
    const expected = record(run);
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
    const came = record(run);
    clock.mockRestore();
    expect(Buffer.compare(came, expected)).toBe(0);
  });
});
