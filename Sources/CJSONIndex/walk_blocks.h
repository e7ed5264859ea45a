#pragma once
// See CJSONWalk.h. `Block` is what was included before.
#include "gaps_blocks.h"
#include "halves_blocks.h"
#include "numbers_blocks.h"
#include "points_blocks.h"

namespace {

/// Whether the token at `key` is the key of `state`, with a colon right behind it and nothing but blanks between that and the
/// token behind it.
INLINE bool isKey(const CJSONKeyState &state, const uint8_t *text, const CJSONToken *key) {
  // Other tokens than strings are as far from the next one as no key is. A state that has no span is none.
  const uint32_t start = key->head - (stringKind << 29), distance = startOf(key[1]) - start;
  if (distance != state.span) {
    if (kindOf(*key) != stringKind || state.span == 0 || distance < state.span) return false;
    // In pretty-printed texts there is a space.
    if (distance == state.span + 1u ? text[start + state.span] > ' ' : !isBlank(text, start + state.span, start + distance))
      return false;
  }
  // No state has a key with a backslash, so this string has no escapes.
  return (differences(text + start + 1, state.words) & state.mask) == 0;
}

/// The state that `key`, a string, leads to from `state`, if a guess by its first bytes is right; else 0. From now on it is the
/// expected one there, or as the first key of objects such as that of `frame`.
__attribute__((noinline)) uint32_t guess(CJSONWalk &walk, const CJSONFrame &frame, uint32_t state, const CJSONToken *key) {
  const uint32_t start = startOf(*key), distance = startOf(key[1]) - start;
  uint64_t word;
  memcpy(&word, walk.text + start + 1, sizeof word);
  if (distance <= sizeof word) word &= (uint64_t(1) << (distance - 1) * 8) - 1;
  // Multiplication spreads, the upper bits of the product are the best spread ones.
  word = (word ^ (uint64_t(state) << 32 | distance)) * 0x9E3779B97F4A7C15;
  walk.guess = uint32_t(word >> 32) % CJSON_GUESSES;
  const uint32_t found = walk.guesses[walk.guess];
  if (found == 0 || walk.states[found].parent != state || !isKey(walk.states[found], walk.text, key)) return 0;
  if (state == 0) walk.states[frame.outer].child = found;
  walk.states[state].follower = found;
  return found;
}

/// What follows in the innermost open container.
enum class Step {
  /// A key or an element stands at `at`.
  next,
  /// The same, in a container that was entered.
  entered,
  /// A closing bracket stands at `at`, where it may.
  closing,
  stopped
};

/// A walk while it goes on: a copy of what is known, which stays in registers.
struct Walk {
  CJSONWalk &kept;
  const uint8_t *const text;
  CJSONToken *const tokens;
  CJSONKeyState *const states;
  CJSONToken *at;
  /// The innermost container that is open, and its state, which is kept there when the walk stops or goes into another.
  CJSONFrame *frame;
  uint32_t state;

  ALWAYS_INLINE explicit Walk(CJSONWalk &walk)
      : kept(walk), text(walk.text), tokens(walk.tokens), states(walk.states), at(walk.tokens + walk.at), frame(walk.frame),
        state(walk.frame->state) {}

  ALWAYS_INLINE Step stop(CJSONStop reason, size_t end = 0) {
    kept.at = size_t(at - tokens);
    kept.frame = frame;
    frame->state = state;
    kept.stop = reason;
    kept.end = end;
    return Step::stopped;
  }

  /// The state that is expected behind the last key. First keys follow nothing; what the object is the value of tells them
  /// nearly as well.
  ALWAYS_INLINE const CJSONKeyState *expected() const {
    return states + (state == 0 ? states[frame->outer].child : states[state].follower);
  }

  /// Whether there is room for one more container.
  ALWAYS_INLINE bool hasRoom() const { return frame < kept.lastFrame; }

  /// What follows at `at` behind a value that ends at `end`.
  ALWAYS_INLINE Step behind(size_t end) {
    const CJSONToken next = *at;
    if (!follows(text, end, next)) return stop(CJSONStopInvalid);
    return isClosing(next) ? Step::closing : Step::next;
  }

  /// What follows at `at` behind a string.
  ALWAYS_INLINE Step behindString() {
    const uint32_t start = startOf(*at);
    if (isClosing(*at)) {
      if (text[start - 1] == '"' || stringEnd(text, start, 0) != 0) return Step::closing;
    } else {
      uint16_t pair;
      memcpy(&pair, text + start - 2, sizeof pair);
      if (pair == (uint16_t('"') | uint16_t(',') << 8) || stringEnd(text, start, ',') != 0) return Step::next;
    }
    return stop(CJSONStopInvalid);
  }

  /// Goes into the container at `at`, for which there is room.
  template <bool isElement> ALWAYS_INLINE Step enter() {
    const CJSONToken open = *at, next = at[1];
    if (!isBlank(text, startOf(open) + 1, startOf(next))) return stop(CJSONStopInvalid);
    frame->state = state;
    const uint32_t outer = isElement ? frame->outer : state;
    *++frame = {uint32_t(at - tokens), 0, outer, kindOf(open) == objectKind};
    state = 0;
    at++;
    return isClosing(next) ? Step::closing : Step::entered;
  }

