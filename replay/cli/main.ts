#!/usr/bin/env node
import { LogError } from '../log/error.ts';
import { openLogFile } from '../log/file.ts';

const [command, file] = process.argv.slice(2);
if (command !== 'console' || file === undefined) {
  console.error('usage: replay console LOG');
  process.exit(2);
}
try {
  const log = openLogFile(file);
  for (const event of log.events()) if (event.kind === 'output') process.stdout.write(event.bytes);
  if (log.damage !== null) throw log.damage;
} catch (error) {
  if (!(error instanceof LogError)) throw error;
  console.error(`replay: ${file}: ${error.message}`);
  process.exitCode = 2;
}
