/** `replay images`: the disk and flash images of the scenarios, as files. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type GuestArch, guestArches, readGuest } from '../../images/guest.ts';
import { buildDisk, buildPflash } from '../../images/scenario-disk.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatSize } from '../format.ts';
import type { Output } from '../output.ts';

const EXAMPLES = `
Examples:
  $ replay images build --arch riscv64
  $ replay images build --arch aarch64 --guest guestvdev --out build
  $ qemu-system-riscv64 -M virt -cpu rv64,h=true -m 128M -nographic -bios none -device loader,file=hypervisor.elf \\
      -global virtio-mmio.force-legacy=false -drive if=none,id=disk,format=raw,file=images/disk.img \\
      -device virtio-blk-device,drive=disk -drive if=pflash,unit=1,format=raw,readonly=on,file=images/pflash.img

The disk is FAT32 over all of its 64 MiB, with the guest in /sbin; the flash bank has 32 MiB (aarch64: 64 MiB) and
begins with "pfld". A scenario
makes them itself: files are for QEMU, and for --drive and --pflash. The same guest gives the same bytes.
Exit code: 0 made, 2 refused.
`;

interface BuildOptions {
  readonly arch: GuestArch;
  readonly guest: string;
  readonly out: string;
}

export function imagesCommand(): Command {
  const command = new Command('images')
    .summary('make the disk and flash images of a scenario')
    .description('Makes the disk and flash images of the scenarios, the same bytes every time.')
    .addHelpText('after', EXAMPLES);
  command
    .command('build')
    .summary('write disk.img and pflash.img')
    .description('Writes disk.img, with a guest in /sbin, and pflash.img.')
    .addOption(new Option('--arch <name>', "the guest's architecture").choices(guestArches).makeOptionMandatory())
    .option('--guest <name>', 'a guest that comes with replay, or a file, flat or ELF', 'guestmonolithickernel')
    .option('--out <folder>', 'where to; it is made if need be', 'images')
    .addHelpText('after', EXAMPLES)
    .action((options: BuildOptions) => carryOut(undefined, (output) => build(output, options)));
  return command;
}

function build(output: Output, { arch, guest, out }: BuildOptions): ExitCode {
  const { name, bytes } = readGuest(arch, guest);
  const files = [
    ['disk.img', buildDisk(name, bytes)],
    ['pflash.img', buildPflash(arch)],
  ] as const;
  mkdirSync(out, { recursive: true });
  for (const [file, content] of files) {
    const path = join(out, file);
    writeFileSync(path, content);
    const digest = createHash('sha256').update(content).digest('hex');
    output.write(`${path}: ${formatSize(content.length)}, sha256 ${digest}\n`);
  }
  return EXIT_FINE;
}
