/**
 * Marks of what a repair could not save. FORMAT.md, section "Lost".
 *
 * A mark is an `input/perturbed` in a chunk of its own, for that is what it says: inputs from here on are not the ones
 * recorded. A reader that knows no marks still reads everything, and no engine runs on over one.
 */
import * as check from './check.ts';
import { SchemaMismatch } from './error.ts';
import * as code from './event-codes.ts';
import { pack, unpackAll } from './msgpack.ts';

export type Lost = LostSteps | LostImage;

interface LostBytes {
  /** What it was in the file that was repaired, and where. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Events are missing: some of `step` and all of the steps between the two, inputs perhaps among them. */
export interface LostSteps extends LostBytes {
  readonly what: 'steps';
  readonly step: number;
  /** Nothing is missing after it; null when everything to the end is. */
  readonly toStep: number | null;
}

/** An image's bytes are missing. */
export interface LostImage extends LostBytes {
  readonly what: 'image';
  /** Its place in the header. */
  readonly image: number;
}

const SHAPE = ['input/perturbed', 'lost', 'of', 'offset', 'bytes'] as const;
const SHAPE_RECORD = pack([code.SHAPE, ...SHAPE]);
/** More than any mark takes. */
const MARK_SIZE_MAX = SHAPE_RECORD.length + 64;

/** The payload of a chunk whose first and last step is `step`. */
export function encodeMark(lost: Lost): Uint8Array {
  const of = lost.what === 'steps' ? lost.toStep : lost.image;
  const record = pack([code.INPUT_PERTURBED, 0, 0, 0, lost.what, of, lost.offset, lost.sizeBytes]);
  const payload = new Uint8Array(SHAPE_RECORD.length + record.length);
  payload.set(SHAPE_RECORD);
  payload.set(record, SHAPE_RECORD.length);
  return payload;
}

/** Is this the payload of a mark? Quick: no chunk of another kind begins like one. */
export function isMark(payload: Uint8Array): boolean {
  return payload.length <= MARK_SIZE_MAX && SHAPE_RECORD.every((byte, at) => payload[at] === byte);
}

/** Throws `SchemaMismatch` for a mark that no repair writes. */
export function decodeMark(payload: Uint8Array, step: number): Lost {
  const records = unpackAll(payload);
  const record = check.list(records[1], 'mark of what is lost', SHAPE.length + 3);
  const [, , , , what, of] = record;
  if (records.length !== 2 || record.length !== SHAPE.length + 3)
    throw new SchemaMismatch('a mark of what is lost is one record in a chunk of its own');
  const place = {
    offset: check.uint(record[6], 'offset of what is lost'),
    sizeBytes: check.uint(record[7], 'size of what is lost'),
  };
  switch (check.text(what, 'what is lost')) {
    case 'steps':
      return { what: 'steps', step, toStep: of === null ? null : check.uint(of, 'last step of what is lost'), ...place };
    case 'image':
      return { what: 'image', image: check.uint(of, 'image that is lost'), ...place };
    default:
      throw new SchemaMismatch(`what is lost: steps or image was expected, ${String(what)} came`);
  }
}
