#pragma once
// The few scalars that are no plain numbers: literals, numbers with an exponent or very many digits, and what is broken.
#include "block.h"

namespace scalar {

/// Whether a byte outside of strings belongs to a scalar: it is no blank, quote, bracket, colon or comma.
INLINE bool isPart(uint8_t byte) {
  switch (byte) {
  case '"': case '{': case '}': case '[': case ']': case ':': case ',': return false;
  default: return byte > 0x20;
  }
}

INLINE bool isDigit(uint8_t byte) { return uint8_t(byte - '0') <= 9; }

enum class Kind { broken, literal, number, hugeNumber };

/// What the scalar is that takes the bytes from `start` up to `end`.
inline Kind judge(const uint8_t *start, const uint8_t *end) {
  auto is = [&](const char *word, ptrdiff_t length) { return end - start == length && memcmp(start, word, size_t(length)) == 0; };
  if (is("true", 4) || is("false", 5) || is("null", 4)) return Kind::literal;
  // RFC 8259, section 6.
  const uint8_t *at = start;
  auto digits = [&] {
    const uint8_t *from = at;
    while (at < end && isDigit(*at)) at++;
    return at - from;
  };
  if (at < end && *at == '-') at++;
  bool isZero = at < end && *at == '0';
  ptrdiff_t whole = digits();
  if (whole == 0 || (isZero && whole > 1)) return Kind::broken;
  if (at < end && *at == '.') {
    at++;
    if (digits() == 0) return Kind::broken;
  }
  ptrdiff_t exponent = 0;
  if (at < end && (*at | 0x20) == 'e') {
    at++;
    if (at < end && (*at == '+' || *at == '-')) at++;
    exponent = digits();
    if (exponent == 0) return Kind::broken;
  }
  if (at != end) return Kind::broken;
  // Below 10^100 times 10^99 there is room for every double.
  return exponent > 2 || end - start > 100 ? Kind::hugeNumber : Kind::number;
}

} // namespace scalar
