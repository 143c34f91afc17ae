/**
 * A bank of two 16-bit CFI flash chips with the Intel command set, as QEMU's pflash_cfi01 on riscv64-virt.
 *
 * Modelled: array, identifier, query and status reads; program, buffered program, block erase; read-only banks.
 * As in QEMU: operations finish at once; a program stores the value as it is (a real chip only clears bits); commands are
 * the low byte of a write, whatever its address, and writes of any size go where they point; lock commands are
 * accepted and lock nothing; clearing the status clears SR.7 too; what is no command (suspend and resume among them, as
 * nothing is ever in progress) returns to the array. Unlike QEMU an erase waits for its confirmation.
 * Not modelled: the protection register.
 *
 * | what a hostile guest can do           | what bounds it                                              |
 * |---------------------------------------|-------------------------------------------------------------|
 * | erase without end                     | one sector's bytes an access                                |
 * | write a buffer of any length          | one block is buffered; what lies outside is an error        |
 * | program across the end                | accesses are aligned, so they end inside the window         |
 * | write a read-only bank                | storage is never written; the status tells                  |
 */

import { assert } from '#core/assert.ts';
import type { BusRead, BusWrite, DeviceEffect, DeviceKind } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { oneOf, record, same, uint } from '#core/shape.ts';
import { type FlashGeometry, identifier, queryByte } from './query.ts';
import * as reg from './registers.ts';
import { bufferAt, bufferWrites, isWriteBuffer, NO_BUFFER, type WriteBuffer, withBytes } from './write-buffer.ts';

export interface FlashParameters extends FlashGeometry {
  readonly isReadOnly: boolean;
}

/** What the next write means, and what reads show. */
const MODES = [
  'array',
  'status',
  'identifier',
  'query',
  'program', // the next write is data
  'erase', // awaits its confirmation
  'lock', // awaits which
  'bufferCount',
  'bufferData',
  'bufferConfirm',
] as const;
type Mode = (typeof MODES)[number];

export interface FlashState {
  readonly geometry: FlashGeometry;
  readonly isReadOnly: boolean;
  readonly mode: Mode;
  readonly status: number;
  /** Writes still to come in `bufferData`, less one. */
  readonly count: number;
  readonly buffer: WriteBuffer;
}

export function createFlash({ sizeBytes, sectorBytes, isReadOnly }: FlashParameters): FlashState {
  assert(sizeBytes % sectorBytes === 0, `cfi-flash: ${sizeBytes} bytes are not whole sectors of ${sectorBytes}`);
  return { geometry: { sizeBytes, sectorBytes }, isReadOnly, mode: 'array', status: reg.SR_READY, count: 0, buffer: NO_BUFFER };
}

type FlashStep = Step<FlashState, DeviceEffect>;

