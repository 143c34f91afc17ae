/** GIC Architecture Specification, version 2.0, IHI 0048: Programmers' Model. Offsets in bytes; registers have 32 bits. */

// --- Frames, from the start of the distributor, as QEMU's `virt` machine places them ---
export const FRAMES = { GICD: 0, GICC: 0x1_0000, GICH: 0x3_0000, GICV: 0x4_0000 } as const;
/** What answers of each. */
export const FRAME_SIZES = { GICD: 0x1000, GICC: 0x2000, GICH: 0x1000, GICV: 0x2000 } as const;
export const WINDOW_SIZE = FRAMES.GICV + FRAME_SIZES.GICV;

// --- Distributor ---
export const GICD_CTLR = 0x000;
export const GICD_TYPER = 0x004;
export const GICD_IIDR = 0x008;
export const GICD_IGROUPR = 0x080;
export const GICD_ISENABLER = 0x100;
export const GICD_ICENABLER = 0x180;
export const GICD_ISPENDR = 0x200;
export const GICD_ICPENDR = 0x280;
export const GICD_ISACTIVER = 0x300;
export const GICD_ICACTIVER = 0x380;
export const GICD_IPRIORITYR = 0x400;
export const GICD_ITARGETSR = 0x800;
export const GICD_ICFGR = 0xc00;
export const GICD_SGIR = 0xf00;
export const GICD_CPENDSGIR = 0xf10;
export const GICD_SPENDSGIR = 0xf20;
/** PIDR4 to 7, PIDR0 to 3, CIDR0 to 3. */
export const GICD_IDENTIFICATION = 0xfd0;
/** As QEMU's: architecture revision 2, by ARM. */
export const IDENTIFICATION: readonly number[] = [0x04, 0, 0, 0, 0x90, 0xb4, 0x2b, 0, 0x0d, 0xf0, 0x05, 0xb1];
export const IIDR = 0x43b;

export const CTLR_EnableGrp0 = 1 << 0;
export const CTLR_EnableGrp1 = 1 << 1;
export const SGIR_TO_OTHERS = 1;
export const SGIR_TO_ITSELF = 2;

// --- CPU interface; the virtual one has the same registers ---
export const GICC_CTLR = 0x0000;
export const GICC_PMR = 0x0004;
export const GICC_BPR = 0x0008;
export const GICC_IAR = 0x000c;
export const GICC_EOIR = 0x0010;
export const GICC_RPR = 0x0014;
export const GICC_HPPIR = 0x0018;
export const GICC_ABPR = 0x001c;
export const GICC_AIAR = 0x0020;
export const GICC_AEOIR = 0x0024;
export const GICC_AHPPIR = 0x0028;
/** Four words each; the virtual interface has one of the first, and none of the second. */
export const GICC_APR = 0x00d0;
export const GICC_NSAPR = 0x00e0;
export const GICC_IIDR = 0x00fc;
export const GICC_DIR = 0x1000;
export const INTERFACE_IIDR = 0x2_043b;

export const GICC_CTLR_EnableGrp0 = 1 << 0;
export const GICC_CTLR_EnableGrp1 = 1 << 1;
export const GICC_CTLR_AckCtl = 1 << 2;
export const GICC_CTLR_FIQEn = 1 << 3;
export const GICC_CTLR_CBPR = 1 << 4;
export const GICC_CTLR_EOImode = 1 << 9;
/** Those above, and what QEMU keeps of the other view. */
export const GICC_CTLR_WRITABLE = 0x61f;

// --- Virtual interface control ---
export const GICH_HCR = 0x000;
export const GICH_VTR = 0x004;
export const GICH_VMCR = 0x008;
export const GICH_MISR = 0x010;
export const GICH_EISR0 = 0x020;
export const GICH_ELRSR0 = 0x030;
export const GICH_APR = 0x0f0;
export const GICH_LR = 0x100;

export const LIST_REGISTER_COUNT = 4;
/** Five bits of priority, of which five preempt. */
export const VTR = ((4 << 29) | (4 << 26) | (LIST_REGISTER_COUNT - 1)) >>> 0;

export const HCR_En = 1 << 0;
export const HCR_UIE = 1 << 1;
export const HCR_LRENPIE = 1 << 2;
export const HCR_NPIE = 1 << 3;
export const HCR_VGrp0EIE = 1 << 4;
export const HCR_VGrp0DIE = 1 << 5;
export const HCR_VGrp1EIE = 1 << 6;
export const HCR_VGrp1DIE = 1 << 7;
export const HCR_EOICOUNT = 27;
export const HCR_WRITABLE = (0xff | (0x1f << HCR_EOICOUNT)) >>> 0;

export const MISR_EOI = 1 << 0;
export const MISR_U = 1 << 1;
export const MISR_LRENP = 1 << 2;
export const MISR_NP = 1 << 3;
export const MISR_VGrp0E = 1 << 4;
export const MISR_VGrp0D = 1 << 5;
export const MISR_VGrp1E = 1 << 6;
export const MISR_VGrp1D = 1 << 7;

export const VMCR_VMABP = 18;
export const VMCR_VMBP = 21;
export const VMCR_VMPriMask = 27;
/** GICV_CTLR as it lies in the VMCR: enables, AckCtl, FIQEn, CBPR, EOImode. */
export const VMCR_CTLR = 0x21f;
