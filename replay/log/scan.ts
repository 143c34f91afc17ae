/** The first look at a file: which format, which chunks are intact, and the header. What every reading of a recording begins with. */
import { decodingAt, LogError, type LogPlace } from './error.ts';
import { type DecodedEvents, decodeEvents } from './events-decoder.ts';
import { type Frame, parsePrefix, payloadOf } from './frame.ts';
import { componentNames, decodeHeader } from './header.ts';
import { FORMAT_VERSION } from './limits.ts';
import { unpackAll, unpackOne } from './msgpack.ts';
import type { LogHeader } from './types.ts';
import { oldestVersion, UPGRADES, type Upgrade, upgradeFrom } from './upgrade.ts';
import { walkChunks } from './walk.ts';

const START: LogPlace = { offset: 0, firstStep: 0, lastStep: null };

export interface Scan {
  readonly file: Uint8Array;
  readonly version: number;
  readonly upgrade: Upgrade;
  readonly header: LogHeader;
  /** The intact chunks in the order of the file, the header first. */
  readonly frames: readonly Frame[];
  /** What is wrong, in the order of the file. */
  readonly problems: readonly LogError[];
}

export interface ScanOptions {
  /** To the end of the file, over damage; else to the first problem. */
  readonly isThorough: boolean;
  /** How older formats are read; for tests. */
  readonly upgrades?: Readonly<Record<number, Upgrade>>;
}

/** Checks CRC, link and order of every chunk. Throws `LogError` when not even the header can be read. Cost: a CRC and a SHA-256. */
export function scanLog(file: Uint8Array, { isThorough, upgrades = UPGRADES }: ScanOptions): Scan {
  const { version, upgrade } = formatOf(file, upgrades);
  const frames: Frame[] = [];
  const problems: LogError[] = [];
  for (const found of walkChunks(file, isThorough ? 'thorough' : 'quick')) {
    if (found instanceof LogError) problems.push(found);
    else frames.push(found);
    if (problems.length > 0 && (!isThorough || frames.length === 0)) break;
  }
  const [first] = frames;
  if (first === undefined) throw problems[0] ?? new LogError('truncated', START, 'the file ends before its header');
  const header = decodingAt({ ...START, offset: first.offset }, () =>
    decodeHeader(upgrade.header(unpackOne(payloadOf(file, first)))),
  );
  return { file, version, upgrade, header, frames, problems };
}

function formatOf(
  file: Uint8Array,
  upgrades: Readonly<Record<number, Upgrade>>,
): { readonly version: number; readonly upgrade: Upgrade } {
  const version = parsePrefix(file);
  if (version === 'notALog') throw new LogError('notALog', START, 'this is not a recording: it does not begin with \\x89RPL');
  if (version === 'damaged')
    throw new LogError('damaged', START, 'the first 16 bytes are not those that were written; copy the file again');
  const upgrade = upgradeFrom(version, FORMAT_VERSION, upgrades);
  if (upgrade !== undefined) return { version, upgrade };
  const relation = version > FORMAT_VERSION ? 'newer' : 'older';
  const remedy = version > FORMAT_VERSION ? 'use a newer replay' : 'migrate it with an older replay';
  throw new LogError(
    'version',
    START,
    `format ${version} is ${relation} than this build reads (${oldestVersion(upgrades)} to ${FORMAT_VERSION}); ${remedy}`,
  );
}

/** The events of a chunk of them. Throws `LogError` for what the format does not allow. */
export function decodeEventsChunk({ file, header, upgrade }: Omit<Scan, 'frames' | 'problems'>, frame: Frame): DecodedEvents {
  return decodingAt(frame, () =>
    decodeEvents(upgrade.records(unpackAll(payloadOf(file, frame))), {
      shift: header.shift,
      components: componentNames(header),
      firstStep: frame.firstStep,
      lastStep: frame.lastStep,
    }),
  );
}
