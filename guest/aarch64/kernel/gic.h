// The interrupt controller, GICv2 or GICv3, as far as one hart's timer needs it. The hart says which of them there is.
#pragma once

#include <stdint.h>

// Lets a PPI come.
void gic_start(unsigned intid);
// The interrupt that is due; it is active until gic_end.
unsigned gic_acknowledge(void);
void gic_end(unsigned intid);
