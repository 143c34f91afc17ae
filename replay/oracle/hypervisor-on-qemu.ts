/**
 * The hypervisor's image on QEMU: what the machine prints, and the VM exits that the hypervisor keeps in its memory
 * (`exit-records.c`). QEMU has the machine's RAM in a file, which is there when the machine is off. And guests alone on it.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContextChange } from '#core/machine/hart.ts';
import type { BoardRequest } from '../boards/request.ts';
import { type GuestArch, guestBase } from '../images/guest.ts';
import { readSymbols } from '../images/symbols.ts';

const QEMU_LIMIT_MS = 60_000;
/** Of `struct exit_record`, eight registers, and how many are kept. */
const RECORD_SIZE = 64;
const RECORDS_MAX = 1024;

/** What is an ISA's own of it. */
export interface HypervisorOnQemu {
  readonly arch: GuestArch;
  readonly program: string;
  /** Its machine, whose RAM is the backend `ram`. */
  readonly options: readonly string[];
  /** The device that loads a program, and starts the first hart in it. */
  readonly loader: string;
  readonly ramBase: number;
  /** What our hart would have said of an exit: the registers of `struct exit_record`. */
  describeRecord(members: readonly bigint[]): ContextChange;
}

export interface Images {
  readonly hypervisor: Uint8Array;
  readonly disk: Uint8Array;
  readonly flash: Uint8Array;
}

export interface QemuRun {
  readonly console: string;
  readonly exits: readonly ContextChange[];
}

/** A run that does not end has its console cut after a minute. */
export function runOnQemu(isa: HypervisorOnQemu, { hypervisor, disk, flash }: Images): Promise<QemuRun> {
  return inFolder(async (file, folder) => {
    const ram = join(folder, 'ram');
    const console = await outputOf(isa, ram, [
      ...['-drive', `if=none,id=disk,format=raw,file=${file('disk', disk)}`, '-device', 'virtio-blk-device,drive=disk'],
      ...flashOption(file('flash', flash)),
      ...['-device', `${isa.loader},file=${file('hypervisor', hypervisor)}`],
    ]);
    return { console, exits: exitsOf(isa, ram, hypervisor) };
  });
}

/** What a flat guest prints that has the machine to itself; `machine`: what else is chosen of it. */
export function runAloneOnQemu(
  isa: HypervisorOnQemu,
  machine: BoardRequest['machine'],
  guest: Uint8Array,
  flash: Uint8Array,
): Promise<string> {
  const base = guestBase[isa.arch];
  return inFolder((file, folder) =>
    outputOf(isa, join(folder, 'ram'), [
      ...Object.entries(machine).flatMap(([name, value]) => ['-machine', `${name}=${value}`]),
      ...flashOption(file('flash', flash)),
      ...['-device', `loader,file=${file('guest', guest)},addr=${base},force-raw=on`, '-device', `${isa.loader},addr=${base}`],
    ]),
  );
}

const flashOption = (path: string) => ['-drive', `if=pflash,unit=1,format=raw,readonly=on,file=${path}`];

/** A folder of its own, which is gone afterwards, and a way to put files there. */
async function inFolder<T>(run: (file: (name: string, bytes: Uint8Array) => string, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-hypervisors-'));
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  try {
    return await run(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outputOf({ program, options }: HypervisorOnQemu, ram: string, images: readonly string[]): Promise<string> {
  const all = [
    ...options,
    ...'-m 128M -icount shift=3 -display none -monitor none -serial stdio -global virtio-mmio.force-legacy=false'.split(' '),
    ...['-object', `memory-backend-file,id=ram,size=128M,share=on,mem-path=${ram}`],
    ...images,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'inherit'], timeout: QEMU_LIMIT_MS });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** The exits that the hypervisor keeps in RAM. */
function exitsOf({ ramBase, describeRecord }: HypervisorOnQemu, ram: string, hypervisor: Uint8Array): readonly ContextChange[] {
  const symbols = readSymbols("the hypervisor's image", hypervisor);
  const read = (symbol: string, sizeBytes: number): Buffer => {
    const address = symbols.addressOf(symbol);
    if (address === undefined) throw new Error(`the hypervisor's image has no ${symbol}`);
    return readAt(ram, Number(address) - ramBase, sizeBytes);
  };
  const count = Number(read('exit_count', 8).readBigUint64LE(0));
  if (count > RECORDS_MAX) throw new Error(`${count} VM exits, of which the hypervisor keeps ${RECORDS_MAX}`);
  const records = read('exit_records', RECORDS_MAX * RECORD_SIZE);
  return Array.from({ length: count }, (_, index) =>
    describeRecord(
      Array.from({ length: RECORD_SIZE / 8 }, (_, member) => records.readBigUint64LE(index * RECORD_SIZE + 8 * member)),
    ),
  );
}

function readAt(path: string, position: number, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, bytes, { position });
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}
