#pragma once
// What the blocks of x86-64 processors share.
#include "bits.h"

namespace {

/// Every bit from an odd set bit up to the next one, that one without: the inside of quotes. A product without carries
/// is, at every place, the sum of the bits up to it.
INLINE Bits insideOf(Bits quotes) {
  __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128(int64_t(quotes)), _mm_set1_epi8(-1), 0);
  return Bits(_mm_cvtsi128_si64(product));
}

}  // namespace
