#include "fat32.h"

#include <stddef.h>

#include "disk.h"

#define ENTRY_SIZE 32
#define ATTR_VOLUME_ID 0x08
#define ATTR_DIRECTORY 0x10
#define ATTR_LONG_NAME 0x0f
#define LAST_LONG_ENTRY 0x40
#define DELETED 0xe5
#define CHARS_PER_ENTRY 13

// The upper four bits of a FAT entry are not part of it.
#define CLUSTER_MASK 0x0fffffff
#define END_OF_CHAIN 0x0ffffff8
// What a directory may have before it counts as a loop.
#define DIRECTORY_CLUSTERS_MAX 64
#define SECTORS_PER_READ 256

static const char no_file_system[] = "the disk holds no FAT32 file system";
static const char no_such_file[] = "no such file or directory";
static const char damaged[] = "the chain of clusters is damaged";

static struct {
  uint32_t sectors_per_cluster;
  uint32_t fat_start, data_start;
  uint32_t cluster_end;
  uint32_t root;
} volume;

// A sector of the FAT, and one of a directory.
static uint8_t fat[SECTOR_SIZE], sector[SECTOR_SIZE];
static uint32_t fat_sector;

static uint32_t
le16(const uint8_t *at)
{
  return at[0] | (uint32_t)at[1] << 8;
}

static uint32_t
le32(const uint8_t *at)
{
  return le16(at) | le16(at + 2) << 16;
}

const char *
fat32_mount(void)
{
  const uint8_t *boot = sector;
  const char *error = disk_read(0, 1, sector);
  uint32_t sectors, fat_size;

  if (error != 0)
    return error;
  sectors = le32(boot + 32);
  fat_size = le32(boot + 36);
  // FAT12 and FAT16 have root entries and a FAT size of 16 bits.
  if (le16(boot + 510) != 0xaa55 || le16(boot + 11) != SECTOR_SIZE || le16(boot + 17) != 0 || le16(boot + 22) != 0 || fat_size == 0)
    return no_file_system;
  volume.sectors_per_cluster = boot[13];
  volume.fat_start = le16(boot + 14);
  if (volume.sectors_per_cluster == 0 || (uint64_t)volume.fat_start + (uint64_t)boot[16] * fat_size >= sectors)
    return no_file_system;
  volume.data_start = volume.fat_start + boot[16] * fat_size;
  volume.cluster_end = 2 + (sectors - volume.data_start) / volume.sectors_per_cluster;
  volume.root = le32(boot + 44);
  return 0;
}

static int
is_cluster(uint32_t cluster)
{
  return cluster >= 2 && cluster < volume.cluster_end;
}

static uint32_t
sector_of(uint32_t cluster)
{
  return volume.data_start + (cluster - 2) * volume.sectors_per_cluster;
}

// The cluster after one, or END_OF_CHAIN.
static const char *
find_next(uint32_t *cluster)
{
  uint32_t wanted = volume.fat_start + *cluster / (SECTOR_SIZE / 4);
  uint32_t next;

  if (fat_sector != wanted) {
    const char *error = disk_read(wanted, 1, fat);

    fat_sector = error == 0 ? wanted : 0;
    if (error != 0)
      return error;
  }
  next = le32(fat + 4 * (*cluster % (SECTOR_SIZE / 4))) & CLUSTER_MASK;
  if (next < END_OF_CHAIN && !is_cluster(next))
    return damaged;
  *cluster = next < END_OF_CHAIN ? next : END_OF_CHAIN;
  return 0;
}

// The parts of a long name come last first; `missing` is the number of parts before the last that came, -1 without any.
struct long_name {
  char chars[FAT32_NAME_MAX + 1];
  int missing;
  uint8_t checksum;
};

static void
add_part(struct long_name *name, const uint8_t *entry)
{
  static const uint8_t offsets[CHARS_PER_ENTRY] = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
  int number = entry[0] & ~LAST_LONG_ENTRY;
  int is_last = (entry[0] & LAST_LONG_ENTRY) != 0;

  if (number < 1 || number > FAT32_NAME_MAX / CHARS_PER_ENTRY || (!is_last && (number != name->missing || entry[13] != name->checksum))) {
    name->missing = -1;
    return;
  }
  if (is_last)
    name->chars[number * CHARS_PER_ENTRY] = 0;
  for (int i = 0; i < CHARS_PER_ENTRY; i++) {
    uint32_t unit = le16(entry + offsets[i]);

    name->chars[(number - 1) * CHARS_PER_ENTRY + i] = unit < 0x80 ? (char)unit : '?';
  }
  name->missing = number - 1;
  name->checksum = entry[13];
}

