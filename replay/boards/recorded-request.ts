/** A request as a recording's header keeps it: numbers by name, files by role. What goes in comes out. */
import type { Details, Scalar } from '../log/types.ts';
import { type BoardRequest, DEFAULT_REQUEST, type DriveFile, type ImageFile, RequestError } from './request.ts';
import { SparseImage } from './sparse-image.ts';

export interface RecordedRequest {
  readonly shift: number;
  readonly append: string;
  readonly parameters: Details;
  readonly images: readonly RecordedImage[];
}

export interface RecordedImage {
  /** `bios`, `kernel`, `initrd`, `drive0` …, `pflash0` … */
  readonly role: string;
  readonly name: string;
  readonly image: SparseImage;
}

/** Begins the name of a parameter that is one of the machine's settings. */
const MACHINE = 'machine.';

export function recordRequest(request: BoardRequest): RecordedRequest {
  const { harts, ramSizeBytes, quantum, rtcEpoch, seed, virtioVersion, virtioLatency, console, guest } = request;
  const { guestRamSizeBytes, hypervisorMode } = request;
  const whole = { bios: request.bios, kernel: request.kernel, initrd: request.initrd };
  const drives: (readonly [role: string, drive: DriveFile | null])[] = [
    ...request.drives.map((drive, index) => [`drive${index}`, drive] as const),
    ...request.pflash.map((bank, unit) => [`pflash${unit}`, bank] as const),
  ];
  const readOnly = drives.flatMap(([role, drive]) => (drive?.isReadOnly ? [[`${role}.isReadOnly`, true]] : []));
  return {
    shift: request.shift,
    append: request.append,
    parameters: {
      ...{ harts, ramSizeBytes, quantum, rtcEpoch, seed, virtioVersion, virtioLatency, console },
      // Left out where there is none: recordings made before it was known read, and replay, as they are.
      ...(guest === null ? {} : { guest, guestRamSizeBytes }),
      ...(guest === null || hypervisorMode === 'virtualization' ? {} : { hypervisorMode }),
      ...Object.fromEntries(Object.entries(request.machine).map(([name, value]) => [`${MACHINE}${name}`, value])),
      ...Object.fromEntries(readOnly),
    },
    images: [
      ...Object.entries(whole).flatMap(([role, file]) =>
        file === null ? [] : [{ role, name: file.name, image: SparseImage.of(file.bytes) }],
      ),
      ...drives.flatMap(([role, drive]) => (drive === null ? [] : [{ role, name: drive.name, image: drive.image }])),
    ],
  };
}

/** Throws `RequestError` for what this build does not know: a run with a parameter left out would be another run. */
export function requestOf({ shift, append, parameters, images }: RecordedRequest): BoardRequest {
  const unread = new Set([...Object.keys(parameters), ...images.map(({ role }) => role)]);
  const parameter = (name: string): Scalar | undefined => {
    unread.delete(name);
    return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  };
  const integer = (name: string): number => {
    const value = parameter(name);
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      throw new RequestError(`the recording's parameter ${name} is no integer`);
    return value;
  };
  const choice = <const T extends Scalar>(name: string, ...values: readonly T[]): T => {
    const value = parameter(name);
    const chosen = values.find((candidate) => candidate === value);
    if (chosen === undefined)
      throw new RequestError(`the recording's parameter ${name} is ${values.join(' or ')}, not ${String(value)}`);
    return chosen;
  };
  const find = (role: string): RecordedImage | undefined => {
    unread.delete(role);
    return images.find((image) => image.role === role);
  };
  const file = (role: string): ImageFile | null => {
    const found = find(role);
    return found === undefined ? null : { name: found.name, bytes: found.image.bytes };
  };
  const drive = (role: string): DriveFile | null => {
    const found = find(role);
    const isReadOnly = parameter(`${role}.isReadOnly`) === true;
    return found === undefined ? null : { name: found.name, image: found.image, isReadOnly };
  };
  const seed = parameter('seed');
  if (typeof seed !== 'bigint' && !Number.isSafeInteger(seed))
    throw new RequestError("the recording's parameter seed is no integer");
  const guest = parameter('guest') ?? null;
  if (guest !== null && typeof guest !== 'string') throw new RequestError("the recording's parameter guest is no path");
  const request: BoardRequest = {
    shift,
    append,
    harts: integer('harts'),
    ramSizeBytes: integer('ramSizeBytes'),
    quantum: integer('quantum'),
    rtcEpoch: integer('rtcEpoch'),
    seed: BigInt(seed as number | bigint),
    virtioVersion: choice('virtioVersion', 1, 2),
    virtioLatency: integer('virtioLatency'),
    machine: Object.fromEntries(
      Object.keys(parameters)
        .filter((name) => name.startsWith(MACHINE))
        .map((name) => [name.slice(MACHINE.length), String(parameter(name))]),
    ),
    console: choice('console', 'serial', 'virtio'),
    bios: file('bios'),
    kernel: file('kernel'),
    initrd: file('initrd'),
    guest,
    guestRamSizeBytes: guest === null ? DEFAULT_REQUEST.guestRamSizeBytes : integer('guestRamSizeBytes'),
    hypervisorMode:
      guest === null || parameter('hypervisorMode') === undefined
        ? DEFAULT_REQUEST.hypervisorMode
        : choice('hypervisorMode', 'virtualization', 'bootloader'),
    drives: numbered(drive, 'drive', images).map((found, index) => found ?? missing(`drive${index}`)),
    pflash: numbered(drive, 'pflash', images),
  };
  if (unread.size > 0) throw new RequestError(`the recording asks for what this build does not know: ${[...unread].join(', ')}`);
  return request;
}

/** The files of roles `drive0`, `drive1` … up to the last there is. */
function numbered(
  read: (role: string) => DriveFile | null,
  stem: string,
  images: readonly RecordedImage[],
): (DriveFile | null)[] {
  const count = Math.max(0, ...images.map(({ role }) => 1 + Number(new RegExp(`^${stem}([0-9]{1,2})$`).exec(role)?.[1] ?? -1)));
  return Array.from({ length: count }, (_, index) => read(`${stem}${index}`));
}

function missing(role: string): never {
  throw new RequestError(`the recording has no image ${role}, but one after it`);
}
