/** gdb with a program that has line numbers: what people do with sources, both ways; and Ctrl-C in a long run. */
import { startServer } from './command.ts';
import { stepOf, targetOf } from './scenes.ts';
import { runGdb } from './stock-gdb.ts';
import { Truth } from './truth.ts';
import type { Verdict } from './verdict.ts';

/** `.ci/gdb/guest.c`. */
export async function driveSources(
  { elf, log }: { readonly elf: string; readonly log: string },
  verdict: Verdict,
): Promise<void> {
  await using server = await startServer(log);
  const target = targetOf(server.port);
  await driveLines({ elf, log, target }, verdict);
  await driveInterrupt({ elf, target }, verdict);
}

async function driveLines(
  { elf, log, target }: { readonly elf: string; readonly log: string; readonly target: string },
  verdict: Verdict,
): Promise<void> {
  const commands = [
    ...[target, 'break milestone', 'continue', 'bt', 'print rounds', 'finish', 'print rounds', 'reverse-finish', 'info line'],
    ...['continue', 'print rounds', 'next', 'print rounds', 'reverse-next', 'print rounds', 'delete'],
    ...[
      'watch total',
      'continue',
      'print rounds',
      'reverse-continue',
      'monitor when',
      'reverse-continue',
      'print rounds',
      'delete',
    ],
    ...['tbreak mix', 'continue', 'step', 'step', 'reverse-step', 'up', 'info locals', 'break switch_off', 'continue', 'bt'],
    ...['reverse-continue', 'monitor when'],
  ];
  const answers = await runGdb({ files: [elf], commands });
  const by = (command: string, nth = 1) => answers[commands.flatMap((each, i) => (each === command ? [i] : []))[nth - 1]!]!;
  verdict.matches('break', by('continue'), /Breakpoint 1, milestone \(result=\d+\) at .*guest\.c:\d+/);
  verdict.matches('bt', by('bt'), /#0 +milestone .*\n#1 +0x[0-9a-f]+ in main \(\)/);
  verdict.matches('finish', by('finish'), /main \(\) at .*guest\.c/s);
  verdict.equal(
    'rounds',
    [1, 2].map((nth) => by('print rounds', nth).trim().replace(/.*= /, '')),
    ['0', '1'],
  );
  verdict.matches('continue', by('continue', 2), /Breakpoint 1, milestone/);
  verdict.equal(
    'next and back',
    [4, 5].map((nth) => by('print rounds', nth).trim().replace(/.*= /, '')),
    ['2', '1'],
  );
  verdict.matches('watch', by('continue', 3), /Hardware watchpoint \d+: total.*Old value = .*New value = /s);
  verdict.matches('watch, back', by('reverse-continue'), /Hardware watchpoint \d+: total.*Old value = .*New value = /s);
  verdict.matches('tbreak', by('continue', 4), /Temporary breakpoint \d+, .*mix \(value=\d+\)/s);
  verdict.matches('reverse-step', by('reverse-step'), /^(0x[0-9a-f]+\t)?\d+\t/);
  verdict.matches('up', by('up'), /#1 +.*work \(seed=/);
  verdict.matches('the last function', by('continue', 5), /Breakpoint \d+, (0x[0-9a-f]+ in )?switch_off/);
  verdict.matches('the beginning', by('reverse-continue', 3), /No more reverse-execution history/);
  verdict.equal('is step 0', stepOf(by('monitor when', 2)), 0);
  const truth = new Truth(log);
  const address = BigInt(/= .* (0x[0-9a-f]+)/.exec((await runGdb({ files: [elf], commands: ['print &total'] }))[0]!)![1]!);
  truth.timeline.seek(0);
  const first = truth.nextChange(0, address, 8)!;
  const second = truth.nextChange(first + 1, address, 8)!;
  verdict.equal('the write that was gone back to', [first, second].includes(stepOf(by('monitor when'))), true);
}

/** The run would take longer. */
async function driveInterrupt(
  { elf, target }: { readonly elf: string; readonly target: string },
  verdict: Verdict,
): Promise<void> {
  const answers = await runGdb({
    files: [elf],
    commands: [target, 'starti start', 'echo going on\\n', 'continue', 'info registers pc', 'monitor when'],
    started: (child, output) => {
      const timer = setInterval(() => {
        if (!output().includes('going on\n@@@')) return;
        clearInterval(timer);
        setTimeout(() => child.kill('SIGINT'), 300);
      }, 20);
      child.once('close', () => clearInterval(timer));
    },
  });
  verdict.matches('Ctrl-C', answers[3]!, /received signal SIGINT/);
  verdict.equal('somewhere on the way', stepOf(answers[5]!) > 0, true);
}
