// Into the guest and out again. While it runs sscratch is its struct vcpu, and stvec leads back here.

#define PC 256
#define HOST_SP 264

  .text
// void vcpu_enter(struct vcpu *)
  .balign 4
  .globl vcpu_enter
  .type vcpu_enter, @function
vcpu_enter:
  addi sp, sp, -112
  sd ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sd s\n, 8+8*\n(sp)
  .endr
  sd sp, HOST_SP(a0)
  csrw sscratch, a0
  la t0, vcpu_trapped
  csrw stvec, t0
  ld t0, PC(a0)
  csrw sepc, t0
  .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  ld x\n, 8*\n(a0)
  .endr
  ld a0, 8*10(a0)
  // To VS or VU: hstatus.SPV and sstatus.SPP are as the last trap left them.
  sret

  .balign 4
  .type vcpu_trapped, @function
vcpu_trapped:
  csrrw a0, sscratch, a0
  .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  sd x\n, 8*\n(a0)
  .endr
  csrr t0, sscratch
  sd t0, 8*10(a0)
  csrr t0, sepc
  sd t0, PC(a0)
  la t0, hs_vector
  csrw stvec, t0
  ld sp, HOST_SP(a0)
  ld ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ld s\n, 8+8*\n(sp)
  .endr
  addi sp, sp, 112
  ret
