/** The built-in hypervisor on aarch64-virt: where it and its guest have their memory, and what the guest may touch. */
import { createAarch64Guest } from '#arches/aarch64/hypervisor/aarch64-guest.ts';
import { aarch64Bootloader } from '#arches/aarch64/hypervisor/bootloader.ts';
import { createHypervisor, type HypervisorState } from '#core/hypervisor/hypervisor.ts';
import type { Seat } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import { checkGuestRam, checkSeat } from '../hypervisor-request.ts';
import { type BoardRequest, RequestError } from '../request.ts';
import * as map from './memory-map.ts';

const MIB = 2 ** 20;

/** In the machine's RAM. Guest RAM is not where the guest sees it, as with any hypervisor. */
const WORKSPACE = map.RAM_BASE + 2 * MIB;
const GUEST_RAM = map.RAM_BASE + 80 * MIB;

/** As the guest sees it. A bootloader's guest has it there, to the end of the machine's. */
const GUEST_RAM_BASE = map.RAM_BASE + 64 * MIB;
const GUEST_ENTRY = GUEST_RAM_BASE + 2 * MIB;

/** Of the PL011: flags, and that nothing was received. */
const UARTFR = 0x18;
const FR_RXFE = 0x10n;

const aarch64Guest = createAarch64Guest({ distributor: map.GICD.base, redistributor: map.GICR.base });

/** Throws `RequestError`. */
export function hypervisorOf(request: BoardRequest): Seat<HypervisorState> | null {
  const { guest, hypervisorMode, harts } = request;
  if (guest === null) return null;
  checkSeat(request);
  const common = {
    platform: [
      ['arch', 'aarch64'],
      ['platform', 'aarch64-qemu-virt'],
      ['smp', `${harts}`],
    ],
    path: guest,
    entry: GUEST_ENTRY,
    workspace: WORKSPACE,
    uart: {
      data: map.UART.base,
      status: map.UART.base + UARTFR,
      hasReceived: (status) => (status & FR_RXFE) === 0n,
    },
    virtio: { base: map.VIRTIO.base, stride: map.VIRTIO.sizeBytes, count: map.VIRTIO_SLOTS },
    // By PSCI, which has no word for failure; what records the machine has.
    switchOff: (isFailure) => ({ type: 'power/requested', status: isFailure ? 1 : 0 }),
  } satisfies Partial<VmConfig>;
  if (hypervisorMode === 'bootloader')
    return createHypervisor(aarch64Bootloader, { ...common, ram: ownRam(request), devices: [] });
  checkGuestRam(request, GUEST_RAM - map.RAM_BASE);
  return createHypervisor(aarch64Guest, {
    ...common,
    ram: { base: GUEST_RAM_BASE, hostBase: GUEST_RAM, sizeBytes: request.guestRamSizeBytes },
    devices: [
      { name: 'serial', ...map.UART },
      { name: 'flash1', base: map.FLASH.base + map.FLASH.sizeBytes, sizeBytes: map.FLASH.sizeBytes },
    ],
  });
}

function ownRam({ ramSizeBytes }: BoardRequest): VmConfig['ram'] {
  const sizeBytes = map.RAM_BASE + ramSizeBytes - GUEST_RAM_BASE;
  if (sizeBytes <= GUEST_ENTRY - GUEST_RAM_BASE)
    throw new RequestError(`-m: the guest is loaded ${GUEST_ENTRY - map.RAM_BASE} bytes into RAM, which has ${ramSizeBytes}`);
  return { base: GUEST_RAM_BASE, hostBase: GUEST_RAM_BASE, sizeBytes };
}
