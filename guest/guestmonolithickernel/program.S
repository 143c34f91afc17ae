// The process's program, as build.sh has linked it.

  .section .rodata
  .balign 8
  .globl user_program, user_program_end
user_program:
  .incbin "user-program.bin"
user_program_end:
