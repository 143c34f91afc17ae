/** QEMU as a peer: a process of its own, driven over its gdb port, with its RAM in a file that we write. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RegionContent } from '#core/machine/board.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import type { PeerSetup } from '../../boards/peer-setup.ts';
import { pagesOf } from '../headers.ts';
import { GdbClient } from './gdb-client.ts';
import { type Peer, PeerError, type Registers } from './peer.ts';
import { QtestClient } from './qtest-client.ts';

const START_LIMIT_MS = 20_000;
/** Bits of `Qqemu.sstep`: step; without interrupts; without timers. */
const [STEP, STEP_ALONE] = ['1', '7'];

interface Register {
  readonly name: string;
  readonly number: number;
  readonly bits: number;
}

/** Starts QEMU with what the board's regions hold at reset, stopped before its first instruction. Throws `PeerError`. */
export async function startQemu(setup: PeerSetup, contents: readonly RegionContent[]): Promise<Peer> {
  const directory = mkdtempSync(join(tmpdir(), 'replay-peer-'));
  const pathOf = (name: string) => join(directory, name);
  for (const [name, bytes] of setup.files) writeFileSync(pathOf(name), bytes);
  const options = setup.options.map((option) => option.replaceAll(/\{([\w.-]+)\}/g, (_, name: string) => pathOf(name)));
  const gdb = ['-S', '-chardev', `socket,id=gdb,path=${pathOf('gdb')},server=on,wait=off`, '-gdb', 'chardev:gdb'];
  const { interrupts } = setup;
  const qtest =
    interrupts.kind === 'raised' ? ['-qtest', `unix:${pathOf('qtest')},server=on,wait=off`, '-qtest-log', 'none'] : [];
  const child = spawn(setup.program, [...options, ...gdb, ...qtest], { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = () => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  // Whatever ends us ends it.
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  try {
    const client = new GdbClient(await connectTo(child, setup.program, pathOf('gdb')));
    const pages = [...pagesOf(contents)];
    const inRegion = (region: string) =>
      pages.flatMap(([key, bytes]) => {
        const [name, page] = key.split(' ') as [string, string];
        return name === region ? [{ offset: Number(page) * PAGE_SIZE, bytes }] : [];
      });
    const registers = await readRegisters(client);
    const processor =
      interrupts.kind === 'given'
        ? undefined
        : {
            path: interrupts.processor,
            client: new QtestClient(await connectTo(child, setup.program, pathOf('qtest'))),
          };
    // It answers, so its machine is made, and has been reset.
    writeRam(pathOf(setup.ram.name), setup.ram.sizeBytes, inRegion(setup.ram.region));
    const peer = new Qemu({ child, client, directory, registers, processor, name: setup.program });
    for (const { region, base } of setup.roms)
      for (const { offset, bytes } of inRegion(region)) await peer.writeMemory(base + offset, withoutZeros(bytes));
    return peer;
  } catch (error) {
    end();
    throw error;
  }
}

async function connectTo(child: ChildProcess, program: string, path: string): Promise<Socket> {
  let failure: string | undefined;
  let said = '';
  child.on('error', (error: NodeJS.ErrnoException) => {
    failure = error.code === 'ENOENT' ? `${program}: not found; install QEMU 7.2 or later` : `${program}: ${error.message}`;
  });
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  child.on('exit', () => (failure ??= `${program}: it ended at once: ${said.trim().split('\n').at(-1) ?? ''}`));
  for (const start = performance.now(); performance.now() - start < START_LIMIT_MS; await delay(20)) {
    if (failure !== undefined) throw new PeerError(failure);
    const socket = await tryToConnect(path);
    if (socket !== undefined) return socket;
  }
  throw new PeerError(`${program}: it does not listen at ${basename(path)}`);
}

/** Undefined while nobody listens there. */
function tryToConnect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

/** What it put there itself goes: the file is emptied before it is written. */
function writeRam(
  path: string,
  sizeBytes: number,
  pages: readonly { readonly offset: number; readonly bytes: Uint8Array }[],
): void {
  const file = openSync(path, 'r+');
  try {
    ftruncateSync(file, 0);
    ftruncateSync(file, sizeBytes);
    for (const { offset, bytes } of pages) writeSync(file, bytes, 0, bytes.length, offset);
  } finally {
    closeSync(file);
  }
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/** Registers as its description names and numbers them: in order, unless a number is given. */
async function readRegisters(client: GdbClient): Promise<readonly Register[]> {
  await client.ask('qSupported:xmlRegisters=riscv,i386,aarch64');
  const target = await readDocument(client, 'target.xml');
  const registers: Register[] = [];
  let next = 0;
  for (const [, document] of target.matchAll(/xi:include href="([^"]+)"/g))
    for (const [, attributes] of (await readDocument(client, document!)).matchAll(/<reg ([^>]*)>/g)) {
      const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)?.[1];
      const number = Number(of('regnum') ?? next);
      registers.push({ name: of('name')!, number, bits: Number(of('bitsize')) });
      next = number + 1;
    }
  return registers;
}

async function readDocument(client: GdbClient, name: string): Promise<string> {
  const LENGTH = 0x7fb;
  let document = '';
  for (;;) {
    const part = await client.ask(`qXfer:features:read:${name}:${document.length.toString(16)},${LENGTH.toString(16)}`);
    if (!/^[ml]/.test(part)) throw new PeerError(`it has no ${name}: '${part}'`);
    document += part.slice(1);
    if (part.startsWith('l')) return document;
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly client: GdbClient;
  readonly directory: string;
  readonly registers: readonly Register[];
  /** Whose inputs are raised. */
  readonly processor: { readonly path: string; readonly client: QtestClient } | undefined;
  readonly name: string;
}

class Qemu implements Peer {
  readonly name: string;
  readonly names: readonly string[];
  readonly #child: ChildProcess;
  readonly #client: GdbClient;
  readonly #directory: string;
  readonly #processor: Started['processor'];
  readonly #byName: ReadonlyMap<string, Register>;
  readonly #ascending: readonly Register[];
  #stepping: string | undefined;

  constructor({ child, client, directory, registers, processor, name }: Started) {
    this.#processor = processor;
    this.name = name;
    this.#child = child;
    this.#client = client;
    this.#directory = directory;
    this.#byName = new Map(registers.map((register) => [register.name, register]));
    this.#ascending = [...registers].sort((a, b) => a.number - b.number);
    this.names = registers.map((register) => register.name);
  }

  async readGeneral(): Promise<Registers> {
    const payload = await this.#client.ask('g');
    const values = new Map<string, bigint>();
    let at = 0;
    for (const { name, bits } of this.#ascending) {
      if (at >= payload.length) break;
      values.set(name, valueIn(payload.slice(at, at + bits / 4)));
      at += bits / 4;
    }
    return values;
  }

  async read(names: readonly string[]): Promise<Registers> {
    const answers = await Promise.all(names.map((name) => this.#client.ask(`p${this.#numberOf(name)}`)));
    // What it does not let be read in the present mode is not told.
    return new Map(names.flatMap((name, i) => (/^([0-9a-f]{2})+$/.test(answers[i]!) ? [[name, valueIn(answers[i]!)]] : [])));
  }

  async write(values: Registers): Promise<void> {
    for (const [name, value] of values)
      await this.#client.tell(`P${this.#numberOf(name)}=${textOf(value, this.#byName.get(name)!.bits / 8)}`);
  }

  async writeMemory(address: number, bytes: Uint8Array): Promise<void> {
    const CHUNK = 512;
    await this.#client.tell('Qqemu.PhyMemMode:1');
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const part = bytes.subarray(at, at + CHUNK);
      await this.#client.tell(`M${(address + at).toString(16)},${part.length.toString(16)}:${Buffer.from(part).toString('hex')}`);
    }
    await this.#client.tell('Qqemu.PhyMemMode:0');
  }

  async step(takesInterrupts: boolean): Promise<void> {
    await this.#setStepping(takesInterrupts ? STEP : STEP_ALONE);
    await this.#resume('s');
  }

  async takeInterrupt(input: number): Promise<void> {
    if (this.#processor === undefined) throw new PeerError('no input of its processor can be raised');
    const { client, path } = this.#processor;
    await client.setInput(path, input, 1);
    await this.step(true);
    await client.setInput(path, input, 0);
  }

  async runTo(pc: bigint): Promise<void> {
    // A breakpoint where it is would be hit at once.
    await this.step(false);
    if ((await this.readGeneral()).get('pc') === pc) return;
    const place = `${pc.toString(16)},2`;
    await this.#client.tell(`Z1,${place}`);
    await this.#resume('c');
    await this.#client.tell(`z1,${place}`);
  }

  async close(): Promise<void> {
    this.#client.close();
    this.#processor?.client.close();
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #numberOf(name: string): string {
    const register = this.#byName.get(name);
    if (register === undefined) throw new PeerError(`it has no register ${name}`);
    return register.number.toString(16);
  }

  async #setStepping(mask: string): Promise<void> {
    if (this.#stepping === mask) return;
    this.#stepping = mask;
    await this.#client.tell(`Qqemu.sstep=${mask}`);
  }

  async #resume(how: 's' | 'c'): Promise<void> {
    const answer = await this.#client.ask(how);
    if (!/^T05/.test(answer)) throw new PeerError(`it stopped with '${answer}'`);
  }
}

/** Little-endian, as gdb has it. */
const valueIn = (hexadecimal: string): bigint => BigInt(`0x${Buffer.from(hexadecimal, 'hex').reverse().toString('hex')}`);
const textOf = (value: bigint, sizeBytes: number): string =>
  Buffer.from(value.toString(16).padStart(2 * sizeBytes, '0'), 'hex')
    .reverse()
    .toString('hex');
