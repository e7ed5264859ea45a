#pragma once
// The structure of JSON texts, found by the first stage of simdjson, and a few scans over bytes that want vector
// instructions. Nothing here allocates but create and build, and nothing throws.
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// A reusable index of JSON texts. One thread at a time.
typedef struct cjson_index cjson_index;

typedef enum __attribute__((enum_extensibility(closed))) CJSONStatus : int32_t {
  CJSONStatusOK = 0,
  /// The text holds nothing but white space.
  CJSONStatusEmpty,
  /// The text ends inside a string.
  CJSONStatusUnclosedString,
  /// Invalid UTF-8, or a control character inside a string; the index says nothing about the place.
  CJSONStatusInvalidText,
  CJSONStatusOutOfMemory,
} CJSONStatus;

/// NULL when memory runs out. Freed with cjson_index_destroy.
cjson_index *_Nullable cjson_index_create(void);
void cjson_index_destroy(cjson_index *index);

/// Finds the structural bytes of `count` bytes from `start` on, which end before byte 2^32; `cjson_padding()` more must
/// be readable behind them. UTF-8 is checked, and that strings hold no control characters; the grammar is not.
CJSONStatus cjson_index_build(cjson_index *index, const uint8_t *bytes, size_t start, size_t count);

/// Offsets, ascending, of every bracket, colon and comma outside of strings, of the opening quote of every string and
/// of the first byte of every other scalar, all counted from `bytes`. One more entry behind the last holds the end of
/// the text. Valid until the next build.
const uint32_t *cjson_index_offsets(const cjson_index *index);
/// The number of offsets, without the extra one.
size_t cjson_index_count(const cjson_index *index);

/// Opening minus closing brackets among the structural bytes.
int64_t cjson_index_depth(const cjson_index *index, const uint8_t *bytes);
/// Forgets the offsets from the one at `position` on; the text then ends at that one.
void cjson_index_truncate(cjson_index *index, size_t position);

/// Bytes that must be readable behind every text given here.
size_t cjson_padding(void);

/// The name of the instruction set in use, such as "icelake" or "haswell". Never freed.
const char *cjson_kernel_name(void);

/// Line feeds in `count` bytes.
size_t cjson_count_line_feeds(const uint8_t *bytes, size_t count);
/// Bytes that start a UTF-8 sequence, that is Unicode scalars, in `count` bytes.
size_t cjson_count_scalars(const uint8_t *bytes, size_t count);
/// The offset of the last `byte` among `count`, or `count` when there is none.
size_t cjson_find_last(const uint8_t *bytes, size_t count, uint8_t byte);

/// The number nearest to the decimal text of `count` bytes, which follows the grammar of RFC 8259, section 6.
/// Infinite when it is out of range.
double cjson_double(const uint8_t *bytes, size_t count);

/// Bit i tells whether byte i of the 32 at `bytes` is a decimal digit.
static inline uint32_t cjson_digits(const uint8_t *bytes) {
#if defined(__SSE2__)
  const __m128i zero = _mm_set1_epi8('0');
  const __m128i nine = _mm_set1_epi8(9);
  __m128i low = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)bytes), zero);
  __m128i high = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16)), zero);
  uint32_t lowBits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(low, nine), low));
  uint32_t highBits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(high, nine), high));
  return lowBits | highBits << 16;
#else
  uint32_t bits = 0;
  for (int i = 0; i < 32; i++) bits |= (uint32_t)((uint8_t)(bytes[i] - '0') <= 9) << i;
  return bits;
#endif
}

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
