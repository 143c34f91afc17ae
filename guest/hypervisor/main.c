// From the start code to the guest: its RAM mapped, its file loaded.

#include "../lib/banner.h"
#include "../lib/console.h"
#include "../lib/numbers.h"
#include "disk.h"
#include "fat32.h"
#include "machine.h"
#include "run.h"

#define DIRECTORY "sbin"

static struct fat32_file directory, guest;

static void
put_platform(const char *name, const char *value)
{
  put_string(name);
  put_string(" = ");
  put_string(value);
  console_put('\n');
}

// In MB, as long as it comes out even.
static void
put_size(uint64_t size)
{
  int is_even = size % (1ul << 20) == 0;

  put_decimal(size >> (is_even ? 20 : 10));
  put_string(is_even ? " MB" : " KB");
}

static void
put_path(void)
{
  put_string("/" DIRECTORY);
  if (guest.name[0] != 0) {
    console_put('/');
    put_string(guest.name);
  }
}

// Says why there is no guest, if there is a reason.
static void
check(const char *error)
{
  if (error == 0)
    return;
  put_string(error);
  console_put('\n');
  machine_off(1);
}

static void
check_file(const char *error)
{
  if (error == 0)
    return;
  put_path();
  put_string(": ");
  check(error);
}

static void
find_guest(void)
{
  check(disk_start());
  check(fat32_mount());
  check_file(fat32_find_directory(DIRECTORY, &directory));
  check_file(fat32_first_file(&directory, &guest));
}

static void
load_guest(void)
{
  uint64_t room = GUEST_RAM + GUEST_RAM_SIZE - GUEST_ENTRY;

  if (GUEST_ENTRY > GUEST_RAM + GUEST_RAM_SIZE || guest.size > room) {
    put_path();
    put_string(": ");
    put_decimal(guest.size);
    check(" bytes do not fit the guest's RAM");
  }
  check_file(fat32_read(&guest, (void *)(GUEST_ENTRY - GUEST_RAM + GUEST_RAM_HOST)));
}

static uint64_t
map_ram(void)
{
  uint64_t root = stage2_init();

  for (uint64_t offset = 0; offset < GUEST_RAM_SIZE; offset += PAGE_SIZE)
    if (!stage2_map(GUEST_RAM + offset, GUEST_RAM_HOST + offset))
      check("no room for the guest's page tables");
  return root;
}

void
hypervisor_main(void)
{
  uint64_t root;

  put_string(banner);
  put_platform("arch", ARCH);
  put_platform("platform", PLATFORM);
  put_platform("smp", "1");
  put_string("\nStarting virtualization...\nPre-allocating ");
  put_size(GUEST_RAM_SIZE);
  put_string(" guest RAM at ");
  put_address(GUEST_RAM);
  put_string("...\n");
  root = map_ram();
  put_string("VM created success, loading images...\n");

  find_guest();
  put_string("app: ");
  put_path();
  console_put('\n');
  load_guest();
  put_string("Loaded ");
  put_decimal(guest.size);
  put_string(" bytes from ");
  put_path();

  put_string("\nbsp_entry: ");
  put_address(GUEST_ENTRY);
  put_string("; ept: PA:");
  put_address(root);
  put_string("\nEntering VM run loop...\n");
  vcpu_init(root);
  run_guest();
}
