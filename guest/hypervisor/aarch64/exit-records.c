#include "exit-records.h"

#include "el2.h"

#define RECORDS 1024
#define NO_SYNDROME ~0ul

// The last RECORDS exits; the next one goes to exit_count % RECORDS.
struct exit_record {
  uint64_t esr, elr, far, hpfar;
  uint64_t x[4];
} exit_records[RECORDS];
uint64_t exit_count;

void
record_exit(int is_interrupt, const uint64_t *x)
{
  struct exit_record *record = &exit_records[exit_count++ % RECORDS];

  *record = (struct exit_record){NO_SYNDROME, r_sys(elr_el2), 0, 0, {x[0], x[1], x[2], x[3]}};
  if (is_interrupt)
    return;
  record->esr = r_sys(esr_el2);
  record->far = r_sys(far_el2);
  record->hpfar = r_sys(hpfar_el2);
}
