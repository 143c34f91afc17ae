/** Bits of `menvcfg`, `senvcfg` and `henvcfg`. `priv: Machine Environment Configuration (menvcfg) Register` */

const FIOM = 1n << 0n; // fences of I/O also order memory
const CBIE = 3n << 4n; // cache-block invalidate
const CBCFE = 1n << 6n; // cache-block clean and flush
const CBZE = 1n << 7n; // cache-block zero

/** Memory is always in order, and there are no cache-block operations: these are stored, as on QEMU, and have no effect. */
export const XENVCFG_WRITABLE = FIOM | CBIE | CBCFE | CBZE;

/** PTEs have a memory type (Svpbmt): those of satp and hgatp by `menvcfg`, those of vsatp by `henvcfg`. */
export const PBMTE = 1n << 62n;
/** There is a supervisor timer (Sstc): `stimecmp` by `menvcfg`, `vstimecmp` by `henvcfg`. */
export const STCE = 1n << 63n;

/** "henvcfg.PBMTE is read-only zero if menvcfg.PBMTE is zero", and STCE likewise. */
export const HENVCFG_BY_MENVCFG = PBMTE | STCE;
