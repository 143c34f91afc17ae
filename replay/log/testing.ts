/** Recordings for tests, and arbitraries of what they hold. Imported by tests only. */
import fc from 'fast-check';
import { type ChunkKind, encodeChunk, encodePrefix, linkAfter } from './frame.ts';
import type { CheckpointFact, Details, EndFact, LogEvent } from './types.ts';
import { type LogSetup, LogWriter } from './writer.ts';

export const SHIFT = 3;

export const EXAMPLE_SETUP: LogSetup = {
  engine: 'replay/0.1.0',
  board: 'riscv64-virt',
  shift: SHIFT,
  checkpointSpacing: 2 ** 20,
  parameters: { ramSizeBytes: 134_217_728, harts: 1, quantum: 10_000, rtcEpoch: 1_577_836_800 },
  components: { hart0: 'riscv64-hart/1', memory: 'memory/1', uart0: 'uart16550/1' },
  append: 'console=ttyS0',
  images: [],
  symbols: [{ name: 'kernel.elf', sha256: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' }],
};

/** The file that a writer makes of these events. `end` is left out for a recording that was killed. */
export function recordLog(
  setup: LogSetup,
  events: readonly Exclude<LogEvent, EndFact>[],
  end?: EndFact,
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const writer = new LogWriter((bytes) => void pieces.push(bytes), setup);
  for (const event of events) writer.append(event);
  if (end === undefined) writer.endChunk();
  else writer.end(end);
  return concat(pieces);
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export const nowAt = (step: number, idle = 0) => step * 2 ** SHIFT + idle;

export function checkpointAt(step: number, digests: readonly [hart0: bigint, memory: bigint, uart0: bigint]): CheckpointFact {
  const [hart0, memory, uart0] = digests;
  return { kind: 'checkpoint', step, now: nowAt(step), digests: { hart0, memory, uart0 }, flow: BigInt(step) };
}

export const endAt = (step: number): EndFact => ({
  kind: 'end',
  step,
  now: nowAt(step),
  reason: 'powerOff',
  status: 0,
  digest: 0x0123456789abcdefn,
});

export const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** One of every kind of event, two checkpoints, an end. */
export const EXAMPLE_EVENTS: readonly Exclude<LogEvent, EndFact>[] = [
  { kind: 'output', step: 10, device: 0, bytes: ascii('h') },
  { kind: 'output', step: 30, device: 0, bytes: ascii('i') },
  { kind: 'input', step: 100, seq: 0, device: 0, bytes: ascii('x') },
  { kind: 'input/perturbed', step: 100, seq: 1, details: { device: 0, delay: 12 } },
  { kind: 'exit', step: 200, hart: 0, reason: 'hypercall', details: { fid: 1, a0: 0xffff_ffff_ffff_ffffn }, digest: 5n },
  { kind: 'entry', step: 200, hart: 0, reason: 'returnFromHypercall', details: { error: -2 } },
  checkpointAt(2 ** 20, [1n, 2n, 3n]),
  { kind: 'schedule/perturbed', step: 2 ** 20 + 5, seq: 0, details: { hart: 1 } },
  { kind: 'fault/injected', step: 2 ** 20 + 5, seq: 1, details: { register: 'a0', bit: 3 } },
  { kind: 'interrupt', step: 2 ** 20 + 9, hart: 0, cause: 7, pc: 0xffff_ffff_8020_0000n },
  { kind: 'dma', step: 2 ** 20 + 9, device: 3, address: 0x8000_0000, sizeBytes: 512, digest: 2n ** 64n - 1n },
  { kind: 'notImplemented', step: 2 ** 20 + 20, what: 'uart0: loopback' },
  { kind: 'idle', step: 2 ** 20 + 30, now: nowAt(2 ** 20 + 30, 5_000_000_000) },
  { ...checkpointAt(2 ** 21, [1n, 2n ** 63n, 3n]), now: nowAt(2 ** 21, 5_000_000_000) },
  { kind: 'power', step: 2 ** 21 + 1, request: 'off', status: 0 },
];
export const EXAMPLE_END: EndFact = { ...endAt(2 ** 21 + 1), now: nowAt(2 ** 21 + 1, 5_000_000_000) };

const digest = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const small = fc.nat({ max: 1_000 });
const scalar = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0), // + 0: there is no -0 in a log
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.boolean(),
  fc.constant(null),
);
const details: fc.Arbitrary<Details> = fc
  .uniqueArray(fc.tuple(fc.string({ maxLength: 8 }), scalar), { selector: ([key]) => key, maxLength: 5 })
  .map((entries) => Object.fromEntries(entries));
const bytes = fc.uint8Array({ maxLength: 200 });
const outputBytes = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(0x41, 0x0a).map((byte) => Uint8Array.of(byte)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 200 }) },
);
const status = fc.integer();

