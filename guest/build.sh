#!/usr/bin/env bash
# Builds the guest programs into fixtures/images, or into the folder given.
#   guest/build.sh            rebuild the committed images
#   guest/build.sh DIR        build somewhere else
#   guest/build.sh --check    build, and fail if any byte differs from the committed images
# Equal compilers give equal bytes: no paths, no times, no build ids. See README.md for the versions.
set -euo pipefail
shopt -s nullglob
cd "$(dirname "$0")"

committed=$PWD/../fixtures/images
out=${1:-$committed}
if [ "$out" = --check ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi
CC=${CC:-clang}

# build NAME FLAGS SOURCES: one riscv64 program.
build_riscv64() {
  local name=$1 flags=$2
  shift 2
  # shellcheck disable=SC2086
  "$CC" --target=riscv64-unknown-elf -march=rv64imafdc_zba_zbb_zbc_zbs -mabi=lp64d -mcmodel=medany -mno-relax \
    -std=gnu11 -O2 -ffreestanding -fno-builtin -fno-pic -fno-stack-protector -fno-asynchronous-unwind-tables -ffp-contract=off -fno-math-errno \
    -Wall -Wextra -Wno-unused-command-line-argument -nostdlib -static -fuse-ld=lld \
    -Wl,-T,riscv64/link.ld -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-z,norelro -Wl,--no-warn-mismatch $flags \
    -o "$out/riscv64/$name.elf" riscv64/start.S riscv64/trap.S riscv64/trap.c riscv64/board.c lib/console.c lib/string.c "$@"
}

mkdir -p "$out/riscv64"
build_riscv64 bare '' riscv64/bare/*.c riscv64/bare/*.S
for source in riscv64/bench/bench-*; do
  name=$(basename "${source%.*}")
  build_riscv64 "$name" -Wl,-s "$source" riscv64/bench/report.c
done
for source in riscv64/oracle/*.c; do
  name=$(basename "${source%.*}")
  build_riscv64 "oracle-$name" -Wl,-s "${source%.*}".[cS]
done

if [ "${1:-}" = --check ]; then
  diff -r "$out/riscv64" "$committed/riscv64"
  echo 'images are what the sources build'
fi
