#include "calls.h"

#define SMCCC_VERSION 0x80000000ul
#define PSCI_VERSION 0x84000000ul
#define PSCI_CPU_SUSPEND 0x84000001ul
#define PSCI_CPU_OFF 0x84000002ul
#define PSCI_CPU_ON 0x84000003ul
#define PSCI_AFFINITY_INFO 0x84000004ul
#define PSCI_MIGRATE_INFO_TYPE 0x84000006ul
#define PSCI_SYSTEM_OFF 0x84000008ul
#define PSCI_SYSTEM_RESET 0x84000009ul
#define PSCI_FEATURES 0x8400000aul
// Functions with addresses have a second number.
#define SMC64 0x40000000ul

#define VERSION_1_1 0x10001
#define ONLY_CPU 0
#define CPU_IS_ON 0
#define NO_TRUSTED_OS 2

static struct hypercall
known(enum call_error error, uint64_t value)
{
  return (struct hypercall){.kind = CALL_KNOWN, .answer = {error, value}};
}

static int
is_function(uint64_t function)
{
  switch (function) {
  case PSCI_CPU_SUSPEND | SMC64:
  case PSCI_CPU_ON | SMC64:
  case PSCI_AFFINITY_INFO | SMC64:
  case SMCCC_VERSION:
  case PSCI_VERSION:
  case PSCI_CPU_SUSPEND:
  case PSCI_CPU_OFF:
  case PSCI_CPU_ON:
  case PSCI_AFFINITY_INFO:
  case PSCI_MIGRATE_INFO_TYPE:
  case PSCI_SYSTEM_OFF:
  case PSCI_FEATURES:
    return 1;
  }
  return 0;
}

struct hypercall
decode_call(const uint64_t *x)
{
  // "the function identifier is in W0"
  switch ((uint32_t)x[0]) {
  case SMCCC_VERSION:
  case PSCI_VERSION:
    return known(CALL_DONE, VERSION_1_1);
  case PSCI_CPU_SUSPEND:        // as if at once woken
  case PSCI_CPU_SUSPEND | SMC64:
    return known(CALL_DONE, 0);
  case PSCI_CPU_OFF:            // which the last does not
    return known(CALL_FAILED, 0);
  case PSCI_CPU_ON:
  case PSCI_CPU_ON | SMC64:
    return known(x[1] == ONLY_CPU ? CALL_ALREADY_AVAILABLE : CALL_INVALID_PARAMETER, 0);
  case PSCI_AFFINITY_INFO:
  case PSCI_AFFINITY_INFO | SMC64:
    return x[1] == ONLY_CPU && x[2] == 0 ? known(CALL_DONE, CPU_IS_ON) : known(CALL_INVALID_PARAMETER, 0);
  case PSCI_MIGRATE_INFO_TYPE:
    return known(CALL_DONE, NO_TRUSTED_OS);
  case PSCI_FEATURES:
    return is_function((uint32_t)x[1]) ? known(CALL_DONE, 0) : known(CALL_NOT_SUPPORTED, 0);
  case PSCI_SYSTEM_OFF:
    return (struct hypercall){.kind = CALL_SHUTDOWN, .title = "PSCI SYSTEM_OFF"};
  }
  return known(CALL_NOT_SUPPORTED, 0);
}
