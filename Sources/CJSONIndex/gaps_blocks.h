#pragma once
// What stands between two tokens: blanks, commas and colons only, as the scan has found; here it is asked how many and which.
// Nearly always there is nothing or a separator without blanks, which takes one comparison; pretty-printed texts have a line
// feed and many spaces. `Block` is what was included before.
#include "bits.h"
#include "scan.h"

namespace {

/// Kinds of tokens, see CJSONToken.
constexpr uint32_t scalarKind = 0b000, stringKind = 0b010, arrayKind = 0b100, objectKind = 0b110;
/// The kind of the bracket that closes a container of `kind`.
INLINE constexpr uint32_t endOf(uint32_t kind) { return kind ^ 0b101; }

INLINE uint32_t startOf(CJSONToken token) { return token.head & (CJSON_LARGEST - 1); }
INLINE uint32_t kindOf(CJSONToken token) { return token.head >> 29; }
/// A closing bracket, or behind the last token.
INLINE bool isClosing(CJSONToken token) { return (token.head >> 29 & 1) != 0; }

/// The first byte from `from` on, which is `to` at most, that is no blank.
INLINE size_t blanksEnd(const uint8_t *text, size_t from, size_t to) {
  while (from < to) {
    const int blanks = first(~Block(text + from).blanks());
    from += size_t(blanks);
    if (blanks < 64) break;
  }
  return from < to ? from : to;
}

/// Whether only blanks are between two offsets.
INLINE bool isBlank(const uint8_t *text, size_t from, size_t to) {
  if (from >= to) return from == to;
  // Nearly all gaps are shorter than a block.
  return to - from < 64 ? (~Block(text + from).blanks() & below(int(to - from))) == 0 : blanksEnd(text, from, to) == to;
}

/// Whether there is the right thing between a value that ends at `end` and the token `next`: a comma or, if that is a closing
/// bracket, nothing; and blanks.
INLINE bool follows(const uint8_t *text, size_t end, CJSONToken next) {
  const size_t start = startOf(next);
  if (isClosing(next)) return isBlank(text, end, start);
  if (start == end + 1) return text[end] == ',';
  const size_t comma = text[end] == ',' ? end : blanksEnd(text, end, start);
  return comma < start && text[comma] == ',' && isBlank(text, comma + 1, start);
}

/// Behind the last byte before `end` that is no blank. There is one.
INLINE size_t behindText(const uint8_t *text, size_t end) {
  while (end >= 64) {
    const Bits others = ~Block(text + end - 64).blanks();
    if (others != 0) return end - size_t(__builtin_clzll(others));
    end -= 64;
  }
  while (text[end - 1] <= ' ') end--;
  return end;
}

/// Behind the closing quote of a string that blanks, `separator` if that is not 0, and blanks divide from the token that starts
/// at `next`; 0 when something else does.
INLINE size_t stringEnd(const uint8_t *text, size_t next, uint8_t separator) {
  // The string's opening quote is found before the text begins to be another one's.
  size_t end = text[next - 1] > ' ' ? next : behindText(text, next);
  if (separator != 0) {
    if (text[end - 1] != separator) return 0;
    end--;
    if (text[end - 1] <= ' ') end = behindText(text, end);
  }
  return text[end - 1] == '"' ? end : 0;
}

}  // namespace
