/** Steps as lines of text: ours, and those of other tools' logs, so that theirs and ours can be compared line by line. */
import { hex } from '#core/hex.ts';
import type { MemoryAccess } from '#core/inspect/accesses.ts';
import type { ArchDescription } from '#core/inspect/description.ts';
import { encodingText, instructionText, type NameOf } from './disassembly.ts';
import type { TracedStep } from './steps.ts';

/** Lines of a step. */
export type TraceFormat = (step: TracedStep) => readonly string[];

export interface TraceNames {
  readonly arch: ArchDescription;
  readonly nameOf: NameOf;
  readonly symbolOf: NameOf;
}

const padded = (value: bigint, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`;

/**
 * `1218749 0 VU 0x0000000000001080 <user_main+0x70> 2585      addiw a1, a1, 1  ; a1=0x7`: step, hart, privilege, pc, encoding, text; registers written, memory
 * read (`[address]=>value`) and written (`[address]<=value`). A trap, interrupt, VM exit or entry stands on a line of its own.
 */
export function ourFormat({ arch, nameOf }: TraceNames): TraceFormat {
  return ({ step, hart, privilege, pc, instruction, trap, writes, accesses, effects }) => {
    const name = nameOf(pc);
    const place = `${step} ${hart} ${privilege} ${padded(pc, 16)}${name === '' ? '' : ` <${name}>`}`;
    const lines: string[] = [];
    const done = [...writes.map(({ register, value }) => `${register.name}=${hex(value)}`), ...accesses.map(accessText)].join(
      ' ',
    );
    if (trap?.isInterrupt === true)
      lines.push(`${place} interrupt: ${arch.causeName(trap.cause, true)}${done === '' ? '' : `  ; ${done}`}`);
    else {
      const text =
        instruction === undefined
          ? '(not fetched)'
          : `${encodingText(instruction.bytes).slice(2).padEnd(8)}  ${instructionText(instruction, nameOf)}`;
      const exception = trap === undefined ? '' : `  ! ${arch.causeName(trap.cause, false)}`;
      lines.push(`${place} ${text}${exception}${done === '' ? '' : `  ; ${done}`}`);
    }
    for (const effect of effects) {
      if (effect.type === 'vcpu/exited')
        lines.push(`${effect.step} ${effect.hart} VM exit: ${effect.reason} ${detailsText(effect.details)}`.trimEnd());
      if (effect.type === 'vcpu/entered')
        lines.push(`${effect.step} ${effect.hart} VM entry: ${effect.reason} ${detailsText(effect.details)}`.trimEnd());
    }
    return lines;
  };
}

function accessText({ kind, address, value }: MemoryAccess): string {
  return `[${hex(address)}]${kind === 'load' ? '=>' : '<='}${value === undefined ? '(device)' : hex(value)}`;
}

function detailsText(details: Readonly<Record<string, number | bigint | string>>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${typeof value === 'bigint' ? hex(value) : value}`)
    .join(' ');
}

/**
 * Spike's log of `--log-commits`: `core   0: 3 0x0000000080000000 (0x00000297) x5  0x0000000080000000 mem 0x… 0x…`. An instruction that traps
 * is not committed and has no line. `undefined` for an architecture that Spike does not know.
 */
export function spikeFormat({ arch }: TraceNames): TraceFormat | undefined {
  if (arch.registers.every(({ commitName }) => commitName === undefined)) return undefined;
  return ({ hart, view, pc, instruction, trap, writes, accesses }) => {
    if (trap !== undefined || instruction === undefined) return [];
    const { bytes } = instruction;
    const encoding = encodingText(bytes);
    // Registers by number first, then CSRs, as there.
    const registers = writes.flatMap(({ register, value }) =>
      register.commitName === undefined ? [] : [` ${register.commitName.padEnd(3)} ${padded(value, register.bits / 4)}`],
    );
    const memory = accesses.map(({ kind, address, width, value }) =>
      kind === 'load' ? ` mem ${padded(address, 16)}` : ` mem ${padded(address, 16)} ${padded(value ?? 0n, 2 * width)}`,
    );
    const privilege = arch.commitPrivilege?.(view) ?? 0;
    return [
      `core${String(hart).padStart(4)}: ${privilege} ${padded(pc, 16)} (${encoding})${registers.join('')}${memory.join('')}`,
    ];
  };
}

/**
 * QEMU's `-d exec` with `-singlestep`: `Trace 0: 0x000000000000 [0000000000000000/0000000080000000/00000000/00000000] symbol`. QEMU's own addresses and
 * flags have no meaning here and are zero.
 */
export function qemuFormat({ symbolOf }: TraceNames): TraceFormat {
  return ({ hart, pc, trap }) => {
    if (trap?.isInterrupt === true) return [];
    const address = pc.toString(16).padStart(16, '0');
    return [`Trace ${hart}: 0x000000000000 [0000000000000000/${address}/00000000/00000000] ${symbolOf(pc)}`];
  };
}
