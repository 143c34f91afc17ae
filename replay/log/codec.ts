/** The log: a header, then events, each one msgpack value. */

import { Packr } from 'msgpackr';
const codec = new Packr({ useRecords: false });

/** An input of the recording: a byte the board's UART received or the program wrote. */
export type LogEvent = readonly ['bus/write', offset: number, value: number] | readonly ['uart/byteReceived', byte: number];
export interface Log {
  readonly version: 1;
  readonly board: string;
  readonly events: readonly LogEvent[];
}

export const encodeLog = (log: Log): Uint8Array => codec.pack(log);
export const decodeLog = (bytes: Uint8Array): Log => codec.unpack(bytes) as Log;
