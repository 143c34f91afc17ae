/** The built-in hypervisor on riscv64-virt: where it and its guest have their memory, and what the guest may touch. */
import { riscv64Guest } from '#arches/riscv64/hypervisor/riscv64-guest.ts';
import { createHypervisor, type HypervisorState } from '#core/hypervisor/hypervisor.ts';
import type { Seat } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import { checkGuestRam, checkSeat } from '../hypervisor-request.ts';
import { type BoardRequest, RequestError } from '../request.ts';
import * as map from './memory-map.ts';

const PAGE_SIZE = 4096;
const MIB = 2 ** 20;

/** In the machine's RAM. Guest RAM is not where the guest sees it, as with any hypervisor. */
const WORKSPACE = map.DRAM_BASE + 2 * MIB;
const GUEST_RAM = map.DRAM_BASE + 16 * MIB;

/** Of the 16550: line status, and its bit that data is ready. */
const LSR = 5;
const LSR_DR = 1n;

/** Values of the finisher; a failure has its status in the upper half. */
const FINISHER_PASS = 0x5555n;
const FINISHER_FAIL = 0x1_3333n;

/** As the guest sees it. */
const GUEST_RAM_BASE = 0x8000_0000;
const GUEST_ENTRY = GUEST_RAM_BASE + 2 * MIB;

/** Throws `RequestError`. */
export function hypervisorOf(request: BoardRequest): Seat<HypervisorState> | null {
  const { guest, guestRamSizeBytes } = request;
  if (guest === null) return null;
  if (request.hypervisorMode !== 'virtualization')
    throw new RequestError(`the built-in hypervisor of riscv64-virt has no ${request.hypervisorMode} mode`);
  checkSeat(request);
  checkGuestRam(request, GUEST_RAM - map.DRAM_BASE);
  const vm: VmConfig = {
    platform: [
      ['arch', 'riscv64'],
      ['platform', 'riscv64-qemu-virt'],
      ['smp', `${request.harts}`],
    ],
    path: guest,
    ram: { base: GUEST_RAM_BASE, hostBase: GUEST_RAM, sizeBytes: guestRamSizeBytes },
    entry: GUEST_ENTRY,
    workspace: WORKSPACE,
    devices: [
      { name: 'serial', base: map.UART.base, sizeBytes: PAGE_SIZE },
      { name: 'plic', ...map.PLIC },
      { name: 'flash1', base: map.FLASH.base + map.FLASH.sizeBytes, sizeBytes: map.FLASH.sizeBytes },
    ],
    uart: {
      data: map.UART.base,
      status: map.UART.base + LSR,
      hasReceived: (status) => (status & LSR_DR) !== 0n,
    },
    virtio: { base: map.VIRTIO.base, stride: map.VIRTIO.sizeBytes, count: map.VIRTIO_SLOTS },
    switchOff: (isFailure) => ({
      type: 'bus/write',
      address: map.TEST.base,
      size: 4,
      value: isFailure ? FINISHER_FAIL : FINISHER_PASS,
    }),
  };
  return createHypervisor(riscv64Guest, vm);
}
