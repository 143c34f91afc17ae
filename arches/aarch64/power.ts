/**
 * Calls of firmware, and a PE that is turned off and on by them. Where others have firmware at EL3 the board has a device, which takes the
 * calls of PSCI that SMC makes: x0 to x3, then what came of it. psci: Function prototypes; smccc: Register use in calls.
 */
import { BLOCK_SIZE, type Field } from '#core/isa/layout.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout, registerOf } from './layout.ts';
import { resetPe } from './reset.ts';

/** Where the board has it in the `sysreg` space: behind the system registers of the physical and the virtual interface. */
export const FIRMWARE_BASE = 0x10_0000;

/** Offsets there: x0, which makes the call and is its result; x1 to x3; what the PE does then; where it starts, and with which x0. */
const at = { FUNCTION: 0x00, ARGUMENTS: 0x08, NEXT: 0x20, ENTRY: 0x28, CONTEXT: 0x30 } as const;
const ARGUMENT_COUNT = 3;
const NEXT = ['goOn', 'turnOff', 'wait'] as const;

/** What the machine itself keeps there. */
const KEPT: readonly Field[] = [layout.steps, layout.retired, layout.flow];

const x = (number: number): number => registerOf(layout.x, number).offset;

const read = (context: HartContext, offset: number): bigint => context.sysregRead(FIRMWARE_BASE + offset, 8) ?? 0n;
const write = (context: HartContext, offset: number, value: bigint): boolean =>
  context.sysregWrite(FIRMWARE_BASE + offset, 8, value);

/** Makes the call that the registers say, and answers what the PE does then; undefined when there is nobody to call. */
export function callFirmware(context: HartContext): (typeof NEXT)[number] | undefined {
  for (let i = 0; i < ARGUMENT_COUNT; i++)
    if (!write(context, at.ARGUMENTS + 8 * i, context.block.getBigUint64(x(i + 1), true))) return undefined;
  write(context, at.FUNCTION, context.block.getBigUint64(x(0), true));
  context.block.setBigUint64(x(0), read(context, at.FUNCTION), true);
  return NEXT[Number(read(context, at.NEXT))];
}

export function turnOff(block: DataView): void {
  block.setUint8(layout.isOff.offset, 1);
}

/** A PE that was off starts, as the call says that turned it on. */
export function startPe(context: HartContext): void {
  const { block, index } = context;
  const kept = KEPT.map(({ offset }) => block.getBigUint64(offset, true));
  for (let offset = 0; offset < BLOCK_SIZE; offset += 8) block.setBigUint64(offset, 0n, true);
  for (const [i, { offset }] of KEPT.entries()) block.setBigUint64(offset, kept[i]!, true);
  resetPe(block, { index, resetPc: read(context, at.ENTRY) });
  block.setUint8(layout.isOff.offset, 0);
  block.setUint8(layout.waiting.offset, 0);
  block.setBigUint64(x(0), read(context, at.CONTEXT), true);
  write(context, at.ENTRY, 0n);
}
