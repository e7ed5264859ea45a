#pragma once
// Whether a text is UTF-8, a scalar at a time, for any processor.
#include "bits.h"

namespace {

/// Whether `count` bytes are UTF-8 (RFC 3629, section 4).
bool isUTF8(const uint8_t *text, size_t count) {
  const uint8_t *const end = text + count;
  while (text < end) {
    const uint8_t first = *text;
    if (first < 0x80) {
      text++;
      continue;
    }
    const long length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4 || end - text < length) return false;
    // What the second byte is at least and at most, so that no scalar has two forms and none is out of range.
    const uint8_t least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const uint8_t most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < least || text[1] > most) return false;
    for (long later = 2; later < length; later++)
      if ((text[later] & 0xC0) != 0x80) return false;
    text += length;
  }
  return true;
}

}  // namespace
