// Trap entry. While a hart is in M-mode mscratch is 0; in a lower mode it is the M-mode stack.
// The same holds of sscratch for S and U.

.macro TRAP mode
  csrrw sp, \mode\()scratch, sp
  bnez sp, 1f
  csrr sp, \mode\()scratch         // came from this mode: go on on its stack
1:
  addi sp, sp, -288
  .irp n, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  sd x\n, 8*\n(sp)
  .endr
  csrrw t0, \mode\()scratch, zero
  sd t0, 16(sp)
  csrr t0, \mode\()epc
  sd t0, 256(sp)
  csrr t0, \mode\()cause
  sd t0, 264(sp)
  csrr t0, \mode\()tval
  sd t0, 272(sp)
  mv a0, sp
  call trap_from_\mode
  ld t0, 256(sp)
  csrw \mode\()epc, t0
  csrr t0, \mode\()status
  .ifc \mode, m
  srli t0, t0, 11
  andi t0, t0, 3
  addi t0, t0, -3
  .else
  andi t0, t0, 0x100
  addi t0, t0, -0x100
  .endif
  beqz t0, 2f                      // back to this mode: scratch stays 0
  addi t0, sp, 288
  csrw \mode\()scratch, t0
2:
  .irp n, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  ld x\n, 8*\n(sp)
  .endr
  ld sp, 16(sp)
  \mode\()ret
.endm

  .text
  .balign 4
  .globl trap_vector_m
trap_vector_m:
  TRAP m

  .balign 4
  .globl trap_vector_s
trap_vector_s:
  TRAP s

// uint64_t run_in_mode(uint64_t mode, uint64_t pc, uint64_t sp, uint64_t argument)
  .globl run_in_mode
run_in_mode:
  addi sp, sp, -112
  sd ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sd s\n, 8+8*\n(sp)
  .endr
  la t0, mode_stack
  sd sp, 0(t0)
  csrw mscratch, sp
  li t0, 3 << 11
  csrc mstatus, t0
  slli a0, a0, 11
  csrs mstatus, a0
  csrw mepc, a1
  mv sp, a2
  mv a0, a3
  mret

// Where leave_mode sends a trap: in M-mode, the answer in a0.
  .globl mode_left
mode_left:
  la t0, mode_stack
  ld sp, 0(t0)
  ld ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ld s\n, 8+8*\n(sp)
  .endr
  addi sp, sp, 112
  ret

  .bss
  .balign 8
mode_stack:
  .skip 8
