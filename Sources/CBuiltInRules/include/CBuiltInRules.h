#pragma once
// The files of the folder Rules, embedded when the tool is built: an edited file rebuilds.
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

/// One file. Name and text live as long as the program.
typedef struct {
  /// The path below Rules, of YAML files without its ending: "ango/recommended", "ango/asset.schema.json".
  const char *name;
  const uint8_t *text;
  /// Bytes of the text.
  size_t count;
} built_in_rules;

size_t built_in_rules_count(void);
/// The file at `position`, less than the count.
built_in_rules built_in_rules_file(size_t position);

#pragma clang assume_nonnull end
