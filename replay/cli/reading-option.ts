/** `--reading`: which reading of the instruction definitions runs the machine. They give the same run. */
import { Option } from 'commander';

export function readingOption(): Option {
  return new Option('--reading <name>', 'what runs the instructions: reference is slow and obvious')
    .choices(['interpreter', 'reference'])
    .default('interpreter');
}
