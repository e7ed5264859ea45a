#pragma once
// A block as one vector, for x86-64 processors with AVX-512 VBMI2 (Intel's since 2019, AMD's since 2022).
#include "block_x86.h"
#include "scan.h"
#include "token_classes.h"

namespace {

struct Block {
  __m512i bytes;
  /// Of every byte, what it adds to the uppermost byte of a token's head; in the lowest bit, whether it may stand between
  /// two tokens.
  __m512i classes;

  explicit Block(const uint8_t *text) : bytes(_mm512_loadu_si512(text)) {
    // Only seven bits of a byte choose its class, so that other bytes than ASCII get none.
    classes = _mm512_maskz_permutex2var_epi8(~nonASCII(), table(0), bytes, table(64));
  }

  ALWAYS_INLINE Bits equal(char byte) const { return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte)); }
  ALWAYS_INLINE Bits controls() const { return _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20)); }
  /// White space, and other controls.
  ALWAYS_INLINE Bits blanks() const { return _mm512_cmple_epu8_mask(bytes, _mm512_set1_epi8(0x20)); }
  ALWAYS_INLINE Bits nonASCII() const { return _mm512_movepi8_mask(bytes); }
  /// Bytes of a UTF-8 sequence but its first one.
  ALWAYS_INLINE Bits continuations() const { return _mm512_cmplt_epi8_mask(bytes, _mm512_set1_epi8(int8_t(0xC0))); }
  ALWAYS_INLINE Bits opens() const { return _mm512_movepi8_mask(classes); }
  ALWAYS_INLINE Bits closes() const { return _mm512_test_epi8_mask(classes, _mm512_set1_epi8(0x20)); }
  /// What may stand between two tokens, and other controls.
  ALWAYS_INLINE Bits between() const { return _mm512_test_epi8_mask(classes, _mm512_set1_epi8(1)); }
  ALWAYS_INLINE Bits nonDigits() const {
    return _mm512_cmpgt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8('0')), _mm512_set1_epi8(9));
  }

  /// Writes the tokens that start at `starts` to `out`, eight at a time, whether there are so many or not; the first byte of
  /// the block stands at `base`.
  ALWAYS_INLINE void write(CJSONToken *out, Bits starts, uint32_t base) const {
    const int total = count(starts);
    const __m512i places = _mm512_maskz_compress_epi8(starts, numbers());
    const __m512i heads = _mm512_maskz_compress_epi8(starts, classes);
    // Byte 0 of every token is its place, byte 3 what its class adds.
    __m512i from = _mm512_set_epi64(
      0x47000007, 0x46000006, 0x45000005, 0x44000004, 0x43000003, 0x42000002, 0x41000001, 0x40000000);
    // Eight are nearly always enough, and written even where there are none: a branch would be guessed wrong too often.
    int written = 0;
    do {
      __m512i tokens = _mm512_maskz_permutex2var_epi8(0x0909090909090909, places, from, heads);
      _mm512_storeu_si512(out + written, _mm512_add_epi64(tokens, _mm512_set1_epi64(base)));
      from = _mm512_add_epi8(from, _mm512_set1_epi8(8));
      written += 8;
    } while (__builtin_expect(written < total, 0));
  }

  static ALWAYS_INLINE Bits inside(Bits quotes) { return insideOf(quotes); }

private:
  /// Half of the classes of ASCII.
  static ALWAYS_INLINE __m512i table(int from) { return _mm512_loadu_si512(tokenClasses.of + from); }
  /// 0, 1, 2 … 63.
  static ALWAYS_INLINE __m512i numbers() {
    const __m512i words = _mm512_set_epi64(56, 48, 40, 32, 24, 16, 8, 0);
    const __m512i bytes = _mm512_set1_epi64(0x0706050403020100);
    return _mm512_add_epi8(_mm512_shuffle_epi8(words, _mm512_set4_epi32(0x08080808, 0x08080808, 0, 0)), bytes);
  }
};

}  // namespace