type Unstamped = LogEvent extends infer E ? (E extends LogEvent ? Omit<E, 'step' | 'now'> : never) : never;

const unstamped: fc.Arbitrary<Unstamped> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('output' as const), device: fc.nat({ max: 1 }), bytes: outputBytes }) },
  fc.record({ kind: fc.constant('input' as const), seq: small, device: small, bytes }),
  fc.record({
    kind: fc.constantFrom('input/perturbed' as const, 'schedule/perturbed' as const, 'fault/injected' as const),
    seq: small,
    details,
  }),
  fc.record({ kind: fc.constant('exit' as const), hart: small, reason: fc.constantFrom('hypercall', 'mmio'), details, digest }),
  fc.record({ kind: fc.constant('entry' as const), hart: small, reason: fc.string({ maxLength: 9 }), details }),
  fc.record({ kind: fc.constant('interrupt' as const), hart: small, cause: small, pc: digest }),
  fc.record({ kind: fc.constant('dma' as const), device: small, address: fc.maxSafeNat(), sizeBytes: small, digest }),
  fc.record({ kind: fc.constant('power' as const), request: fc.constantFrom('off' as const, 'reset' as const), status }),
  fc.record({ kind: fc.constant('notImplemented' as const), what: fc.string({ unit: 'grapheme', maxLength: 40 }) }),
  fc.record({ kind: fc.constant('idle' as const) }),
  fc.record({
    kind: fc.constant('checkpoint' as const),
    digests: fc.record({ hart0: digest, memory: fc.constantFrom(1n, 2n), uart0: fc.constant(7n) }),
    flow: digest,
  }),
);

const stepDelta = fc.oneof(fc.constant(0), fc.nat({ max: 300 }), fc.nat({ max: 2 ** 20 }), fc.constant(2 ** 33));

/** Events as a machine makes them: steps and idle time never go back. */
export const anyEvents: fc.Arbitrary<readonly Exclude<LogEvent, EndFact>[]> = fc
  .array(fc.tuple(unstamped, stepDelta, fc.oneof(fc.constant(0), fc.nat())), { maxLength: 60 })
  .map((parts) => {
    let step = 0;
    let idle = 0;
    return parts.map(([event, delta, idleDelta]) => {
      step += delta;
      idle += idleDelta;
      const hasNow = event.kind === 'idle' || event.kind === 'checkpoint';
      return { ...event, step, ...(hasNow ? { now: nowAt(step, idle) } : {}) } as Exclude<LogEvent, EndFact>;
    });
  });

/** A file of any chunks, with checksums and links that hold. */
export function forgeLog(
  chunks: readonly {
    readonly kind: ChunkKind;
    readonly payload: Uint8Array;
    readonly firstStep?: number;
    readonly lastStep?: number;
  }[],
): Uint8Array<ArrayBuffer> {
  const pieces = [encodePrefix(1)];
  for (const { kind, payload, firstStep = 0, lastStep = firstStep } of chunks)
    pieces.push(encodeChunk({ kind, payload, firstStep, lastStep, link: linkAfter(pieces.at(-1)!) }));
  return concat(pieces);
}
