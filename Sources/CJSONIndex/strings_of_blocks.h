#pragma once
// Which bytes of a text lie in strings, block by block. `Block` is what was included before.
#include "bits.h"

namespace {

/// What of the strings of one block reaches into the next.
struct StringCarry {
  /// All bits while a string is open.
  Bits string = 0;
  /// Whether the next byte is escaped.
  bool escape = false;

  /// The bytes of the next block that lie in strings, with the opening quotes, without the closing ones. Takes those away
  /// from `quotes` that are escaped.
  ALWAYS_INLINE Bits add(Bits &quotes, Bits backslashes) {
    if (__builtin_expect((backslashes | Bits(escape)) != 0, 0)) quotes &= ~escaped(backslashes);
    Bits strings = Block::inside(quotes) ^ string;
    string = Bits(int64_t(strings) >> 63);
    return strings;
  }

  bool isOpen() const { return string != 0; }

private:
  /// The bytes that a backslash escapes.
  Bits escaped(Bits backslashes) {
    // Backslashes are rare: one run after the other.
    Bits escaped = escape;
    escape = false;
    backslashes &= ~escaped;
    while (backslashes) {
      int place = first(backslashes);
      if (place == 63) {
        escape = true;
        break;
      }
      escaped |= Bits(2) << place;
      backslashes &= ~(Bits(3) << place);
    }
    return escaped;
  }
};

/// The end of a text, perhaps nothing of it, and blanks behind it.
struct LastBlock {
  // One more, which whoever has no token left to write may read.
  uint8_t bytes[65];
  LastBlock(const uint8_t *text, size_t count) {
    memset(bytes, ' ', sizeof bytes);
    memcpy(bytes, text, count);
  }
};

}  // namespace
