/** GIC Architecture Specification for GICv3 and GICv4, IHI 0069: The GIC register descriptions. Offsets in bytes. */

// --- Distributor ---
export const DISTRIBUTOR_SIZE = 0x1_0000;
export const GICD_CTLR = 0x0000;
export const GICD_TYPER = 0x0004;
export const GICD_IIDR = 0x0008;
export const GICD_IROUTER = 0x6000;

// --- Redistributor: two frames of 64 KiB a hart ---
export const FRAME_SIZE = 0x1_0000;
export const GICR_CTLR = 0x0000;
export const GICR_IIDR = 0x0004;
export const GICR_TYPER = 0x0008;
export const GICR_WAKER = 0x0014;

// --- Both: the registers of interrupts. A redistributor has them in its second frame. ---
export const IGROUPR = 0x0080;
export const ISENABLER = 0x0100;
export const ICENABLER = 0x0180;
export const ISPENDR = 0x0200;
export const ICPENDR = 0x0280;
export const ISACTIVER = 0x0300;
export const ICACTIVER = 0x0380;
export const IPRIORITYR = 0x0400;
export const ICFGR = 0x0c00;
/** Identification registers: PIDR4 to 7, PIDR0 to 3, CIDR0 to 3. */
export const IDENTIFICATION_BASE = 0xffd0;
/** As QEMU's: an ARM GIC-500, architecture revision 3. */
export const IDENTIFICATION: readonly number[] = [0x44, 0, 0, 0, 0x92, 0xb4, 0x3b, 0, 0x0d, 0xf0, 0x05, 0xb1];
export const IIDR = 0x43b;

export const CTLR_EnableGrp0 = 1 << 0;
export const CTLR_EnableGrp1 = 1 << 1;
/** Affinity routing is always on, and there is one security state. */
export const CTLR_ARE = 1 << 4;
export const CTLR_DS = 1 << 6;
/** 1 of N not supported, affinity 3 valid, 16 bits of INTID; no LPIs. */
export const TYPER_FIXED = (1 << 25) | (1 << 24) | (0xf << 19);
export const IROUTER_IRM = 2 ** 31;
export const WAKER_ProcessorSleep = 1 << 1;
export const WAKER_ChildrenAsleep = 1 << 2;

// --- System registers ---
/** Where a system register is in the `sysreg` space: its encoding op0:op1:CRn:CRm:op2, 16 bits, times eight. */
export const sysreg = (op0: number, op1: number, CRn: number, CRm: number, op2: number): number =>
  8 * ((op0 << 14) | (op1 << 11) | (CRn << 7) | (CRm << 3) | op2);
/** ICV registers have the encodings of ICC registers; the hart, which knows when they are meant, adds this. */
export const SYSREG_VIRTUAL = 8 * 2 ** 16;
export const SYSREG_WINDOW_SIZE = 2 * SYSREG_VIRTUAL;

