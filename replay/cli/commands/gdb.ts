/** `replay gdb`: lets gdb look at a recording, and go about in it. */
import { Duplex } from 'node:stream';
import { Command, InvalidArgumentError } from 'commander';
import type { Reading } from '#core/machine/processor-transient.ts';
import { Lifeline } from '../../gdb/lifeline.ts';
import { Clients, type Listening, listen } from '../../gdb/server.ts';
import { Subject } from '../../gdb/subject.ts';
import type { LogReader } from '../../log/reader.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { Timeline } from '../../timeline/timeline.ts';
import { carryOut } from '../action.ts';
import { capOption } from '../cap-option.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { exitLines } from '../exit-rows.ts';
import type { Output } from '../output.ts';
import { Progress } from '../progress.ts';
import { readingOption } from '../reading-option.ts';
import { openRecording } from '../recording-file.ts';
import { symbolLookup } from '../symbol-lookup.ts';
import { UsageError } from '../usage-error.ts';

const EXAMPLES = `
Examples:
  $ replay gdb boot.log
  $ replay gdb boot.log --at exit:12 --port 0
  $ gdb-multiarch my-kernel.elf -ex 'target remote | replay gdb boot.log --stdio'

It says which line to type for gdb. There, besides all that gdb does with a machine, reverse-stepi, reverse-continue and
watchpoints in both directions work; \`starti POS\` goes to a position; \`monitor help\` lists what else there is. Nothing can be
written: a recording is the past. Whoever can reach the address may look at the recording, so it is this machine's own unless
--listen names another. One client at a time; the next one finds the recording where the last left it. Ctrl-C ends it.

${POSITION_HELP}
Exit code: 0 ended by you or by the client of --stdio, 2 refused.
`;

const LOOPBACK = /^(127\.|::1$|localhost$)/;
const PORT_MAX = 0xffff;

interface GdbOptions {
  readonly at: string;
  readonly port: number;
  readonly listen: string;
  readonly stdio: boolean;
  readonly symbols: readonly string[];
  readonly cap: number;
  readonly reading: Reading;
}

export function gdbCommand(): Command {
  return new Command('gdb')
    .summary('let gdb debug a recording, forward and back')
    .description('Serves a recording to gdb: a remote target that can also go backwards.')
    .argument('<log>', 'the recording')
    .option('--at <position>', 'where it begins', 'start')
    .option('--port <n>', 'TCP port to listen on; 0 for any that is free', parsePort, 1234)
    .option('--listen <address>', "address to listen on, when not only this machine's programs may come", '127.0.0.1')
    .option('--stdio', 'serve who started it, through standard input and output', false)
    .option(
      '--symbols <elf>',
      'names addresses in what `monitor` says; may be given again',
      (path: string, before: readonly string[]) => [...before, path],
      [],
    )
    .addOption(capOption())
    .addOption(readingOption())
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: GdbOptions) => carryOut(path, (output) => gdb(output, path, options)));
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : PORT_MAX + 1;
  if (port > PORT_MAX) throw new InvalidArgumentError(`Expected a port from 0 to ${PORT_MAX}.`);
  return port;
}

async function gdb(output: Output, path: string, options: GdbOptions): Promise<ExitCode> {
  const log = await openRecording(path);
  if (log.damage !== null) output.tell(`replay: ${path}: ${log.damage.message}; what is before can be debugged`);
  const lifeline = new Lifeline();
  if (options.stdio) lifeline.attach(process.stdout);
  const clients = new Clients(subjectOf(output, log, { ...options, path, lifeline }), lifeline);
  if (options.stdio) {
    await clients.serve(Duplex.from({ readable: process.stdin, writable: process.stdout }));
    return EXIT_FINE;
  }
  const server = await listenAs(clients, options, (line) => output.tell(line));
  tellHow(output, path, server);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  server.close();
  return EXIT_FINE;
}

function subjectOf(
  output: Output,
  log: LogReader,
  { path, lifeline, at, symbols: paths, cap, reading }: GdbOptions & { readonly path: string; readonly lifeline: Lifeline },
): Subject {
  const symbols = symbolLookup(output, { log: path, recorded: log.header.symbols, paths });
  const progress = new Progress(`running ${path}`, false);
  const tell = (line: string) => output.tell(line);
  let isStarting = true; // who waits later sits at gdb
  const timeline = new Timeline(log, {
    reading,
    cap,
    tell: (line) => tell(`replay: ${path}: ${line}`),
    progress: (done, total) => {
      if (isStarting) progress.report(done / total);
      lifeline.beat();
    },
  });
  const subject = new Subject(timeline, {
    at,
    addressOf: (name) => symbols.addressOf(name),
    nameOf: (address) => symbols.nameOf(address),
    exitLines: (from, to) => exitLines(log, symbols, from, to),
    tell,
  });
  isStarting = false;
  progress.end();
  return subject;
}

async function listenAs(clients: Clients, { listen: host, port }: GdbOptions, tell: (line: string) => void): Promise<Listening> {
  try {
    return await listen(clients, { host, port }, tell);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? `another program listens there; take another --port` : message;
    throw new UsageError(`can't listen on ${host}, port ${port}: ${why}`);
  }
}

/** With the line to type. */
function tellHow(output: Output, path: string, { address, port }: Listening): void {
  const host = address.includes(':') ? `[${address}]` : address;
  if (!LOOPBACK.test(address)) output.tell(`replay: whoever can reach ${host}:${port} may read ${path}`);
  output.tell(`replay: ${path}: waiting for gdb; Ctrl-C ends it. Type elsewhere:`);
  output.tell(`  gdb-multiarch -ex 'target extended-remote ${host}:${port}'`);
}
