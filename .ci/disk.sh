#!/usr/bin/env bash
# What `replay images build` makes, as fsck.vfat and mtools see it: no fault, and the guest as it is in fixtures/.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

declare -A flash=([riscv64]=33554432 [aarch64]=67108864)
for image in fixtures/images/*/guest*.bin; do
  arch=$(basename "$(dirname "$image")")
  name=$(basename "$image" .bin)
  npx replay images build --arch "$arch" --guest "$name" --out "$work/$arch/$name" >/dev/null
  disk=$work/$arch/$name/disk.img
  fsck.vfat -n "$disk"
  mcopy -i "$disk" "::/sbin/$name" "$work/file"
  cmp "$work/file" "$image"
  [ "$(mdir -b -i "$disk" -/ ::)" = "$(printf '::/sbin/\n::/sbin/%s' "$name")" ]
  [ "$(minfo -i "$disk" :: | grep -c 'disk type="FAT32   "')" = 1 ]
  [ "$(head -c 4 "$work/$arch/$name/pflash.img")" = pfld ]
  [ "$(stat -c %s "$work/$arch/$name/pflash.img")" = "${flash[$arch]}" ]
done

# The same bytes every time, at any hour and in any place.
TZ=Asia/Tokyo npx replay images build --arch riscv64 --guest guestmode --out "$work/again" >/dev/null
cmp "$work/again/disk.img" "$work/riscv64/guestmode/disk.img"
cmp "$work/again/pflash.img" "$work/riscv64/guestmode/pflash.img"
echo 'disks are sound, and the same every time'
