// A virtio block device, if there is one: reads its last sector, writes it changed, reads it again, puts it back.
// (virtio 1.x: Virtio Over MMIO, Split Virtqueues, Block Device.)

#include "../../lib/console.h"
#include "../../lib/string.h"
#include "../csr.h"
#include "../virt.h"
#include "bare.h"

#define MAGIC 0x000
#define VERSION 0x004
#define DEVICE_ID 0x008
#define DRIVER_FEATURES 0x020
#define DRIVER_FEATURES_SEL 0x024
#define QUEUE_SEL 0x030
#define QUEUE_NUM 0x038
#define QUEUE_READY 0x044
#define QUEUE_NOTIFY 0x050
#define INTERRUPT_STATUS 0x060
#define INTERRUPT_ACK 0x064
#define STATUS 0x070
#define QUEUE_DESC 0x080
#define QUEUE_DRIVER 0x090
#define QUEUE_DEVICE 0x0a0
#define CONFIG 0x100

#define ID_BLOCK 2
#define ACKNOWLEDGE 1
#define DRIVER 2
#define DRIVER_OK 4
#define FEATURES_OK 8

#define DESC_NEXT 1
#define DESC_WRITE 2
#define QUEUE_SIZE 8
#define SECTOR 512

struct desc {
  uint64_t address;
  uint32_t length;
  uint16_t flags, next;
};

static struct {
  struct desc desc[QUEUE_SIZE];
  struct { uint16_t flags, index, ring[QUEUE_SIZE]; } avail;
  struct { uint16_t flags, index; struct { uint32_t id, length; } ring[QUEUE_SIZE]; } used __attribute__((aligned(4)));
} queue __attribute__((aligned(4096)));

static struct { uint32_t type, reserved; uint64_t sector; } request;
static volatile uint8_t status;
static uint64_t base;
static uint32_t irq;

static void
start_device(void)
{
  w32(base + STATUS, 0);
  w32(base + STATUS, ACKNOWLEDGE);
  w32(base + STATUS, ACKNOWLEDGE | DRIVER);
  w32(base + DRIVER_FEATURES_SEL, 0);
  w32(base + DRIVER_FEATURES, 0);
  w32(base + DRIVER_FEATURES_SEL, 1);
  w32(base + DRIVER_FEATURES, 1);   // VIRTIO_F_VERSION_1
  w32(base + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK);
  w32(base + QUEUE_SEL, 0);
  w32(base + QUEUE_NUM, QUEUE_SIZE);
  w32(base + QUEUE_DESC, (uint32_t)(uint64_t)queue.desc);
  w32(base + QUEUE_DESC + 4, 0);
  w32(base + QUEUE_DRIVER, (uint32_t)(uint64_t)&queue.avail);
  w32(base + QUEUE_DRIVER + 4, 0);
  w32(base + QUEUE_DEVICE, (uint32_t)(uint64_t)&queue.used);
  w32(base + QUEUE_DEVICE + 4, 0);
  w32(base + QUEUE_READY, 1);
  w32(base + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
}

// Moves one sector and waits for the device's interrupt at the PLIC. Answers 1 when all is well.
static int
transfer(int write, uint64_t sector, void *data)
{
  uint16_t before = *(volatile uint16_t *)&queue.used.index;
  int interrupted = 0;

  request.type = (uint32_t)write;
  request.sector = sector;
  status = 0xff;
  queue.desc[0] = (struct desc){(uint64_t)&request, sizeof request, DESC_NEXT, 1};
  queue.desc[1] = (struct desc){(uint64_t)data, SECTOR, (uint16_t)(DESC_NEXT | (write ? 0 : DESC_WRITE)), 2};
  queue.desc[2] = (struct desc){(uint64_t)&status, 1, DESC_WRITE, 0};
  queue.avail.ring[queue.avail.index % QUEUE_SIZE] = 0;
  asm volatile("fence" ::: "memory");
  queue.avail.index++;
  asm volatile("fence" ::: "memory");
  w32(base + QUEUE_NOTIFY, 0);

  // mie.MEIE is on and mstatus.MIE is off: wfi ends, nothing traps.
  while (!interrupted) {
    uint32_t claimed;

    asm volatile("wfi");
    claimed = r32(PLIC_CLAIM(0));
    if (claimed != irq)
      continue;
    interrupted = r32(base + INTERRUPT_STATUS) & 1;
    w32(base + INTERRUPT_ACK, 1);
    w32(PLIC_CLAIM(0), claimed);
  }
  asm volatile("fence" ::: "memory");
  return status == 0 && *(volatile uint16_t *)&queue.used.index == (uint16_t)(before + 1);
}

static uint64_t
hash_of(const uint8_t *bytes)
{
  uint64_t hash = 0;

  for (int i = 0; i < SECTOR; i++)
    hash = hash * 31 + bytes[i];
  return hash;
}

void
test_disk(void)
{
  static uint8_t first[SECTOR], second[SECTOR];
  uint64_t last;
  int ok;

  for (uint32_t n = 0; n < VIRTIO_COUNT; n++)
    if (r32(VIRTIO(n) + MAGIC) == 0x74726976 && r32(VIRTIO(n) + DEVICE_ID) == ID_BLOCK) {
      base = VIRTIO(n);
      irq = VIRTIO_IRQ(n);
    }
  if (base == 0) {
    put_string("no disk\n");
    return;
  }
  if (r32(base + VERSION) != 2) {
    put_string("the disk is a legacy device; left alone\n");
    return;
  }
  w32(PLIC_PRIORITY(irq), 1);
  w32(PLIC_ENABLE(0), 1u << irq);
  w32(PLIC_THRESHOLD(0), 0);
  set_csr(mie, IRQ_MEI);
  start_device();

  last = (r32(base + CONFIG) | (uint64_t)r32(base + CONFIG + 4) << 32) - 1;
  put_fact("last sector", last);
  ok = transfer(0, last, first);
  put_fact_hex("its hash", hash_of(first));
  for (int i = 0; i < SECTOR; i++)
    second[i] = (uint8_t)~first[i];
  ok &= transfer(1, last, second);
  memset(second, 0, SECTOR);
  ok &= transfer(0, last, second);
  put_fact_hex("its hash inverted", hash_of(second));
  for (int i = 0; i < SECTOR; i++)
    ok &= (uint8_t)~second[i] == first[i];
  ok &= transfer(1, last, first);

  w32(base + STATUS, 0);
  clear_csr(mie, IRQ_MEI);
  w32(PLIC_ENABLE(0), 0);
  put_result("disk", ok);
}
