#pragma once
// Sets of the bytes of a block: a block is sixty-four bytes of a text, and bit i of a set stands for byte i.
#include <cstddef>
#include <cstdint>
#include <cstring>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "bit i of a set is byte i of a block");

#define ALWAYS_INLINE inline __attribute__((always_inline))
#define INLINE static ALWAYS_INLINE

using Bits = uint64_t;

INLINE int count(Bits bits) { return __builtin_popcountll(bits); }
/// The place of the lowest bit; 64 when there is none.
INLINE int first(Bits bits) { return bits == 0 ? 64 : __builtin_ctzll(bits); }
/// The bits below `place`, which is less than 64.
INLINE Bits below(int place) { return (Bits(1) << place) - 1; }
