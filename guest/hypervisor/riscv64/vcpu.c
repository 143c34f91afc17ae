// The guest's hart: what of it is trapped, how its exits read, and its timer.

#include "vcpu.h"

#include "../../lib/console.h"
#include "../../lib/numbers.h"
#include "../machine.h"
#include "calls.h"
#include "exit-records.h"
#include "hcsr.h"

// What the guest handles itself, as S-mode software is used to: misaligned fetches, illegal instructions, breakpoints, ecalls from
// VU, page faults.
#define HEDELEG 0xb10dul
#define HIDELEG (IRQ_VSSI | IRQ_VSTI | IRQ_VSEI)

#define ECALL_SIZE 4
#define CAUSE_STI (CAUSE_INTERRUPT | 5)

static struct vcpu vcpu;

void
vcpu_init(uint64_t root)
{
  w_csr(hedeleg, HEDELEG);
  w_csr(hideleg, HIDELEG);
  w_csr(hvip, 0);
  w_csr(sie, 0);
  w_csr(hcounteren, 0xfffffffful);
  w_csr(hgatp, HGATP_SV39X4 | root >> 12);
  stage2_changed();
  w_csr(vsstatus, VSSTATUS_UXL_64);
  w_csr(vsatp, 0);
  w_csr(hstatus, HSTATUS_VSXL_64 | HSTATUS_SPV | HSTATUS_SPVP);
  set_csr(sstatus, SSTATUS_SPP);
  vcpu = (struct vcpu){.pc = GUEST_ENTRY};
}

// Why control came to HS.
struct vcpu_exit
vcpu_run(void)
{
  vcpu_enter(&vcpu);
  record_exit(vcpu.x);
  switch (r_csr(scause)) {
  case CAUSE_STI:
    return (struct vcpu_exit){.kind = EXIT_TIMER};
  case CAUSE_ECALL_VS:
    return (struct vcpu_exit){.kind = EXIT_HYPERCALL, .call = decode_call(&vcpu.x[10])};
  case CAUSE_FETCH_GUEST_PAGE:
  case CAUSE_LOAD_GUEST_PAGE:
  case CAUSE_STORE_GUEST_PAGE:
    // "A guest physical address written to htval is shifted right by 2 bits"; the two are those of stval.
    return (struct vcpu_exit){.kind = EXIT_STAGE2_FAULT, .address = r_csr(htval) << 2 | (r_csr(stval) & 3)};
  }
  return (struct vcpu_exit){.kind = EXIT_UNHANDLED};
}

void
vcpu_answer(const struct hypercall *call, struct answer answer)
{
  // sbi: Binary Encoding, Standard SBI Errors
  static const int64_t errors[] = {
    [CALL_DONE] = 0,
    [CALL_FAILED] = -1,
    [CALL_NOT_SUPPORTED] = -2,
    [CALL_INVALID_PARAMETER] = -3,
    [CALL_ALREADY_AVAILABLE] = -6,
  };
  uint64_t error = (uint64_t)errors[answer.error];

  if (call->is_legacy) {
    vcpu.x[10] = answer.error == CALL_DONE ? answer.value : error;
  } else {
    vcpu.x[10] = error;
    vcpu.x[11] = answer.value;
  }
  vcpu.pc += ECALL_SIZE;
}

void
vcpu_set_timer(uint64_t deadline)
{
  w_csr(stimecmp, deadline);
  clear_csr(hvip, IRQ_VSTI);
  set_csr(sie, IRQ_STI);
}

// Masked until the guest arms it anew: it would strike again at once.
void
vcpu_inject_timer(void)
{
  set_csr(hvip, IRQ_VSTI);
  clear_csr(sie, IRQ_STI);
}

void
vcpu_interrupt_self(void)
{
  set_csr(hvip, IRQ_VSSI);
}

void
vcpu_fence(void)
{
  asm volatile("fence.i" ::: "memory");
  hfence_vvma_all();
}

void
vcpu_report(void)
{
  uint64_t cause = r_csr(scause);

  put_string("Unhandled trap: code=");
  if ((cause & CAUSE_INTERRUPT) != 0)
    put_string("interrupt ");
  put_decimal(cause & ~CAUSE_INTERRUPT);
  put_string(", sepc=");
  put_address(r_csr(sepc));
  put_string(", stval=");
  put_address(r_csr(stval));
  put_string(", htval=");
  put_address(r_csr(htval));
  console_put('\n');
}
