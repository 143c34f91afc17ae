/**
 * virtio console (VIRTIO 1.2: Console Device) with one port.
 *
 * Input waits until the driver gives buffers, across resets as well. Not modelled: several ports, screen size, emergency
 * write.
 *
 * | what a hostile guest can do          | what bounds it                                                       |
 * |--------------------------------------|----------------------------------------------------------------------|
 * | give no buffers for input            | `INPUT_SIZE`, then bytes are dropped                                 |
 * | send one huge buffer                 | `OUTPUT_SIZE_MAX` of it leaves, the rest is reported as not sent     |
 */
import type { DeviceEffect, MemoryView } from '#core/bus/device.ts';
import { bytes, record } from '#core/shape.ts';
import { createVirtio, type Served, type VirtioModel, type VirtioParameters, type VirtioState, virtioKind } from '../mmio.ts';
import { type Chain, readSegments, sizeOf, sliceSegments, writeSegments } from '../queue.ts';
import * as reg from './registers.ts';

/** Bytes of input that wait for the driver. */
export const INPUT_SIZE = 65_536;
/** Bytes that one buffer sends. */
export const OUTPUT_SIZE_MAX = 1024 * 1024;
const QUEUE_SIZE = 128;

export interface ConsoleState {
  /** Input that the driver has not taken. Never written. */
  readonly input: Uint8Array;
}

export function createVirtioConsole(parameters: VirtioParameters): VirtioState<ConsoleState> {
  return createVirtio(model, parameters, { input: new Uint8Array(0) });
}

const CONFIG: Uint8Array = Uint8Array.from({ length: reg.CONFIG_SIZE }, (_, offset) =>
  offset === reg.CONFIG_MAX_NR_PORTS ? 1 : 0,
);

const model: VirtioModel<ConsoleState> = {
  deviceId: reg.DEVICE_ID,
  queueSizes: [QUEUE_SIZE, QUEUE_SIZE],
  features: () => 0,
  config: () => CONFIG,
  wants: ({ input }, queue) => queue === reg.TRANSMITQ || input.length > 0,
  serve: (device, queue, chain, memory) =>
    queue === reg.RECEIVEQ ? fillBuffer(device, chain) : sendBuffer(device, chain, memory),
  receive(device, bytes) {
    const accepted = bytes.subarray(0, INPUT_SIZE - device.input.length);
    const input = new Uint8Array(device.input.length + accepted.length);
    input.set(device.input);
    input.set(accepted, device.input.length);
    return { input };
  },
  inputRoom: ({ input }) => INPUT_SIZE - input.length,
  accepts: record({ input: bytes(INPUT_SIZE) }),
};

export const virtioConsole = virtioKind('virtconsole/1', model);

function fillBuffer({ input }: ConsoleState, { writable }: Chain): Served<ConsoleState> {
  const writtenBytes = Math.min(sizeOf(writable), input.length);
  const effects = writeSegments(writable, input.subarray(0, writtenBytes));
  return { kind: 'used', device: { input: input.slice(writtenBytes) }, writtenBytes, effects };
}

function sendBuffer(device: ConsoleState, { readable }: Chain, memory: MemoryView): Served<ConsoleState> {
  const bytes = readSegments(sliceSegments(readable, 0, OUTPUT_SIZE_MAX), memory);
  if (bytes === undefined) return { kind: 'broken', reason: 'a buffer that is not in RAM' };
  const unsent = sizeOf(readable) - bytes.length;
  const effects: DeviceEffect[] = bytes.length === 0 ? [] : [{ type: 'output/sent', bytes }];
  if (unsent > 0)
    effects.push({ type: 'machine/notImplemented', what: `virtconsole: ${unsent} bytes of one buffer are not sent` });
  return { kind: 'used', device, writtenBytes: 0, effects };
}
