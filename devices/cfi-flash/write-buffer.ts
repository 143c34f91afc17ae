/** The write buffers of a bank: what a buffered program has gathered, for its confirmation to store. */
import type { StorageWrote } from '#core/bus/device.ts';
import { bytes, record, uint } from '#core/shape.ts';
import { WRITE_BUFFER_BYTES } from './query.ts';

export interface WriteBuffer {
  /** Of the block of {@link WRITE_BUFFER_BYTES} it is for. */
  readonly start: number;
  /** The block, where `isWritten`. Never written once made. */
  readonly bytes: Uint8Array;
  /** 1 for each byte that was given. */
  readonly isWritten: Uint8Array;
}

const NO_BYTES: Uint8Array = new Uint8Array(0);
export const NO_BUFFER: WriteBuffer = { start: 0, bytes: NO_BYTES, isWritten: NO_BYTES };

/** For a buffer that comes from a file: see `DeviceKind.accepts`. */
export function isWriteBuffer(value: unknown): boolean {
  if (!record({ start: uint(), bytes: bytes(WRITE_BUFFER_BYTES), isWritten: bytes(WRITE_BUFFER_BYTES) })(value)) return false;
  const buffer = value as WriteBuffer;
  return buffer.bytes.length === buffer.isWritten.length;
}

/** An empty buffer for the block that `offset` is in. */
export function bufferAt(offset: number): WriteBuffer {
  const start = offset - (offset % WRITE_BUFFER_BYTES);
  return { start, bytes: new Uint8Array(WRITE_BUFFER_BYTES), isWritten: new Uint8Array(WRITE_BUFFER_BYTES) };
}

/** Undefined if the bytes are not all in the buffer's block. */
export function withBytes(buffer: WriteBuffer, offset: number, added: Uint8Array): WriteBuffer | undefined {
  const start = offset - buffer.start;
  if (start < 0 || start + added.length > buffer.bytes.length) return undefined;
  const bytes = buffer.bytes.slice();
  bytes.set(added, start);
  return { ...buffer, bytes, isWritten: buffer.isWritten.slice().fill(1, start, start + added.length) };
}

/** One write for each run of bytes that were given. */
export function bufferWrites({ start, bytes, isWritten }: WriteBuffer): readonly StorageWrote[] {
  const effects: StorageWrote[] = [];
  for (let from = isWritten.indexOf(1); from >= 0; ) {
    const end = isWritten.indexOf(0, from);
    const to = end < 0 ? isWritten.length : end;
    effects.push({ type: 'storage/wrote', offset: start + from, bytes: bytes.slice(from, to) });
    from = isWritten.indexOf(1, to);
  }
  return effects;
}
