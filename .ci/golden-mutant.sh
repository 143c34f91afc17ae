#!/usr/bin/env bash
# That a guest which was built anew and does something else fails its golden trace, and that the instruction is named: in the table,
# in JUnit's XML and in GitHub's annotation.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
guest=guestmonolithickernel

GUEST_DEFINES='-DUSER_EXIT_STATUS=7' guest/build.sh "$work" $guest
came=0
npx replay test fixtures/riscv64.log fixtures/riscv64-hypervisor-image.log --guest "$work/riscv64/$guest.elf" --junit "$work/report.xml" --github >"$work/said" || came=$?
cat "$work/said"
[ $came = 1 ] || { echo "exit code $came, not 1" && exit 1; }
first='the first instruction that differs is at step [0-9,]*, 0x[0-9a-f]* <user_main+0x[0-9a-f]*[^>]*>: li a0, 7'
xml='the first instruction that differs is at step [0-9,]*, 0x[0-9a-f]* &lt;user_main+0x[0-9a-f]*.*&gt;: li a0, 7'
[ "$(grep -c "^  the run differs at step .*; $first$" "$work/said")" = 2 ]
[ "$(grep -c "^::error file=fixtures/riscv64.*,line=1,title=golden trace differs::.*; $first%0A" "$work/said")" = 2 ]
[ "$(grep -c "<failure type=\"differs\" message=\"[^\"]*; $xml\"" "$work/report.xml")" = 2 ] || { cat "$work/report.xml" && exit 1; }
