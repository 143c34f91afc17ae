/** The hypervisor in C does what the built-in one does: for the guests that there are, for any call, and for guests that go wrong. */
import { describe, expect, it } from 'vitest';
import { eid } from '#arches/riscv64/sbi.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import { guestNames } from '../images/guest.ts';
import { buildDisk } from '../images/scenario-disk.ts';
import { exitLines } from '../oracle/hypervisors.ts';
import { callsGuest, type SbiCall, SHOW_ANSWER, wrongGuest } from './testing/flat-guests.ts';
import { type Changes, runScenario } from './testing/run.ts';

const IMAGE = { image: 'hypervisor.elf' };

/** Both, with what there is to compare. */
function runBoth(guest: string, changes: Changes = {}) {
  const builtIn = runScenario({ guest, hypervisor: 'builtIn' }, changes);
  const image = runScenario({ guest, hypervisor: IMAGE }, changes);
  expect(image.lines).toEqual(builtIn.lines);
  expect(image.status).toEqual(builtIn.status);
  expect(exitLines(image.exits)).toEqual(exitLines(builtIn.exits));
  return builtIn;
}

/** With a program of a test's own on the disk. */
const runFlat = (bytes: Uint8Array) =>
  runBoth('guestmode', {
    request: { drives: [{ name: 'disk.img', image: SparseImage.of(buildDisk('guestmode', bytes)), isReadOnly: true }] },
  });

describe('the hypervisors', () => {
  it.each(guestNames)('run %s alike', (guest) => {
    const { lines, status } = runBoth(guest);
    expect(lines.slice(-3)).toEqual(['Shutdown vm normally!', 'Hypervisor ok!', '']);
    expect(status).toEqual({ kind: 'off', status: 0 });
  });

  it('answer every call alike', () => {
    const numbers = [0n, 1n, 2n, 3n, 5n, 2n ** 32n, 2n ** 64n - 1n];
    const extensions = [...Object.values(eid), 0x9n, 0xfn, 0x11n, 0x4d50_5845n, 2n ** 63n].map(BigInt);
    const calls = extensions.flatMap((a7): SbiCall[] =>
      numbers.flatMap((a6) => numbers.flatMap((a0) => [0n, 1n, 2n ** 64n - 1n].map((a1) => ({ a0, a1, a2: 0n, a6, a7 })))),
    );
    const isEnd = ({ a7, a6, a0 }: SbiCall) =>
      a7 === BigInt(eid.LEGACY_SHUTDOWN) || (a7 === BigInt(eid.SRST) && a6 === 0n && a0 === 0n);
    const { exits, status } = runFlat(callsGuest(calls.filter((call) => !isEnd(call))));
    expect(status).toEqual({ kind: 'off', status: 0 });
    // Each call, the next that shows its answer, and the shutdown.
    expect(exits.filter(({ reason }) => reason === 'hypercall')).toHaveLength(
      2 * calls.filter((call) => !isEnd(call)).length + 1,
    );
  });

  it('take console buffers in guest RAM alone, and cut long ones', () => {
    const buffers: readonly (readonly [size: bigint, address: bigint, high: bigint])[] = [
      [6n, 0x8020_0000n, 0n],
      [1n, 0x80ff_ffffn, 0n],
      [2n, 0x80ff_ffffn, 0n],
      [1n, 0x8100_0000n, 0n],
      [0n, 0x8100_0000n, 0n],
      [1n, 0x7fff_ffffn, 0n],
      [5000n, 0x8020_0000n, 0n],
      [2n ** 64n - 1n, 0x8020_0000n, 0n],
      [16n, 2n ** 64n - 8n, 0n],
      [6n, 0x8020_0000n, 1n],
      [6n, 0x1000_0000n, 0n],
    ];
    const { exits } = runFlat(
      callsGuest([0n, 1n].flatMap((a6) => buffers.map(([a0, a1, a2]): SbiCall => ({ a0, a1, a2, a6, a7: BigInt(eid.DBCN) })))),
    );
    const answers = exits
      .filter(({ details }) => details['eid'] === SHOW_ANSWER)
      .map(({ details }) => [BigInt.asIntN(64, details['a0'] as bigint), details['a1']]);
    const invalid = [-3n, 0n];
    expect(answers.slice(0, buffers.length)).toEqual([
      [0n, 6n],
      [0n, 1n],
      invalid,
      invalid,
      [0n, 0n],
      invalid,
      [0n, 4096n],
      ...[invalid, invalid, invalid, invalid],
    ]);
  });

  it.each([
    ['loads from where nothing is', 0x1000_1000n, 'load', 'code=21, sepc=0x80200008, stval=0x10001000, htval=0x4000400'],
    ['stores to firmware’s flash', 0x2000_0000n, 'store', 'code=23, sepc=0x80200008, stval=0x20000000, htval=0x8000000'],
    ['loads from behind the PLIC', 0x0c60_0000n, 'load', 'code=21'],
    ['loads from behind its RAM', 0x8100_0000n, 'load', 'code=21, sepc=0x80200008, stval=0x81000000, htval=0x20400000'],
    ['loads from beyond Sv39x4', 2n ** 41n, 'load', 'code=21, sepc=0x80200008, stval=0x20000000000, htval=0x8000000000'],
    ['jumps out of its RAM', 0x8100_0000n, 'jump', 'code=20, sepc=0x81000000, stval=0x81000000, htval=0x20400000'],
    ['runs what is in the UART', 0x1000_0000n, 'jump', 'code=1, sepc=0x10000000, stval=0x10000000, htval=0x0'],
    ['fences the second stage', 0n, 'fence', 'code=22, sepc=0x80200008, stval=0x62000073, htval=0x0'],
    ['reads a CSR of its hypervisor', 0n, 'readHstatus', 'code=22, sepc=0x80200008, stval=0x600022f3, htval=0x0'],
    ['reads a CSR of the machine', 0n, 'readMhartid', 'code=20, sepc=0x0, stval=0x0, htval=0x0'],
  ] as const)('report and end a guest that %s', (_, address, deed, report) => {
    const { lines, status } = runFlat(wrongGuest(deed, address));
    expect(lines.at(-2)).toContain(`Unhandled trap: ${report}`);
    expect(status).toEqual({ kind: 'off', status: 1 });
  });
});
