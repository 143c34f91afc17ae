#!/usr/bin/env bash
# That a run is a run: guests built to do something else are recorded doing just that, under every hypervisor, and replay.
#   .ci/mutants.sh [ARCH ...]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
guest=guestmonolithickernel

declare -A scenarios=([riscv64]="$guest hypervisor-image" [aarch64]="$guest hypervisor-image bootloader")
# What is printed behind the guest's own lines; a bootloader is gone by then.
declare -A ended=([riscv64]='SBI SRST shutdown' [aarch64]='PSCI SYSTEM_OFF')
# How a guest that fails tells it: PSCI has no word for it, so that only the console does.
declare -A failed=([riscv64]=1 [aarch64]=0)

# mutant ARCH NAME EXIT_CODE LINE...: records the guest built in $work/NAME; its console has these lines, in this order.
mutant() {
  local arch=$1 name=$2 code=$3 scenario came again line rest
  shift 3
  for scenario in ${scenarios[$arch]}; do
    local lines=("$@")
    [ "$scenario" = bootloader ] || lines+=("Guest: ${ended[$arch]}" 'Shutdown vm normally!' 'Hypervisor ok!')
    came=0 again=0
    npx replay record "$scenario" --arch "$arch" --no-pace --guest "$work/$name/$arch/$guest.elf" -o "$work/$name.log" >"$work/console" || came=$?
    npx replay run "$work/$name.log" >"$work/replayed" || again=$?
    rest=$(tr -d '\r' <"$work/console")
    for line in "${lines[@]}"; do
      case $'\n'$rest$'\n' in
      *$'\n'"$line"$'\n'*) rest=${rest#*"$line"} ;;
      *) printf '%s, %s %s: no line "%s" where it should be:\n' "$name" "$arch" "$scenario" "$line" && cat "$work/console" && exit 1 ;;
      esac
    done
    [ "$came $again" = "$code $code" ] || { echo "$name, $arch $scenario: exit codes $came and, replayed, $again; not $code" && exit 1; }
    cmp "$work/console" "$work/replayed"
    echo "$name, $arch $scenario: as it was built"
  done
}

# Of a guest whose exit status is another one, the instruction that makes the difference.
# bisected ARCH RECORDING SCENARIO TEXT: how the two recordings are told apart.
bisected() {
  local differs=0
  npx replay record "$3" --arch "$1" --no-pace --guest "$work/status/$1/$guest.elf" -o "$work/status.log" >"$work/console" || true
  npx replay bisect "fixtures/$2" "$work/status.log" >"$work/found" || differs=$?
  [ "$differs" = 1 ] && grep -E "$4" "$work/found" || { cat "$work/found" && exit 1; }
}

# record_hypervisor ARCH NAME: the hypervisor built in $work/NAME with the guest that comes with replay; what it prints.
record_hypervisor() {
  npx replay images build --arch "$1" --guest $guest --out "$work/images" >/dev/null
  npx replay record --board "$1-virt" --kernel "$work/$2/$1/hypervisor.elf" --drive "$work/images/disk.img" \
    --pflash "$work/images/pflash.img,unit=1,readonly=on" --no-pace -o "$work/$2.log" | tr -d '\r'
}

# has LINE: standard input has it, whatever comes before and behind.
has() {
  tee "$work/said" | grep -x "$1" || { cat "$work/said" && exit 1; }
}

GUEST_DEFINES='-DUSER_EXIT_STATUS=7' guest/build.sh "$work/status" $guest
GUEST_DEFINES='-DSYSCALL_MESSAGE="\"a call from below\"" -DUSER_MESSAGE="\" of them\""' guest/build.sh "$work/text" $guest
USER_PROGRAM=user/edges.c guest/build.sh "$work/program" $guest
# Hypervisors that give the guest less RAM: enough, and too little for its first page table.
GUEST_DEFINES='-DGUEST_RAM_SIZE="(8ul<<20)"' guest/build.sh "$work/ram" hypervisor
GUEST_DEFINES='-DGUEST_RAM_SIZE=0x210000ul' guest/build.sh "$work/little-ram" hypervisor

arches=("$@")
[ $# -gt 0 ] || arches=(riscv64 aarch64)
for arch in "${arches[@]}"; do
  mutant "$arch" status "${failed[$arch]}" 'handle_syscall ...' '[SYS_EXIT]: process is exiting ..' 'monolithic kernel exit [7] normally!'
  mutant "$arch" text 0 'a call from below' '168 of them' 'a call from below' 'monolithic kernel exit [0] normally!'
  mutant "$arch" program "${failed[$arch]}" 'Unimplemented syscall: 1000' 'unknown call: -38' 'monolithic kernel exit [-1] by a fault!'
  case $arch in
  riscv64)
    bisected riscv64 riscv64.log $guest 'instruction .* li a0, 0 .* li a0, 7$'
    record_hypervisor riscv64 ram | has 'Pre-allocating 8 MB guest RAM at 0x80000000...'
    (record_hypervisor riscv64 little-ram || true) | has 'Pre-allocating 2112 KB guest RAM at 0x80000000...'
    grep 'Unhandled trap: code=23, .*htval=0x20084000' "$work/said"
    ;;
  aarch64)
    bisected aarch64 aarch64-stage-2.log $guest 'instruction .* mov w0, wzr .* mov w0, #7$'
    bisected aarch64 aarch64.log bootloader 'instruction .* mov w0, wzr .* mov w0, #7$'
    record_hypervisor aarch64 ram | has 'Pre-allocating 8 MB guest RAM at 0x44000000...'
    record_hypervisor aarch64 little-ram | has 'Pre-allocating 2112 KB guest RAM at 0x44000000...'
    grep 'Unhandled exception: esr=0x92000047, .*ipa=0x44210000' "$work/said"
    ;;
  esac
done
