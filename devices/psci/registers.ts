/** How harts reach the power controller in the `sysreg` space: a call's arguments first, then its function. Offsets in bytes. */

/** Written, the call is made; read, its result: x0 as the call leaves it. */
export const FUNCTION = 0x00;
/** x1 to x3 of the call to come. */
export const ARGUMENT_1 = 0x08;
export const ARGUMENT_2 = 0x10;
export const ARGUMENT_3 = 0x18;
/** Read: what the hart does after the call it made. */
export const NEXT = 0x20;
/** Read, while the hart is to start: where, and what x0 holds then. Writing `ENTRY` says that it has started. */
export const ENTRY = 0x28;
export const CONTEXT = 0x30;
export const WINDOW_SIZE = 0x38;

/** Values of `NEXT`. */
export const next = { GO_ON: 0, TURN_OFF: 1, WAIT: 2 } as const;
