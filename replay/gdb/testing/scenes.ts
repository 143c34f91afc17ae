/** What gdb is made to do with the recordings that come with the program. */
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../oracle/random.ts';
import { GdbClient } from './client.ts';
import { replayCommand, startServer } from './command.ts';
import { runGdb } from './stock-gdb.ts';
import { Truth } from './truth.ts';
import type { Verdict } from './verdict.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const image = (name: string, arch = 'riscv64') => join(FIXTURES, 'images', arch, `${name}.elf`);
const recording = (name: string) => join(FIXTURES, `${name}.log`);

interface Scene {
  readonly log: string;
  readonly files: readonly string[];
}

const SCENES: readonly Scene[] = [
  { log: recording('riscv64'), files: [image('guestmonolithickernel')] },
  { log: recording('riscv64-guestvdev'), files: [image('guestvdev')] },
  { log: recording('riscv64-bare'), files: [image('bare')] },
  { log: recording('riscv64-hypervisor-image'), files: [image('hypervisor'), image('guestmonolithickernel')] },
  { log: recording('aarch64'), files: [image('guestmonolithickernel', 'aarch64')] },
  { log: recording('aarch64-stage-2'), files: [image('guestmonolithickernel', 'aarch64')] },
  {
    log: recording('aarch64-hypervisor-image'),
    files: [image('hypervisor', 'aarch64'), image('guestmonolithickernel', 'aarch64')],
  },
];
/** Moments of each that are looked at in a round: half of them anywhere, half near what is hard to go back over. */
const MOMENTS = 6;
const NEAR = 64;

export const stepOf = (text: string): number => Number((/^step ([\d,]+) of /m.exec(text)?.[1] ?? '-1').replaceAll(',', ''));
export const numberIn = (text: string): bigint => BigInt(/= (0x[0-9a-f]+|\d+)/.exec(text)?.[1] ?? -1);
export const targetOf = (port: number) => `target extended-remote 127.0.0.1:${port}`;

/** What `info all-registers` says of those that are numbers. */
function registersIn(text: string): ReadonlyMap<string, bigint> {
  return new Map([...text.matchAll(/^(\w+) +(0x[0-9a-f]+)\s/gm)].map(([, name, value]) => [name!, BigInt(value!)]));
}

/** What is left to chance is done `rounds` times. */
export async function driveEverything(random: Random, rounds: number, verdict: Verdict): Promise<void> {
  for (const scene of SCENES) {
    const truth = new Truth(scene.log);
    await using server = await startServer(scene.log);
    for (let round = 0; round < rounds; round++) {
      await driveMoments({ ...scene, port: server.port, truth, random, verdict });
      await driveBreakpoints({ ...scene, port: server.port, truth, random, verdict });
      await driveWatchpoints({ ...scene, port: server.port, truth, random, verdict });
    }
  }
  await driveHarts(verdict);
  await driveHypervisor(verdict);
  await driveRefusals(verdict);
  await driveComingAndGoing(verdict);
  await drivePlaces(verdict);
}

interface Driving extends Scene {
  readonly port: number;
  readonly truth: Truth;
  readonly random: Random;
  readonly verdict: Verdict;
}

/** Any step, or one near an interrupt or a VM exit; not where the recording begins or ends. */
function momentIn(truth: Truth, random: Random, isAnywhere: boolean): number {
  const events = isAnywhere ? [] : [...truth.timeline.log.events()].filter(({ kind }) => kind === 'interrupt' || kind === 'exit');
  const step = events.length === 0 ? random.below(truth.endStep) : random.pick(events).step + random.below(2 * NEAR) - NEAR;
  return Math.min(Math.max(step, 10), truth.endStep - 10);
}

