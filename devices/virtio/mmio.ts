/**
 * virtio over MMIO (VIRTIO 1.2: Virtio Over MMIO), the part that all devices share; version 2, and version 1, the legacy
 * interface, which is QEMU's default on `virt`. What a device adds is a `VirtioModel`.
 *
 * A notified queue is read `latency` ns later, one buffer at a time, each taking the latency anew.
 * As in QEMU 7.2: doublewords are two words; narrower accesses to registers read 0 and write nothing; reads past the
 * configuration space are all ones; a legacy device serves queues before DRIVER_OK; writing 0 to QueuePFN resets; the
 * queue size is 1024 at most for every queue; GuestPageSize survives a reset.
 * Not modelled: shared memory regions, event indexes, packed queues, queue reset.
 *
 * | what a hostile guest can do                    | what bounds it                                              |
 * |------------------------------------------------|-------------------------------------------------------------|
 * | point rings and descriptors anywhere, loop them | `queue.ts`: the device is broken until it is reset          |
 * | notify without end                             | one deadline a queue                                        |
 * | make huge buffers available                    | each model's limit for one request; one request an event    |
 * | rewrite rings while they are read              | one event sees one state of memory                          |
 */
import { produce } from 'immer';
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, Fresh, MemoryView, TimeReached } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { bool, listOf, moment, nullOr, record, type Shape, same, text, uint } from '#core/shape.ts';
import * as reg from '#core/virtio/registers.ts';
import {
  type Chain,
  EMPTY,
  hasMoreAvailable,
  isInterruptSuppressed,
  peekChain,
  QUEUE_SIZE_MAX,
  type Ring,
  useChain,
} from './queue.ts';

export interface VirtioParameters {
  /** 1 is the legacy interface. */
  readonly version: 1 | 2;
  /** Virtual ns from a notification to the end of a request; at least 1. */
  readonly latency: number;
}

export interface QueueState extends Ring {
  /** Of the used ring, legacy. */
  readonly align: number;
  readonly isReady: boolean;
  /** As written and not in force before QueueReady: desc, driver, device, each low half first. u32s. */
  readonly addresses: readonly number[];
  /** When its next buffer is served, ns, or null. */
  readonly dueAt: number | null;
}

/** `D` is the state of the model. */
export interface VirtioState<D> extends VirtioParameters {
  readonly status: number;
  readonly interruptStatus: number;
  readonly deviceFeaturesSel: 0 | 1;
  readonly driverFeaturesSel: 0 | 1;
  /** Accepted by the driver: bits 0 to 31, bits 32 to 63. */
  readonly driverFeatures: readonly number[];
  readonly guestPageShift: number;
  readonly queueSel: number;
  /** What the driver did that stopped the device until reset, or null. */
  readonly broken: string | null;
  readonly queues: readonly QueueState[];
  readonly device: D;
}

/** What serving one buffer came to. */
export type Served<D> =
  | { readonly kind: 'used'; readonly device: D; readonly writtenBytes: number; readonly effects: readonly DeviceEffect[] }
  | { readonly kind: 'broken'; readonly reason: string };

export interface VirtioModel<D> {
  readonly deviceId: number;
  /** Entries of each queue until the driver chooses. */
  readonly queueSizes: readonly number[];
  /** Device-specific feature bits; all lie below 24. */
  features(device: D): number;
  config(device: D): Uint8Array;
  /** Would the device take a buffer of this queue now? */
  wants(device: D, queue: number): boolean;
  serve(device: D, queue: number, chain: Chain, memory: MemoryView): Served<D>;
  /** Bytes came from outside the machine. */
  receive(device: D, bytes: Uint8Array): D;
  /** Bytes that `receive` would take now; without it, any number. */
  inputRoom?(device: D): number;
  /** Could the model, whose first state is `initial`, be in this state? As `DeviceKind.accepts`. */
  accepts(value: unknown, initial: D): boolean;
}

export function createVirtio<D>(model: VirtioModel<D>, { version, latency }: VirtioParameters, device: D): VirtioState<D> {
  return {
    version,
    latency: Math.max(1, latency),
    status: 0,
    interruptStatus: 0,
    deviceFeaturesSel: 0,
    driverFeaturesSel: 0,
    driverFeatures: [0, 0],
    guestPageShift: 0,
    queueSel: 0,
    broken: null,
    queues: model.queueSizes.map(createQueue),
    device,
  };
}

