// What processes ask of the kernel.
#pragma once

struct process;

// Does what a process asks in its context, and lets it go on after its call unless it exits.
void handle_syscall(struct process *process);
