#include "exit-records.h"

#include "el2.h"

#define RECORDS 1024

// The last RECORDS exits; the next one goes to exit_count % RECORDS.
struct exit_record {
  uint64_t is_interrupt, esr, elr, far, hpfar;
  uint64_t x0, x1, x2;
} exit_records[RECORDS];
uint64_t exit_count;

void
record_exit(int is_interrupt, const uint64_t *x)
{
  exit_records[exit_count++ % RECORDS] = (struct exit_record){
    (uint64_t)is_interrupt, is_interrupt ? 0 : r_sys(esr_el2), r_sys(elr_el2), is_interrupt ? 0 : r_sys(far_el2),
    is_interrupt ? 0 : r_sys(hpfar_el2), x[0], x[1], x[2],
  };
}
