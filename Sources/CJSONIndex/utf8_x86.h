#pragma once
// Whether a text is UTF-8, 32 bytes at a time, for x86-64 processors with AVX2.
//
// The method is that of J. Keiser and D. Lemire, Validating UTF-8 in less than one instruction per byte, Software:
// Practice and Experience 51, 2021. What can be wrong shows in twelve bits: both halves of a byte and the upper half of the
// next one. Each of the three has a table of the errors that it allows; what all three allow is an error. Apart from that,
// the third and the fourth byte of a sequence have to continue it, and nothing else may follow a byte that continues one.
#include "bits.h"

namespace {

struct UTF8Errors {
  enum : uint8_t {
    /// Another byte than one that continues, behind one that begins a sequence.
    tooShort = 1 << 0,
    /// One that continues, behind ASCII.
    tooLong = 1 << 1,
    /// E0 80…9F: fits two bytes.
    overlongOfThree = 1 << 2,
    /// F4 90 and more: behind U+10FFFF.
    tooLarge = 1 << 3,
    /// ED A0…BF: halves of UTF-16 pairs.
    surrogate = 1 << 4,
    /// C0, C1: fits one byte.
    overlongOfTwo = 1 << 5,
    /// F0 80…8F: fits three bytes. F5…FF 80…8F: behind U+10FFFF.
    overlongOfFour = 1 << 6, muchTooLarge = 1 << 6,
    /// Two that continue: right where a third or fourth byte has to stand.
    twoContinuations = 1 << 7,
    /// Those that the lower half of the first byte has no say in.
    any = tooShort | tooLong | twoContinuations,
    large = any | tooLarge | muchTooLarge,
  };

  __m256i before, found;

  UTF8Errors() { before = found = _mm256_setzero_si256(); }

  ALWAYS_INLINE void add(__m256i bytes) {
    // The same bytes, moved by one, two and three, with the last ones of those before in front.
    const __m256i bridge = _mm256_permute2x128_si256(before, bytes, 0x21);
    const __m256i first = _mm256_alignr_epi8(bytes, bridge, 15);
    const __m256i second = _mm256_alignr_epi8(bytes, bridge, 14), third = _mm256_alignr_epi8(bytes, bridge, 13);
    const __m256i pairs = _mm256_and_si256(
      _mm256_and_si256(_mm256_shuffle_epi8(ofUpperHalf(), upper(first)), _mm256_shuffle_epi8(ofLowerHalf(), lower(first))),
      _mm256_shuffle_epi8(ofNext(), upper(bytes)));
    // The uppermost bit stays where E0 or more stands two before, or F0 or more three before.
    const __m256i continued = _mm256_or_si256(
      _mm256_subs_epu8(second, _mm256_set1_epi8(0xE0 - 0x80)), _mm256_subs_epu8(third, _mm256_set1_epi8(0xF0 - 0x80)));
    const __m256i needed = _mm256_and_si256(continued, _mm256_set1_epi8(int8_t(twoContinuations)));
    found = _mm256_or_si256(found, _mm256_xor_si256(pairs, needed));
    before = bytes;
  }

private:
  static ALWAYS_INLINE __m256i upper(__m256i bytes) { return lower(_mm256_srli_epi16(bytes, 4)); }
  static ALWAYS_INLINE __m256i lower(__m256i bytes) { return _mm256_and_si256(bytes, _mm256_set1_epi8(0x0F)); }
  static ALWAYS_INLINE __m256i table(const uint8_t (&entries)[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
  }
  static ALWAYS_INLINE __m256i ofUpperHalf() {
    static constexpr uint8_t entries[16] = {
      tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, tooLong,
      twoContinuations, twoContinuations, twoContinuations, twoContinuations,
      tooShort | overlongOfTwo, tooShort, tooShort | overlongOfThree | surrogate,
      tooShort | tooLarge | muchTooLarge | overlongOfFour};
    return table(entries);
  }
  static ALWAYS_INLINE __m256i ofLowerHalf() {
    static constexpr uint8_t entries[16] = {
      any | overlongOfTwo | overlongOfThree | overlongOfFour, any | overlongOfTwo, any, any,
      any | tooLarge, large, large, large, large, large, large, large, large, large | surrogate, large, large};
    return table(entries);
  }
  static ALWAYS_INLINE __m256i ofNext() {
    enum : uint8_t { continues = tooLong | overlongOfTwo | twoContinuations };
    static constexpr uint8_t entries[16] = {
      tooShort, tooShort, tooShort, tooShort, tooShort, tooShort, tooShort, tooShort,
      continues | overlongOfThree | muchTooLarge | overlongOfFour, continues | overlongOfThree | tooLarge,
      continues | surrogate | tooLarge, continues | surrogate | tooLarge, tooShort, tooShort, tooShort, tooShort};
    return table(entries);
  }
};

/// Whether `count` bytes are UTF-8 (RFC 3629).
bool isUTF8(const uint8_t *text, size_t count) {
  UTF8Errors errors;
  size_t base = 0;
  for (; base + 32 <= count; base += 32) errors.add(_mm256_loadu_si256((const __m256i *)(text + base)));
  // Zeros behind the end show that the last sequence is whole.
  uint8_t last[32] = {};
  memcpy(last, text + base, count - base);
  errors.add(_mm256_loadu_si256((const __m256i *)last));
  return _mm256_testz_si256(errors.found, errors.found);
}

}  // namespace
