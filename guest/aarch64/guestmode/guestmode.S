// The smallest guest: it asks to be switched off, and has no need of memory. (PSCI: SYSTEM_OFF)

#define PSCI_SYSTEM_OFF 0x84000008

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  ldr w0, =PSCI_SYSTEM_OFF
  smc #0
1:
  wfi
  b 1b
  .ltorg