function createQueue(num: number): QueueState {
  const ring = { num, desc: 0, avail: 0, used: 0, availIndex: 0, usedIndex: 0 };
  return { ...ring, align: 4096, isReady: false, addresses: [0, 0, 0, 0, 0, 0], dueAt: null };
}

function copyOf<D>(state: VirtioState<D>): Fresh<VirtioState<D>> {
  return {
    version: state.version,
    latency: state.latency,
    status: state.status,
    interruptStatus: state.interruptStatus,
    deviceFeaturesSel: state.deviceFeaturesSel,
    driverFeaturesSel: state.driverFeaturesSel,
    driverFeatures: state.driverFeatures,
    guestPageShift: state.guestPageShift,
    queueSel: state.queueSel,
    broken: state.broken,
    queues: state.queues,
    device: state.device,
  };
}

function copyOfQueue(queue: QueueState): Fresh<QueueState> {
  return {
    num: queue.num,
    desc: queue.desc,
    avail: queue.avail,
    used: queue.used,
    availIndex: queue.availIndex,
    usedIndex: queue.usedIndex,
    align: queue.align,
    isReady: queue.isReady,
    addresses: queue.addresses,
    dueAt: queue.dueAt,
  };
}

export const VIRTIO_DIGEST_FIELDS = [
  'status',
  'interruptStatus',
  'deviceFeaturesSel',
  'driverFeaturesSel',
  'driverFeatures',
  'guestPageShift',
  'queueSel',
  'broken',
  'queues',
  'device',
] as const;

/** Of what a driver did wrong. */
const REASON_LENGTH_MAX = 256;

const isAddress = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 66;

const isQueue: Shape = record({
  num: uint(QUEUE_SIZE_MAX, 1),
  desc: isAddress,
  avail: isAddress,
  used: isAddress,
  availIndex: uint(0xffff),
  usedIndex: uint(0xffff),
  align: uint(0xffff_ffff, 1),
  isReady: bool,
  addresses: listOf(uint(0xffff_ffff), 6),
  dueAt: moment,
});

export function virtioKind<D>(digest: string, model: VirtioModel<D>): DeviceKind<VirtioState<D>> {
  return {
    digest,
    digestFields: VIRTIO_DIGEST_FIELDS,
    reduce(state, event) {
      switch (event.type) {
        case 'bus/read':
          return { state, effects: read(model, state, event) };
        case 'bus/write':
          return write(model, state, event);
        case 'time/reached':
          return serveDue(model, state, event);
        case 'input/received':
          return {
            state: wakeAll(model, { ...state, device: model.receive(state.device, event.bytes) }, event.now),
            effects: NO_EFFECTS,
          };
        case 'line/changed':
          return { state, effects: NO_EFFECTS };
      }
    },
    accepts: (value, { version, latency, queues, device }) =>
      record({
        version: same(version),
        latency: same(latency),
        status: uint(0xff),
        interruptStatus: uint(0xffff_ffff),
        deviceFeaturesSel: uint(1),
        driverFeaturesSel: uint(1),
        driverFeatures: listOf(uint(0xffff_ffff), 2),
        guestPageShift: uint(31),
        queueSel: uint(QUEUE_SIZE_MAX - 1),
        broken: nullOr(text(REASON_LENGTH_MAX)),
        queues: listOf(isQueue, queues.length),
        device: (state) => model.accepts(state, device),
      })(value),
    ...(model.inputRoom && { selectInputRoom: ({ device }) => model.inputRoom!(device) }),
    selectLines: (state) => (state.interruptStatus === 0 ? 0 : 1),
    selectDeadline: ({ queues }) => {
      let deadline: number | null = null;
      for (const { dueAt } of queues) if (dueAt !== null && (deadline === null || dueAt < deadline)) deadline = dueAt;
      return deadline;
    },
  };
}

function isAnswered({ offset, size }: BusRead | BusWrite): boolean {
  return offset % size === 0 && offset < reg.WINDOW_SIZE;
}

