// Traps: three million round trips by ecall from U-mode to M-mode.

#define TRIPS 3000000

  .globl main
main:
  call start
  la t0, handler
  csrw mtvec, t0
  la t0, frame
  csrw mscratch, t0
  li t0, 3 << 11
  csrc mstatus, t0                 // MPP = U
  la t0, user
  csrw mepc, t0
  li s0, 0
  li s1, TRIPS
  mret

user:
  mv a0, s0
  ecall
  add s0, s0, a0
  addi s1, s1, -1
  bnez s1, user
  li a7, 1
  ecall

  // Saves what a small kernel would, counts, and returns a0 + 1.
  .balign 4
handler:
  csrrw sp, mscratch, sp
  sd t0, 0(sp)
  sd t1, 8(sp)
  sd ra, 16(sp)
  csrr t0, mcause
  li t1, 8
  bne t0, t1, failed
  li t1, 1
  beq a7, t1, done
  csrr t0, mepc
  addi t0, t0, 4
  csrw mepc, t0
  andi a0, a0, 0xff
  addi a0, a0, 1
  ld t0, 0(sp)
  ld t1, 8(sp)
  ld ra, 16(sp)
  csrrw sp, mscratch, sp
  mret

failed:
  li s0, -1
done:
  csrrw sp, mscratch, sp
  mv a0, s0
  call report

  .bss
  .balign 16
frame:
  .skip 64
