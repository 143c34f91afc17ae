// A FAT32 file system over the whole disk, to read from. (Microsoft: FAT32 File System Specification 1.03)
#pragma once

#include <stdint.h>

// The parts of a long name have 13 characters each, and there are 20 at most.
#define FAT32_NAME_MAX (20 * 13)

struct fat32_file {
  char name[FAT32_NAME_MAX + 1];
  int is_directory;
  uint32_t cluster;             // its first
  uint32_t size;
};

// All answer with 0, or why not.
const char *fat32_mount(void);
// A directory of the root; upper and lower case are alike.
const char *fat32_find_directory(const char *name, struct fat32_file *directory);
const char *fat32_first_file(const struct fat32_file *directory, struct fat32_file *file);
// All of it, up to a whole number of sectors.
const char *fat32_read(const struct fat32_file *file, void *to);
