#include "gic.h"

#include "../sysreg.h"
#include "isa.h"

// Of the distributor.
#define GICD_CTLR 0x000
#define CTLR_ENABLE_GROUP0 1
#define CTLR_ENABLE_GROUP1 2
// Of GICv2's distributor and of GICv3's second redistributor frame.
#define IGROUPR0 0x080
#define ISENABLER0 0x100
#define IPRIORITYR 0x400
// Of GICv2's CPU interface.
#define GICC_CTLR 0x00
#define GICC_PMR 0x04
#define GICC_IAR 0x0c
#define GICC_EOIR 0x10
#define INTID_MASK 0x3ff
// Of the redistributor.
#define GICR_WAKER 0x14
#define WAKER_CHILDREN_ASLEEP 4
#define GICR_SGI_FRAME 0x10000

#define LOWEST_MASK 0xff
#define PRIORITY 0x80

static volatile uint32_t *
at(uint64_t physical)
{
  return (volatile uint32_t *)(LINEAR + physical);
}

static int
is_gicv3(void)
{
  return (r_sys(id_aa64pfr0_el1) >> 24 & 0xf) != 0;
}

static void
enable_ppi(uint64_t frame, unsigned intid)
{
  *(volatile uint8_t *)(LINEAR + frame + IPRIORITYR + intid) = PRIORITY;
  *at(frame + ISENABLER0) = 1u << intid;
}

static void
start_v3(unsigned intid)
{
  *at(GICD + GICD_CTLR) = CTLR_ENABLE_GROUP1;
  *at(GICR + GICR_WAKER) = 0;
  while ((*at(GICR + GICR_WAKER) & WAKER_CHILDREN_ASLEEP) != 0)
    ;
  *at(GICR + GICR_SGI_FRAME + IGROUPR0) = ~0u;
  enable_ppi(GICR + GICR_SGI_FRAME, intid);
  w_sys_of(ICC_SRE_EL1, r_sys_of(ICC_SRE_EL1) | 1);
  isb();
  w_sys_of(ICC_PMR_EL1, LOWEST_MASK);
  w_sys_of(ICC_IGRPEN1_EL1, 1);
  isb();
}

static void
start_v2(unsigned intid)
{
  *at(GICD + GICD_CTLR) = CTLR_ENABLE_GROUP0;
  enable_ppi(GICD, intid);
  *at(GICC + GICC_PMR) = LOWEST_MASK;
  *at(GICC + GICC_CTLR) = CTLR_ENABLE_GROUP0;
}

void
gic_start(unsigned intid)
{
  if (is_gicv3())
    start_v3(intid);
  else
    start_v2(intid);
}

unsigned
gic_acknowledge(void)
{
  return is_gicv3() ? (unsigned)r_sys_of(ICC_IAR1_EL1) : *at(GICC + GICC_IAR) & INTID_MASK;
}

void
gic_end(unsigned intid)
{
  if (is_gicv3())
    w_sys_of(ICC_EOIR1_EL1, intid);
  else
    *at(GICC + GICC_EOIR) = intid;
  isb();
}
