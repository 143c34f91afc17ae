/**
 * Packets of the GDB remote serial protocol: `$payload#checksum`, where `}` escapes a byte, and the bytes between them: `+` and
 * `-` acknowledge, 0x03 interrupts. GDB manual, "Remote Protocol: Overview".
 *
 * Whatever a client sends, what is kept of it is bounded: a packet that is too long is read to its end and told as such.
 */
import { type Step, step } from '#core/event/step.ts';

/** Payload bytes of the longest packet, either way: `PacketSize` of `qSupported`. */
export const PACKET_MAX = 0x4000;

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOLLAR = 0x24;
const HASH = 0x23;
const ESCAPE = 0x7d;
const ESCAPED_BIT = 0x20;
const CONTROL_C = 0x03;

export interface Framing {
  /** `first` and `second` are digits of the checksum. */
  readonly reads: 'between' | 'payload' | 'first' | 'second';
  /** Bytes as sent, one a character; those beyond the longest are dropped. */
  readonly payload: string;
  /** Of the payload as sent, modulo 256. */
  readonly sum: number;
  readonly isTooLong: boolean;
  /** First digit of the checksum, -1 when it is none. */
  readonly digit: number;
}

export type Received =
  /** One character a byte, escapes resolved. */
  | { readonly type: 'packet/received'; readonly payload: string }
  | { readonly type: 'packet/damaged' }
  | { readonly type: 'packet/tooLong' }
  | { readonly type: 'ack/received' }
  | { readonly type: 'nack/received' }
  | { readonly type: 'interrupt/received' };

export const initialFraming: Framing = { reads: 'between', payload: '', sum: 0, isTooLong: false, digit: 0 };

export function reduceFraming(framing: Framing, bytes: Uint8Array): Step<Framing, Received> {
  const received: Received[] = [];
  let { reads, payload, sum, isTooLong, digit } = framing;
  for (const byte of bytes) {
    if (byte === DOLLAR && reads !== 'between') {
      // A packet begins inside another, whose rest was lost: it never is a byte of a payload.
      received.push({ type: 'packet/damaged' });
      reads = 'between';
    }
    switch (reads) {
      case 'between':
        if (byte === DOLLAR) [reads, payload, sum, isTooLong] = ['payload', '', 0, false];
        else if (byte === PLUS) received.push({ type: 'ack/received' });
        else if (byte === MINUS) received.push({ type: 'nack/received' });
        else if (byte === CONTROL_C) received.push({ type: 'interrupt/received' });
        break;
      case 'payload':
        if (byte === HASH) reads = 'first';
        else if (payload.length >= PACKET_MAX) isTooLong = true;
        else payload += String.fromCharCode(byte);
        if (reads === 'payload') sum = (sum + byte) & 0xff;
        break;
      case 'first':
        [reads, digit] = ['second', valueOfDigit(byte)];
        break;
      case 'second':
        reads = 'between';
        if (digit < 0 || digit * 16 + valueOfDigit(byte) !== sum) received.push({ type: 'packet/damaged' });
        else received.push(isTooLong ? { type: 'packet/tooLong' } : resolved(payload));
        payload = '';
        break;
    }
  }
  return step({ reads, payload, sum, isTooLong, digit }, ...received);
}

/** -1, so that no sum is equal to it, for a byte that is no hexadecimal digit. */
function valueOfDigit(byte: number): number {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -256 : value;
}

function resolved(payload: string): Received {
  let isWhole = true;
  const resolve = (_: string, escaped: string) => {
    isWhole &&= escaped !== '';
    return String.fromCharCode(escaped.charCodeAt(0) ^ ESCAPED_BIT);
  };
  const plain = payload.replaceAll(/\}(.?)/gs, resolve);
  return isWhole ? { type: 'packet/received', payload: plain } : { type: 'packet/damaged' };
}

/** A packet with this payload, whose characters are bytes. `*`, which would repeat the character before it, is escaped too. */
export function packetOf(payload: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [DOLLAR];
  let sum = 0;
  const add = (byte: number) => {
    bytes.push(byte);
    sum = (sum + byte) & 0xff;
  };
  for (let i = 0; i < payload.length; i++) {
    const byte = payload.charCodeAt(i) & 0xff;
    if (byte === DOLLAR || byte === HASH || byte === ESCAPE || byte === 0x2a) {
      add(ESCAPE);
      add(byte ^ ESCAPED_BIT);
    } else add(byte);
  }
  const checksum = sum.toString(16).padStart(2, '0');
  bytes.push(HASH, checksum.charCodeAt(0), checksum.charCodeAt(1));
  return Uint8Array.from(bytes);
}

export const ACK = Uint8Array.of(PLUS);
export const NACK = Uint8Array.of(MINUS);
