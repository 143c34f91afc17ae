// Why a guest stopped, and what it is told, in words that all ISAs share. An ISA decodes its traps into these.
#pragma once

#include <stdint.h>

#include "board.h"

enum call_error { CALL_DONE, CALL_FAILED, CALL_NOT_SUPPORTED, CALL_INVALID_PARAMETER, CALL_ALREADY_AVAILABLE };

struct answer {
  enum call_error error;
  uint64_t value;
};

enum call_kind {
  CALL_PUT_BYTE,
  CALL_PUT_BYTES,
  CALL_GET_BYTE,
  CALL_GET_BYTES,
#ifdef HART_CALLS
  CALL_SET_TIMER,
  CALL_INTERRUPT_SELF,
  CALL_FENCE,                   // of code and translations
#endif
  CALL_SHUTDOWN,
  CALL_KNOWN,                   // its answer is all there is to it
};

struct hypercall {
  enum call_kind kind;
  int is_legacy;                // how the answer is given is the ISA's; it knows one old form at most
  uint64_t value;               // the byte, or the deadline in the guest's unit of time
  uint64_t address, size;       // of the buffer, guest physical
  const char *title;            // of a shutdown: how the guest asked
  int is_failure;               // of a shutdown
  struct answer answer;
};

enum exit_kind { EXIT_HYPERCALL, EXIT_STAGE2_FAULT, EXIT_TIMER, EXIT_UNHANDLED };

struct vcpu_exit {
  enum exit_kind kind;
  struct hypercall call;
  uint64_t address;             // of the stage-2 fault, guest physical
};
