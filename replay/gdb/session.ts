/** What each command of one client does and is answered. GDB manual, "Packets" and "General Query Packets". */
import { printable } from '../cli/format.ts';
import { LogError } from '../log/error.ts';
import { PositionError } from '../positions/position.ts';
import { TimelineError } from '../timeline/checkpoint-guard.ts';
import { type Command, parseCommand, type ResumeAction, type ThreadSelection } from './command.ts';
import type { Session } from './connection.ts';
import type { Debuggee } from './debuggee.ts';
import { partOf, type Thread, targetDocument, threadsDocument } from './documents.ts';
import { PACKET_MAX } from './framing.ts';
import { runMonitor } from './monitor.ts';
import { Points } from './points.ts';
import { type Stop, stopReply, threadOf } from './stop.ts';
import type { Subject } from './subject.ts';

/** A command that is not carried out. The message says why. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** Commands whose errors gdb has always taken with a reason, and shows that of most. */
const TAKE_REASONS: readonly Command['kind'][] = ['writeRegister', 'resume', 'resumeChosen', 'setPoint', 'rerun'];
/** Bytes of memory in an answer. */
const MEMORY_MAX = PACKET_MAX / 2 - 1;
/** How long a running machine keeps the world waiting, ms. */
const TURN_MS = 10;
const THE_PAST = 'a recording is the past: nothing in it can be written';
const EXPECTED = [Refused, PositionError, TimelineError, LogError];

const OFFERS = [
  `PacketSize=${PACKET_MAX.toString(16)}`,
  ...['QStartNoAckMode+', 'qXfer:features:read+', 'qXfer:threads:read+', 'swbreak+', 'hwbreak+', 'vContSupported+'],
  ...['ReverseStep+', 'ReverseContinue+'],
].join(';');

