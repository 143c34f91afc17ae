/** What a trap reports besides its cause and trap value. `priv: Machine Second Trap Value (mtval2) Register`, and `mtinst` */
export interface FaultDetails {
  /** Guest physical address that faulted, shifted right by 2, in unsigned halves; 0 when there is none. */
  tval2Low: number;
  tval2High: number;
  /** The instruction, transformed, or what stands for an implicit access to a table of VS-stage; 0 when there is none. */
  tinst: bigint;
  /** Is the trap value a guest virtual address? */
  isGuestVirtual: boolean;
}
