#!/usr/bin/env bash
# Drives stock gdb through `replay gdb`: the recordings that come with the program, and a program with line numbers.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clang --target=riscv64-unknown-elf -march=rv64imac -mabi=lp64 -mcmodel=medany -mno-relax -std=gnu11 -g -O0 -ffreestanding \
  -Wall -Wextra -nostdlib -static -fuse-ld=lld -Wl,--no-warn-mismatch -Wl,-T,.ci/gdb/link.ld -DROUNDS=20 -o "$work/guest.elf" .ci/gdb/guest.c
npx replay record --board riscv64-virt --kernel "$work/guest.elf" --no-pace -o "$work/guest.log"
npx tsx -C development replay/gdb/testing/drive.ts --guest "$work/guest.elf" --log "$work/guest.log" "$@"
