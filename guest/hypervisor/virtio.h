// The parts of VIRTIO 1.2 that the disk needs. A transport is found once, and then there is the one device.
#pragma once

#include <stdint.h>

#define VIRTIO_ID_BLOCK 2

#define QUEUE_SIZE 8
#define DESC_F_NEXT 1
#define DESC_F_WRITE 2
#define AVAIL_F_NO_INTERRUPT 1

// (Split Virtqueues)
struct virtqueue {
  struct {
    uint64_t address;
    uint32_t length;
    uint16_t flags, next;
  } desc[QUEUE_SIZE];
  struct {
    uint16_t flags, index, ring[QUEUE_SIZE];
  } avail;
  struct {
    uint16_t flags, index;
    struct {
      uint32_t id, length;
    } ring[QUEUE_SIZE];
  } used __attribute__((aligned(4)));
} __attribute__((aligned(16)));

// Finds a device and starts it with its queue 0, which must be zero. 0, or why not.
const char *virtio_start(uint32_t device_id, const struct virtqueue *queue);
void virtio_notify(void);
