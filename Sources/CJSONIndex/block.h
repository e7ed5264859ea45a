#pragma once
// Sixty-four bytes of a text at a time, and sets of them. Written with the compiler's vectors,
// which become the widest instructions that a processor has.
#include <cstddef>
#include <cstdint>
#include <cstring>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "bit i of a set is byte i of a block");

#define INLINE static inline __attribute__((always_inline))

/// A set of the bytes of a block: bit i stands for byte i.
using Bits = uint64_t;

INLINE int count(Bits bits) { return __builtin_popcountll(bits); }
/// The place of the lowest bit; 64 when there is none.
INLINE int first(Bits bits) { return bits == 0 ? 64 : __builtin_ctzll(bits); }
/// The bits below `place`, which is less than 64.
INLINE Bits below(int place) { return (Bits(1) << place) - 1; }

typedef uint8_t Bytes __attribute__((vector_size(64)));
typedef int8_t Truths __attribute__((vector_size(64)));
typedef bool Flags __attribute__((ext_vector_type(64)));

INLINE Bits bitsOf(const Truths &truths) {
  Flags flags = __builtin_convertvector(truths, Flags);
  Bits bits;
  memcpy(&bits, &flags, sizeof bits);
  // Else the compiler goes on with vectors of flags, one flag at a time.
  asm("" : "+r"(bits));
  return bits;
}

INLINE void load(const uint8_t *text, Bytes &bytes) { memcpy(&bytes, text, sizeof bytes); }

/// Every bit from an odd set bit up to the next one, that one without: the inside of quotes.
INLINE Bits inside(Bits bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}
