// Entered at physical 0x80200000 in VS- or S-mode, translation off, with no register to rely on.
// Maps the first GiB of RAM where it is and at LINEAR, and goes on there. Everything else is map_kernel's.

#define LINEAR 0xffffffc000000000
#define RAM_LEAF (0x80000000 >> 12 << 10 | 0xcf)   // V R W X A D
#define SATP_SV39 (8 << 60)

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  csrw sie, zero
  csrci sstatus, 2               // SIE
  la t0, bss_start
  la t1, bss_end
1:
  bgeu t0, t1, 2f
  sd zero, 0(t0)
  addi t0, t0, 8
  j 1b
2:
  la t0, start_table
  li t1, RAM_LEAF
  sd t1, 8*2(t0)
  li t2, 8*258
  add t2, t2, t0
  sd t1, 0(t2)
  srli t0, t0, 12
  li t1, SATP_SV39
  or t0, t0, t1
  sfence.vma
  csrw satp, t0
  sfence.vma
  la t0, high
  li t1, LINEAR
  add t0, t0, t1
  jr t0
high:
  la sp, start_stack_end
  la t0, trap_vector
  csrw stvec, t0
  csrw sscratch, zero
  call kernel_start

  .bss
  .balign 4096
start_table:
  .skip 4096
start_stack:
  .skip 16384
start_stack_end:
