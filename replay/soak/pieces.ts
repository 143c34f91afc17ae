/** What a soak does: the same as a landing's checks, many times as long. */
import { fuzzers } from '../fuzz/registry.ts';

export interface Piece {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** `times`: how many times what a landing checks. `seed` decides all that is drawn, but for `readings`, which prints its own. */
export function piecesOf({ times, seed }: { readonly times: number; readonly seed: number }): readonly Piece[] {
  const piece = (name: string, command: string, environment = {}): Piece => ({ name, command: command.split(' '), environment });
  return [
    piece('readings', 'npx vitest run arches/riscv64/readings.test.ts arches/aarch64/readings.test.ts', { SOAK: String(times) }),
    ...fuzzers.map(({ name, sampleRuns }) =>
      piece(`fuzz-${name}`, `npm run --silent fuzz -- ${name} --seed ${seed} --runs ${sampleRuns * times}`),
    ),
    // A million instructions in each mode, and 100,000 pairs an operation and rounding mode, take 100 times a landing's.
    piece('oracle-random', `npm run --silent oracle -- random --seed ${seed} --cases ${20 * times} --units 500`),
    piece('oracle-float', `npm run --silent oracle -- float --first ${seed} --count ${1000 * times}`),
    piece(
      'oracle-aarch64-random',
      `npm run --silent oracle -- random --arch aarch64 --seed ${seed} --cases ${6 * times} --units 500`,
    ),
    piece(
      'oracle-aarch64-float',
      `npm run --silent oracle -- float --arch aarch64 --first ${1000 * seed} --count ${1000 * times}`,
    ),
    piece('disassembly', `npm run --silent oracle -- disassembly --seed ${seed} --count ${20 * times}`),
    piece('disassembly-aarch64', `npm run --silent oracle -- disassembly --arch aarch64 --seed ${seed} --count ${2 * times}`),
    piece('encodings-aarch64', `npx tsx -C development .ci/encodings.ts --seed ${seed} --count ${200_000 * times}`),
    piece(
      'bisect',
      `npx tsx -C development replay/soak/bisect.ts --seed ${seed} --live ${Math.ceil(times / 2)} --dead ${Math.ceil(times / 2)}`,
    ),
    ...['riscv64', 'aarch64'].map((arch) =>
      piece(
        arch === 'riscv64' ? 'bisect-qemu' : `bisect-qemu-${arch}`,
        `npx tsx -C development replay/soak/against-qemu.ts --arch ${arch} --seed ${seed} --cases ${Math.ceil(times / 2)} --steps 1000000`,
      ),
    ),
    piece('timeline', `npx tsx -C development replay/soak/timeline.ts --seed ${seed} --reverse ${100 * times}`),
    piece('kills', `npm run --silent kills -- --seed ${seed} --runs ${10 * times}`),
    piece('gdb', `.ci/gdb.sh --seed ${seed} --rounds ${times}`),
    piece('hosts', 'npm run --silent hosts -- --parts'),
    piece('linux', 'npx tsx -C development .ci/linux.ts'),
  ];
}
