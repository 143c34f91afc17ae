#!/usr/bin/env node
/**
 * What a VM exit costs under the built-in hypervisor, from guest step to guest step: the trap, the hypervisor's reducer, the way
 * back, and the two facts with the digest of the hart.
 *
 *     npm run bench:exits [-- --json]
 *
 * A guest asks for the state of its hart (SBI HSM), again and again; the same guest with a `nop` in the place of the call is
 * taken off. Exit 1 when a round trip takes more than 5 µs.
 */
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import { factOf } from '../engine/facts.ts';
import { SliceLength } from '../engine/slice.ts';
import { buildDisk, guestPath } from '../images/scenario-disk.ts';
import { median } from './summary.ts';

await loadBoards();

const CALLS = 50_000;
const ROUNDS = 9;
const LIMIT_US = 5;

const ECALL = 0x0000_0073;
const NOP = 0x0000_0013;

/** lui a7, 0x485; addi a7, a7, 0x34d; li a6, 2; loop: li a0, 0; `call`; j loop. */
const guestWith = (call: number): Uint8Array =>
  new Uint8Array(Uint32Array.of(0x0048_58b7, 0x34d8_8893, 0x0020_0813, 0x0000_0513, call, 0xff9f_f06f).buffer);

/** A function that takes `steps` steps more, and answers with the number of VM exits. */
function machineOf(guest: Uint8Array): (steps: number) => number {
  const drives = [{ name: 'disk.img', image: SparseImage.of(buildDisk('guest', guest)), isReadOnly: false }];
  const { board, contents } = setUpBoard('riscv64-virt', { ...DEFAULT_REQUEST, guest: guestPath('guest'), drives });
  const machine = createMachine(board, contents, 'interpreter');
  const slice = new SliceLength();
  let state: MachineState = machine.initialState;
  return (count) => {
    let exits = 0;
    for (let left = count; left > 0; ) {
      if (state !== machine.initialState) machine.consume(state);
      const steps = Math.min(left, slice.steps);
      const after = machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY });
      state = after.state;
      left -= steps;
      slice.adapt(after.effects);
      for (const effect of after.effects) if (factOf(effect)?.kind === 'exit') exits++;
    }
    return exits;
  };
}

function measure(call: number): { readonly us: number; readonly exits: number } {
  const run = machineOf(guestWith(call));
  run(3 * CALLS);
  let exits = 0;
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    exits = run(3 * CALLS);
    return (1000 * (performance.now() - start)) / CALLS;
  });
  return { us: median(times), exits };
}

const plain = measure(NOP);
const calling = measure(ECALL);
const us = calling.us - plain.us;
if (process.argv.includes('--json')) console.log(JSON.stringify({ roundTripUs: us, exits: calling.exits }));
else console.log(`a VM exit and the entry after it: ${us.toFixed(2)} µs (median of ${ROUNDS} rounds of ${calling.exits} exits)`);
process.exitCode = calling.exits === CALLS && us < LIMIT_US ? 0 : 1;
