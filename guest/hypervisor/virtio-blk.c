// A virtio block device, one request at a time, polled: the guest finds its interrupt controller as it was at reset. (Block Device)

#include "disk.h"
#include "machine.h"
#include "virtio.h"

#define T_IN 0
#define S_OK 0
#define NO_STATUS 0xff

// Real disks answer in milliseconds.
#define PATIENCE (10 * TIME_HZ)

static struct virtqueue queue;
static struct {
  uint32_t type, reserved;
  uint64_t sector;
} header;
static volatile uint8_t status;

const char *
disk_start(void)
{
  queue.avail.flags = AVAIL_F_NO_INTERRUPT;
  return virtio_start(VIRTIO_ID_BLOCK, &queue);
}

static void
describe(unsigned index, const volatile void *bytes, uint32_t length, uint16_t flags)
{
  queue.desc[index].address = (uint64_t)bytes;
  queue.desc[index].length = length;
  queue.desc[index].flags = flags;
  queue.desc[index].next = (uint16_t)(index + 1);
}

const char *
disk_read(uint64_t sector, unsigned count, void *to)
{
  const volatile uint16_t *used = &queue.used.index;
  uint64_t start = time_now();

  header.type = T_IN;
  header.sector = sector;
  status = NO_STATUS;
  describe(0, &header, sizeof header, DESC_F_NEXT);
  describe(1, to, count * SECTOR_SIZE, DESC_F_NEXT | DESC_F_WRITE);
  describe(2, &status, sizeof status, DESC_F_WRITE);
  queue.avail.ring[queue.avail.index % QUEUE_SIZE] = 0;
  io_fence();
  queue.avail.index++;
  virtio_notify();
  while (*used != queue.avail.index)
    if (time_now() - start > PATIENCE)
      return "the disk does not answer";
  io_fence();
  return status == S_OK ? 0 : "the disk reports an error";
}