  /// Closes the innermost container with the bracket at `at`, and goes back to the one around it.
  ALWAYS_INLINE Step leave(uint32_t link) {
    const uint32_t start = startOf(*at);
    *at = {start, link};
    tokens[frame->open].link = uint32_t(at - tokens);
    at++;
    if (frame == kept.frames) return stop(CJSONStopBehind);
    state = (--frame)->state;
    return behind(size_t(start) + 1);
  }

  /// The same, if the bracket is the right one and no key of the object needs a closer look.
  ALWAYS_INLINE Step close() {
    if (kindOf(*at) != endOf(frame->isObject ? objectKind : arrayKind)) return stop(CJSONStopInvalid);
    if (frame->isObject && states[state].repeats) return stop(CJSONStopKeys);
    return leave(state);
  }
};

/// Whether the token behind the opening bracket at `open` is its other bracket, with no blank between them.
INLINE bool isEmpty(const CJSONToken *open) { return open[1].head - open->head == 1 - (3u << 29); }
static_assert(endOf(arrayKind) + 3 == arrayKind && endOf(objectKind) + 3 == objectKind);

/// Takes the value at `walk.at`, which is a member's or an element; only elements are looked at as points.
template <bool isElement> INLINE Step takeValue(Walk &walk) {
  const CJSONToken value = *walk.at;
  const uint32_t kind = kindOf(value);
  if (isElement) walk.state++;
  if (kind == stringKind) {
    walk.at++;
    return walk.behindString();
  }
  if (kind == scalarKind) {
    const size_t length = plainNumber(walk.text + value.head);
    if (length == 0) return walk.stop(CJSONStopScalar);
    walk.at++;
    return walk.behind(value.head + length);
  }
  if ((kind != arrayKind && kind != objectKind) || !walk.hasRoom()) return walk.stop(CJSONStopInvalid);
  if (isElement && kind == arrayKind) {
    CJSONToken *end = points(walk.text, walk.tokens, walk.at);
    if (end != walk.at) {
      walk.state += uint32_t((end - walk.at) / 4 - 1);
      walk.at = end;
      // What was a closing bracket is a scalar now.
      return walk.behind(size_t(walk.at[-1].head) + 1);
    }
  }
  if (!isEmpty(walk.at)) return walk.enter<isElement>();
  const uint32_t close = startOf(value) + 1;
  walk.at->link = uint32_t(walk.at - walk.tokens) + 1;
  walk.at[1] = {close, 0};
  walk.at += 2;
  return walk.behind(size_t(close) + 1);
}

/// Takes members up to one whose value is a container that is entered, or the end of the object.
INLINE Step takeMembers(Walk &walk) {
  const CJSONKeyState *expected = walk.expected();
  while (true) {
    if (!isKey(*expected, walk.text, walk.at)) {
      if (kindOf(*walk.at) != stringKind) return walk.stop(CJSONStopInvalid);
      const uint32_t guessed = guess(walk.kept, *walk.frame, walk.state, walk.at);
      if (guessed == 0) {
        const size_t end = stringEnd(walk.text, startOf(walk.at[1]), ':');
        return walk.stop(end == 0 ? CJSONStopInvalid : CJSONStopKey, end);
      }
      expected = walk.states + guessed;
    }
    walk.state = uint32_t(expected - walk.states);
    expected = walk.states + expected->follower;
    walk.at++;
    if (Step step = takeValue<false>(walk); step != Step::next) return step;
  }
}

/// Takes elements up to one that is a container that is entered, or the end of the array.
INLINE Step takeElements(Walk &walk) {
  while (true)
    if (Step step = takeValue<true>(walk); step != Step::next) return step;
}

void walkOn(CJSONWalk &kept) {
  if (kept.stop == CJSONStopBefore) {
    kept.frame = kept.frames;
    kept.lastFrame = kept.frames + kept.depthLimit - 1;
    *kept.frame = {0, 0, 0, kindOf(kept.tokens[0]) == objectKind};
  }
  Walk walk(kept);
  Step step = Step::next;
  switch (kept.stop) {
  case CJSONStopBefore: {
    walk.at = walk.tokens + 1;
    if (!isBlank(walk.text, startOf(walk.tokens[0]) + 1, startOf(walk.tokens[1]))) {
      walk.stop(CJSONStopInvalid);
      return;
    }
    if (isClosing(walk.tokens[1])) step = Step::closing;
    break;
  }
  case CJSONStopKey:
    kept.guesses[kept.guess] = walk.state;
    walk.at++;
    step = takeValue<false>(walk);
    break;
  case CJSONStopScalar:
    walk.at++;
    step = walk.behind(kept.end);
    break;
  case CJSONStopKeys: step = walk.leave(kept.link); break;
  default: return;
  }
  while (step != Step::stopped) {
    if (step == Step::closing) step = walk.close();
    else step = walk.frame->isObject ? takeMembers(walk) : takeElements(walk);
  }
}

}  // namespace
