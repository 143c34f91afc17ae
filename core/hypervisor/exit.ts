/** Why a guest stopped, in words that all architectures share; each decodes its traps into these. */

export type VcpuExit =
  /** The guest asks for something. `form` is the architecture's own, and comes back with the answer. */
  | { readonly kind: 'hypercall'; readonly form: string; readonly request: Hypercall }
  /** An access to guest-physical memory that is not mapped. `report`: how to say so when it stays that way. */
  | { readonly kind: 'stage2Fault'; readonly address: number; readonly report: string }
  /** The timer that the guest had armed. */
  | { readonly kind: 'timer' }
  /** Nothing that the hypervisor handles. */
  | { readonly kind: 'unhandled'; readonly report: string };

export type Hypercall =
  | { readonly kind: 'putByte'; readonly byte: number }
  /** Guest-physical. */
  | { readonly kind: 'putBytes'; readonly address: number; readonly sizeBytes: number }
  | { readonly kind: 'getByte' }
  | { readonly kind: 'getBytes'; readonly address: number; readonly sizeBytes: number }
  /** In the guest's unit of time. */
  | { readonly kind: 'setTimer'; readonly deadline: bigint }
  /** `title`: how the guest asked, e.g. `SBI SRST shutdown`. */
  | { readonly kind: 'shutdown'; readonly title: string; readonly isFailure: boolean }
  /** An interrupt from the vCPU to itself. */
  | { readonly kind: 'interruptSelf' }
  /** Known without doing anything. */
  | { readonly kind: 'known'; readonly answer: Answer };

/** What a guest is told. `notSupported` and the others are the architecture's to spell. */
export type Answer =
  | { readonly kind: 'done'; readonly value: bigint }
  | { readonly kind: 'error'; readonly error: HypercallError };

export type HypercallError = 'failed' | 'notSupported' | 'invalidParameter' | 'alreadyAvailable';

export const done = (value = 0n): Answer => ({ kind: 'done', value });
export const refused = (error: HypercallError): Answer => ({ kind: 'error', error });
