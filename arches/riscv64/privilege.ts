/** Privilege levels, as `privilege`, MPP and the bits 9:8 of a CSR's number encode them. `priv: Privilege Levels` */
export const privilege = {
  U: 0,
  S: 1,
  M: 3,
} as const;