static uint8_t
checksum_of(const uint8_t *short_name)
{
  uint8_t sum = 0;

  for (int i = 0; i < 11; i++)
    sum = (uint8_t)((sum << 7 | sum >> 1) + short_name[i]);
  return sum;
}

// Appends without the blanks at the end.
static size_t
append(char *to, size_t length, const uint8_t *chars, size_t count)
{
  while (count > 0 && chars[count - 1] == ' ')
    count--;
  for (size_t i = 0; i < count; i++)
    to[length++] = (char)chars[i];
  return length;
}

static void
decode_entry(const uint8_t *entry, const struct long_name *long_name, struct fat32_file *file)
{
  size_t length = 0;

  if (long_name->missing == 0 && long_name->checksum == checksum_of(entry)) {
    for (; long_name->chars[length] != 0; length++)
      file->name[length] = long_name->chars[length];
  } else {
    length = append(file->name, 0, entry, 8);
    file->name[length] = '.';
    length = append(file->name, length + 1, entry + 8, 3);
    if (file->name[length - 1] == '.')
      length--;
  }
  file->name[length] = 0;
  file->is_directory = (entry[11] & ATTR_DIRECTORY) != 0;
  file->cluster = le16(entry + 20) << 16 | le16(entry + 26);
  file->size = le32(entry + 28);
}

static char
lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static int
is_same_name(const char *a, const char *b)
{
  for (; *a != 0 && lower(*a) == lower(*b); a++)
    b++;
  return *a == 0 && *b == 0;
}

// The first entry of a directory that is a directory of this name, or, with no name, a file.
static const char *
find_entry(uint32_t cluster, const char *name, struct fat32_file *found)
{
  struct long_name long_name = {.missing = -1};

  if (!is_cluster(cluster))
    return damaged;
  for (int i = 0; i < DIRECTORY_CLUSTERS_MAX && cluster < END_OF_CHAIN; i++) {
    const char *error;

    for (uint32_t s = 0; s < volume.sectors_per_cluster; s++) {
      error = disk_read(sector_of(cluster) + s, 1, sector);
      if (error != 0)
        return error;
      for (const uint8_t *entry = sector; entry < sector + SECTOR_SIZE; entry += ENTRY_SIZE) {
        if (entry[0] == 0)
          return no_such_file;
        if (entry[0] != DELETED && entry[11] == ATTR_LONG_NAME) {
          add_part(&long_name, entry);
          continue;
        }
        if (entry[0] != DELETED && (entry[11] & ATTR_VOLUME_ID) == 0) {
          decode_entry(entry, &long_name, found);
          if (name != 0 ? found->is_directory && is_same_name(found->name, name) : !found->is_directory)
            return 0;
          found->name[0] = 0;
        }
        long_name.missing = -1;
      }
    }
    error = find_next(&cluster);
    if (error != 0)
      return error;
  }
  return no_such_file;
}

const char *
fat32_find_directory(const char *name, struct fat32_file *directory)
{
  return find_entry(volume.root, name, directory);
}

const char *
fat32_first_file(const struct fat32_file *directory, struct fat32_file *file)
{
  return find_entry(directory->cluster, 0, file);
}

// Clusters that follow each other are read together.
const char *
fat32_read(const struct fat32_file *file, void *to)
{
  uint32_t left = (file->size + SECTOR_SIZE - 1) / SECTOR_SIZE;
  uint32_t cluster = file->cluster;
  uint8_t *at = to;

  while (left > 0) {
    uint32_t first = cluster, count = 0;
    const char *error;

    if (!is_cluster(cluster))
      return damaged;
    do {
      count += volume.sectors_per_cluster;
      error = count < left ? find_next(&cluster) : 0;
      if (error != 0)
        return error;
    } while (count < left && count < SECTORS_PER_READ && cluster == first + count / volume.sectors_per_cluster);
    count = count < left ? count : left;
    error = disk_read(sector_of(first), count, at);
    if (error != 0)
      return error;
    at += count * SECTOR_SIZE;
    left -= count;
  }
  return 0;
}