/** Registers, memory and single steps, both ways, at moments by chance. */
async function driveMoments({ log, files, port, truth, random, verdict }: Driving): Promise<void> {
  const moments = Array.from({ length: MOMENTS }, (_, index) => momentIn(truth, random, index % 2 === 0));
  const perMoment = (step: number) => [
    ...[`starti step:${step}`, 'info all-registers', 'x/8xb $pc', 'x/i $pc'],
    ...['stepi', 'monitor when', 'stepi', 'monitor when', 'p/x $pc'],
    ...['reverse-stepi', 'monitor when', 'reverse-stepi', 'monitor when', 'reverse-stepi', 'monitor when', 'p/x $pc'],
  ];
  const answers = (await runGdb({ files, commands: [targetOf(port), ...moments.flatMap(perMoment)] })).slice(1);
  const count = perMoment(0).length;
  for (const [index, step] of moments.entries()) {
    const [, all, bytes, instruction, , first, , second, pc, , third, , fourth, , last, lastPc] = answers.slice(index * count);
    const where = `${log} step ${step}`;
    const registers = registersIn(all!);
    for (const [name, value] of truth.registersAt(step)) verdict.equal(`${where} ${name}`, registers.get(name), value);
    const hart = truth.hartInTurn;
    const expected = truth.bytesAt(step, truth.pcAt(step), 8);
    const shown = [...bytes!.matchAll(/\t0x([0-9a-f]{2})/g)].map(([, byte]) => Number.parseInt(byte!, 16));
    if (expected !== undefined) verdict.equal(`${where} bytes`, shown, [...expected]);
    verdict.matches(`${where} x/i`, instruction!, /^=> 0x[0-9a-f]+( <.*>)?:\t/);
    const next = truth.nextStepOf(hart, step) + 1;
    verdict.equal(`${where} stepi`, stepOf(first!), next);
    const after = truth.nextStepOf(hart, next) + 1;
    verdict.equal(`${where} stepi, the second`, stepOf(second!), after);
    verdict.equal(`${where} pc after that`, numberIn(pc!), truth.pcAt(after, hart));
    let back = after;
    for (const [i, text] of [third!, fourth!, last!].entries()) {
      back = truth.lastStepOf(hart, back);
      verdict.equal(`${where} reverse-stepi ${i + 1}`, stepOf(text), back);
    }
    verdict.equal(`${where} pc before`, numberIn(lastPc!), truth.pcAt(back, hart));
  }
}

async function driveBreakpoints({ log, files, port, truth, random, verdict }: Driving): Promise<void> {
  for (const kind of ['break', 'hbreak']) {
    const step = random.below(truth.endStep - 2);
    const pc = truth.pcAt(step);
    const from = random.below(step);
    const commands = [
      ...[targetOf(port), `starti step:${from}`, `${kind} *${pc}`, 'continue', 'monitor when', 'continue', 'monitor when'],
      ...['starti end', 'reverse-continue', 'monitor when', 'reverse-continue', 'monitor when'],
    ];
    const answers = await runGdb({ files, commands });
    const { timeline } = truth;
    timeline.seek(from);
    const first = timeline.run({ breakpoints: [pc] });
    const where = `${log} from step ${from} ${kind} *0x${pc.toString(16)}`;
    verdict.equal(`${where}, continue`, stepOf(answers[4]!), first?.step ?? truth.endStep);
    const second = first && timeline.run({ breakpoints: [pc] });
    verdict.equal(`${where}, continue again`, stepOf(answers[6]!), second?.step ?? truth.endStep);
    if (first !== undefined) verdict.matches(`${where}, said`, answers[3]!, /Breakpoint 1, /);
    timeline.seek(truth.endStep);
    verdict.equal(`${where}, reverse-continue`, stepOf(answers[9]!), timeline.runBack({ breakpoints: [pc] })?.step ?? 0);
    verdict.equal(`${where}, reverse-continue again`, stepOf(answers[11]!), timeline.runBack({ breakpoints: [pc] })?.step ?? 0);
  }
}