function read<D>(model: VirtioModel<D>, state: VirtioState<D>, event: BusRead): readonly DeviceEffect[] {
  if (!isAnswered(event)) return FAULTED;
  const { offset, size } = event;
  if (size === 8)
    return replied64((BigInt(readUpTo32(model, state, offset + 4, 4)) << 32n) | BigInt(readUpTo32(model, state, offset, 4)));
  return replied(readUpTo32(model, state, offset, size));
}

function readUpTo32<D>(model: VirtioModel<D>, state: VirtioState<D>, offset: number, size: number): number {
  if (offset >= reg.Config) return readConfig(model.config(state.device), offset - reg.Config, size);
  return size === 4 ? readRegister(model, state, offset) : 0;
}

function readConfig(config: Uint8Array, offset: number, size: number): number {
  if (offset + size > config.length) return 2 ** (8 * size) - 1;
  let value = 0;
  for (let index = size - 1; index >= 0; index--) value = value * 256 + config[offset + index]!;
  return value;
}

function readRegister<D>(model: VirtioModel<D>, state: VirtioState<D>, offset: number): number {
  const isLegacy = state.version === 1;
  const queue = state.queues[state.queueSel];
  switch (offset) {
    case reg.InterruptStatus:
      return state.interruptStatus;
    case reg.Status:
      return state.status;
    case reg.MagicValue:
      return reg.MAGIC;
    case reg.Version:
      return state.version;
    case reg.DeviceID:
      return model.deviceId;
    case reg.VendorID:
      return reg.VENDOR;
    case reg.DeviceFeatures:
      return offeredFeatures(model, state)[state.deviceFeaturesSel]!;
    case reg.QueueNumMax:
      return queue === undefined ? 0 : QUEUE_SIZE_MAX;
    case reg.QueuePFN:
      return isLegacy && queue !== undefined ? Math.floor(queue.desc / 2 ** state.guestPageShift) % 2 ** 32 : 0;
    case reg.QueueReady:
      return !isLegacy && queue?.isReady ? 1 : 0;
    case reg.SHMLenLow: // no region: a length of -1
    case reg.SHMLenHigh:
      return 0xffff_ffff;
    default:
      return 0; // ConfigGeneration is constant; the rest is for writing.
  }
}

/** Bits 0 to 31, bits 32 to 63. */
function offeredFeatures<D>(model: VirtioModel<D>, { version, device }: VirtioState<D>): readonly number[] {
  const low = model.features(device) + reg.F_INDIRECT_DESC;
  return version === 1 ? [low + reg.F_ANY_LAYOUT, 0] : [low, reg.F_HIGH_VERSION_1];
}

function write<D>(model: VirtioModel<D>, state: VirtioState<D>, event: BusWrite): Step<VirtioState<D>, DeviceEffect> {
  if (!isAnswered(event)) return { state, effects: FAULTED };
  const { offset, size, value, now } = event;
  // No model has a field of its configuration that can be written.
  if (size < 4 || offset >= reg.Config) return { state, effects: NO_EFFECTS };
  const first = writeRegister(model, state, offset, Number(value & 0xffff_ffffn), now);
  return {
    state: size === 4 ? first : writeRegister(model, first, offset + 4, Number(value >> 32n), now),
    effects: NO_EFFECTS,
  };
}

function writeRegister<D>(
  model: VirtioModel<D>,
  state: VirtioState<D>,
  offset: number,
  value: number,
  now: number,
): VirtioState<D> {
  switch (offset) {
    case reg.QueueNotify:
      return wake(model, state, value, now);
    case reg.InterruptACK: {
      const next = copyOf(state);
      next.interruptStatus = (state.interruptStatus & ~value) >>> 0;
      return next;
    }
    case reg.Status:
      return withStatus(model, state, value & 0xff);
    case reg.DeviceFeaturesSel:
      return { ...state, deviceFeaturesSel: value === 0 ? 0 : 1 };
    case reg.DriverFeaturesSel:
      return { ...state, driverFeaturesSel: value === 0 ? 0 : 1 };
    case reg.DriverFeatures:
      return withDriverFeatures(model, state, value);
    case reg.QueueSel:
      return value < QUEUE_SIZE_MAX ? { ...state, queueSel: value } : state;
    case reg.QueueNum:
      if (value === 0 || value > QUEUE_SIZE_MAX) return state;
      return withQueue(state, (queue) => withLegacyRings(state, { ...queue, num: value }));
    default:
      return state.version === 1 ? writeLegacyRegister(model, state, offset, value) : writeVersion2Register(state, offset, value);
  }
}