export class GdbSession implements Session {
  readonly #subject: Subject;
  readonly #points = new Points();
  readonly #hardware = new Set<bigint>();
  #looksAt: number | 'inTurn' = 'inTurn';
  #resumes: ThreadSelection = 'any';
  #offered: readonly string[] = [];
  #isPhysical = false;
  #isInterrupted = false;
  #isOver = false;
  #isExtended = false;
  #givesErrorStrings = false;
  #turnStart = 0;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  interrupt(): void {
    this.#isInterrupted = true;
  }

  async answer(payload: string, print: (text: string) => void): Promise<string | null> {
    this.#isInterrupted = false;
    this.#turnStart = performance.now();
    const command = parseCommand(payload);
    try {
      return await this.#obey(command, print);
    } catch (error) {
      const { message } = error as Error;
      if (!isExpected(error)) this.#subject.tell(`replay: gdb: internal error: ${message}`);
      return this.#refusal(command, message);
    }
  }

  /** An error, with its reason where the client can take one. What is not ASCII would not fit a byte a character. */
  #refusal({ kind }: Command, reason: string): string {
    const text = reason.replaceAll(/[^\x20-\x7e]/g, '?');
    if (this.#givesErrorStrings) return `E01;${Buffer.from(text).toString('hex')}`;
    return this.#offered.includes('error-message+') || TAKE_REASONS.includes(kind) ? `E.${text}` : 'E01';
  }

  /** Null: there is no answer. */
  async #obey(command: Command, print: (text: string) => void): Promise<string | null> {
    switch (command.kind) {
      case 'features':
        this.#offered = command.offered;
        return OFFERS;
      case 'extended':
        this.#isExtended = true;
        return 'OK';
      case 'errorStrings':
        this.#givesErrorStrings = true;
        return 'OK';
      case 'setPhysical':
        this.#isPhysical = command.isPhysical;
        return 'OK';
      case 'selectThread':
        return this.#select(command.purpose, command.thread);
      case 'setPoint':
      case 'clearPoint':
        return this.#point(command);
      case 'resume':
        return await this.#resume(command.actions);
      case 'resumeChosen':
        return await this.#resumeChosen(command.isStep, command.isReverse);
      case 'monitor':
        return await this.#monitor(command.text, print);
      case 'writeRegister':
      case 'writeMemory':
        return this.#refuseToWrite(command.kind === 'writeMemory' ? 'memory' : 'a register');
      case 'rerun':
        return this.#startAt(command.words.join(' ') || this.#subject.start);
      case 'detach':
        this.#isOver = !this.#isExtended;
        return 'OK';
      case 'kill':
      case 'killed':
        this.#subject.goTo(this.#subject.start);
        this.#isOver = !this.#isExtended;
        return command.kind === 'kill' ? null : 'OK';
      default:
        return this.#tell(command);
    }
  }

  /** Answers a question. */
  #tell(command: Command): string {
    switch (command.kind) {
      case 'whyStopped':
        return this.#whyStopped();
      case 'resumeKinds':
        return 'vCont;c;C;s;S;r';
      case 'registers':
        return this.#subject.target.general.map((number) => this.#register(number)).join('');
      case 'register':
        return this.#register(command.number);
      case 'memory':
        return this.#memory(command.address, command.length);
      case 'document':
        return this.#document(command.object, command.annex, command.part);
      case 'isAlive':
        this.#hartOf(command.thread);
        return 'OK';
      case 'threadInfo':
        return this.#threadInfo(command.thread);
      case 'currentThread':
        return `QC${threadOf(this.#looked)}`;
      case 'threads':
        return `m${this.#threads().map(({ id }) => id)}`;
      case 'moreThreads':
        return 'l';
      case 'attached':
        return '1';
      case 'symbolsServed':
        return 'OK';
      case 'isPhysical':
        return this.#isPhysical ? '1' : '0';
      case 'malformed':
        throw new Refused(`expected ${command.expected}`);
      default:
        return '';
    }
  }

  // --- What there is to see ---

  /** In hexadecimal, as it lies in memory. */
  #register(number: number): string {
    const value = this.#subject.target.readRegister(this.#looked, number);
    if (value === undefined) throw new Refused(`there is no register ${number}`);
    return value;
  }

  /** As much as can be read from the first byte on. */
  #memory(address: bigint, length: number): string {
    const place = { address, hart: this.#looked, isPhysical: this.#isPhysical };
    const bytes = this.#subject.target.readMemory(place, Math.min(length, MEMORY_MAX));
    if (bytes.length > 0 || length === 0) return Buffer.from(bytes).toString('hex');
    throw new Refused(`there is no memory at 0x${address.toString(16)}`);
  }

  #refuseToWrite(what: string): never {
    // Some versions of gdb keep the reason to themselves.
    this.#subject.tell(`replay: gdb wanted to write ${what}: ${THE_PAST}`);
    throw new Refused(THE_PAST);
  }

  #threads(): readonly Thread[] {
    const { debuggee, target } = this.#subject;
    return Array.from({ length: debuggee.hartCount }, (_, hart) => {
      const waits = debuggee.isWaiting(hart) ? ', waiting' : '';
      const text = `${target.contextOf(hart)}${waits}`;
      return { id: threadOf(hart), name: `hart ${hart}`, text };
    });
  }

  #threadInfo(thread: ThreadSelection): string {
    const { name, text } = this.#threads()[this.#hartOf(thread)]!;
    return Buffer.from(`${name}, ${text}`).toString('hex');
  }

  #document(object: 'features' | 'threads', annex: string, part: { readonly offset: number; readonly length: number }): string {
    if (object === 'threads') return partOf(threadsDocument(this.#threads()), part);
    return annex === 'target.xml' ? partOf(targetDocument(this.#subject.target), part) : 'E00';
  }

  // --- Threads ---

  /** The hart that registers and memory are read of. */
  get #looked(): number {
    return this.#looksAt === 'inTurn' ? this.#subject.debuggee.hartInTurn : this.#looksAt;
  }

  #hartOf(thread: ThreadSelection): number {
    const { debuggee } = this.#subject;
    if (typeof thread === 'string') return debuggee.hartInTurn;
    if (thread > debuggee.hartCount) throw new Refused('there is no such thread');
    return thread - 1;
  }

  #select(purpose: 'look' | 'resume', thread: ThreadSelection): string {
    const hart = this.#hartOf(thread);
    if (purpose === 'resume') this.#resumes = thread;
    else this.#looksAt = typeof thread === 'string' ? 'inTurn' : hart;
    return 'OK';
  }

  // --- Points ---

  #point({ kind, point, isHardware, address, size }: Command & { kind: 'setPoint' | 'clearPoint' }): string {
    const each = { kind: point, address, size, isPhysical: this.#isPhysical };
    if (isHardware) this.#hardware[kind === 'setPoint' ? 'add' : 'delete'](address);
    if (kind === 'setPoint') {
      const refused = this.#points.set(each);
      if (refused !== undefined) throw new Refused(refused);
    } else this.#points.clear(each);
    return 'OK';
  }

  // --- Going on ---

  async #resume(actions: readonly ResumeAction[]): Promise<string> {
    const step = actions.find(({ kind }) => kind === 'step');
    if (step === undefined) return this.#go((debuggee) => debuggee.goForward(null, this.#pause));
    const hart = this.#hartOf(step.thread);
    return this.#go((debuggee) => debuggee.goForward({ hart, range: step.range }, this.#pause));
  }

  async #resumeChosen(isStep: boolean, isReverse: boolean): Promise<string> {
    const hart = isStep ? this.#hartOf(this.#resumes) : null;
    if (isReverse) return this.#go((debuggee) => debuggee.goBack(hart, this.#pause));
    return this.#go((debuggee) => debuggee.goForward(hart === null ? null : { hart, range: null }, this.#pause));
  }

  async #go(going: (debuggee: Debuggee) => Promise<Stop>): Promise<string> {
    const { debuggee } = this.#subject;
    debuggee.breakpoints = this.#points.breakpoints;
    debuggee.watchpoints = this.#points.watchpoints;
    try {
      return this.#told(await going(debuggee));
    } catch (error) {
      debuggee.stay();
      throw error;
    }
  }

  readonly #pause = async (): Promise<boolean> => {
    if (performance.now() - this.#turnStart >= TURN_MS) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.#turnStart = performance.now();
    }
    return this.#isInterrupted;
  };

  #startAt(position: string): string {
    try {
      this.#subject.goTo(position);
    } catch (error) {
      // gdb says that it failed, and keeps the reason to itself.
      this.#subject.tell(`replay: gdb wanted to start at ${printable(position)}: ${(error as Error).message}`);
      throw error;
    }
    return this.#whyStopped();
  }

  #whyStopped(): string {
    return this.#told({ kind: 'stepped', hart: this.#subject.debuggee.hartInTurn });
  }

  #told(stop: Stop): string {
    this.#looksAt = stop.hart;
    const isHardware = stop.kind === 'breakpoint' && this.#hardware.has(this.#subject.debuggee.pcOf(stop.hart));
    return stopReply(stop, isHardware ? 'hwbreak' : 'swbreak', this.#offered);
  }

  async #monitor(text: string, print: (text: string) => void): Promise<string> {
    const { debuggee } = this.#subject;
    const context = {
      subject: this.#subject,
      hart: this.#looked,
      isPhysical: this.#isPhysical,
      pause: this.#pause,
      setPhysical: (isPhysical: boolean) => {
        this.#isPhysical = isPhysical;
      },
    };
    const before = debuggee.moment;
    try {
      for await (const line of runMonitor(text, context)) print(`${line}\n`);
    } catch (error) {
      if (!isExpected(error)) throw error;
      print(`${(error as Error).message}\n`);
    }
    if (debuggee.moment !== before) this.#looksAt = 'inTurn';
    return 'OK';
  }
}

const isExpected = (error: unknown) => EXPECTED.some((kind) => error instanceof kind);
