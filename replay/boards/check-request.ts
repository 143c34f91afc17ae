/** What every board checks of a request, and says in the words of the command line. */
import { ImageError } from '../images/image-error.ts';
import { type BoardRequest, RequestError } from './request.ts';

const PAGE_SIZE = 4096;
const MIB = 2 ** 20;
const RAM_SIZE_MAX = 64 * 2 ** 30;

export interface BoardLimits {
  readonly harts: number;
  readonly virtioSlots: number;
  readonly flashBanks: number;
  /** Bytes of a flash bank. */
  readonly flashSize: number;
  /** What may be chosen, and what there is to choose from; the first is what there is unless somebody chooses. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

/** Throws `RequestError` or `ImageError`. */
export function checkRequest(request: BoardRequest, limits: BoardLimits): void {
  const { harts, ramSizeBytes, shift, drives, pflash, console } = request;
  checkInteger('--smp', harts, 1, limits.harts);
  if (ramSizeBytes % PAGE_SIZE !== 0) throw new RequestError(`-m: a multiple of ${PAGE_SIZE} bytes, not ${ramSizeBytes}`);
  if (!(ramSizeBytes >= PAGE_SIZE && ramSizeBytes <= RAM_SIZE_MAX))
    throw new RequestError(`-m: at most 64G, not ${ramSizeBytes} bytes`);
  checkInteger('--icount-shift', shift, 0, 10);
  checkInteger('quantum', request.quantum, 1, 2 ** 20);
  checkInteger('rtcEpoch', request.rtcEpoch, 0, 2 ** 33);
  checkInteger('virtioLatency', request.virtioLatency, 0, 1e9);
  if (request.seed < 0n || request.seed >= 2n ** 64n) throw new RequestError(`seed: 0 to 2^64 - 1, not ${request.seed}`);
  for (const [name, value] of Object.entries(request.machine)) checkSetting(name, value, limits.settings);
  const slots = drives.length + (console === 'virtio' ? 1 : 0);
  if (slots > limits.virtioSlots)
    throw new RequestError(`--drive: the board has ${limits.virtioSlots} virtio slots, ${slots} are asked for`);
  if (pflash.length > limits.flashBanks)
    throw new RequestError(`--pflash: the board has ${limits.flashBanks} banks, units 0 and 1`);
  for (const drive of drives) if (drive.image.sizeBytes === 0) throw new ImageError(`${drive.name}: is empty`);
  for (const bank of pflash)
    if (bank !== null && bank.image.sizeBytes !== limits.flashSize)
      throw new ImageError(
        `${bank.name}: a flash bank has ${limits.flashSize} bytes, this file ${bank.image.sizeBytes}; try truncate -s ${limits.flashSize / MIB}M`,
      );
}

function checkSetting(name: string, value: string, settings: BoardLimits['settings']): void {
  const choices = Object.hasOwn(settings, name) ? settings[name]! : undefined;
  if (choices === undefined)
    throw new RequestError(`--machine: the board has ${Object.keys(settings).join(', ') || 'nothing'} to choose, not ${name}`);
  if (!choices.includes(value)) throw new RequestError(`--machine: ${name} is ${choices.join(' or ')}, not ${value}`);
}

export function checkInteger(name: string, value: number, from: number, to: number): void {
  if (!(Number.isSafeInteger(value) && value >= from && value <= to))
    throw new RequestError(`${name}: ${from} to ${to}, not ${value}`);
}
