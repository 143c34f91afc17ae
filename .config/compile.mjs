/** Keeps what V8 has compiled when a recording was run, so that it is not compiled at each start. */
import { writeFileSync } from 'node:fs';
import command from '../replay/command/command.js';

process.argv.splice(2, Number.POSITIVE_INFINITY, 'run', '--quiet', 'fixtures/riscv64.log');
const script = command.runCommand();
process.on('exit', () => writeFileSync(command.compiledFile, script.createCachedData()));
