#pragma once
// A block in the compiler's own vectors, which become the instructions of any processor.
#include "bits.h"
#include "scan.h"
#include "token_classes.h"

namespace {

struct Block {
  typedef uint8_t Bytes __attribute__((vector_size(64)));
  typedef int8_t Truths __attribute__((vector_size(64)));
  typedef bool Flags __attribute__((ext_vector_type(64)));

  const uint8_t *text;
  Bytes bytes;

  explicit Block(const uint8_t *text) : text(text) { memcpy(&bytes, text, sizeof bytes); }

  /// Whether all is ASCII, without controls and backslashes.
  ALWAYS_INLINE bool isPlain() const {
    return set(((Truths)bytes < int8_t(0x20)) | (bytes == uint8_t('\\'))) == 0;
  }
  ALWAYS_INLINE Bits equal(char byte) const { return set(bytes == uint8_t(byte)); }
  ALWAYS_INLINE Bits controls() const { return set(bytes < uint8_t(0x20)); }
  /// White space, and other controls.
  ALWAYS_INLINE Bits blanks() const { return set(bytes <= uint8_t(0x20)); }
  ALWAYS_INLINE Bits nonASCII() const { return set((Truths)bytes < int8_t(0)); }
  /// Bytes of a UTF-8 sequence but its first one.
  ALWAYS_INLINE Bits continuations() const { return set((Truths)bytes < int8_t(0xC0)); }
  // '{' and '[', '}' and ']' differ in one bit.
  ALWAYS_INLINE Bits opens() const { return set((bytes | uint8_t(0x20)) == uint8_t('{')); }
  ALWAYS_INLINE Bits closes() const { return set((bytes | uint8_t(0x20)) == uint8_t('}')); }
  /// What may stand between two tokens, and other controls.
  ALWAYS_INLINE Bits between() const { return set((bytes <= uint8_t(0x20)) | (bytes == uint8_t(',')) | (bytes == uint8_t(':'))); }
  ALWAYS_INLINE Bits nonDigits() const { return set((bytes - uint8_t('0')) > uint8_t(9)); }

  /// Writes the tokens that start at `starts` to `out`, eight at a time, whether there are so many or not; the first byte of
  /// the block stands at `base`. `isSpaced` makes no difference here.
  template <bool isSpaced> ALWAYS_INLINE void write(CJSONToken *out, Bits starts, uint32_t base) const {
    int total = count(starts);
    for (int written = 0; written < total; written += 8) {
      for (int i = 0; i < 8; i++) {
        uint32_t place = uint32_t(first(starts));
        out[written + i] = {(base + place) | uint32_t(tokenClasses.of[text[place]]) << 24, 0};
        starts &= starts - 1;
      }
    }
  }

  /// Every bit from an odd set bit up to the next one, that one without: the inside of quotes.
  static ALWAYS_INLINE Bits inside(Bits bits) {
    for (int width = 1; width < 64; width *= 2) bits ^= bits << width;
    return bits;
  }

private:
  static ALWAYS_INLINE Bits set(const Truths &truths) {
    Flags flags = __builtin_convertvector(truths, Flags);
    Bits bits;
    memcpy(&bits, &flags, sizeof bits);
    // Else the compiler goes on with vectors of flags, one flag at a time.
    asm("" : "+r"(bits));
    return bits;
  }
};

}  // namespace
