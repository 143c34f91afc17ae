/**
 * The hypervisor's image on `qemu-system-riscv64`: what the machine prints, and the VM exits that the hypervisor keeps in its memory
 * (`guest/hypervisor/riscv64/exit-records.c`). QEMU has the machine's RAM in a file, which is there when the machine is off.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeExit } from '#arches/riscv64/exit.ts';
import { layout } from '#arches/riscv64/layout.ts';
import { privilege } from '#arches/riscv64/privilege.ts';
import { BLOCK_SIZE, type Field } from '#core/isa/layout.ts';
import type { ContextChange } from '#core/machine/hart.ts';
import { readSymbols } from '../images/symbols.ts';

const QEMU_LIMIT_MS = 60_000;
const RAM_BASE = 0x8000_0000;
/** Of `struct exit_record`, eight registers, and how many are kept. */
const RECORD_SIZE = 64;
const RECORDS_MAX = 1024;

export interface Images {
  readonly hypervisor: Uint8Array;
  readonly disk: Uint8Array;
  readonly flash: Uint8Array;
}

export interface QemuRun {
  readonly console: string;
  readonly exits: readonly ContextChange[];
}

/** `program`: QEMU's name. A run that does not end has its console cut after a minute. */
export async function runOnQemu(program: string, { hypervisor, disk, flash }: Images): Promise<QemuRun> {
  const directory = mkdtempSync(join(tmpdir(), 'replay-hypervisors-'));
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(directory, name), bytes);
    return join(directory, name);
  };
  const ram = join(directory, 'ram');
  const options = [
    ...'-M virt,memory-backend=ram -cpu rv64,h=true -m 128M -smp 1 -bios none -icount shift=3'.split(' '),
    ...'-display none -monitor none -serial stdio -global virtio-mmio.force-legacy=false'.split(' '),
    ...['-object', `memory-backend-file,id=ram,size=128M,share=on,mem-path=${ram}`],
    ...['-drive', `if=none,id=disk,format=raw,file=${file('disk', disk)}`, '-device', 'virtio-blk-device,drive=disk'],
    ...['-drive', `if=pflash,unit=1,format=raw,readonly=on,file=${file('flash', flash)}`],
    ...['-device', `loader,file=${file('hypervisor', hypervisor)}`], // with a second flash bank, QEMU 7.2 keeps -kernel to itself
  ];
  try {
    return { console: await outputOf(program, options), exits: exitsOf(ram, hypervisor) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function outputOf(program: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'], timeout: QEMU_LIMIT_MS });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** What our hart would have said of the exits that the hypervisor keeps in RAM. */
function exitsOf(ram: string, hypervisor: Uint8Array): readonly ContextChange[] {
  const symbols = readSymbols("the hypervisor's image", hypervisor);
  const read = (symbol: string, sizeBytes: number): Buffer => {
    const address = symbols.addressOf(symbol);
    if (address === undefined) throw new Error(`the hypervisor's image has no ${symbol}`);
    return readAt(ram, Number(address) - RAM_BASE, sizeBytes);
  };
  const count = Number(read('exit_count', 8).readBigUint64LE(0));
  if (count > RECORDS_MAX) throw new Error(`${count} VM exits, of which the hypervisor keeps ${RECORDS_MAX}`);
  const records = read('exit_records', RECORDS_MAX * RECORD_SIZE);
  return Array.from({ length: count }, (_, index) => describeRecord(records.subarray(index * RECORD_SIZE)));
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

/** `struct exit_record`, in the order of its members; a0, a1, a6 and a7 are x10, x11, x16 and x17. */
const MEMBERS: readonly Pick<Field, 'offset'>[] = [
  layout.scause,
  layout.sepc,
  layout.stval,
  layout.htval,
  ...[10, 11, 16, 17].map((number) => ({ offset: layout.x.offset + 8 * number })),
];

function describeRecord(record: Buffer): ContextChange {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  block.setUint8(layout.privilege.offset, privilege.S);
  for (const [member, { offset }] of MEMBERS.entries()) block.setBigUint64(offset, record.readBigUint64LE(8 * member), true);
  return describeExit(block);
}
