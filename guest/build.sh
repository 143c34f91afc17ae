#!/usr/bin/env bash
# Builds the guest programs into fixtures/images, or into the folder given.
#   guest/build.sh               rebuild the committed images
#   guest/build.sh DIR           build somewhere else
#   guest/build.sh DIR NAME ...  build only these guest kernels, or the hypervisor: guest/build.sh /tmp/x guestmonolithickernel
#   guest/build.sh --check       build, and fail if any byte differs from the committed images
# GUEST_DEFINES goes to the compiler with every guest kernel and the hypervisor: GUEST_DEFINES=-DUSER_EXIT_STATUS=7 guest/build.sh /tmp/x
# USER_PROGRAM is the process of guestmonolithickernel in place of user/primes.c.
# Equal compilers give equal bytes: no paths, no times, no build ids. See README.md for the versions.
set -euo pipefail
shopt -s nullglob
CC=${CC:-clang}
# Words as the shell splits them, so that a text may have spaces.
declare -a defines
eval "defines=(${GUEST_DEFINES:-})"

out=${1:+$(realpath -m -- "$1")}
cd "$(dirname "$0")"
committed=$PWD/../fixtures/images
out=${out:-$committed}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ "${1:-}" != --check ] || out=$work/images
only=${*:2}

COMMON='-std=gnu11 -O2 -ffreestanding -fno-builtin -fno-pic -fno-stack-protector -fno-asynchronous-unwind-tables
  -Wall -Wextra -Wno-unused-command-line-argument -nostdlib -static -fuse-ld=lld
  -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-z,norelro'

# What guest kernels of an architecture are compiled with: no floating point, which a kernel leaves to its processes.
declare -A GUEST_FLAGS=(
  [riscv64]='--target=riscv64-unknown-elf -march=rv64imac -mabi=lp64 -mcmodel=medany -mno-relax -msmall-data-limit=0'
  [aarch64]='--target=aarch64-unknown-elf -march=armv8-a -mgeneral-regs-only -mstrict-align'
)

# build NAME FLAGS SOURCES: one riscv64 program for the bare board.
build_riscv64() {
  local name=$1 flags=$2
  shift 2
  # shellcheck disable=SC2086
  "$CC" --target=riscv64-unknown-elf -march=rv64imafdc_zba_zbb_zbc_zbs -mabi=lp64d -mcmodel=medany -mno-relax -Iriscv64 \
    $COMMON -ffp-contract=off -fno-math-errno -Wl,-T,riscv64/link.ld -Wl,--no-warn-mismatch $flags \
    -o "$out/riscv64/$name.elf" riscv64/start.S riscv64/trap.S riscv64/trap.c riscv64/board.c lib/console.c lib/string.c "$@"
}

# The same for aarch64. Not vectorized, so that benchmarks do the same work on all ISAs.
build_aarch64() {
  local name=$1 flags=$2
  shift 2
  # shellcheck disable=SC2086
  "$CC" --target=aarch64-unknown-elf -march=armv8-a -fno-vectorize -fno-slp-vectorize -Iaarch64 \
    $COMMON -ffp-contract=off -fno-math-errno -Wl,-T,aarch64/link.ld $flags \
    -o "$out/aarch64/$name.elf" aarch64/start.S aarch64/board.c lib/console.c lib/string.c "$@"
}

# build_benches ARCH: the programs of all ISAs, and those of its own.
build_benches() {
  local arch=$1 source
  for source in bench/bench-* "$arch"/bench/bench-*; do
    "build_$arch" "$(basename "${source%.*}")" -Wl,-s "$source" "$arch/bench/report.c"
  done
}

# build_aarch64_oracle NAME: a harness for the bare board.
build_aarch64_oracle() {
  # shellcheck disable=SC2086
  "$CC" ${GUEST_FLAGS[aarch64]} $COMMON -Wl,-T,aarch64/oracle/link.ld -Wl,-s -o "$out/aarch64/oracle-$1.elf" \
    aarch64/oracle/start.S aarch64/board.c "aarch64/oracle/$1".[cS] lib/console.c lib/string.c
}

# build_both ARCH FILE FLAGS AND SOURCES: FILE.elf with its symbols, and FILE.bin, flat, from its first byte to its last.
build_both() {
  local arch=$1 file=$2
  shift 2
  for format in elf bin; do
    # shellcheck disable=SC2086
    "$CC" ${GUEST_FLAGS[$arch]} $COMMON "${defines[@]}" $([ $format = elf ] || echo -Wl,--oformat=binary) -o "$file.$format" "$@"
  done
}

# build_guest ARCH NAME SOURCES: a guest kernel.
build_guest() {
  local arch=$1 name=$2
  shift 2
  [[ -z "$only" || " $only " == *" $name "* ]] || return 0
  build_both "$arch" "$out/$arch/$name" -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--discard-locals -Ikernel -I"$arch/kernel" -I"$work" \
    -Wl,-T,"$arch/kernel/link.ld" "$@"
}

# build_hypervisor ARCH: what all ISAs have in guest/hypervisor, and the folder there that is this one's.
build_hypervisor() {
  local arch=$1
  [[ -z "$only" || " $only " == *" hypervisor "* ]] || return 0
  # shellcheck disable=SC2086
  "$CC" ${GUEST_FLAGS[$arch]} $COMMON "${defines[@]}" -Wl,--discard-locals -Ihypervisor/"$arch" -Wl,-T,hypervisor/"$arch"/link.ld \
    -o "$out/$arch/hypervisor.elf" hypervisor/*.c hypervisor/"$arch"/*.[cS] lib/banner.c lib/console.c lib/numbers.c lib/string.c
}

# build_user ARCH SOURCES: a process's program, for the kernel that is built next.
build_user() {
  local arch=$1
  shift
  build_both "$arch" "$work/user-program" -I"$arch/user" -Wl,-T,user/link.ld "$arch/user/start.S" "$@"
}

# build_guests ARCH: the guest kernels.
build_guests() {
  local arch=$1
  local kernel=(kernel/*.c "$arch"/kernel/*.[cS] lib/banner.c lib/console.c lib/numbers.c lib/string.c)
  mkdir -p "$out/$arch"
  build_guest "$arch" guestmode "$arch/guestmode/guestmode.S"
  build_guest "$arch" guestaspace guestaspace/main.c "${kernel[@]}"
  build_guest "$arch" guestvdev guestvdev/main.c "${kernel[@]}"
  build_user "$arch" "${USER_PROGRAM:-user/primes.c}"
  # The kernel's file names the places of the process too.
  build_guest "$arch" guestmonolithickernel guestmonolithickernel/*.[cS] "${kernel[@]}" -Wl,--just-symbols="$work/user-program.elf"
}

build_guests riscv64
build_hypervisor riscv64
build_guests aarch64
build_hypervisor aarch64

if [ -z "$only" ]; then
  build_riscv64 bare '' riscv64/bare/*.c riscv64/bare/*.S
  build_benches riscv64
  for name in int mem; do
    build_riscv64 "endless-$name" -Wl,-s "bench/bench-$name.c" bench/endless.c
  done
  build_benches aarch64
  for source in riscv64/oracle/*.c; do
    name=$(basename "${source%.*}")
    build_riscv64 "oracle-$name" -Wl,-s "${source%.*}".[cS]
  done
  build_aarch64_oracle random-cases
  build_aarch64_oracle float-tables
fi

if [ "${1:-}" = --check ]; then
  diff -r "$out" "$committed"
  echo 'images are what the sources build'
fi
