/** Brings a recording to the newest format. One that has it comes out as it was, byte for byte, but for its index if that is missing. */
import { ChunkWriter, type LogSink } from './chunk-writer.ts';
import { payloadOf } from './frame.ts';
import { encodeHeader } from './header.ts';
import { FORMAT_VERSION } from './limits.ts';
import { pack, unpackAll } from './msgpack.ts';
import { LogReader } from './reader.ts';
import { decodeEventsChunk, scanLog } from './scan.ts';
import { UPGRADES, type Upgrade } from './upgrade.ts';

/**
 * Answers with the version that the recording had. Throws `LogError` when the file is damaged: what is not intact can't be
 * brought anywhere. Chunks end where they ended, and images are kept as they are.
 */
export function migrateLog(file: Uint8Array, sink: LogSink, upgrades: Readonly<Record<number, Upgrade>> = UPGRADES): number {
  const scan = scanLog(file, { isThorough: false, upgrades });
  const { damage } = new LogReader(scan);
  if (damage !== null) throw damage;
  const isNewest = scan.version === FORMAT_VERSION;
  const writer = new ChunkWriter(sink);
  for (const frame of scan.frames) {
    const { kind, firstStep, lastStep } = frame;
    const old = payloadOf(file, frame);
    if (kind === 'index') continue;
    if (kind === 'header') writer.write({ kind, payload: isNewest ? old : encodeHeader(scan.header), firstStep, lastStep });
    else if (kind === 'events') {
      const { tally } = decodeEventsChunk(scan, frame);
      writer.write({ kind, payload: isNewest ? old : packAll(scan.upgrade.records(unpackAll(old))), firstStep, lastStep, tally });
    } else writer.write({ kind, payload: old, firstStep, lastStep });
  }
  writer.end();
  return scan.version;
}

function packAll(records: readonly unknown[]): Uint8Array {
  const packed = records.map(pack);
  const payload = new Uint8Array(packed.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const record of packed) {
    payload.set(record, at);
    at += record.length;
  }
  return payload;
}