function writeLegacyRegister<D>(model: VirtioModel<D>, state: VirtioState<D>, offset: number, value: number): VirtioState<D> {
  switch (offset) {
    case reg.GuestPageSize:
      return { ...state, guestPageShift: value === 0 ? 0 : 31 - Math.clz32(value & -value) };
    case reg.QueueAlign:
      return value === 0 ? state : withQueue(state, (queue) => withLegacyRings(state, { ...queue, align: value }));
    case reg.QueuePFN:
      if (value === 0) return reset(model, state);
      return withQueue(state, (queue) => withLegacyRings(state, { ...queue, desc: value * 2 ** state.guestPageShift }));
    default:
      return state;
  }
}

function writeVersion2Register<D>(state: VirtioState<D>, offset: number, value: number): VirtioState<D> {
  if (offset === reg.QueueReady) return withQueue(state, (queue) => withReady(queue, value !== 0));
  const index = ADDRESS_REGISTERS.indexOf(offset);
  if (index < 0) return state;
  // As rare as a driver that starts, and three levels deep.
  return produce(state, ({ queues, queueSel }) => {
    const queue = queues[queueSel];
    if (queue !== undefined) queue.addresses[index] = value;
  });
}

const ADDRESS_REGISTERS: readonly number[] = [
  reg.QueueDescLow,
  reg.QueueDescHigh,
  reg.QueueDriverLow,
  reg.QueueDriverHigh,
  reg.QueueDeviceLow,
  reg.QueueDeviceHigh,
];

function withReady(queue: QueueState, isReady: boolean): QueueState {
  if (!isReady) return { ...queue, isReady, dueAt: null };
  const addressAt = (index: number) => queue.addresses[index]! + queue.addresses[index + 1]! * 2 ** 32;
  return { ...queue, isReady, desc: addressAt(0), avail: addressAt(2), used: addressAt(4) };
}

/** VIRTIO 1.2: Legacy Interfaces: A Note on Virtqueue Layout: the three parts follow each other, the used ring aligned. */
function withLegacyRings<D>({ version }: VirtioState<D>, queue: QueueState): QueueState {
  if (version !== 1) return queue;
  const { desc, num, align } = queue;
  const avail = desc + reg.DESCRIPTOR_SIZE * num;
  return { ...queue, avail, used: Math.ceil((avail + reg.AVAIL_RING + 2 * num) / align) * align };
}

/** Changes the selected queue, if it exists. */
function withQueue<D>(state: VirtioState<D>, change: (queue: QueueState) => QueueState): VirtioState<D> {
  const queue = state.queues[state.queueSel];
  return queue === undefined ? state : withQueueAt(state, state.queueSel, change(queue));
}

function withQueueAt<D>(state: VirtioState<D>, index: number, queue: QueueState): VirtioState<D> {
  const next = copyOf(state);
  next.queues = state.queues.with(index, queue);
  return next;
}

function withDriverFeatures<D>(model: VirtioModel<D>, state: VirtioState<D>, value: number): VirtioState<D> {
  const { version, driverFeaturesSel, driverFeatures } = state;
  if (version === 1) {
    const accepted = (value & offeredFeatures(model, state)[0]!) >>> 0;
    return driverFeaturesSel === 0 ? { ...state, driverFeatures: [accepted, 0] } : state;
  }
  // After FEATURES_OK they are settled.
  if (state.status & reg.STATUS_FEATURES_OK) return state;
  return { ...state, driverFeatures: driverFeatures.with(driverFeaturesSel, value) };
}

function withStatus<D>(model: VirtioModel<D>, state: VirtioState<D>, value: number): VirtioState<D> {
  if (value === 0) return reset(model, state);
  const asksForFeatures = (value & ~state.status & reg.STATUS_FEATURES_OK) !== 0;
  const accepted =
    state.version === 2 && asksForFeatures && !areFeaturesOk(model, state) ? value & ~reg.STATUS_FEATURES_OK : value;
  const next = copyOf(state);
  next.status = accepted | (state.status & reg.STATUS_DEVICE_NEEDS_RESET);
  return next;
}

