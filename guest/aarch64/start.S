// Reset: hart 0 comes here at EL2, or at EL1 where there is no EL2, and runs main at EL1 with translation off.
// Whoever wants exceptions sets VBAR_EL1.

#define STACK_SIZE 16384

#define HCR_RW (1 << 31)
#define CNTHCTL_EL1PCTEN_EL1PCEN 3
#define CPTR_RES1 0x33ff
#define SCTLR_EL1_RES1 0x30d00800
#define SPSR_EL1H_MASKED 0x3c5
#define CPACR_FPEN (3 << 20)

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  msr daifset, #15
  mrs x0, CurrentEL
  cmp x0, #2 << 2
  b.ne 1f
  mov x0, #HCR_RW & 0xffffffff
  msr hcr_el2, x0
  mov x0, #CNTHCTL_EL1PCTEN_EL1PCEN
  msr cnthctl_el2, x0
  msr cntvoff_el2, xzr
  mov x0, #CPTR_RES1
  msr cptr_el2, x0
  ldr x0, =SCTLR_EL1_RES1
  msr sctlr_el1, x0
  mov x0, #SPSR_EL1H_MASKED
  msr spsr_el2, x0
  adr x0, 1f
  msr elr_el2, x0
  isb
  eret
1:
  mov x0, #CPACR_FPEN
  msr cpacr_el1, x0
  adrp x0, vectors
  add x0, x0, :lo12:vectors
  msr vbar_el1, x0
  isb
  adrp x0, stack_end
  add x0, x0, :lo12:stack_end
  mov sp, x0
  adrp x0, bss_start
  add x0, x0, :lo12:bss_start
  adrp x1, bss_end
  add x1, x1, :lo12:bss_end
2:
  cmp x0, x1
  b.hs 3f
  str xzr, [x0], #8
  b 2b
3:
  mov x29, xzr
  bl main
  mov x0, #0
  b power_off

  // Nobody expects these: the machine says so, and stops.
  .text
  .balign 2048
vectors:
  .rept 16
  .balign 128
  mrs x0, esr_el1
  mrs x1, elr_el1
  mrs x2, far_el1
  b unexpected_exception
  .endr

  .bss
  .balign 16
stack:
  .skip STACK_SIZE
stack_end:
