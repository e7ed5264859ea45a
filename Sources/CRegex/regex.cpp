#include "CRegex.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

#include <re2/re2.h>

struct cregex_pattern {
  re2::RE2 compiled;
  cregex_pattern(re2::StringPiece pattern, const re2::RE2::Options &options) : compiled(pattern, options) {}
};

/// Where `part` stands in `pattern`, when that is the only place where it does.
static int64_t only_place(re2::StringPiece pattern, re2::StringPiece part) {
  if (part.empty()) return -1;
  const auto first = std::search(pattern.begin(), pattern.end(), part.begin(), part.end());
  if (first == pattern.end()) return -1;
  const auto second = std::search(first + 1, pattern.end(), part.begin(), part.end());
  return second == pattern.end() ? first - pattern.begin() : -1;
}

static void fill(CRegexError *error, re2::StringPiece pattern, const re2::RE2 &compiled) {
  if (compiled.error_code() == re2::RE2::ErrorPatternTooLarge) {
    error->status = CRegexStatusTooLarge;
    return;
  }
  error->status = CRegexStatusSyntax;
  // RE2 says "what is wrong: the part at fault"; the part is looked for in the pattern instead of being repeated.
  std::string message = compiled.error();
  const std::string &part = compiled.error_arg();
  const std::string tail = ": " + part;
  if (message.size() > tail.size() && message.compare(message.size() - tail.size(), tail.size(), tail) == 0)
    message.resize(message.size() - tail.size());
  const size_t length = std::min(message.size(), sizeof error->message - 1);
  memcpy(error->message, message.data(), length);
  error->message[length] = 0;
  error->offset = only_place(pattern, part);
}

cregex_pattern *cregex_create(const uint8_t *pattern, size_t count, int64_t memory, CRegexError *error) {
  *error = CRegexError{CRegexStatusOK, {0}, -1};
  try {
    const re2::StringPiece text(reinterpret_cast<const char *>(pattern), count);
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(std::max<int64_t>(memory, 1 << 20));
    auto *made = new cregex_pattern(text, options);
    if (made->compiled.ok()) return made;
    try {
      fill(error, text, made->compiled);
    } catch (...) {
      error->status = CRegexStatusOutOfMemory;
    }
    delete made;
  } catch (...) {
    error->status = CRegexStatusOutOfMemory;
  }
  return nullptr;
}

void cregex_destroy(cregex_pattern *pattern) { delete pattern; }

bool cregex_matches(const cregex_pattern *pattern, const uint8_t *text, size_t count, bool whole) {
  // An empty text of Swift's may have no address; to RE2 that is no text at all.
  const re2::StringPiece piece(text ? reinterpret_cast<const char *>(text) : "", count);
  try {
    return pattern->compiled.Match(piece, 0, count, whole ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED, nullptr, 0);
  } catch (...) {
    // Memory ran out in the middle of a match. There is no answer that a caller could trust.
    std::terminate();
  }
}
