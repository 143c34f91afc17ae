/** Bits of `hstatus`. `priv: Hypervisor Status (hstatus) Register` */

/** In the low word, as numbers. */
export const GVA = 1 << 6; // stval is a guest virtual address
export const SPV = 1 << 7; // V before the trap into HS
export const SPVP = 1 << 8; // VS or VU before the trap from V=1 into HS; as whom HLV and HSV access
export const HU = 1 << 9; // HLV, HLVX and HSV may be used in U
export const VTVM = 1 << 20; // satp and sfence.vma trap in VS
export const VTW = 1 << 21; // wfi traps in VS
export const VTSR = 1 << 22; // sret traps in VS

/** XLEN of 64 in VSXL, which never changes. */
export const VSXL_64 = 2n << 32n;

/** VSBE is 0, as guests are little-endian, and so is VGEIN, as there are no guest external interrupts. */
export const HSTATUS_WRITABLE = BigInt(GVA | SPV | SPVP | HU | VTVM | VTW | VTSR);
