/** Small riscv64 programs, and recordings of them. Imported by tests only. */
import { amoaddW } from '#arches/riscv64/a/memory-operations.ts';
import { beq, bne, jal } from '#arches/riscv64/i/control.ts';
import { addi, andi, auipc, lui, slli } from '#arches/riscv64/i/integer.ts';
import { lbu, ld, lw, sb, sd, sw } from '#arches/riscv64/i/loads-stores.ts';
import { wfi } from '#arches/riscv64/priv/privileged.ts';
import { csrrs, csrrw } from '#arches/riscv64/zicsr/zicsr.ts';
import { assemble } from '#core/isa/insn.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { assembleLines, type Line } from '#core/testing/assembler.ts';
import { loadBoards } from '../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';
import { openLog } from '../log/reader.ts';
import { concat } from '../log/testing.ts';
import type { LogEvent } from '../log/types.ts';
import { type LogSetup, LogWriter } from '../log/writer.ts';
import { type EndReason, Recorder } from './record.ts';
import { Replayer, type ReplaySummary } from './replay.ts';

await loadBoards();

/** Registers by their names in the ABI; the programs use these. */
const [zero, t0, t1, t2, s0, s1, s2] = [0, 5, 6, 7, 8, 9, 18];
const UART = 0x1000_0000n;
const TEST = 0x10_0000n;
const CLINT = 0x200_0000n;
const PLIC = 0xc00_0000n;
const LSR = 5n;
const MIE = 0x304n;
const MHARTID = 0xf14n;
const MEIE = 0x800n;
const MTIE = 0x80n;

/** `lui` sign-extends, so addresses are below 0x8000_0000. */
const li = (rd: number, value: bigint): Line[] => {
  const low = BigInt.asIntN(12, value);
  return [assemble(lui, { rd, imm: value - low }), assemble(addi, { rd, rs1: rd, imm: low })];
};
const small = (rd: number, imm: bigint) => assemble(addi, { rd, rs1: zero, imm });
const loadByte = (rd: number, rs1: number, imm: bigint) => assemble(lbu, { rd, rs1, imm });
const storeByte = (rs2: number, rs1: number, imm: bigint) => assemble(sb, { rs2, rs1, imm });
const storeWord = (rs2: number, rs1: number, imm: bigint) => assemble(sw, { rs2, rs1, imm });
const goto =
  (label: string): Line =>
  (to) =>
    assemble(jal, { rd: zero, imm: to(label) });
const ifEqual =
  (rs1: number, rs2: number, label: string): Line =>
  (to) =>
    assemble(beq, { rs1, rs2, imm: to(label) });
const unlessEqual =
  (rs1: number, rs2: number, label: string): Line =>
  (to) =>
    assemble(bne, { rs1, rs2, imm: to(label) });

/** After an echo of the byte in t1: `q` switches off, `r` resets, `f` reports failure 3. */
const obey = (next: string): Line[] => [
  ...Object.entries({ q: 0x5555n, r: 0x7777n, f: 0x3_3333n }).flatMap(([key, request]) => [
    small(t2, BigInt(key.charCodeAt(0))),
    unlessEqual(t1, t2, `after ${key}`),
    ...li(t2, request),
    ...li(s2, TEST),
    storeWord(t2, s2, 0n),
    `after ${key}:`,
  ]),
  goto(next),
];

const programs = {
  /** Polls the UART and sends back what it reads. */
  echo: [
    ...li(s0, UART),
    'poll:',
    loadByte(t1, s0, LSR),
    assemble(andi, { rd: t1, rs1: t1, imm: 1n }),
    ifEqual(t1, zero, 'poll'),
    loadByte(t1, s0, 0n),
    storeByte(t1, s0, 0n),
    ...obey('poll'),
  ],
  /** The same, but waits in WFI for the UART's interrupt, which the PLIC passes on and no trap takes. */
  sleeper: [
    ...li(s0, UART),
    ...li(s1, PLIC),
    small(t0, 1n),
    storeWord(t0, s1, 40n), // priority of source 10
    storeByte(t0, s0, 1n), // IER: received data
    ...li(s2, PLIC + 0x2000n),
    small(t0, 0x400n),
    storeWord(t0, s2, 0n), // enable source 10 for hart 0 in M
    ...li(t0, MEIE),
    assemble(csrrs, { rd: zero, rs1: t0, csr: MIE }),
    ...li(s1, PLIC + 0x20_0000n),
    'wait:',
    assemble(wfi, {}),
    assemble(lw, { rd: t0, rs1: s1, imm: 4n }), // claim
    'poll:',
    loadByte(t1, s0, LSR),
    assemble(andi, { rd: t1, rs1: t1, imm: 1n }),
    ifEqual(t1, zero, 'complete'),
    loadByte(t1, s0, 0n),
    storeByte(t1, s0, 0n),
    ...obey('poll'),
    'complete:',
    storeWord(t0, s1, 4n),
    goto('wait'),
  ],
  /** Prints a dot every 100 µs, sleeping in between, and obeys keys that came meanwhile. */
  clock: [
    ...li(s0, UART),
    ...li(t0, MTIE),
    assemble(csrrs, { rd: zero, rs1: t0, csr: MIE }),
    ...li(s1, CLINT + 0xc000n),
    'tick:',
    assemble(ld, { rd: t0, rs1: s1, imm: -8n }), // mtime
    assemble(addi, { rd: t0, rs1: t0, imm: 1000n }),
    ...li(s2, CLINT + 0x4000n),
    assemble(sd, { rs2: t0, rs1: s2, imm: 0n }), // mtimecmp
    assemble(wfi, {}),
    small(t0, 0x2en),
    storeByte(t0, s0, 0n),
    loadByte(t1, s0, LSR),
    assemble(andi, { rd: t1, rs1: t1, imm: 1n }),
    ifEqual(t1, zero, 'tick'),
    loadByte(t1, s0, 0n),
    storeByte(t1, s0, 0n),
    ...obey('tick'),
  ],
  /** Sets a timer to 71 days from now, which a safe integer still holds in ns, and waits. */
  faraway: [
    ...li(t0, MTIE),
    assemble(csrrs, { rd: zero, rs1: t0, csr: MIE }),
    ...li(s2, CLINT + 0x4000n),
    small(t0, 7n),
    assemble(slli, { rd: t0, rs1: t0, imm: 43n }),
    assemble(sd, { rs2: t0, rs1: s2, imm: 0n }), // mtimecmp
    'again:',
    assemble(wfi, {}),
    goto('again'),
  ],
  /** Waits for an interrupt that nothing enables. */
  hang: ['again:', assemble(wfi, {}), goto('again')],
  /** Runs for ever, its trap vector set so that a fault would show. */
  spin: [
    assemble(csrrw, { rd: zero, rs1: zero, csr: 0x305n }),
    'again:',
    assemble(addi, { rd: t0, rs1: t0, imm: 1n }),
    goto('again'),
  ],
  /** Hart 1 counts; hart 0 echoes keys and, after each, the low byte of the count. */
  pair: [
    assemble(auipc, { rd: s1, imm: 0x1000n }),
    assemble(csrrs, { rd: t0, rs1: zero, csr: MHARTID }),
    small(t1, 1n),
    unlessEqual(t0, zero, 'count'),
    ...li(s0, UART),
    'poll:',
    loadByte(t1, s0, LSR),
    assemble(andi, { rd: t1, rs1: t1, imm: 1n }),
    ifEqual(t1, zero, 'poll'),
    loadByte(t1, s0, 0n),
    storeByte(t1, s0, 0n),
    loadByte(t0, s1, 0n),
    storeByte(t0, s0, 0n),
    ...obey('poll'),
    'count:',
    assemble(amoaddW, { rd: zero, rs1: s1, rs2: t1, aq: 0, rl: 0 }),
    goto('count'),
  ],
} satisfies Readonly<Record<string, readonly Line[]>>;

