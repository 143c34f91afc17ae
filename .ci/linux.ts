/**
 * Debian's kernel for arm64, as it is, on aarch64-virt with a busybox from Debian: to a shell, some commands, and off by PSCI; then
 * the recording runs again. On one hart and on two, with a GICv2 and a GICv3, unless some are named. Packages come from where this
 * Debian has its own, into a folder of their own.
 *
 *     npx tsx -C development .ci/linux.ts [--smp N]... [--gic-version 2|3]...
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordAndRun } from './dialogue.ts';

const META_PACKAGE = 'linux-image-arm64';
const INIT = `#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
exec /bin/busybox sh
`;

/** Fetches the kernel and busybox, and unpacks them. */
function unpackPackages(folder: string): { readonly kernel: string; readonly busybox: Uint8Array } {
  const lists = join(folder, 'lists');
  mkdirSync(join(lists, 'partial'), { recursive: true });
  const options = [
    ...['APT::Architecture=arm64', 'APT::Architectures::=arm64', `Dir::State::Lists=${lists}`, `Dir::Cache=${folder}`],
    ...['Dir::State::status=/dev/null', 'APT::Sandbox::User=root', 'Debug::NoLocking=true'],
  ].flatMap((option) => ['-o', option]);
  const ask = (program: string, ...words: readonly string[]) =>
    execFileSync(program, [...options, ...words], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  ask('apt-get', '-qq', 'update');
  const [, image] = /Depends: (linux-image-\S+)/.exec(ask('apt-cache', 'depends', META_PACKAGE)) ?? [];
  if (image === undefined) throw new Error(`${META_PACKAGE} depends on no kernel`);
  ask('apt-get', '-qq', 'download', image, 'busybox-static');
  const root = join(folder, 'root');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')))
    execFileSync('dpkg-deb', ['-x', join(folder, file), root]);
  const kernel = readdirSync(join(root, 'boot')).find((name) => name.startsWith('vmlinuz-'));
  return { kernel: join(root, 'boot', kernel!), busybox: readFileSync(join(root, 'bin/busybox')) };
}

const encoder = new TextEncoder();
const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/** An entry of an initramfs. `linux: initramfs buffer format`. `device` is a character device's major and minor number. */
function cpioEntry(
  name: string,
  mode: number,
  content: Uint8Array = new Uint8Array(0),
  device: readonly [number, number] = [0, 0],
) {
  const path = encoder.encode(`${name}\0`);
  const fields = [0, mode, 0, 0, 1, 0, content.length, 0, 0, ...device, path.length, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  return Buffer.concat([padded(Buffer.concat([encoder.encode(header), path])), padded(content)]);
}

const initramfs = (busybox: Uint8Array): Uint8Array =>
  Buffer.concat([
    ...['bin', 'dev', 'proc'].map((name) => cpioEntry(name, 0o040755)),
    cpioEntry('dev/console', 0o020600, undefined, [5, 1]),
    cpioEntry('bin/busybox', 0o100755, busybox),
    cpioEntry('init', 0o100755, encoder.encode(INIT)),
    cpioEntry('TRAILER!!!', 0),
  ]);

const { values } = parseArgs({
  options: {
    smp: { type: 'string', multiple: true, default: ['1', '2'] },
    'gic-version': { type: 'string', multiple: true, default: ['2', '3'] },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'replay-linux-'));
const { kernel, busybox } = unpackPackages(folder);
const initrd = join(folder, 'initrd');
writeFileSync(initrd, initramfs(busybox));
const images = ['--kernel', kernel, '--initrd', initrd, '--append', 'console=ttyAMA0'];

async function boots(smp: string, gicVersion: string): Promise<boolean> {
  const options = `--board aarch64-virt --smp ${smp} -m 512M --machine gic-version=${gicVersion} --max-time 120s`;
  const dialogue = [
    {
      prompt: '/ # ',
      keys: 'busybox uname -m; busybox nproc; echo 355 113 | busybox awk \'{ printf "pi is %.12f\\n", $1 / $2 }\'\n',
    },
    { prompt: '\naarch64', keys: '' },
    { prompt: `\n${smp}`, keys: '' },
    { prompt: '\npi is 3.141592920354', keys: '' },
    { prompt: '/ # ', keys: 'busybox poweroff -f\n' },
    { prompt: 'reboot: Power down', keys: '' },
  ];
  console.log(`\n${options}`);
  return recordAndRun([...options.split(' '), ...images], dialogue, join(folder, 'linux.log'));
}

for (const gicVersion of values['gic-version'])
  for (const smp of values.smp) if (!(await boots(smp, gicVersion))) process.exitCode = 1;
rmSync(folder, { recursive: true });
