#pragma once
// A block as two vectors of 32 bytes, for x86-64 processors since 2013 (AVX2, BMI and carry-less multiplication).
#include "block_x86.h"
#include "scan.h"
#include "token_classes.h"

namespace {

struct Block {
  const uint8_t *text;
  __m256i low, high;

  explicit Block(const uint8_t *text) : text(text) {
    low = _mm256_loadu_si256((const __m256i *)text);
    high = _mm256_loadu_si256((const __m256i *)(text + 32));
  }

  /// Whether all is ASCII, without controls and backslashes.
  ALWAYS_INLINE bool isPlain() const {
    return _mm256_movemask_epi8(_mm256_or_si256(notPlain(low), notPlain(high))) == 0;
  }
  ALWAYS_INLINE Bits equal(char byte) const {
    __m256i wanted = _mm256_set1_epi8(byte);
    return set(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
  }
  ALWAYS_INLINE Bits controls() const { return atMost(low, high, 0x1F); }
  /// White space, and other controls.
  ALWAYS_INLINE Bits blanks() const { return atMost(low, high, 0x20); }
  ALWAYS_INLINE Bits nonASCII() const { return set(low, high); }
  /// Bytes of a UTF-8 sequence but its first one.
  ALWAYS_INLINE Bits continuations() const {
    const __m256i first = _mm256_set1_epi8(int8_t(0xC0));
    return set(_mm256_cmpgt_epi8(first, low), _mm256_cmpgt_epi8(first, high));
  }
  // '{' and '[', '}' and ']' differ in one bit.
  ALWAYS_INLINE Bits opens() const { return folded('{'); }
  ALWAYS_INLINE Bits closes() const { return folded('}'); }
  /// What may stand between two tokens, and other controls.
  ALWAYS_INLINE Bits between() const { return set(isBetween(low), isBetween(high)); }
  ALWAYS_INLINE Bits nonDigits() const {
    const __m256i shift = _mm256_set1_epi8(127 - '9'), least = _mm256_set1_epi8(127 - 9);
    // Moved so that the digits are the largest of the signed bytes.
    return set(
      _mm256_cmpgt_epi8(least, _mm256_add_epi8(low, shift)), _mm256_cmpgt_epi8(least, _mm256_add_epi8(high, shift)));
  }

  /// Writes the tokens that start at `starts` to `out`, eight at a time, whether there are so many or not; the first byte of
  /// the block stands at `base`. `isSpaced` makes no difference here.
  template <bool isSpaced> ALWAYS_INLINE void write(CJSONToken *out, Bits starts, uint32_t base) const {
    // Eight are nearly always enough, and written even where there are none: a branch would be guessed wrong too often.
    starts = writeEight(out, starts, base);
    while (__builtin_expect(starts != 0, 0)) starts = writeEight(out += 8, starts, base);
  }

  static ALWAYS_INLINE Bits inside(Bits quotes) { return insideOf(quotes); }

private:
  /// Writes eight tokens and returns the starts of those that are left.
  ALWAYS_INLINE Bits writeEight(CJSONToken *out, Bits starts, uint32_t base) const {
    for (int i = 0; i < 8; i++) {
      auto place = uint32_t(_tzcnt_u64(starts));
      // 64 when there is none left: any byte will do, what is written is written over.
      out[i] = {(base + place) | uint32_t(tokenClasses.of[text[place]]) << 24, 0};
      starts = _blsr_u64(starts);
    }
    return starts;
  }
  static ALWAYS_INLINE Bits set(__m256i low, __m256i high) {
    return uint32_t(_mm256_movemask_epi8(low)) | Bits(uint32_t(_mm256_movemask_epi8(high))) << 32;
  }
  ALWAYS_INLINE Bits folded(char byte) const {
    const __m256i bit = _mm256_set1_epi8(0x20), wanted = _mm256_set1_epi8(byte);
    return set(
      _mm256_cmpeq_epi8(_mm256_or_si256(low, bit), wanted), _mm256_cmpeq_epi8(_mm256_or_si256(high, bit), wanted));
  }
  static ALWAYS_INLINE Bits atMost(__m256i low, __m256i high, char byte) {
    __m256i most = _mm256_set1_epi8(byte);
    return set(
      _mm256_cmpeq_epi8(_mm256_min_epu8(low, most), low), _mm256_cmpeq_epi8(_mm256_min_epu8(high, most), high));
  }
  /// In the uppermost bit of every byte.
  static ALWAYS_INLINE __m256i notPlain(__m256i bytes) {
    const __m256i isControl = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    const __m256i isBackslash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
    return _mm256_or_si256(bytes, _mm256_or_si256(isControl, isBackslash));
  }
  static ALWAYS_INLINE __m256i isBetween(__m256i bytes) {
    __m256i isBlank = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x20)), bytes);
    __m256i isComma = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(','));
    return _mm256_or_si256(_mm256_or_si256(isBlank, isComma), _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(':')));
  }
};

}  // namespace
