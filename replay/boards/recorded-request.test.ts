import { describe, expect, it } from 'vitest';
import { recordRequest, requestOf } from './recorded-request.ts';
import { type BoardRequest, DEFAULT_REQUEST, RequestError } from './request.ts';
import { SparseImage } from './sparse-image.ts';

const image = (name: string) => ({ name, bytes: Uint8Array.of(1, 2, 3) });
const drive = (name: string) => ({ name, image: SparseImage.of(Uint8Array.of(1, 2, 3)), isReadOnly: false });
const full: BoardRequest = {
  harts: 2,
  ramSizeBytes: 2 ** 28,
  shift: 0,
  quantum: 7,
  rtcEpoch: 1,
  seed: 2n ** 64n - 1n,
  virtioVersion: 1,
  virtioLatency: 5,
  machine: { 'gic-version': '2' },
  console: 'virtio',
  append: 'root=/dev/vda',
  bios: image('fw'),
  kernel: image('k'),
  initrd: image('i'),
  guest: '/sbin/g',
  guestRamSizeBytes: 2 ** 20,
  hypervisorMode: 'bootloader',
  drives: [{ ...drive('a'), isReadOnly: true }, drive('b')],
  pflash: [null, { ...drive('p'), isReadOnly: true }],
};

describe('requestOf', () => {
  it.each([
    ['full', full],
    ['default', DEFAULT_REQUEST],
  ])('gives a %s request back', (_, request) => {
    expect(requestOf(recordRequest(request))).toEqual(request);
  });

  const recorded = recordRequest(full);

  it('reads a recording that knows of no guest as one without', () => {
    expect(recordRequest(DEFAULT_REQUEST).parameters).not.toHaveProperty('guest');
    expect(recorded.parameters).toHaveProperty('guest', '/sbin/g');
  });

  it.each([
    ['a missing number', { parameters: {} }, "the recording's parameter seed is no integer"],
    [
      'a number that is a word',
      { parameters: { ...recorded.parameters, harts: 'two' } },
      "the recording's parameter harts is no integer",
    ],
    [
      'a choice that is none',
      { parameters: { ...recorded.parameters, console: 'tty' } },
      "the recording's parameter console is serial or virtio, not tty",
    ],
    [
      'a guest that is no path',
      { parameters: { ...recorded.parameters, guest: 1 } },
      "the recording's parameter guest is no path",
    ],
    [
      'an unknown parameter',
      { parameters: { ...recorded.parameters, magic: 1 } },
      'the recording asks for what this build does not know: magic',
    ],
    [
      'an unknown role',
      { images: [...recorded.images, { role: 'tape', ...drive('t') }] },
      'the recording asks for what this build does not know: tape',
    ],
    [
      'a gap between disks',
      { images: [{ role: 'drive1', ...drive('d') }] },
      'the recording has no image drive0, but one after it',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => requestOf({ ...recorded, ...change })).toThrow(new RequestError(message));
  });
});
