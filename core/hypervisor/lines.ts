/** What a hypervisor says that makes a virtual machine, whatever the architecture. */
import type { VmConfig } from './vm.ts';

export const linesOfStart = ({ ram }: VmConfig): readonly string[] => [
  'Starting virtualization...',
  `Pre-allocating ${sizeText(ram.sizeBytes)} guest RAM at 0x${ram.base.toString(16)}...`,
];

/** `root`: of the second-stage tables, physical. */
export const linesOfEntry = ({ path, entry }: VmConfig, sizeBytes: number, root: number): readonly string[] => [
  `Loaded ${sizeBytes} bytes from ${path}`,
  `bsp_entry: 0x${entry.toString(16)}; ept: PA:0x${root.toString(16)}`,
  'Entering VM run loop...',
];

/** In MB, as long as it comes out even. */
function sizeText(sizeBytes: number): string {
  return sizeBytes % 2 ** 20 === 0 ? `${sizeBytes / 2 ** 20} MB` : `${sizeBytes / 2 ** 10} KB`;
}
