/** What every board with a built-in hypervisor checks of a request, and says in the words of the command line. */
import { type BoardRequest, RequestError } from './request.ts';

const PAGE_SIZE = 4096;
const GUEST_RAM_MAX = 2 ** 29;

/** The hypervisor has the seat of all that could be booted, and its guest is on a disk. Throws `RequestError`. */
export function checkSeat(request: BoardRequest): void {
  if (request.harts !== 1) throw new RequestError(`--smp: the built-in hypervisor runs on one hart, not ${request.harts}`);
  if (request.bios !== null) throw new RequestError('--bios: the built-in hypervisor has the place of firmware');
  if (request.kernel !== null)
    throw new RequestError('--kernel: the built-in hypervisor has its place; the guest is on the disk');
  if (request.drives.length === 0)
    throw new RequestError('the built-in hypervisor reads its guest from a disk: give one with --drive');
}

/** `offset`: of guest RAM in the machine's. Throws `RequestError`. */
export function checkGuestRam({ ramSizeBytes, guestRamSizeBytes }: BoardRequest, offset: number): void {
  if (guestRamSizeBytes % PAGE_SIZE !== 0 || guestRamSizeBytes < PAGE_SIZE)
    throw new RequestError(`--guest-memory: a multiple of ${PAGE_SIZE} bytes, not ${guestRamSizeBytes}`);
  if (guestRamSizeBytes > GUEST_RAM_MAX) throw new RequestError(`--guest-memory: at most 512M, not ${guestRamSizeBytes} bytes`);
  if (guestRamSizeBytes > ramSizeBytes - offset)
    throw new RequestError(
      `-m: ${guestRamSizeBytes} bytes of guest RAM need ${guestRamSizeBytes + offset} of the machine's, not ${ramSizeBytes}`,
    );
}