export const cfiFlash: DeviceKind<FlashState> = {
  digest: 'cfi-flash/1',
  digestFields: ['mode', 'status', 'count', 'buffer'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return { state, effects: read(state, event) };
      case 'bus/write':
        return isAnswered(state, event) ? write(state, event) : { state, effects: FAULTED };
      case 'time/reached':
      case 'line/changed':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts(value, { geometry, isReadOnly }) {
    const shape = record({
      geometry: same(geometry),
      isReadOnly: same(isReadOnly),
      mode: oneOf(...MODES),
      status: uint(0xff),
      count: uint(0xffff),
      buffer: isWriteBuffer,
    });
    return shape(value);
  },
  selectReadsStorage: (state) => state.mode === 'array',
};

function isAnswered({ geometry }: FlashState, { offset, size }: BusRead | BusWrite): boolean {
  return offset % size === 0 && offset < geometry.sizeBytes;
}

function read(state: FlashState, event: BusRead): readonly DeviceEffect[] {
  // In array mode the bus reads the storage itself.
  if (!isAnswered(state, event) || state.mode === 'array') return FAULTED;
  const { offset, size } = event;
  const word = bankWord(state, offset);
  if (size === 8) return replied64((BigInt(bankWord(state, offset + 4)) << 32n) | BigInt(word));
  return replied(size === 4 ? word : word & (size === 2 ? 0xffff : 0xff));
}

/** What 32 bits of the bank show at `offset`, both chips alike. */
function bankWord(state: FlashState, offset: number): number {
  const index = offset >>> 2;
  switch (state.mode) {
    case 'identifier':
      return inBothChips(identifier(index & 0xff));
    case 'query':
      return inBothChips(queryByte(state.geometry, index));
    default:
      return inBothChips(state.status);
  }
}

function inBothChips(value: number): number {
  return (value | (value << 16)) >>> 0;
}

/** A doubleword is two words, low first. */
function write(state: FlashState, event: BusWrite): FlashStep {
  if (event.size < 8) return writeWord(state, event.offset, Number(event.value), event.size);
  const low = writeWord(state, event.offset, Number(event.value & 0xffff_ffffn), 4);
  const high = writeWord(low.state, event.offset + 4, Number(event.value >> 32n), 4);
  return { state: high.state, effects: [...low.effects, ...high.effects] };
}

function writeWord(state: FlashState, offset: number, value: number, size: number): FlashStep {
  const command = value & 0xff;
  switch (state.mode) {
    case 'program':
      return program({ ...state, mode: 'status' }, offset, bytesOf(value, size));
    case 'erase':
      if (command === reg.CONFIRM) return erase(state, offset);
      return { state: { ...state, mode: 'array' }, effects: NO_EFFECTS };
    case 'lock':
      if (command === reg.CONFIRM || command === reg.LOCK_SET) return { state: ready(state, 'status'), effects: NO_EFFECTS };
      return { state: { ...state, mode: 'array' }, effects: NO_EFFECTS };
    case 'bufferCount':
      return { state: { ...state, mode: 'bufferData', count: value & 0xffff, buffer: bufferAt(offset) }, effects: NO_EFFECTS };
    case 'bufferData':
      return { state: buffered(state, offset, bytesOf(value, size)), effects: NO_EFFECTS };
    case 'bufferConfirm':
      return confirmBuffer(state, command);
    case 'query':
      return { state: command === reg.READ_ARRAY ? { ...state, mode: 'array' } : state, effects: NO_EFFECTS };
    default:
      return { state: withCommand(state, command), effects: NO_EFFECTS };
  }
}

/** First write of a command. */
function withCommand(state: FlashState, command: number): FlashState {
  switch (command) {
    case reg.PROGRAM:
    case reg.PROGRAM_ALTERNATE:
      return { ...state, mode: 'program' };
    case reg.ERASE:
      return { ...state, mode: 'erase' };
    case reg.CLEAR_STATUS:
      return { ...state, mode: 'array', status: 0 };
    case reg.LOCK:
      return { ...state, mode: 'lock' };
    case reg.READ_STATUS:
      return { ...state, mode: 'status' };
    case reg.READ_ID:
      return { ...state, mode: 'identifier' };
    case reg.READ_QUERY:
      return { ...state, mode: 'query' };
    case reg.WRITE_BUFFER:
      return ready(state, 'bufferCount');
    default:
      return { ...state, mode: 'array' };
  }
}

function ready(state: FlashState, mode: Mode): FlashState {
  return { ...state, mode, status: state.status | reg.SR_READY };
}

function bytesOf(value: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => value >>> (8 * index));
}

function program(state: FlashState, offset: number, bytes: Uint8Array): FlashStep {
  if (state.isReadOnly) return { state: withProgramError(state), effects: NO_EFFECTS };
  return { state: ready(state, state.mode), effects: [{ type: 'storage/wrote', offset, bytes }] };
}

function buffered(state: FlashState, offset: number, bytes: Uint8Array): FlashState {
  const next = state.count === 0 ? { ...state, mode: 'bufferConfirm' as const } : { ...state, count: state.count - 1 };
  const buffer = state.isReadOnly ? undefined : withBytes(state.buffer, offset, bytes);
  return buffer === undefined ? withProgramError(next) : { ...ready(next, next.mode), buffer };
}

/** Anything but a confirmation, or an error that was not cleared, gives the buffer up. */
function confirmBuffer(state: FlashState, command: number): FlashStep {
  if (command !== reg.CONFIRM || state.status & reg.SR_PROGRAM_ERROR)
    return { state: { ...state, mode: 'array', buffer: NO_BUFFER }, effects: NO_EFFECTS };
  return { state: { ...ready(state, 'status'), buffer: NO_BUFFER }, effects: bufferWrites(state.buffer) };
}

function withProgramError(state: FlashState): FlashState {
  return { ...state, status: state.status | reg.SR_READY | reg.SR_PROGRAM_ERROR };
}

function erase(state: FlashState, offset: number): FlashStep {
  if (state.isReadOnly) {
    const status = state.status | reg.SR_READY | reg.SR_ERASE_ERROR;
    return { state: { ...state, mode: 'status', status }, effects: NO_EFFECTS };
  }
  const { sectorBytes } = state.geometry;
  const bytes = new Uint8Array(sectorBytes).fill(0xff);
  return { state: ready(state, 'status'), effects: [{ type: 'storage/wrote', offset: offset - (offset % sectorBytes), bytes }] };
}
