/** The fuzzers there are. */
import { cliArguments } from './cli-arguments.ts';
import { Finding, type Fuzzer } from './fuzzer.ts';
import { gdbClients } from './gdb-clients.ts';
import { devices, guestPrograms } from './guests.ts';
import { images } from './images.ts';
import { logBytes, logContent } from './log-bytes.ts';
import { logDamage } from './log-damage.ts';
import { vmGuests } from './vm-guests.ts';

/** Finds a bug soon, on purpose: it shows that findings are seen, and that the command to repeat one repeats it. */
const canary: Fuzzer = {
  name: 'canary',
  claim: 'no number is divisible by 8, which is wrong',
  sampleRuns: 1000,
  run(random) {
    const number = random.u32();
    if (number % 8 === 0) throw new Finding(`${number} is divisible by 8`);
  },
};

/** Hangs, on purpose. */
const hang: Fuzzer = {
  name: 'canary-hang',
  claim: 'a run ends, which is wrong',
  sampleRuns: 1,
  run() {
    for (;;);
  },
};

/** Those that find something only when something is wrong. */
export const fuzzers: readonly Fuzzer[] = [
  logBytes,
  logContent,
  logDamage,
  images,
  devices,
  guestPrograms,
  vmGuests,
  cliArguments,
  gdbClients,
];
export const canaries: readonly Fuzzer[] = [canary, hang];
