// The guest's hart: what of it is trapped, how its exits read, and its interrupts.

#include "vcpu.h"

#include "../../lib/console.h"
#include "../../lib/numbers.h"
#include "../machine.h"
#include "calls.h"
#include "el2.h"
#include "exit-records.h"
#include "interrupts.h"

// The guest's interrupts come here first; what it waits for and whom it calls is seen.
#define HCR (HCR_VM | HCR_FMO | HCR_IMO | HCR_AMO | HCR_TWI | HCR_TSC | HCR_RW)
// 39 bits of address, three levels; tables in cacheable memory; 40 bits of physical address.
#define VTCR 0x80023559ul
#define SCTLR_EL1_RESET 0x30d00800ul
#define SPSR_EL1H_MASKED 0x3c5ul

#define INSTRUCTION_SIZE 4

static struct vcpu vcpu;
static int is_interrupt;

void
vcpu_init(uint64_t root)
{
  interrupts_start();
  w_sys(hcr_el2, HCR);
  w_sys(vtcr_el2, VTCR);
  w_sys(vttbr_el2, root);
  w_sys(cnthctl_el2, CNTHCTL_EL1PCTEN | CNTHCTL_EL1PCEN);
  w_sys(cntvoff_el2, 0);
  w_sys(sctlr_el1, SCTLR_EL1_RESET);
  stage2_changed();
  vcpu = (struct vcpu){.pc = GUEST_ENTRY, .spsr = SPSR_EL1H_MASKED};
}

// Guest physical. HPFAR_EL2 has the page, FAR_EL2 the rest.
static uint64_t
fault_address(void)
{
  return (r_sys(hpfar_el2) & 0xffffffff0ul) << 8 | (r_sys(far_el2) & (PAGE_SIZE - 1));
}

static void
set_register(unsigned number, uint64_t value)
{
  if (number < 31)
    vcpu.x[number] = value;
}

// An access to the guest's interrupt controller, as its syndrome tells it. 0 when that does not tell enough.
static int
emulate(uint64_t esr, uint64_t address)
{
  unsigned size = 1u << ISS_SAS(esr), number = ISS_SRT(esr);
  uint64_t mask = size == 8 ? ~0ul : (1ul << 8 * size) - 1;

  if ((esr & ISS_ISV) == 0 || (esr & ISS_SSE) != 0)
    return 0;
  if ((esr & ISS_WNR) != 0)
    guest_gic_write(address, number < 31 ? vcpu.x[number] & mask : 0, size);
  else
    set_register(number, guest_gic_read(address) & mask);
  vcpu.pc += INSTRUCTION_SIZE;
  return 1;
}

static int
is_translation_fault(uint64_t esr)
{
  return ISS_FSC_TYPE(esr) == FSC_TRANSLATION && (esr & ISS_S1PTW) == 0;
}

// Until something comes. It is taken when the guest is entered.
static void
wait(void)
{
  asm volatile("dsb sy\n\twfi" ::: "memory");
  vcpu.pc += INSTRUCTION_SIZE;
}

static struct vcpu_exit
interrupted(void)
{
  unsigned intid = interrupt_acknowledge();

  if (intid == PHYSICAL_TIMER_INTID)
    return (struct vcpu_exit){.kind = EXIT_TIMER};
  if (intid < 1020)
    interrupt_drop(intid);
  return (struct vcpu_exit){.kind = EXIT_UNHANDLED};
}

// Why control came to EL2, but for what is dealt with here.
struct vcpu_exit
vcpu_run(void)
{
  for (;;) {
    uint64_t esr;

    is_interrupt = vcpu_enter(&vcpu);
    record_exit(is_interrupt, vcpu.x);
    if (is_interrupt)
      return interrupted();
    esr = r_sys(esr_el2);
    switch (ESR_EC(esr)) {
    case EC_WFX:
      wait();
      continue;
    case EC_SMC64:              // the preferred return is to the call itself
      vcpu.pc += INSTRUCTION_SIZE;
      return (struct vcpu_exit){.kind = EXIT_HYPERCALL, .call = decode_call(vcpu.x)};
    case EC_HVC64:
      return (struct vcpu_exit){.kind = EXIT_HYPERCALL, .call = decode_call(vcpu.x)};
    case EC_DATA_ABORT_LOWER:
      if (is_translation_fault(esr) && is_guest_gic(fault_address()) && emulate(esr, fault_address()))
        continue;
      // fall through
    case EC_INSTRUCTION_ABORT_LOWER:
      if (is_translation_fault(esr))
        return (struct vcpu_exit){.kind = EXIT_STAGE2_FAULT, .address = fault_address()};
    }
    return (struct vcpu_exit){.kind = EXIT_UNHANDLED};
  }
}

void
vcpu_answer(const struct hypercall *call, struct answer answer)
{
  // PSCI: Return error codes
  static const int64_t errors[] = {
    [CALL_DONE] = 0,
    [CALL_FAILED] = -3,
    [CALL_NOT_SUPPORTED] = -1,
    [CALL_INVALID_PARAMETER] = -2,
    [CALL_ALREADY_AVAILABLE] = -4,
  };

  (void)call;
  vcpu.x[0] = answer.error == CALL_DONE ? answer.value : (uint64_t)errors[answer.error];
}

void
vcpu_inject_timer(void)
{
  guest_interrupt(PHYSICAL_TIMER_INTID);
}

void
vcpu_report(void)
{
  put_string("Unhandled exception: ");
  if (is_interrupt)
    put_string("interrupt");
  else {
    put_string("esr=");
    put_address(r_sys(esr_el2));
  }
  put_string(", elr=");
  put_address(vcpu.pc);
  put_string(", far=");
  put_address(r_sys(far_el2));
  put_string(", ipa=");
  put_address(fault_address());
  console_put('\n');
}
