#pragma once
// What speed is measured against: simdjson on the same file, in the same run, one thread.
#include <stdbool.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

typedef enum __attribute__((enum_extensibility(closed))) ReferenceMode : int32_t {
  /// Finds the structural bytes, no more.
  ReferenceModeStructure = 0,
  /// Parses every document into a DOM and looks at nothing. The reference: what it takes is 1.0.
  ReferenceModeTree,
  /// Makes the five checks by hand on top of On-Demand, which does not validate what it passes over.
  ReferenceModeFiveChecks,
} ReferenceMode;

typedef struct ReferenceCount {
  /// Offsets in mode `structure`, else documents.
  uint64_t items;
  /// Documents that break one of the five checks.
  uint64_t defective;
} ReferenceCount;

/// The set of instructions that simdjson uses: `icelake`, `haswell`, … Never freed.
const char *_Nonnull reference_kernel(void);

/// Whether allocations are counted on this system, and how many this process has made.
bool reference_counts_allocations(void);
uint64_t reference_allocations(void);

/// Reads the documents of the file at `path` in blocks of 1 MiB, cut behind the last `separator` in each block.
/// False when the file cannot be read or is not JSON.
bool reference_run(ReferenceMode mode, const char *path, const char *separator, ReferenceCount *count);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
