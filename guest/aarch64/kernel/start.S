// Entered at physical 0x44200000 at EL1, or at EL2 when the kernel is alone on the board, with no register to rely on and translation off.
// Maps the second GiB, where RAM is, at its address and at LINEAR, and goes on there. Everything else is map_kernel's.

#include "paging-registers.h"

#define LINEAR 0xffff000000000000
#define RAM_BLOCK (0x40000000 | PTE_BLOCK | PTE_AF | PTE_SH_INNER | PTE_ATTR(MAIR_NORMAL))
#define HCR_RW (1 << 31)
#define CNTHCTL_EL1PCTEN_EL1PCEN 3
#define SPSR_EL1H_MASKED 0x3c5

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  msr daifset, #15
  mrs x0, CurrentEL
  cmp x0, #2 << 2
  b.ne at_el1
  // Nobody is below: the kernel has the timers and the interrupt controller, and EL2 nothing.
  mov x0, #HCR_RW
  msr hcr_el2, x0
  mov x0, #CNTHCTL_EL1PCTEN_EL1PCEN
  msr cnthctl_el2, x0
  msr cntvoff_el2, xzr
  mrs x0, id_aa64pfr0_el1
  ubfx x0, x0, #24, #4           // GIC
  cbz x0, 1f
  mov x0, #0xf                   // ICC_SRE_EL2: system registers, for EL1 too
  msr S3_4_C12_C9_5, x0
  isb
1:
  adr x0, at_el1
  msr elr_el2, x0
  mov x0, #SPSR_EL1H_MASKED
  msr spsr_el2, x0
  eret

at_el1:
  msr spsel, #1
  adrp x0, bss_start
  add x0, x0, :lo12:bss_start
  adrp x1, bss_end
  add x1, x1, :lo12:bss_end
1:
  cmp x0, x1
  b.hs 2f
  str xzr, [x0], #8
  b 1b
2:
  // One table for both halves: entry 0 leads to blocks of 1 GiB.
  adrp x0, start_table
  adrp x1, start_blocks
  orr x2, x1, #PTE_TABLE
  str x2, [x0]
  ldr x2, =RAM_BLOCK
  str x2, [x1, #8]
  ldr x2, =MAIR_VALUE
  msr mair_el1, x2
  ldr x2, =TCR_VALUE
  msr tcr_el1, x2
  msr ttbr0_el1, x0
  msr ttbr1_el1, x0
  tlbi vmalle1
  dsb ish
  isb
  ldr x2, =SCTLR_VALUE
  msr sctlr_el1, x2
  isb
  ldr x2, =high
  br x2
high:
  ldr x2, =start_stack_end
  mov sp, x2
  ldr x2, =trap_vectors
  msr vbar_el1, x2
  msr tpidr_el1, xzr
  mov x29, xzr
  bl kernel_start
  .ltorg

  .bss
  .balign 4096
start_table:
  .skip 4096
start_blocks:
  .skip 4096
start_stack:
  .skip 16384
start_stack_end:
