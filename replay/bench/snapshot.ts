#!/usr/bin/env node
/**
 * What a snapshot of a 128 MB machine costs, every page of whose RAM was written before: to keep the state that a grant ends in,
 * by the pages that the grant wrote, and to go back to an older one.
 *
 *     npm run bench:snapshot [-- --json]
 *
 * The promise is under 1 ms plus what the dirty pages cost; the rows say how much that is. Exit 1 when it does not hold.
 */
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { Arena } from '#core/memory/arena.ts';
import { MemoryTransient, PAGE_SIZE } from '#core/memory/paged-memory.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import { median } from './summary.ts';

await loadBoards();

const RAM_SIZE = 128 * 2 ** 20;
const PAGES = RAM_SIZE / PAGE_SIZE;
const DIRTY = [0, 16, 256, 4096];
const ROUNDS = 21;
const LIMIT_MS = 1;

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Milliseconds to seal memory of which `dirty` pages, far apart, were written since the last seal. */
function measureSeal(dirty: number): number {
  const memory = new MemoryTransient(new Arena(0), PAGES);
  for (let page = 0; page < PAGES; page++) memory.write(page * PAGE_SIZE, Uint8Array.of(1));
  let last = memory.seal();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < dirty; i++) memory.write(Math.floor((i * PAGES) / dirty) * PAGE_SIZE, Uint8Array.of(round));
    let next = last;
    times.push(time(() => (next = memory.seal())));
    memory.release(last);
    last = next;
  }
  return median(times);
}

/** Milliseconds for a grant of one step whose state is kept, and for going back to another state for one step. */
function measureMachine(): { readonly keep: number; readonly goBack: number } {
  const { board, contents } = setUpBoard('riscv64-virt', { ...DEFAULT_REQUEST, ramSizeBytes: RAM_SIZE });
  const machine = createMachine(
    board,
    [{ region: 'ram', offset: 0, bytes: new Uint8Array(RAM_SIZE).fill(1) }, ...contents],
    'interpreter',
  );
  const grant = (state: MachineState) => machine.reduce(state, { type: 'machine/granted', steps: 1, idleUntilNs: 0 }).state;
  const kept: MachineState[] = [machine.initialState];
  const keep = Array.from({ length: ROUNDS }, () => time(() => void kept.push(grant(kept.at(-1)!))));
  const goBack = Array.from({ length: ROUNDS }, (_, round) => time(() => void grant(kept[round]!)));
  return { keep: median(keep), goBack: median(goBack) };
}

const seals = DIRTY.map((dirty) => ({ dirtyPages: dirty, sealMs: measureSeal(dirty) }));
const machine = measureMachine();
if (process.argv.includes('--json')) console.log(JSON.stringify({ seals, machine }, null, 2));
else {
  console.log('dirty pages   seal, ms   µs a page');
  const base = seals[0]!.sealMs;
  for (const { dirtyPages, sealMs } of seals)
    console.log(
      `${String(dirtyPages).padStart(11)}   ${sealMs.toFixed(3).padStart(8)}   ${dirtyPages === 0 ? '' : ((1000 * (sealMs - base)) / dirtyPages).toFixed(2).padStart(9)}`,
    );
  console.log(
    `\na grant of one step, its state kept: ${machine.keep.toFixed(3)} ms; the same from an older state: ${machine.goBack.toFixed(3)} ms`,
  );
}
process.exitCode = seals[0]!.sealMs < LIMIT_MS && machine.keep < LIMIT_MS && machine.goBack < LIMIT_MS ? 0 : 1;
