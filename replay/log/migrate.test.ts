/** An older format that never was: the header calls the board `machine`, and inputs have no `seq`. */
import { describe, expect, it } from 'vitest';
import { ChunkWriter } from './chunk-writer.ts';
import { LogError } from './error.ts';
import { payloadOf } from './frame.ts';
import { FORMAT_VERSION } from './limits.ts';
import { migrateLog } from './migrate.ts';
import { pack, unpackAll, unpackOne } from './msgpack.ts';
import { openLog } from './reader.ts';
import { concat, EXAMPLE_END, EXAMPLE_EVENTS, EXAMPLE_SETUP, recordLog } from './testing.ts';
import { UPGRADES, type Upgrade } from './upgrade.ts';
import { verifyLog } from './verify.ts';

const OLDEST = FORMAT_VERSION - 1;
const file = recordLog(
  { ...EXAMPLE_SETUP, images: [{ role: 'kernel', name: 'k', loadAddress: null, bytes: new Uint8Array(9_000).fill(7) }] },
  EXAMPLE_EVENTS,
  EXAMPLE_END,
);

const upgrade: Upgrade = {
  header: (value) => {
    const { machine, ...rest } = value as Record<string, unknown>;
    return { ...rest, board: machine };
  },
  records: (values) =>
    values.map((value) => {
      const [code, step, ...rest] = value as unknown[];
      return code === 1 ? [code, step, 0, ...rest] : value;
    }),
};

/** The recording as the older format would have it. */
function older(): Uint8Array {
  const pieces: Uint8Array[] = [];
  const writer = new ChunkWriter((bytes) => void pieces.push(bytes), OLDEST);
  for (const frame of openLog(file).chunks) {
    const payload = payloadOf(file, frame);
    if (frame.kind === 'index') continue;
    if (frame.kind === 'header') {
      const { board, ...rest } = unpackOne(payload) as Record<string, unknown>;
      writer.write({ ...frame, payload: pack({ ...rest, machine: board }) });
    } else if (frame.kind === 'events') {
      const records = unpackAll(payload).map((value) => {
        const [code, step, seq, ...rest] = value as unknown[];
        return pack(code === 1 ? [code, step, ...rest] : [code, step, seq, ...rest]);
      });
      writer.write({ ...frame, payload: concat(records) });
    } else writer.write({ ...frame, payload });
  }
  writer.end();
  return concat(pieces);
}

function migrated(bytes: Uint8Array, upgrades = UPGRADES): { readonly from: number; readonly bytes: Uint8Array } {
  const pieces: Uint8Array[] = [];
  const from = migrateLog(bytes, (piece) => void pieces.push(piece), upgrades);
  return { from, bytes: concat(pieces) };
}

describe('migrating a recording', () => {
  it('of the newest format copies it', () => {
    expect(migrated(file)).toEqual({ from: FORMAT_VERSION, bytes: file });
  });

  it('of an older format gives what the newest would have recorded', () => {
    const old = older();
    expect(() => openLog(old)).toThrow(`format ${OLDEST} is older than this build reads`);
    const { from, bytes } = migrated(old, { ...UPGRADES, [OLDEST]: upgrade });
    expect(from).toBe(OLDEST);
    expect(verifyLog(bytes)).toMatchObject({ version: FORMAT_VERSION, problems: [] });
    expect([...openLog(bytes).events()]).toEqual([...openLog(file).events()]);
    expect(openLog(bytes).header).toEqual(openLog(file).header);
    expect(openLog(bytes).readImage(0)).toEqual(openLog(file).readImage(0));
    expect(openLog(bytes).chunks.map(({ firstStep, lastStep }) => [firstStep, lastStep])).toEqual(
      openLog(file).chunks.map(({ firstStep, lastStep }) => [firstStep, lastStep]),
    );
  });

  it('refuses a damaged one', () => {
    const damaged = file.slice();
    damaged[file.length - 200]! ^= 1;
    expect(() => migrated(damaged)).toThrow(LogError);
    expect(() => migrated(file.subarray(0, -400))).toThrow('save what');
  });
});
