#!/usr/bin/env bash
# That a run is a run: guests built to do something else are recorded doing just that, under either hypervisor, and replay.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
guest=guestmonolithickernel

# mutant NAME EXIT_CODE LINE...: records the guest built in $work/NAME; its console has these lines, in this order.
mutant() {
  local name=$1 code=$2 scenario came again line rest
  shift 2
  for scenario in $guest hypervisor-image; do
    came=0 again=0
    npx replay record "$scenario" --arch riscv64 --no-pace --guest "$work/$name/riscv64/$guest.elf" -o "$work/$name.log" >"$work/console" || came=$?
    npx replay run "$work/$name.log" >"$work/replayed" || again=$?
    rest=$(tr -d '\r' <"$work/console")
    for line in "$@" 'Guest: SBI SRST shutdown' 'Shutdown vm normally!' 'Hypervisor ok!'; do
      case $'\n'$rest$'\n' in
      *$'\n'"$line"$'\n'*) rest=${rest#*"$line"} ;;
      *) printf '%s, %s: no line "%s" where it should be:\n' "$name" "$scenario" "$line" && cat "$work/console" && exit 1 ;;
      esac
    done
    [ "$came $again" = "$code $code" ] || { echo "$name, $scenario: exit codes $came and, replayed, $again; not $code" && exit 1; }
    cmp "$work/console" "$work/replayed"
    echo "$name, $scenario: as it was built"
  done
}

GUEST_DEFINES='-DUSER_EXIT_STATUS=7' guest/build.sh "$work/status" $guest
mutant status 1 'handle_syscall ...' '[SYS_EXIT]: process is exiting ..' 'monolithic kernel exit [7] normally!'

# Of a guest whose exit status is another one, the instruction that makes the difference.
npx replay record $guest --arch riscv64 --no-pace --guest "$work/status/riscv64/$guest.elf" -o "$work/status.log" >"$work/console" || true
differs=0
npx replay bisect fixtures/riscv64.log "$work/status.log" >"$work/found" || differs=$?
[ "$differs" = 1 ] && grep -E 'instruction .* li a0, 0 .* li a0, 7$' "$work/found" || { cat "$work/found" && exit 1; }

GUEST_DEFINES='-DSYSCALL_MESSAGE="\"a call from below\"" -DUSER_MESSAGE="\" of them\""' guest/build.sh "$work/text" $guest
mutant text 0 'a call from below' '168 of them' 'a call from below' 'monolithic kernel exit [0] normally!'

USER_PROGRAM=user/edges.c guest/build.sh "$work/program" $guest
mutant program 1 'Unimplemented syscall: 1000' 'unknown call: -38' 'monolithic kernel exit [-1] by a fault!'

# Hypervisors that give the guest less RAM: enough, and too little for its first page table.
record_hypervisor() {
  npx replay images build --arch riscv64 --guest $guest --out "$work/images" >/dev/null
  npx replay record --board riscv64-virt --kernel "$work/$1/riscv64/hypervisor.elf" --drive "$work/images/disk.img" \
    --pflash "$work/images/pflash.img,unit=1,readonly=on" --no-pace -o "$work/$1.log" | tr -d '\r'
}
GUEST_DEFINES='-DGUEST_RAM_SIZE="(8ul<<20)"' guest/build.sh "$work/ram" hypervisor
record_hypervisor ram | grep -x 'Pre-allocating 8 MB guest RAM at 0x80000000...'
GUEST_DEFINES='-DGUEST_RAM_SIZE=0x210000ul' guest/build.sh "$work/little-ram" hypervisor
(record_hypervisor little-ram || true) | tee "$work/little" | grep -x 'Pre-allocating 2112 KB guest RAM at 0x80000000...'
grep 'Unhandled trap: code=23, .*htval=0x20084000' "$work/little"
