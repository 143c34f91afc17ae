/**
 * The form in which an event is recorded. Guests decide how long an output or a message is, and the format has bounds, so a
 * writer brings every event into this form, and whoever compares a replay's events with recorded ones must do the same.
 */
import { OUTPUT_BYTES_MAX, TEXT_LENGTH_MAX } from './limits.ts';
import type { Details, LogEvent, OutputFact, Scalar } from './types.ts';

/** What a reader gives back for an event that was written: mostly the event itself. */
export function canonicalEvents(event: LogEvent): readonly LogEvent[] {
  switch (event.kind) {
    case 'output':
      return event.bytes.length <= OUTPUT_BYTES_MAX && event.bytes.length > 0 ? [event] : piecesOf(event);
    case 'exit':
    case 'entry':
      return [{ ...event, reason: fittingText(event.reason), details: fittingDetails(event.details) }];
    case 'input/perturbed':
    case 'schedule/perturbed':
    case 'fault/injected':
      return [{ ...event, details: fittingDetails(event.details) }];
    case 'notImplemented':
      return [{ ...event, what: fittingText(event.what) }];
    case 'end':
      return [{ ...event, reason: fittingText(event.reason) }];
    default:
      return [event];
  }
}

/** None for an output of no bytes. */
function piecesOf(event: OutputFact): OutputFact[] {
  const count = Math.ceil(event.bytes.length / OUTPUT_BYTES_MAX);
  return Array.from({ length: count }, (_, i) => ({
    ...event,
    bytes: event.bytes.subarray(i * OUTPUT_BYTES_MAX, (i + 1) * OUTPUT_BYTES_MAX),
  }));
}

function fittingDetails(details: Details): Details {
  const fits = Object.entries(details).every(([key, value]) => isFitting(key) && (typeof value !== 'string' || isFitting(value)));
  if (fits) return details;
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [fittingText(key), fittingScalar(value)]));
}

function fittingScalar(value: Scalar): Scalar {
  return typeof value === 'string' ? fittingText(value) : value;
}

const SURROGATE = /\p{Surrogate}/gu; // one that has no partner

function isFitting(text: string): boolean {
  return text.length <= TEXT_LENGTH_MAX && text.search(SURROGATE) === -1;
}

/** Well-formed Unicode, as UTF-8 needs it, and not too long. */
function fittingText(text: string): string {
  const cut = text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX - 1)}…`;
  return cut.replaceAll(SURROGATE, '\ufffd');
}
