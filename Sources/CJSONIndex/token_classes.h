#pragma once
// What a byte says of the token that it starts.
#include <cstdint>

/// What every byte adds to the uppermost byte of a token's head, see CJSONToken, and a mark in a bit that heads leave free.
struct TokenClasses {
  enum : uint8_t {
    /// May stand between two tokens, or is another control.
    between = 1
  };
  alignas(64) uint8_t of[256] = {};
  constexpr TokenClasses() {
    of['"'] = 2 << 5;
    of['['] = 4 << 5;
    of['{'] = 6 << 5;
    of[']'] = 1 << 5;
    of['}'] = 3 << 5;
    for (int control = 0; control <= 0x20; control++) of[control] = between;
    of[','] = of[':'] = between;
  }
};
static constexpr TokenClasses tokenClasses;
