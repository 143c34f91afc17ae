/* A program to debug: calls three deep, a loop, and variables that change now and then. ROUNDS rounds of 5,000,000 steps or so. */
#ifndef ROUNDS
#define ROUNDS 3
#endif

unsigned long total;
unsigned long rounds;

__attribute__((noinline)) unsigned long
mix(unsigned long value)
{
  value ^= value << 13;
  value ^= value >> 7;
  return value ^ (value << 17);
}

__attribute__((noinline)) unsigned long
work(unsigned long seed)
{
  for (unsigned long i = 0; i < 300000; i++)
    seed = mix(seed + i);
  return seed;
}

__attribute__((noinline)) void
milestone(unsigned long result)
{
  rounds = rounds + 1;
  total = total ^ result;
}

__attribute__((noinline)) void
switch_off(void)
{
  *(volatile unsigned *)0x100000 = 0x5555;
  for (;;)
    ;
}

void
main(void)
{
  unsigned long seed = 1;
  for (unsigned long round = 0; round < ROUNDS; round++) {
    seed = work(seed);
    milestone(seed);
  }
  switch_off();
}

__attribute__((naked, section(".text.start"))) void
start(void)
{
  __asm__("la sp, stack_top\n\tcall main");
}

__asm__(".bss\n\t.balign 16\n\t.space 4096\nstack_top:\n\t.previous");
