#pragma once
// A block as one vector, for x86-64 processors with AVX-512 VBMI2 (Intel's since 2019, AMD's since 2022).
#include "block_x86.h"
#include "scan.h"
#include "token_classes.h"

namespace {

/// The classes, and one more mark for what no token starts with.
struct MarkedClasses : TokenClasses {
  enum : uint8_t { notPlain = 2 };
  constexpr MarkedClasses() {
    for (int control = 0; control < 0x20; control++) of[control] |= notPlain;
    of['\\'] |= notPlain;
  }
};
static constexpr MarkedClasses markedClasses;

struct Block {
  __m512i bytes;
  /// Of every byte, what it adds to the uppermost byte of a token's head, and marks.
  __m512i classes;

  /// Only seven bits of a byte choose its class: outside of strings, other bytes than ASCII are taken for brackets as well.
  explicit Block(const uint8_t *text)
      : bytes(_mm512_loadu_si512(text)), classes(_mm512_permutex2var_epi8(table(0), bytes, table(64))) {}

  /// Whether all is ASCII, without controls and backslashes.
  ALWAYS_INLINE bool isPlain() const {
    return _kortestz_mask64_u8(_mm512_test_epi8_mask(classes, _mm512_set1_epi8(MarkedClasses::notPlain)), nonASCII());
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
  ALWAYS_INLINE Bits between() const { return _mm512_test_epi8_mask(classes, _mm512_set1_epi8(MarkedClasses::between)); }
  ALWAYS_INLINE Bits nonDigits() const {
    return _mm512_cmpgt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8('0')), _mm512_set1_epi8(9));
  }

  /// Writes the tokens that start at `starts` to `out`, eight at a time, whether there are so many or not; the first byte of
  /// the block stands at `base`. `isSpaced`: few are expected.
  template <bool isSpaced> ALWAYS_INLINE void write(CJSONToken *out, Bits starts, uint32_t base) const {
    const int total = count(starts);
    const __m512i places = _mm512_maskz_compress_epi8(starts, numbers());
    const __m512i heads = _mm512_permutexvar_epi8(places, classes);
    const __m512i bases = _mm512_set1_epi64(base);
    // The places of the first 32 tokens, and then what their classes add.
    const __m512i firstHalf = _mm512_inserti64x4(places, _mm512_castsi512_si256(heads), 1);
    // Sixteen are nearly always enough, or eight, and written even where there are none: a branch would be guessed wrong too
    // often.
    writeEight<0>(out, firstHalf, bases);
    if (isSpaced && __builtin_expect(total <= 8, 1)) return;
    writeEight<8>(out, firstHalf, bases);
    if (__builtin_expect(total <= 16, 1)) return;
    writeEight<16>(out, firstHalf, bases);
    writeEight<24>(out, firstHalf, bases);
    if (total <= 32) return;
    const __m512i secondHalf = _mm512_shuffle_i64x2(places, heads, 0xEE);
    writeEight<0>(out + 32, secondHalf, bases);
    writeEight<8>(out + 32, secondHalf, bases);
    writeEight<16>(out + 32, secondHalf, bases);
    writeEight<24>(out + 32, secondHalf, bases);
  }

  static ALWAYS_INLINE Bits inside(Bits quotes) { return insideOf(quotes); }

private:
  /// Writes the eight tokens from number `first` on, of which `half` holds 32 places and then what their classes add.
  template <int first> static ALWAYS_INLINE void writeEight(CJSONToken *out, __m512i half, __m512i bases) {
    // Byte 0 of every token is its place, byte 3 what its class adds.
    const __m512i from = _mm512_add_epi8(
      _mm512_set_epi64(
        0x27000007, 0x26000006, 0x25000005, 0x24000004, 0x23000003, 0x22000002, 0x21000001, 0x20000000),
      _mm512_set1_epi8(first));
    // A mask that the compiler knows would make it take the slower instruction, which has two tables.
    __mmask64 used = 0x0909090909090909;
    asm("" : "+k"(used));
    _mm512_storeu_si512(out + first, _mm512_add_epi64(_mm512_maskz_permutexvar_epi8(used, from, half), bases));
  }
  /// Half of the classes of ASCII.
  static ALWAYS_INLINE __m512i table(int from) { return _mm512_loadu_si512(markedClasses.of + from); }
  /// 0, 1, 2 … 63.
  static ALWAYS_INLINE __m512i numbers() {
    const __m512i words = _mm512_set_epi64(56, 48, 40, 32, 24, 16, 8, 0);
    const __m512i bytes = _mm512_set1_epi64(0x0706050403020100);
    return _mm512_add_epi8(_mm512_shuffle_epi8(words, _mm512_set4_epi32(0x08080808, 0x08080808, 0, 0)), bytes);
  }
};

}  // namespace
