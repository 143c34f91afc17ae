/** The keyboard as the guest's console has it: raw, and Ctrl-A first for a few keys of our own, as with `qemu -nographic`. */

const CTRL_A = 0x01;
const KEYS: Readonly<Record<number, Command>> = { 0x78: 'exit', 0x58: 'exit', 0x68: 'help', 0x48: 'help', 0x3f: 'help' };

export type Command = 'exit' | 'help';

export const KEYBOARD_HELP = 'Ctrl-A x  ends the recording\nCtrl-A h  this help\nCtrl-A Ctrl-A  sends Ctrl-A to the guest\n';

export interface Typed {
  /** What goes to the guest. */
  readonly bytes: Uint8Array;
  readonly commands: readonly Command[];
  /** Ctrl-A came last: the next key belongs to it. */
  readonly isEscaped: boolean;
}

/** Parts what was typed into bytes for the guest and commands for us. An unknown key after Ctrl-A is dropped, as by QEMU. */
export function parseKeys(typed: Uint8Array, wasEscaped: boolean): Typed {
  const bytes: number[] = [];
  const commands: Command[] = [];
  let isEscaped = wasEscaped;
  for (const byte of typed) {
    const command = KEYS[byte];
    if (!isEscaped && byte !== CTRL_A) bytes.push(byte);
    else if (isEscaped && byte === CTRL_A) bytes.push(CTRL_A);
    else if (isEscaped && command !== undefined) commands.push(command);
    isEscaped = !isEscaped && byte === CTRL_A;
  }
  return { bytes: Uint8Array.from(bytes), commands, isEscaped };
}
