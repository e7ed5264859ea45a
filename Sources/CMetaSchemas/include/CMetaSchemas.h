#pragma once
// The meta-schemas of JSON Schema, draft 2020-12, without their titles, comments and defaults, embedded when the tool is
// built. Source: https://json-schema.org/draft/2020-12/schema and the schemas that it refers to.
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

/// One schema: JSON in UTF-8. Lives as long as the program.
typedef struct {
  const uint8_t *text;
  /// Bytes of the text.
  size_t count;
} meta_schema;

size_t meta_schemas_count(void);
/// The schema at `position`, less than the count. Its `$id` tells which one it is.
meta_schema meta_schemas_get(size_t position);

#pragma clang assume_nonnull end
