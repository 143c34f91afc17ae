/** What is at a physical address. */
import type { Board } from '../machine/board.ts';

/** Name of the region or device, `ram+0x1000`; undefined where nothing is. */
export function placeName({ regions, devices }: Board, address: number): string | undefined {
  const within = (name: string, base: number | null, sizeBytes: number) =>
    base !== null && address >= base && address < base + sizeBytes ? [`${name}+0x${(address - base).toString(16)}`] : [];
  const places = [
    ...regions.flatMap(({ name, base, sizeBytes }) => within(name, base, sizeBytes)),
    ...devices.flatMap(({ name, windows }) =>
      windows.flatMap(({ space, base, sizeBytes }) => (space === 'mmio' ? within(name, base, sizeBytes) : [])),
    ),
  ];
  return places[0];
}
