// What the hypervisor does about each exit. A guest that does anything else is reported and ended.

#include "run.h"

#include "../lib/console.h"
#include "machine.h"

// Of a console call; the guest is told how much was done.
#define BYTES_PER_CALL 4096

static const struct answer done = {CALL_DONE, 0};

static int
is_in_ram(uint64_t address, uint64_t size)
{
  return address >= GUEST_RAM && size <= GUEST_RAM_SIZE && address - GUEST_RAM <= GUEST_RAM_SIZE - size;
}

static uint8_t *
host_bytes(uint64_t address)
{
  return (uint8_t *)(address - GUEST_RAM + GUEST_RAM_HOST);
}

static struct answer
put_bytes(uint64_t address, uint64_t size)
{
  const uint8_t *bytes = host_bytes(address);
  uint64_t count = size < BYTES_PER_CALL ? size : BYTES_PER_CALL;

  if (!is_in_ram(address, size))
    return (struct answer){CALL_INVALID_PARAMETER, 0};
  for (uint64_t i = 0; i < count; i++)
    console_send(bytes[i]);
  return (struct answer){CALL_DONE, count};
}

static struct answer
get_bytes(uint64_t address, uint64_t size)
{
  uint8_t *bytes = host_bytes(address);
  uint64_t count = 0;
  int byte;

  if (!is_in_ram(address, size))
    return (struct answer){CALL_INVALID_PARAMETER, 0};
  while (count < size && count < BYTES_PER_CALL && (byte = console_get()) >= 0)
    bytes[count++] = (uint8_t)byte;
  return (struct answer){CALL_DONE, count};
}

static struct answer
get_byte(void)
{
  int byte = console_get();

  return byte < 0 ? (struct answer){CALL_FAILED, 0} : (struct answer){CALL_DONE, (uint64_t)byte};
}

static void
shut_down(const struct hypercall *call)
{
  put_string("Guest: ");
  put_string(call->title);
  put_string("\nShutdown vm normally!\nHypervisor ok!\n");
  machine_off(call->is_failure);
}

static struct answer
serve(const struct hypercall *call)
{
  switch (call->kind) {
  case CALL_PUT_BYTE:
    console_send((uint8_t)call->value);
    return done;
  case CALL_PUT_BYTES:
    return put_bytes(call->address, call->size);
  case CALL_GET_BYTE:
    return get_byte();
  case CALL_GET_BYTES:
    return get_bytes(call->address, call->size);
#ifdef HART_CALLS
  case CALL_SET_TIMER:
    vcpu_set_timer(call->value);
    return done;
  case CALL_INTERRUPT_SELF:
    vcpu_interrupt_self();
    return done;
  case CALL_FENCE:
    vcpu_fence();
    return done;
#endif
  case CALL_SHUTDOWN:
    shut_down(call);
    return done;
  case CALL_KNOWN:
    return call->answer;
  }
  __builtin_unreachable();
}

static void
end_guest(void)
{
  vcpu_report();
  machine_off(1);
}

void
run_guest(void)
{
  for (;;) {
    struct vcpu_exit exit = vcpu_run();

    switch (exit.kind) {
    case EXIT_HYPERCALL:
      vcpu_answer(&exit.call, serve(&exit.call));
      break;
    case EXIT_TIMER:
      vcpu_inject_timer();
      break;
    case EXIT_STAGE2_FAULT: {
      uint64_t page = exit.address & -PAGE_SIZE;

      // The page alone, and where it is in the machine.
      if (!is_passed_device(exit.address) || !stage2_map(page, page))
        end_guest();
      stage2_changed();
      break;
    }
    case EXIT_UNHANDLED:
      end_guest();
    }
  }
}
