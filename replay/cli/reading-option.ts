/** `--reading`: which reading of the instruction definitions runs the machine. They give the same run. */
import { Option } from 'commander';

/** A Node with `--jitless` has no WebAssembly. */
const hasWebAssembly = 'WebAssembly' in globalThis;

export function readingOption(): Option {
  return new Option('--reading <name>', 'what runs the instructions: reference is slow and obvious, and needs no WebAssembly')
    .choices(hasWebAssembly ? ['interpreter', 'reference'] : ['reference'])
    .default(hasWebAssembly ? 'interpreter' : 'reference');
}
