#pragma once
// Numbers by the grammar of RFC 8259, section 6. `Block` is what was included before.
#include "bits.h"
#include "scan.h"

namespace {

/// The length of the number at `bytes` if it has no exponent and ends within a block; else 0.
INLINE size_t plainNumber(const uint8_t *bytes) {
  const int sign = bytes[0] == '-';
  const Bits others = Block(bytes).nonDigits() & ~Bits(sign);
  int end = first(others);
  // A digit, and none behind a zero.
  if (end == sign || end == 64 || (bytes[sign] == '0' && end != sign + 1)) return 0;
  if (bytes[end] == '.') {
    const int fraction = end + 1;
    end = first(others & (others - 1));
    if (end == fraction || end == 64) return 0;
  }
  return (bytes[end] | 0x20) == 'e' ? 0 : size_t(end);
}

}  // namespace
