// Virtio devices behind registers in memory. (Virtio Over MMIO)

#include "machine.h"
#include "virtio.h"

#define MAGIC_VALUE 0x000
#define VERSION 0x004
#define DEVICE_ID 0x008
#define DRIVER_FEATURES 0x020
#define DRIVER_FEATURES_SEL 0x024
#define QUEUE_SEL 0x030
#define QUEUE_NUM_MAX 0x034
#define QUEUE_NUM 0x038
#define QUEUE_READY 0x044
#define QUEUE_NOTIFY 0x050
#define STATUS 0x070
#define QUEUE_DESC 0x080
#define QUEUE_DRIVER 0x090
#define QUEUE_DEVICE 0x0a0

#define MAGIC 0x74726976        // 'virt'
#define ACKNOWLEDGE 1
#define DRIVER 2
#define DRIVER_OK 4
#define FEATURES_OK 8
#define F_VERSION_1_HIGH 1      // bit 32

static uint64_t base;

static int
is_device(uint64_t slot, uint32_t device_id)
{
  return r32(slot + MAGIC_VALUE) == MAGIC && r32(slot + DEVICE_ID) == device_id;
}

static void
write_address(uint32_t offset, const void *part)
{
  w32(base + offset, (uint32_t)(uint64_t)part);
  w32(base + offset + 4, (uint32_t)((uint64_t)part >> 32));
}

const char *
virtio_start(uint32_t device_id, const struct virtqueue *queue)
{
  for (unsigned n = 0; base == 0; n++) {
    if (n == DISK_SLOTS)
      return "no virtio block device";
    if (is_device(DISK_SLOT(n), device_id))
      base = DISK_SLOT(n);
  }
  if (r32(base + VERSION) != 2)
    return "the disk is a legacy device";

  // (Device Initialization)
  w32(base + STATUS, 0);
  w32(base + STATUS, ACKNOWLEDGE);
  w32(base + STATUS, ACKNOWLEDGE | DRIVER);
  w32(base + DRIVER_FEATURES_SEL, 0);
  w32(base + DRIVER_FEATURES, 0);
  w32(base + DRIVER_FEATURES_SEL, 1);
  w32(base + DRIVER_FEATURES, F_VERSION_1_HIGH);
  w32(base + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK);
  if ((r32(base + STATUS) & FEATURES_OK) == 0)
    return "the disk does not accept VIRTIO 1";
  w32(base + QUEUE_SEL, 0);
  if (r32(base + QUEUE_NUM_MAX) < QUEUE_SIZE)
    return "the disk's queue is too short";
  w32(base + QUEUE_NUM, QUEUE_SIZE);
  write_address(QUEUE_DESC, queue->desc);
  write_address(QUEUE_DRIVER, &queue->avail);
  write_address(QUEUE_DEVICE, &queue->used);
  w32(base + QUEUE_READY, 1);
  w32(base + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
  return 0;
}

void
virtio_notify(void)
{
  io_fence();
  w32(base + QUEUE_NOTIFY, 0);
}