/** A driver of version 2 takes only what is offered, and VERSION_1. */
function areFeaturesOk<D>(model: VirtioModel<D>, state: VirtioState<D>): boolean {
  const [low, high] = offeredFeatures(model, state);
  const [driverLow, driverHigh] = state.driverFeatures;
  return (driverLow! & ~low!) === 0 && driverHigh === high;
}

function reset<D>(model: VirtioModel<D>, state: VirtioState<D>): VirtioState<D> {
  const { deviceFeaturesSel, driverFeaturesSel, guestPageShift, device } = state;
  return { ...createVirtio(model, state, device), deviceFeaturesSel, driverFeaturesSel, guestPageShift };
}

function isLive<D>({ version, status }: VirtioState<D>, queue: QueueState): boolean {
  return version === 1 ? queue.desc !== 0 : queue.isReady && (status & reg.STATUS_DRIVER_OK) !== 0;
}

/** Sets the deadline of a queue that has something to do and has none yet. */
function wake<D>(model: VirtioModel<D>, state: VirtioState<D>, index: number, now: number): VirtioState<D> {
  const queue = state.queues[index];
  if (queue === undefined || queue.dueAt !== null || state.broken !== null) return state;
  if (!isLive(state, queue) || !model.wants(state.device, index)) return state;
  const woken = copyOfQueue(queue);
  woken.dueAt = now + state.latency;
  return withQueueAt(state, index, woken);
}

function wakeAll<D>(model: VirtioModel<D>, state: VirtioState<D>, now: number): VirtioState<D> {
  return state.queues.reduce((woken, _, index) => wake(model, woken, index, now), state);
}

/** Serves one buffer of the first queue that is due. Another one that is due keeps its deadline, which then fires at once. */
function serveDue<D>(model: VirtioModel<D>, state: VirtioState<D>, event: TimeReached): Step<VirtioState<D>, DeviceEffect> {
  const index = state.queues.findIndex(({ dueAt }) => dueAt !== null && dueAt <= event.now);
  const queue = state.queues[index];
  if (queue === undefined) return { state, effects: NO_EFFECTS };
  const { memory, now } = event;
  const popped = isLive(state, queue) && model.wants(state.device, index) ? peekChain(queue, memory) : EMPTY;
  if (popped.kind === 'broken') return { state: breakDown(state, popped.reason), effects: NO_EFFECTS };
  const nextQueue = copyOfQueue(queue);
  nextQueue.dueAt = null;
  if (popped.kind === 'empty') return { state: withQueueAt(state, index, nextQueue), effects: NO_EFFECTS };
  const served = model.serve(state.device, index, popped.chain, memory);
  if (served.kind === 'broken') return { state: breakDown(state, served.reason), effects: NO_EFFECTS };
  const { availIndex, usedIndex, effects } = useChain(queue, popped.chain.head, served.writtenBytes);
  nextQueue.availIndex = availIndex;
  nextQueue.usedIndex = usedIndex;
  if (hasMoreAvailable(queue, memory) && model.wants(served.device, index)) nextQueue.dueAt = now + state.latency;
  const next = copyOf(state);
  next.device = served.device;
  next.queues = state.queues.with(index, nextQueue);
  if (!isInterruptSuppressed(queue, memory)) next.interruptStatus |= reg.INTERRUPT_USED_BUFFER;
  return { state: next, effects: [...served.effects, ...effects] };
}

/** VIRTIO 1.2: Device Status Field: the device asks for a reset; a legacy driver is not told. */
function breakDown<D>(state: VirtioState<D>, reason: string): VirtioState<D> {
  const stopped = { ...state, broken: reason, queues: state.queues.map((queue) => ({ ...queue, dueAt: null })) };
  if (state.version === 1) return stopped;
  const isTold = (state.status & reg.STATUS_DRIVER_OK) !== 0;
  return {
    ...stopped,
    status: state.status | reg.STATUS_DEVICE_NEEDS_RESET,
    interruptStatus: state.interruptStatus | (isTold ? reg.INTERRUPT_CONFIG_CHANGE : 0),
  };
}