/** At a place that is written: where a frame is, at a moment by chance that has one. */
async function driveWatchpoints({ log, files, port, truth, random, verdict }: Driving): Promise<void> {
  let [step, address, change] = [0, 0n, undefined as number | undefined];
  for (let tries = 0; tries < 20 && change === undefined; tries++) {
    step = random.below(truth.endStep);
    address = (truth.registersAt(step).get('sp')! & ~7n) + BigInt(8 * random.below(4));
    if (truth.bytesAt(step, address, 8) !== undefined) change = truth.nextChange(step, address, 8);
  }
  const where = `${log} from step ${step} watch 0x${address.toString(16)}`;
  if (change === undefined) return console.log(`${where}: nothing writes there`);
  const watch = `*(unsigned long *) 0x${address.toString(16)}`;
  const read = (() => {
    truth.timeline.seek(step);
    return truth.timeline.run({ watchpoints: [{ space: 'virtual', address, sizeBytes: 8, on: 'read' }] });
  })();
  const commands = [
    ...[targetOf(port), `starti step:${step}`, `watch ${watch}`, 'continue', 'monitor when'],
    ...['delete', `starti step:${change + 1}`, `watch ${watch}`, 'reverse-continue', 'monitor when'],
    ...['delete', `starti step:${step}`, `rwatch ${watch}`, 'continue', 'monitor when'],
    ...['delete', `starti step:${change}`, `awatch ${watch}`, 'continue', 'monitor when'],
  ];
  const answers = await runGdb({ files, commands });
  verdict.equal(`${where}, continue`, stepOf(answers[4]!), change + 1);
  verdict.matches(`${where}, said`, answers[3]!, /Hardware watchpoint \d.*Old value = .*New value = /s);
  verdict.equal(`${where}, reverse-continue`, stepOf(answers[9]!), truth.lastChange(change + 1, address, 8));
  verdict.equal(`${where}, rwatch`, stepOf(answers[14]!), read === undefined ? truth.endStep : read.step + 1);
  verdict.equal(`${where}, awatch`, stepOf(answers[19]!), change + 1);
}

/** Two harts as threads. */
async function driveHarts(verdict: Verdict): Promise<void> {
  const log = recording('riscv64-bare');
  const truth = new Truth(log);
  await using server = await startServer(log, ['--at', 'step:1_200_000']);
  const commands = [
    ...[targetOf(server.port), 'info threads', 'thread apply all p/x $pc', 'thread 2', 'p $mhartid', 'monitor where'],
    ...['starti step:30', 'thread 2', 'stepi', 'monitor when', 'p/x $pc', 'reverse-stepi', 'monitor when'],
  ];
  const answers = await runGdb({ files: [image('bare')], commands });
  verdict.matches('info threads', answers[1]!, /1 +Thread 1 "hart 0" \(S\).*\n.*2 +Thread 2 "hart 1" \(M, waiting\)/);
  const pcs = [...answers[2]!.matchAll(/= (0x[0-9a-f]+)/g)].map(([, pc]) => BigInt(pc!)).toSorted();
  verdict.equal('pc of each', pcs, [0, 1].map((hart) => truth.pcAt(1_200_000, hart)).toSorted());
  verdict.equal('mhartid', numberIn(answers[4]!), 1n);
  const next = truth.nextStepOf(1, 30) + 1;
  verdict.equal('stepi of thread 2', stepOf(answers[9]!), next);
  verdict.equal('its pc', numberIn(answers[10]!), truth.pcAt(next, 1));
  verdict.equal('reverse-stepi of thread 2', stepOf(answers[12]!), truth.lastStepOf(1, next));
}

