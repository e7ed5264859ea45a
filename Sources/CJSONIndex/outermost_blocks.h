#pragma once
// Finds where an array can be cut between two of its elements: only strings and depth are followed, which takes a fraction
// of what tokens take. `Block` is what was included before.
#include "strings_of_blocks.h"

namespace {

/// Takes the block at `text`, whose first byte stands at `base`, into account.
INLINE void add(CJSONOutermost &state, const uint8_t *text, size_t base) {
  const Block block(text);
  StringCarry carry{state.string, state.escape};
  Bits quotes = block.equal('"');
  // What is not ASCII may be taken for a bracket.
  const Bits outside = ~(carry.add(quotes, block.equal('\\')) | block.nonASCII());
  state.string = carry.string;
  state.escape = carry.escape;
  const Bits opens = block.opens() & outside, closes = block.closes() & outside;
  if (__builtin_expect(state.depth <= count(closes), 0)) {
    // The depth may be 0 somewhere in this block.
    const Bits commas = block.equal(',') & outside;
    int64_t depth = state.depth;
    for (Bits bits = commas | opens | closes; bits; bits &= bits - 1) {
      const Bits bit = bits & -bits;
      depth += int((opens & bit) != 0) - int((closes & bit) != 0);
      if (state.end != size_t(PTRDIFF_MAX)) break;
      if (depth < 0) state.end = base + size_t(first(bit));
      if (depth == 0 && (commas & bit)) state.comma = base + size_t(first(bit));
    }
  }
  state.depth += count(opens) - count(closes);
}

void outermost(CJSONOutermost &state, const uint8_t *text, size_t count) {
  CJSONOutermost current = state;
  for (; current.offset + 64 <= count; current.offset += 64) add(current, text + current.offset, current.offset);
  state = current;
  // What is no whole block yet is looked at again when there is more.
  const LastBlock last(text + current.offset, count - current.offset);
  add(current, last.bytes, current.offset);
  state.comma = current.comma;
  state.end = current.end;
}

}  // namespace