export const ICC_PMR_EL1 = sysreg(3, 0, 4, 6, 0);
export const ICC_IAR0_EL1 = sysreg(3, 0, 12, 8, 0);
export const ICC_EOIR0_EL1 = sysreg(3, 0, 12, 8, 1);
export const ICC_HPPIR0_EL1 = sysreg(3, 0, 12, 8, 2);
export const ICC_BPR0_EL1 = sysreg(3, 0, 12, 8, 3);
export const ICC_AP0R0_EL1 = sysreg(3, 0, 12, 8, 4);
export const ICC_AP1R0_EL1 = sysreg(3, 0, 12, 9, 0);
export const ICC_DIR_EL1 = sysreg(3, 0, 12, 11, 1);
export const ICC_RPR_EL1 = sysreg(3, 0, 12, 11, 3);
export const ICC_SGI1R_EL1 = sysreg(3, 0, 12, 11, 5);
export const ICC_ASGI1R_EL1 = sysreg(3, 0, 12, 11, 6);
export const ICC_SGI0R_EL1 = sysreg(3, 0, 12, 11, 7);
export const ICC_IAR1_EL1 = sysreg(3, 0, 12, 12, 0);
export const ICC_EOIR1_EL1 = sysreg(3, 0, 12, 12, 1);
export const ICC_HPPIR1_EL1 = sysreg(3, 0, 12, 12, 2);
export const ICC_BPR1_EL1 = sysreg(3, 0, 12, 12, 3);
export const ICC_CTLR_EL1 = sysreg(3, 0, 12, 12, 4);
export const ICC_SRE_EL1 = sysreg(3, 0, 12, 12, 5);
export const ICC_IGRPEN0_EL1 = sysreg(3, 0, 12, 12, 6);
export const ICC_IGRPEN1_EL1 = sysreg(3, 0, 12, 12, 7);
export const ICC_SRE_EL2 = sysreg(3, 4, 12, 9, 5);
export const ICH_AP0R0_EL2 = sysreg(3, 4, 12, 8, 0);
export const ICH_AP1R0_EL2 = sysreg(3, 4, 12, 9, 0);
export const ICH_HCR_EL2 = sysreg(3, 4, 12, 11, 0);
export const ICH_VTR_EL2 = sysreg(3, 4, 12, 11, 1);
export const ICH_MISR_EL2 = sysreg(3, 4, 12, 11, 2);
export const ICH_EISR_EL2 = sysreg(3, 4, 12, 11, 3);
export const ICH_ELRSR_EL2 = sysreg(3, 4, 12, 11, 5);
export const ICH_VMCR_EL2 = sysreg(3, 4, 12, 11, 7);
/** ICH_LR0_EL2; the others follow. */
export const ICH_LR_EL2 = sysreg(3, 4, 12, 12, 0);

export const ICC_CTLR_CBPR = 1 << 0;
export const ICC_CTLR_EOImode = 1 << 1;
/** A3V, 24 bits of INTID, five of priority. */
export const ICC_CTLR_FIXED = (1 << 15) | (1 << 11) | (4 << 8);
/** System registers only, and neither bypass. */
export const ICC_SRE_FIXED = 7;
export const ICC_SRE_EL2_Enable = 1 << 3;

export const ICH_HCR_En = 1 << 0;
export const ICH_HCR_UIE = 1 << 1;
export const ICH_HCR_LRENPIE = 1 << 2;
export const ICH_HCR_NPIE = 1 << 3;
export const ICH_HCR_VGrp0EIE = 1 << 4;
export const ICH_HCR_VGrp0DIE = 1 << 5;
export const ICH_HCR_VGrp1EIE = 1 << 6;
export const ICH_HCR_VGrp1DIE = 1 << 7;
/** The enables above, the traps TC, TALL0, TALL1, TSEI and TDIR, and EOIcount. */
export const ICH_HCR_WRITABLE = (0xff | (0x1f << 10) | (0x1f << 27)) >>> 0;
export const ICH_HCR_EOIcount = 27;

export const ICH_MISR_EOI = 1 << 0;
export const ICH_MISR_U = 1 << 1;
export const ICH_MISR_LRENP = 1 << 2;
export const ICH_MISR_NP = 1 << 3;
export const ICH_MISR_VGrp0E = 1 << 4;
export const ICH_MISR_VGrp0D = 1 << 5;
export const ICH_MISR_VGrp1E = 1 << 6;
export const ICH_MISR_VGrp1D = 1 << 7;

export const ICH_VMCR_VENG0 = 1 << 0;
export const ICH_VMCR_VENG1 = 1 << 1;
/** Reads as one: virtual group 0 interrupts are FIQs. */
export const ICH_VMCR_VFIQEn = 1 << 3;
export const ICH_VMCR_VCBPR = 1 << 4;
export const ICH_VMCR_VEOIM = 1 << 9;
export const ICH_VMCR_VBPR1 = 18;
export const ICH_VMCR_VBPR0 = 21;
export const ICH_VMCR_VPMR = 24;

export const LIST_REGISTER_COUNT = 4;
/** Five bits of priority, of which five preempt; TDS, nV4, A3V, 24 bits of INTID. */
export const ICH_VTR = ((4 << 29) | (4 << 26) | (1 << 23) | (1 << 21) | (1 << 20) | (1 << 19) | (LIST_REGISTER_COUNT - 1)) >>> 0;
