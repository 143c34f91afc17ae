// Legacy calls, BASE, TIME, IPI, RFENCE, HSM, SRST and DBCN. All else is not supported.

#include "calls.h"

enum {
  LEGACY_SET_TIMER,
  LEGACY_CONSOLE_PUTCHAR,
  LEGACY_CONSOLE_GETCHAR,
  LEGACY_CLEAR_IPI,
  LEGACY_SEND_IPI,
  LEGACY_REMOTE_FENCE_I,
  LEGACY_REMOTE_SFENCE_VMA,
  LEGACY_REMOTE_SFENCE_VMA_ASID,
  LEGACY_SHUTDOWN,
};

#define EID_BASE 0x10
#define EID_DBCN 0x4442434e
#define EID_HSM 0x48534d
#define EID_IPI 0x735049
#define EID_RFENCE 0x52464e43
#define EID_SRST 0x53525354
#define EID_TIME 0x54494d45

#define SPEC_VERSION (2 << 24)
#define IMPLEMENTATION_ID 0
#define IMPLEMENTATION_VERSION 1

#define ALL_HARTS (-1ul)        // hart_mask_base
#define ONLY_HART 0
#define HART_STARTED 0
#define RETENTIVE_SUSPEND 0

#define RESET_SHUTDOWN 0
#define RESET_WARM 2
#define REASON_SYSTEM_FAILURE 1

static struct hypercall
known(enum call_error error, uint64_t value)
{
  return (struct hypercall){.kind = CALL_KNOWN, .answer = {error, value}};
}

static int
is_extension(uint64_t eid)
{
  switch (eid) {
  case EID_BASE:
  case EID_DBCN:
  case EID_HSM:
  case EID_IPI:
  case EID_RFENCE:
  case EID_SRST:
  case EID_TIME:
    return 1;
  }
  return eid <= LEGACY_SHUTDOWN;
}

static struct hypercall
decode_base(uint64_t fid, uint64_t probed)
{
  switch (fid) {
  case 0:
    return known(CALL_DONE, SPEC_VERSION);
  case 1:
    return known(CALL_DONE, IMPLEMENTATION_ID);
  case 2:
    return known(CALL_DONE, IMPLEMENTATION_VERSION);
  case 3:
    return known(CALL_DONE, (uint64_t)is_extension(probed));
  case 4:                       // mvendorid, marchid, mimpid
  case 5:
  case 6:
    return known(CALL_DONE, 0);
  }
  return known(CALL_NOT_SUPPORTED, 0);
}

static struct hypercall
to_harts(uint64_t mask, uint64_t mask_base, struct hypercall call)
{
  if (mask_base == ALL_HARTS)
    return call;
  if (mask == 0)
    return known(CALL_DONE, 0);
  return mask_base == 0 && mask == 1 << ONLY_HART ? call : known(CALL_INVALID_PARAMETER, 0);
}

static struct hypercall
decode_hsm(uint64_t fid, uint64_t a0)
{
  switch (fid) {
  case 0:                       // hart_start
    return known(a0 == ONLY_HART ? CALL_ALREADY_AVAILABLE : CALL_INVALID_PARAMETER, 0);
  case 1:                       // hart_stop, which the last hart does not
    return known(CALL_FAILED, 0);
  case 2:                       // hart_get_status
    return a0 == ONLY_HART ? known(CALL_DONE, HART_STARTED) : known(CALL_INVALID_PARAMETER, 0);
  case 3:                       // hart_suspend
    return known(a0 == RETENTIVE_SUSPEND ? CALL_DONE : CALL_NOT_SUPPORTED, 0);
  }
  return known(CALL_NOT_SUPPORTED, 0);
}

static struct hypercall
decode_reset(uint64_t fid, uint64_t type, uint64_t reason)
{
  if (fid != 0 || (type != RESET_SHUTDOWN && type <= RESET_WARM))
    return known(CALL_NOT_SUPPORTED, 0);
  if (type != RESET_SHUTDOWN)
    return known(CALL_INVALID_PARAMETER, 0);
  return (struct hypercall){.kind = CALL_SHUTDOWN, .title = "SBI SRST shutdown", .is_failure = reason == REASON_SYSTEM_FAILURE};
}

static struct hypercall
decode_console(uint64_t fid, uint64_t a0, uint64_t low, uint64_t high)
{
  if (fid == 2)
    return (struct hypercall){.kind = CALL_PUT_BYTE, .value = a0 & 0xff};
  if (fid > 2)
    return known(CALL_NOT_SUPPORTED, 0);
  // Nothing is so far up.
  if (high != 0)
    return known(CALL_INVALID_PARAMETER, 0);
  return (struct hypercall){.kind = fid == 0 ? CALL_PUT_BYTES : CALL_GET_BYTES, .address = low, .size = a0};
}

static struct hypercall
decode_legacy(uint64_t eid, uint64_t a0)
{
  struct hypercall call = known(CALL_DONE, 0);

  switch (eid) {
  case LEGACY_SET_TIMER:
    call = (struct hypercall){.kind = CALL_SET_TIMER, .value = a0};
    break;
  case LEGACY_CONSOLE_PUTCHAR:
    call = (struct hypercall){.kind = CALL_PUT_BYTE, .value = a0 & 0xff};
    break;
  case LEGACY_CONSOLE_GETCHAR:
    call = (struct hypercall){.kind = CALL_GET_BYTE};
    break;
  case LEGACY_SEND_IPI:         // to whichever harts: there is one
    call = (struct hypercall){.kind = CALL_INTERRUPT_SELF};
    break;
  case LEGACY_SHUTDOWN:
    call = (struct hypercall){.kind = CALL_SHUTDOWN, .title = "SBI legacy shutdown"};
    break;
  case LEGACY_REMOTE_FENCE_I:
  case LEGACY_REMOTE_SFENCE_VMA:
  case LEGACY_REMOTE_SFENCE_VMA_ASID:
    call = (struct hypercall){.kind = CALL_FENCE};
    break;
  }
  call.is_legacy = 1;
  return call;
}

struct hypercall
decode_call(const uint64_t *a)
{
  uint64_t fid = a[6], eid = a[7];

  switch (eid) {
  case EID_BASE:
    return decode_base(fid, a[0]);
  case EID_TIME:
    return fid == 0 ? (struct hypercall){.kind = CALL_SET_TIMER, .value = a[0]} : known(CALL_NOT_SUPPORTED, 0);
  case EID_IPI:
    return fid == 0 ? to_harts(a[0], a[1], (struct hypercall){.kind = CALL_INTERRUPT_SELF}) : known(CALL_NOT_SUPPORTED, 0);
  case EID_RFENCE:
    // The functions from 3 on are for a guest's own guests, which it can't have.
    return fid < 3 ? to_harts(a[0], a[1], (struct hypercall){.kind = CALL_FENCE}) : known(CALL_NOT_SUPPORTED, 0);
  case EID_HSM:
    return decode_hsm(fid, a[0]);
  case EID_SRST:
    return decode_reset(fid, a[0], a[1]);
  case EID_DBCN:
    return decode_console(fid, a[0], a[1], a[2]);
  }
  return eid <= LEGACY_SHUTDOWN ? decode_legacy(eid, a[0]) : known(CALL_NOT_SUPPORTED, 0);
}
