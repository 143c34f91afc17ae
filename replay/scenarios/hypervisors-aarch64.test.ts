/** The hypervisor in C does what the built-in one of aarch64 does: for the guests that there are, for any call, and for guests that go wrong. */
import { describe, expect, it } from 'vitest';
import { psciFunction, SMC64 } from '#arches/aarch64/psci.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import { guestNames } from '../images/guest.ts';
import { buildDisk } from '../images/scenario-disk.ts';
import { exitLines } from '../oracle/hypervisors.ts';
import { gicGuest, type PsciCall, psciGuest, SHOW_ANSWER, wrongAarch64Guest } from './testing/aarch64-guests.ts';
import { type Changes, runScenario } from './testing/run.ts';

const arch = 'aarch64';
const IMAGE = { image: 'hypervisor.elf' };
const FINE = { kind: 'off', status: 0 };

/** Both, with what there is to compare. PSCI has no word for failure, so that the image always ends well. */
function runBoth(guest: string, changes: Changes = {}) {
  const builtIn = runScenario({ arch, guest, hypervisor: 'builtIn' }, changes);
  const image = runScenario({ arch, guest, hypervisor: IMAGE }, changes);
  expect(image.lines).toEqual(builtIn.lines);
  expect(image.status).toEqual(FINE);
  expect(exitLines(image.exits)).toEqual(exitLines(builtIn.exits));
  return builtIn;
}

/** With a program of a test's own on the disk. */
const runFlat = (bytes: Uint8Array) =>
  runBoth('guestmode', {
    request: { drives: [{ name: 'disk.img', image: SparseImage.of(buildDisk('guestmode', bytes)), isReadOnly: true }] },
  });

const GICD = 0x0800_0000;
const GICR = 0x080a_0000;
const SGI_FRAME = GICR + 0x1_0000;

describe('the hypervisors of aarch64', () => {
  it.each(guestNames)('run %s alike', (guest) => {
    const { lines, status } = runBoth(guest);
    expect(lines.slice(-3)).toEqual(['Shutdown vm normally!', 'Hypervisor ok!', '']);
    expect(status).toEqual(FINE);
  });

  it('answer every call alike', () => {
    const numbers = [...Object.values(psciFunction), 0x8400_0012, 0x8600_0000, 0, 0xffff_ffff];
    const functions = numbers.flatMap((number) => [number, (number | SMC64) >>> 0]).map(BigInt);
    const values = [0n, 1n, 2n, 0x8400_0008n, 0xc400_0003n, 2n ** 32n, 2n ** 64n - 1n];
    const isEnd = (x0: bigint) => BigInt.asUintN(32, x0) === BigInt(psciFunction.SYSTEM_OFF);
    const calls = [...functions, ...functions.map((number) => number + 2n ** 32n)]
      .filter((x0) => !isEnd(x0))
      .flatMap((x0) => values.flatMap((x1) => [0n, 1n, 2n ** 63n].map((x2): PsciCall => [x0, x1, x2])));
    const { exits, status } = runFlat(psciGuest(calls));
    expect(status).toEqual(FINE);
    expect(exits.filter(({ reason }) => reason === 'hypercall')).toHaveLength(2 * calls.length + 1);
  });

  it('have the guest see the same GIC', () => {
    const load = 0xb940_0041; // ldr w1, [x2]
    const store = 0xb900_0041; // str w1, [x2]
    const addresses = [
      ...[0, 4, 8, 0x80, 0x100, 0x400, 0xffe8].map((offset) => GICD + offset),
      ...[0, 4, 8, 0x14, 0x10, 0xffe8].map((offset) => GICR + offset),
      ...[0x80, 0x100, 0x180, 0x200, 0x280, 0x400, 0x41c, 0x420, 0xc00, 0xffe8].map((offset) => SGI_FRAME + offset),
    ];
    const accesses = addresses.flatMap((address) => [
      { address, word: load },
      { address, word: store, x1: 0xa5c3_f01e },
      { address, word: load },
      { address, word: 0x3900_0041, x1: 0x1ff }, // strb w1, [x2]
      { address, word: 0x7940_0041 }, // ldrh w1, [x2]
      { address, word: 0xf900_0041, x1: 0x8000_0001 }, // str x1, [x2]
      { address, word: 0xf940_0041 }, // ldr x1, [x2]
      { address, word: 0xb940_005f }, // ldr wzr, [x2]
      { address, word: 0xb900_005f }, // str wzr, [x2]
    ]);
    const { exits, status } = runFlat(gicGuest(accesses));
    expect(status).toEqual(FINE);
    expect(exits.filter(({ details }) => details['x0'] === SHOW_ANSWER)).toHaveLength(accesses.length);
  });

  it.each([
    ['loads from where nothing is', 'load', 0x0a00_0000n, 'esr=0x93c18005, elr=0x44200008, far=0xa000000, ipa=0xa000000'],
    ['stores to firmware’s flash', 'store', 0x1000n, 'esr=0x93c18045, elr=0x44200008, far=0x1000, ipa=0x1000'],
    ['loads from behind its GIC', 'load', 0x080c_0000n, 'esr=0x93c18005'],
    ['loads from behind its RAM', 'load', 0x4500_0000n, 'esr=0x93c18006, elr=0x44200008, far=0x45000000, ipa=0x45000000'],
    ['loads from beyond 39 bits', 'load', 2n ** 39n, 'esr=0x9'],
    ['loads two registers from its GIC', 'loadPair', BigInt(GICD), 'esr=0x92000005'],
    ['loads a sign from its GIC', 'loadSigned', BigInt(GICD), 'esr=0x93a18005'],
    ['loads from its GIC exclusively', 'loadExclusive', BigInt(GICD), 'esr=0x92000005'],
    ['jumps out of its RAM', 'jump', 0x4500_0000n, 'esr=0x82000006, elr=0x45000000, far=0x45000000, ipa=0x45000000'],
    ['runs what is in the UART', 'jump', 0x0900_0000n, 'esr=0x8200000f, elr=0x9000000, far=0x9000000, ipa=0x9000000'],
    ['reads a register of its hypervisor', 'readEl2', 0n, 'esr=0x82000005, elr=0x200, far=0x200, ipa=0x200'],
    ['sends an interrupt', 'sendSgi', 1n, 'esr=0x62'],
  ] as const)('report and end a guest that %s', (_, deed, address, report) => {
    const { lines, status } = runFlat(wrongAarch64Guest(deed, address));
    expect(lines.at(-2)).toContain(`Unhandled exception: ${report}`);
    expect(status).toEqual({ kind: 'off', status: 1 });
  });
});
