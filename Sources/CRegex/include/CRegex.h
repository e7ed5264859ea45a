#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// A compiled RE2 pattern. Never changes: any number of threads may use it at once.
typedef struct cregex_pattern cregex_pattern;

typedef enum __attribute__((enum_extensibility(closed))) CRegexStatus : int32_t {
  CRegexStatusOK = 0,
  CRegexStatusSyntax,
  CRegexStatusTooLarge,
  CRegexStatusOutOfMemory,
} CRegexStatus;

/// What is wrong with a pattern that does not compile.
typedef struct CRegexError {
  CRegexStatus status;
  /// RE2's words, ended by a zero byte; empty unless `status` is `CRegexStatusSyntax`.
  char message[96];
  /// Where in the pattern the part at fault stands, in bytes; -1 when it is not known.
  int64_t offset;
} CRegexError;

/// Compiles `count` bytes of UTF-8 in RE2's syntax, using about `memory` bytes at most (1 MiB at least), now and in
/// every match. NULL with `error` filled in when that fails. Freed with cregex_destroy.
cregex_pattern *_Nullable cregex_create(const uint8_t *_Nullable pattern, size_t count, int64_t memory,
                                        CRegexError *error);
void cregex_destroy(cregex_pattern *pattern);

/// Whether the pattern matches the whole text if `whole`, else some part of it. Linear in `count`.
bool cregex_matches(const cregex_pattern *pattern, const uint8_t *_Nullable text, size_t count, bool whole);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