export type ProgramName = keyof typeof programs;
export const programNames = Object.keys(programs) as readonly ProgramName[];

export function requestFor(name: ProgramName, change: Partial<BoardRequest> = {}): BoardRequest {
  const kernel = { name, bytes: assembleLines(programs[name]) };
  return { ...DEFAULT_REQUEST, ramSizeBytes: 4 * 2 ** 20, harts: name === 'pair' ? 2 : 1, quantum: 50, kernel, ...change };
}

/** What the one who records does. */
export type Action =
  /** Lets the machine take up to so many steps, and idle for so long. ns. */
  { readonly steps: number; readonly idleNs: number } | { readonly keys: string };

export interface Recorded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes of each write, one a chunk. */
  readonly pieces: readonly Uint8Array[];
  readonly recorder: Recorder;
  readonly console: string;
}

/** Records a program. Ends for the machine's own reason, or for `reason`. */
export function recordProgram(
  request: BoardRequest,
  actions: readonly Action[],
  reason: EndReason = 'stopped',
  reading: Reading = 'interpreter',
): Recorded {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({ board: 'riscv64-virt', request, symbols: [], sink, reading });
  const { session } = recorder;
  let console = '';
  session.watch(({ effects }) => {
    for (const effect of effects) if (effect.type === 'console/sent') console += String.fromCharCode(...effect.bytes);
  });
  for (const action of actions)
    if ('keys' in action) recorder.type(Uint8Array.from(action.keys, (key) => key.charCodeAt(0)));
    else {
      const stepMax = session.state.step + action.steps;
      const idleUntilNs = session.now + action.idleNs;
      while (session.state.step < stepMax && recorder.isRunning) if (!recorder.advance(stepMax, idleUntilNs)) break;
    }
  const { kind } = session.state.status;
  recorder.end(kind === 'off' ? 'powerOff' : kind === 'reset' ? 'reset' : kind === 'idle' ? 'idle' : reason);
  return { bytes: concat(pieces), pieces, recorder, console };
}

/** Replays the bytes of a log to its end, in slices of the sizes given in turn. */
export function replayBytes(
  bytes: Uint8Array,
  reading: Reading = 'interpreter',
  slices: readonly number[] = [2 ** 22],
): ReplaySummary {
  const replayer = new Replayer(openLog(bytes), reading);
  for (let turn = 0; replayer.advance(slices[turn % slices.length]); turn++);
  return replayer.summarize();
}

/** The same recording with another header or other events, its checksums in order. */
export function rewriteLog(
  bytes: Uint8Array,
  {
    header = (setup) => setup,
    events = (all) => all,
  }: {
    readonly header?: (setup: LogSetup) => LogSetup;
    readonly events?: (all: readonly LogEvent[]) => readonly LogEvent[];
  },
): Uint8Array<ArrayBuffer> {
  const log = openLog(bytes);
  const images = log.header.images.map(({ role, name, loadAddress }, index) => ({
    role,
    name,
    loadAddress,
    bytes: log.readImage(index),
  }));
  const pieces: Uint8Array[] = [];
  const writer = new LogWriter((piece) => void pieces.push(piece), header({ ...log.header, images }));
  let hasEnded = false;
  for (const event of events([...log.events()])) {
    hasEnded = event.kind === 'end';
    if (event.kind === 'end') writer.end(event);
    else writer.append(event);
  }
  if (!hasEnded) writer.endChunk();
  return concat(pieces);
}
