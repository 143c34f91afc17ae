// Reset: every hart comes here in M-mode with its number in a0. Hart 0 becomes the hypervisor, in HS-mode; the others sleep.

#define MISA_H (1 << 7)
#define MSTATUS_MPP (3 << 11)
#define MSTATUS_MPP_S (1 << 11)
#define MSTATUS_FS_INITIAL (1 << 13)
#define MENVCFG_STCE (1 << 63)
#define PMPCFG_NAPOT_RWX 0x1f

// All that S-mode can be given but ecalls from itself, which nobody makes.
#define MEDELEG 0xf0b5ff
// SSI, STI, SEI, SGEI; those of VS are HS's anyhow.
#define MIDELEG 0x1222

#define STACK_SIZE 16384

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  bnez a0, sleep
  la sp, stack_end
  la t0, bss_start
  la t1, bss_end
1:
  bgeu t0, t1, 2f
  sd zero, 0(t0)
  addi t0, t0, 8
  j 1b
2:
  la t0, m_vector
  csrw mtvec, t0
  csrw mie, zero
  csrr t0, misa
  andi t0, t0, MISA_H
  bnez t0, 3f
  j no_hypervisor_mode
3:

  // HS and the guest may touch all memory.
  li t0, -1
  csrw pmpaddr0, t0
  li t0, PMPCFG_NAPOT_RWX
  csrw pmpcfg0, t0
  li t0, MEDELEG
  csrw medeleg, t0
  li t0, MIDELEG
  csrw mideleg, t0
  li t0, -1
  csrw mcounteren, t0
  // stimecmp is HS's.
  li t0, MENVCFG_STCE
  csrw menvcfg, t0
  li t0, MSTATUS_MPP
  csrc mstatus, t0
  // The hypervisor keeps off the floating-point registers, which are the guest's.
  li t0, MSTATUS_MPP_S | MSTATUS_FS_INITIAL
  csrs mstatus, t0
  la t0, hs_vector
  csrw stvec, t0
  la t0, hypervisor_main
  csrw mepc, t0
  mret

sleep:
  wfi
  j sleep

// Nothing is expected to trap into M, nor into HS outside a guest. What does is reported on a fresh stack, for good.
  .balign 4
m_vector:
  la sp, stack_end
  la a0, m_name
  csrr a1, mcause
  csrr a2, mepc
  csrr a3, mtval
  j host_trapped

  .balign 4
  .globl hs_vector
hs_vector:
  la sp, stack_end
  la a0, hs_name
  csrr a1, scause
  csrr a2, sepc
  csrr a3, stval
  j host_trapped

  .section .rodata
m_name:
  .asciz "M"
hs_name:
  .asciz "HS"

  .bss
  .balign 16
stack:
  .skip STACK_SIZE
stack_end:
