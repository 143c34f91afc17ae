/** The hypervisor's own lines, on the board's UART. */
import type { Effects } from './guest-isa.ts';
import type { BusWriteAsked } from './seat.ts';
import type { VmConfig } from './vm.ts';

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;

export const putByte = ({ uart }: VmConfig, byte: number): BusWriteAsked => ({
  type: 'bus/write',
  address: uart.data,
  size: 1,
  value: BigInt(byte),
});

/** Lines of ASCII; each ends with CR LF. */
export function printLines(vm: VmConfig, ...lines: readonly string[]): Effects {
  return lines
    .flatMap((line) => [...[...line].map((char) => char.charCodeAt(0)), CARRIAGE_RETURN, LINE_FEED])
    .map((byte) => putByte(vm, byte));
}
