// From the start code to the guest's main and off again.

#include "../lib/banner.h"
#include "../lib/console.h"
#include "frames.h"
#include "machine.h"

int main(void);

static void
put_platform(const char *name, const char *value)
{
  put_string(name);
  put_string(" = ");
  put_string(value);
  console_put('\n');
}

void
kernel_start(void)
{
  frames_init(physical_of(image_end), RAM_END);
  map_kernel();
  console_init();
  put_string(banner);
  put_platform("arch", ARCH);
  put_platform("platform", PLATFORM);
  put_platform("smp", "1");
  console_put('\n');
  machine_off(main());
}
