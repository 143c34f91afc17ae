/** Generic Timer registers, arm: The Generic Timer in AArch64 state. Offsets in bytes in the `sysreg` space, each register eight bytes. */

/** Where a system register is from the start of those with its op1 and CRn: eight times CRm:op2. */
const at = (CRm: number, op2: number): number => 8 * ((CRm << 3) | op2);

/** Bytes of the registers with one op1 and CRn. */
const BLOCK_SIZE = at(16, 0);

/** Those with op1 3: of EL0. */
export const CNTPCT_EL0 = at(0, 1);
export const CNTVCT_EL0 = at(0, 2);
export const CNTP_TVAL_EL0 = at(2, 0);
export const CNTV_TVAL_EL0 = at(3, 0);

/** Those with op1 4, of EL2, come from here on. */
export const EL2 = BLOCK_SIZE;
export const CNTVOFF_EL2 = EL2 + at(0, 3);
export const CNTHP_TVAL_EL2 = EL2 + at(2, 0);
export const CNTHV_TVAL_EL2 = EL2 + at(3, 0);
export const WINDOW_SIZE = EL2 + BLOCK_SIZE;

/** A timer's registers, from its TVAL on. */
export const TVAL = 0;
export const CTL = 8;
export const CVAL = 16;

export const CTL_ENABLE = 1 << 0;
export const CTL_IMASK = 1 << 1;
export const CTL_ISTATUS = 1 << 2;
