/** Why a guest stopped, in words that all architectures share; each decodes its traps into these. */
import type { BusReadAsked, SeatEffect } from './seat.ts';

export type VcpuExit =
  /** The guest asks for something. `form` is the architecture's own, and comes back with the answer. */
  | { readonly kind: 'hypercall'; readonly form: string; readonly request: Hypercall }
  /** An access to guest-physical memory that is not mapped. `report`: how to say so when it stays that way. */
  | { readonly kind: 'stage2Fault'; readonly address: number; readonly report: string }
  /** The architecture has dealt with it: it does this, and the guest goes on. */
  | { readonly kind: 'handled'; readonly effects: readonly SeatEffect[] }
  /** The guest goes on when an interrupt is pending, once this is done. */
  | { readonly kind: 'waits'; readonly effects: readonly SeatEffect[] }
  /** A device must be asked first; its answer is decoded with the `question`. At most `QUESTION_LENGTH_MAX` characters. */
  | {
      readonly kind: 'asks';
      readonly question: string;
      readonly effects: readonly SeatEffect[];
      readonly read: BusReadAsked;
    }
  /** Nothing that the hypervisor handles. */
  | { readonly kind: 'unhandled'; readonly report: string };

export type Hypercall =
  | { readonly kind: 'putByte'; readonly byte: number }
  /** Guest-physical. */
  | { readonly kind: 'putBytes'; readonly address: number; readonly sizeBytes: number }
  | { readonly kind: 'getByte' }
  | { readonly kind: 'getBytes'; readonly address: number; readonly sizeBytes: number }
  /** `title`: how the guest asked, e.g. `SBI SRST shutdown`. */
  | { readonly kind: 'shutdown'; readonly title: string; readonly isFailure: boolean }
  /** Of the hart itself: its timer, an interrupt from the vCPU to itself. */
  | { readonly kind: 'ofHart'; readonly effects: readonly SeatEffect[] }
  /** Known without doing anything. */
  | { readonly kind: 'known'; readonly answer: Answer };

export const QUESTION_LENGTH_MAX = 64;

/** What a guest is told. `notSupported` and the others are the architecture's to spell. */
export type Answer =
  | { readonly kind: 'done'; readonly value: bigint }
  | { readonly kind: 'error'; readonly error: HypercallError };

export type HypercallError = 'failed' | 'notSupported' | 'invalidParameter' | 'alreadyAvailable';

export const done = (value = 0n): Answer => ({ kind: 'done', value });
export const refused = (error: HypercallError): Answer => ({ kind: 'error', error });
