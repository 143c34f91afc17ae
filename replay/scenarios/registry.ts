/** The scenarios there are, a line each, in the order in which they add to each other. */
import type { Scenario } from './scenario.ts';

const monolithic = 'guestmonolithickernel';

export const scenarios: readonly Scenario[] = [
  { name: 'guestmode', guest: 'guestmode', hypervisor: 'builtIn', summary: 'the smallest guest: it asks to be switched off' },
  { name: 'guestaspace', guest: 'guestaspace', hypervisor: 'builtIn', summary: 'a guest that reads flash: nested page faults' },
  { name: 'guestvdev', guest: 'guestvdev', hypervisor: 'builtIn', summary: 'two threads and a timer: virtual interrupts' },
  { name: monolithic, guest: monolithic, hypervisor: 'builtIn', summary: 'a kernel that runs a user process' },
  {
    name: 'bootloader',
    guest: monolithic,
    hypervisor: 'bootloader',
    arches: ['aarch64'],
    machine: { 'gic-version': '2' },
    summary: 'aarch64: the same kernel, which has the machine handed over to it',
  },
  {
    name: 'hypervisor-image',
    guest: monolithic,
    hypervisor: { image: 'hypervisor.elf' },
    summary: 'a hypervisor in C, below it',
  },
];
