#include "interrupts.h"

#include "../machine.h"
#include "el2.h"

#define GICD_SIZE 0x10000ul
#define GICR_SIZE 0x20000ul
#define GICR_SGI_FRAME 0x10000ul

#define GICD_CTLR 0x0000
#define CTLR_ENABLE_GROUP1 (1u << 1)
#define CTLR_ARE (1u << 4)
#define CTLR_DS (1u << 6)
#define GICD_TYPER 0x0004
#define GICR_TYPER 0x0008
#define GICR_TYPER_LAST (1u << 4)
#define GICR_WAKER 0x0014
#define WAKER_CHILDREN_ASLEEP 4
#define IGROUPR0 0x0080
#define ISENABLER0 0x0100
#define ICENABLER0 0x0180
#define IPRIORITYR 0x0400
#define PIDR2 0xffe8
#define PIDR2_GICV3 0x3b

#define LOWEST_MASK 0xff
#define PRIVATE_COUNT 32

// What the guest has set, of its one hart's own interrupts.
static struct {
  uint32_t ctlr, waker, groups, enabled;
  uint8_t priorities[PRIVATE_COUNT];
} guest = {.waker = 6};
// Active in the machine, and the guest has yet to enable it.
static uint32_t waiting;

void
interrupts_start(void)
{
  uint64_t frame = GICR + GICR_SGI_FRAME;

  w32(GICD + GICD_CTLR, CTLR_ENABLE_GROUP1);
  w32(GICR + GICR_WAKER, 0);
  while ((r32(GICR + GICR_WAKER) & WAKER_CHILDREN_ASLEEP) != 0)
    ;
  w32(frame + IGROUPR0, ~0u);
  w32(frame + ISENABLER0, 1u << PHYSICAL_TIMER_INTID);
  w_sys_of(ICC_SRE_EL2, 0xf);
  isb();
  w_sys_of(ICC_PMR_EL1, LOWEST_MASK);
  // An interrupt that the guest ends is not ended here.
  w_sys_of(ICC_CTLR_EL1, ICC_CTLR_EOIMODE);
  w_sys_of(ICC_IGRPEN1_EL1, 1);
  w_sys_of(ICH_HCR_EL2, ICH_HCR_EN);
  isb();
}

unsigned
interrupt_acknowledge(void)
{
  unsigned intid = (unsigned)r_sys_of(ICC_IAR1_EL1);

  if (intid < 1020)
    w_sys_of(ICC_EOIR1_EL1, intid); // drops the priority
  isb();
  return intid;
}

void
interrupt_drop(unsigned intid)
{
  w_sys_of(ICC_DIR_EL1, intid);
  isb();
}

void
guest_interrupt(unsigned intid)
{
  if ((guest.enabled >> intid & 1) == 0 || (r_sys_of(ICH_LR0_EL2) & LR_STATE) != 0) {
    waiting |= 1u << intid;
    return;
  }
  waiting &= ~(1u << intid);
  w_sys_of(ICH_LR0_EL2, LR_PENDING | LR_HW | LR_GROUP1 | LR_PRIORITY(guest.priorities[intid]) | LR_PINTID(intid) | intid);
  isb();
}

int
is_guest_gic(uint64_t address)
{
  return address - GICD < GICD_SIZE || address - GICR < GICR_SIZE;
}

static uint64_t
read_private(uint64_t offset)
{
  switch (offset) {
  case IGROUPR0:
    return guest.groups;
  case ISENABLER0:
  case ICENABLER0:
    return guest.enabled;
  }
  return offset - IPRIORITYR < PRIVATE_COUNT ? guest.priorities[offset - IPRIORITYR] : 0;
}

uint64_t
guest_gic_read(uint64_t address)
{
  uint64_t offset = address - GICR;

  if (address - GICD < GICD_SIZE) {
    switch (address - GICD) {
    case GICD_CTLR:
      return guest.ctlr | CTLR_ARE | CTLR_DS;
    case PIDR2:
      return PIDR2_GICV3;
    }
    return 0;                   // GICD_TYPER too: no SPIs
  }
  if (offset >= GICR_SGI_FRAME)
    return read_private(offset - GICR_SGI_FRAME);
  switch (offset) {
  case GICR_TYPER:
    return GICR_TYPER_LAST;
  case GICR_WAKER:
    return guest.waker;
  case PIDR2:
    return PIDR2_GICV3;
  }
  return 0;
}

static void
write_private(uint64_t offset, uint64_t value, unsigned size)
{
  switch (offset) {
  case IGROUPR0:
    guest.groups = (uint32_t)value;
    return;
  case ISENABLER0:
    guest.enabled |= (uint32_t)value;
    break;
  case ICENABLER0:
    guest.enabled &= ~(uint32_t)value;
    return;
  }
  for (unsigned i = 0; i < size; i++)
    if (offset + i - IPRIORITYR < PRIVATE_COUNT)
      guest.priorities[offset + i - IPRIORITYR] = (uint8_t)(value >> 8 * i);
  if ((waiting >> PHYSICAL_TIMER_INTID & 1) != 0)
    guest_interrupt(PHYSICAL_TIMER_INTID);
}

void
guest_gic_write(uint64_t address, uint64_t value, unsigned size)
{
  uint64_t offset = address - GICR;

  if (address == GICD + GICD_CTLR)
    guest.ctlr = (uint32_t)value & 3;
  else if (address == GICR + GICR_WAKER)
    guest.waker = (value & 2) != 0 ? 6 : 0;
  else if (offset - GICR_SGI_FRAME < GICR_SIZE - GICR_SGI_FRAME)
    write_private(offset - GICR_SGI_FRAME, value, size);
}
