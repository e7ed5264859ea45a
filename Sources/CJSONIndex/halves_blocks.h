#pragma once
// Halves of blocks: 32 bytes, compared with the compiler's own vectors, which become the instructions of any processor.
#include "bits.h"

namespace {

typedef uint8_t Half __attribute__((vector_size(32)));

INLINE void load(Half &half, const void *bytes) { memcpy(&half, bytes, sizeof half); }

INLINE uint32_t differences(const Half &one, const Half &other) {
  typedef bool Flags __attribute__((ext_vector_type(32)));
  Flags flags = __builtin_convertvector(one != other, Flags);
  uint32_t bits;
  memcpy(&bits, &flags, sizeof bits);
  // Else the compiler goes on with vectors of flags, one flag at a time.
  asm("" : "+r"(bits));
  return bits;
}

/// Which of 32 bytes differ.
INLINE uint32_t differences(const void *bytes, const void *wanted) {
  Half one, other;
  load(one, bytes);
  load(other, wanted);
  return differences(one, other);
}

/// Which of 32 bytes differ in bits that `mask` has.
INLINE uint32_t differences(const void *bytes, const void *mask, const void *wanted) {
  Half one, part, other;
  load(one, bytes);
  load(part, mask);
  load(other, wanted);
  return differences(one & part, other);
}

}  // namespace