/** A hypervisor on the bare board, with the names of both. */
async function driveHypervisor(verdict: Verdict): Promise<void> {
  const log = recording('riscv64-hypervisor-image');
  const truth = new Truth(log);
  await using server = await startServer(log);
  const exit = truth.timeline.log.exitAt(3)!.step + 1;
  const commands = [
    ...[targetOf(server.port), 'break vcpu_trapped', 'continue', 'monitor when', 'bt', 'x/i $pc', 'p/x $hgatp', 'info registers'],
    ...['starti exit:3', 'monitor when', 'p/x $hgatp', 'p/x $vsatp', 'p $priv', 'x/i $vsepc', 'info symbol $sepc'],
    ...[
      'monitor exits 2 4',
      'monitor where',
      'reverse-continue',
      'monitor when',
      'delete',
      'break *(unsigned long) &user_main if $priv == 4',
    ],
    ...['starti start', 'continue', 'monitor when', 'p $priv', 'monitor lastwrite $sp', 'monitor info'],
  ];
  const answers = await runGdb({ files: [image('hypervisor'), image('guestmonolithickernel')], commands });
  const exits = [0, 1, 2, 3].map((number) => truth.timeline.log.exitAt(number)!.step + 1);
  verdict.matches('break by name', answers[2]!, /Breakpoint 1, 0x[0-9a-f]+ in vcpu_trapped \(\)/);
  verdict.equal('at the first exit', stepOf(answers[3]!), exits[0]);
  verdict.matches('bt', answers[4]!, /^#0 +0x[0-9a-f]+ in vcpu_trapped \(\)/);
  verdict.matches('x/i $pc', answers[5]!, /=> 0x[0-9a-f]+ <vcpu_trapped>:\tcsrrw/);
  verdict.equal('p $hgatp', numberIn(answers[6]!), truth.registersAt(exits[0]!).get('hgatp'));
  for (const [name, value] of registersIn(answers[7]!))
    verdict.equal(`info registers: ${name}`, value, truth.registersAt(exits[0]!).get(name));
  verdict.equal('starti exit:3', stepOf(answers[9]!), exit);
  for (const [index, name] of [
    [10, 'hgatp'],
    [11, 'vsatp'],
    [12, 'priv'],
  ] as const)
    verdict.equal(`p $${name}`, numberIn(answers[index]!), truth.registersAt(exit).get(name));
  verdict.matches('the exits', answers[15]!, /^exit +step.*\n +2 .* hypercall .*\n +3 .* interrupt /);
  verdict.matches('where', answers[16]!, /hart 0 +S +0x[0-9a-f]+ +vcpu_trapped, in turn/);
  verdict.equal('reverse-continue to the exit before', stepOf(answers[18]!), exits[2]);
  verdict.matches('break in the user process', answers[22]!, /Breakpoint 2, 0x[0-9a-f]+ in (user_main|\?\?) \(\)/);
  verdict.matches('VU', answers[24]!, /= 4/);
  verdict.matches('monitor info', answers[26]!, /board +riscv64-virt\n.*VM exits +16\n/s);
}

/** Nothing is written, and the reason told; positions that there are not. */
async function driveRefusals(verdict: Verdict): Promise<void> {
  const log = recording('riscv64-bare');
  const physical = 0x8000_0000n;
  await using server = await startServer(log, ['--at', 'step:600000']);
  const commands = [
    ...[targetOf(server.port), 'set var $a0 = 1', 'set var *(int *) $sp = 1', 'jump *0x80000000', 'monitor goto start+'],
    ...['monitor goto step:99G', 'monitor when', 'maintenance packet Qqemu.PhyMemMode:1', `x/4xb ${physical}`],
    ...[
      'x/xb 0',
      'monitor physical',
      'monitor physical off',
      'monitor physical',
      'starti step:99G',
      'monitor help',
      'monitor dance',
    ],
  ];
  const answers = await runGdb({ files: [image('bare')], commands });
  verdict.matches('a register', answers[1]!, /Could not write register.*a recording is the past/);
  verdict.matches('memory', answers[2]!, /Cannot access memory/);
  verdict.matches('why, at the server', server.said(), /gdb wanted to write memory: a recording is the past/);
  verdict.matches('no such step', answers[5]!, /the recording has steps 0 to 1534808/);
  verdict.equal('nothing moved', stepOf(answers[6]!), 600_000);
  const bytes = new Truth(log).timeline.machine;
  verdict.matches('physical memory', answers[8]!, /^0x80000000.*(\t0x[0-9a-f]{2}){4}/);
  verdict.equal('the machine has that memory', bytes.pageAt(Number(physical)) !== undefined, true);
  verdict.matches('none', answers[9]!, /Cannot access memory at address 0x0/);
  verdict.equal('physical', [answers[10], answers[12]], ['on\n', 'off\n']);
  verdict.matches('jump', answers[3]!, /a recording is the past/);
  verdict.matches('no such position', answers[4]!, /'start\+' is not a position/);
  verdict.matches('no such step to start at', answers[13]!, /failed/);
  verdict.matches('why, at the server', server.said(), /gdb wanted to start at step:99G: .* steps 0 to/);
  verdict.matches('help', answers[14]!, /goto POS.*exits.*lastwrite ADDR/s);
  verdict.matches('no such command', answers[15]!, /there is no 'dance'/);
}

async function driveComingAndGoing(verdict: Verdict): Promise<void> {
  const log = recording('riscv64-guestvdev');
  await using server = await startServer(log, ['--at', 'exit:2']);
  const target = targetOf(server.port);
  const plain = target.replace('extended-', '');
  const commands = [
    ...[plain, 'monitor when', 'stepi', 'detach', target, 'monitor when', 'detach', plain, 'kill', plain, 'monitor when'],
    ...['reverse-continue', 'monitor when', 'continue', 'monitor when'],
  ];
  const answers = await runGdb({ files: [image('guestvdev')], commands });
  const truth = new Truth(log);
  const start = truth.timeline.log.exitAt(2)!.step + 1;
  verdict.equal('begins at --at', stepOf(answers[1]!), start);
  verdict.equal('reattached', stepOf(answers[5]!), start + 1);
  verdict.equal('after kill', stepOf(answers[10]!), start);
  verdict.matches('the beginning', answers[11]!, /No more reverse-execution history/);
  verdict.equal('is step 0', stepOf(answers[12]!), 0);
  verdict.matches('the end', answers[13]!, /No more reverse-execution history/);
  verdict.equal('is the last step', stepOf(answers[14]!), truth.endStep);
  const stdio = replayCommand(['gdb', log, '--stdio', '--at', 'step:1000']).join(' ');
  const piped = await runGdb({
    files: [image('guestvdev')],
    commands: [`target remote | ${stdio}`, 'monitor when', 'stepi', 'p/x $pc'],
  });
  verdict.equal('through a pipe', stepOf(piped[1]!), 1000);
  verdict.equal('a step there', numberIn(piped[3]!), truth.pcAt(1001));
}

/** Who can come: this machine alone, unless said. */
async function drivePlaces(verdict: Verdict): Promise<void> {
  const log = recording('riscv64-guestvdev');
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const outside = own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  const reaches = async (port: number, host: string): Promise<boolean> => {
    try {
      using client = await GdbClient.connect(port, host);
      return (await client.ask('?')).startsWith('T05');
    } catch {
      return false;
    }
  };
  await using server = await startServer(log);
  verdict.equal('reached from here', await reaches(server.port, '127.0.0.1'), true);
  if (outside === undefined) return console.log('this machine has no other address to come from');
  verdict.equal(`not reached at ${outside}`, await reaches(server.port, outside), false);
  await using open = await startServer(log, ['--listen', '0.0.0.0']);
  verdict.equal(`reached at ${outside}, with --listen`, await reaches(open.port, outside), true);
  verdict.matches('and says so', open.said(), /whoever can reach 0\.0\.0\.0:\d+ may read/);
}
