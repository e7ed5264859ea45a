#pragma once
// See CJSONWalk.h. `Block` is what was included before.
#include "gaps_blocks.h"
#include "halves_blocks.h"
#include "numbers_blocks.h"
#include "points_blocks.h"

namespace {

constexpr uint32_t scalarKind = 0b000, stringKind = 0b010, arrayKind = 0b100, objectKind = 0b110;
/// The kind of the bracket that closes a container of `kind`.
INLINE uint32_t endOf(uint32_t kind) { return kind ^ 0b101; }

/// Whether a token is a string without escapes.
INLINE bool isPlainString(CJSONToken token) {
  uint64_t bits;
  memcpy(&bits, &token, sizeof bits);
  return bits >> 29 == stringKind;
}

/// Whether the string that starts at `key` is the key of `state`, with a colon right behind it and nothing but blanks between
/// that and the token at `value`.
INLINE bool isKey(const CJSONKeyState &state, const uint8_t *text, uint32_t key, uint32_t value) {
  // A state that has no span is none.
  const uint32_t span = state.span;
  if (value - key != span && (span == 0 || value - key < span || !isBlank(text, key + span, value))) return false;
  return (differences(text + key + 1, state.words) & ((uint32_t(1) << (span - 1)) - 1)) == 0;
}

/// A walk while it goes on: a copy of what is known, which stays in registers.
struct Walk {
  CJSONWalk &kept;
  const uint8_t *const text;
  CJSONToken *const tokens;
  CJSONKeyState *const states;
  size_t at;
  uint32_t depth;
  CJSONFrame frame;

  ALWAYS_INLINE explicit Walk(CJSONWalk &walk)
      : kept(walk), text(walk.text), tokens(walk.tokens), states(walk.states), at(walk.at), depth(walk.depth),
        frame(walk.frame) {}

  ALWAYS_INLINE bool isInObject() const { return frame.kind == objectKind; }

  ALWAYS_INLINE void stop(CJSONStop reason, size_t end = 0) {
    kept.at = at;
    kept.depth = depth;
    kept.frame = frame;
    kept.stop = reason;
    kept.end = end;
  }

  /// The state that is expected behind the last key. First keys follow nothing; what the object is the value of tells them
  /// nearly as well.
  ALWAYS_INLINE uint32_t expected() const {
    if (frame.state == 0) return states[frame.outer].child;
    return frame.state == CJSON_NO_STATE ? 0 : states[frame.state].follower;
  }

  /// Goes into the container at `at`; false when it must not, or something else than blanks stands before what is in it.
  ALWAYS_INLINE bool enter() {
    const uint32_t start = startOf(tokens[at]);
    if (depth + 1 >= kept.depthLimit || !isBlank(text, start + 1, startOf(tokens[at + 1]))) return false;
    const uint32_t outer = !isInObject() ? frame.outer : frame.state == CJSON_NO_STATE ? 0 : frame.state;
    kept.frames[depth++] = frame;
    frame = {uint32_t(at), 0, outer, kindOf(tokens[at])};
    at++;
    return true;
  }

  /// Closes the innermost container with the bracket at `at`.
  ALWAYS_INLINE void close(uint32_t link) {
    tokens[at] = {startOf(tokens[at]), link};
    tokens[frame.open].link = uint32_t(at);
    at++;
  }

  /// Goes back to the container around the one that was closed; false when something wrong follows.
  ALWAYS_INLINE bool leave() {
    frame = kept.frames[--depth];
    return follows(text, size_t(tokens[at - 1].head) + 1, tokens[at]);
  }

  /// Whether a string is followed by what must stand between it and the token behind it.
  ALWAYS_INLINE bool stringFollowed(CJSONToken next) const {
    const uint32_t start = startOf(next);
    if (isClosing(next)) return text[start - 1] == '"' || stringEnd(text, start, 0) != 0;
    uint16_t pair;
    memcpy(&pair, text + start - 2, sizeof pair);
    return pair == (uint16_t('"') | uint16_t(',') << 8) || stringEnd(text, start, ',') != 0;
  }

  /// Behind the container at `at` if it is empty and no blank is in it, which is then complete; else `at`. Empty ones count
  /// for the depth as well.
  ALWAYS_INLINE size_t emptyEnd() {
    const CJSONToken open = tokens[at], next = tokens[at + 1];
    if (startOf(next) != startOf(open) + 1 || kindOf(next) != endOf(kindOf(open)) || depth + 1 >= kept.depthLimit) return at;
    tokens[at].link = uint32_t(at) + 1;
    tokens[at + 1] = {startOf(next), 0};
    return at + 2;
  }
};

/// What became of a value.
enum class Step { done, entered, stopped };

/// Takes the value at `walk.at`, which is a member's or an element; only elements are looked at as points.
template <bool isElement> INLINE Step takeValue(Walk &walk) {
  const CJSONToken value = walk.tokens[walk.at];
  const uint32_t kind = kindOf(value);
  if (kind == stringKind) {
    if (!walk.stringFollowed(walk.tokens[walk.at + 1])) return walk.stop(CJSONStopInvalid), Step::stopped;
    walk.at++;
    return Step::done;
  }
  if (kind == scalarKind) {
    const size_t length = plainNumber(walk.text + value.head);
    if (length == 0) return walk.stop(CJSONStopScalar), Step::stopped;
    if (!follows(walk.text, value.head + length, walk.tokens[walk.at + 1])) return walk.stop(CJSONStopInvalid), Step::stopped;
    walk.at++;
    return Step::done;
  }
  if (kind != arrayKind && kind != objectKind) return walk.stop(CJSONStopInvalid), Step::stopped;
  size_t end = walk.at;
  if (isElement && walk.depth + 1 < walk.kept.depthLimit) {
    end = points(walk.text, walk.tokens, walk.at);
    if (end != walk.at) walk.frame.state += uint32_t((end - walk.at) / 4 - 1);
  }
  if (end == walk.at) end = walk.emptyEnd();
  if (end == walk.at) {
    if (isElement) walk.frame.state++;
    return walk.enter() ? Step::entered : (walk.stop(CJSONStopInvalid), Step::stopped);
  }
  // What was a closing bracket is a scalar now.
  if (!follows(walk.text, size_t(walk.tokens[end - 1].head) + 1, walk.tokens[end]))
    return walk.stop(CJSONStopInvalid), Step::stopped;
  walk.at = end;
  return Step::done;
}

/// Takes members up to one whose value is a container, or the end of the object, where `walk.at` is then.
INLINE Step takeMembers(Walk &walk, bool isAtValue) {
  uint32_t expected = walk.expected();
  while (true) {
    if (!isAtValue) {
      const CJSONToken key = walk.tokens[walk.at];
      const uint32_t value = startOf(walk.tokens[walk.at + 1]);
      if (!isPlainString(key) || !isKey(walk.states[expected], walk.text, startOf(key), value)) {
        if (kindOf(key) != stringKind) return Step::done;
        const size_t end = stringEnd(walk.text, value, ':');
        return walk.stop(end == 0 ? CJSONStopInvalid : CJSONStopKey, end), Step::stopped;
      }
      walk.frame.state = expected;
      expected = walk.states[expected].follower;
      walk.at++;
    }
    isAtValue = false;
    if (Step step = takeValue<false>(walk); step != Step::done) return step;
  }
}

/// Takes elements up to one that is a container, or the end of the array, where `walk.at` is then.
INLINE Step takeElements(Walk &walk) {
  while (!isClosing(walk.tokens[walk.at])) {
    if (Step step = takeValue<true>(walk); step != Step::done) return step;
    walk.frame.state++;
  }
  return Step::done;
}

void walkOn(CJSONWalk &kept) {
  Walk walk(kept);
  bool isAtValue = false, isClosed = false;
  switch (kept.stop) {
  case CJSONStopBefore: {
    if (!isBlank(walk.text, startOf(walk.tokens[0]) + 1, startOf(walk.tokens[1]))) return walk.stop(CJSONStopInvalid);
    walk.depth = 0;
    walk.frame = {0, 0, 0, kindOf(walk.tokens[0])};
    walk.at = 1;
    break;
  }
  case CJSONStopKey:
    walk.at++;
    isAtValue = true;
    break;
  case CJSONStopScalar:
    if (!follows(walk.text, kept.end, walk.tokens[walk.at + 1])) return walk.stop(CJSONStopInvalid);
    walk.at++;
    if (!walk.isInObject()) walk.frame.state++;
    break;
  case CJSONStopKeys:
    walk.close(kept.link);
    isClosed = true;
    break;
  default: return;
  }
  while (true) {
    if (!isClosed) {
      const Step step = walk.isInObject() ? takeMembers(walk, isAtValue) : takeElements(walk);
      isAtValue = false;
      if (step == Step::stopped) return;
      if (step == Step::entered) continue;
      const uint32_t state = walk.frame.state;
      if (kindOf(walk.tokens[walk.at]) != endOf(walk.frame.kind)) return walk.stop(CJSONStopInvalid);
      if (walk.isInObject() && (state == CJSON_NO_STATE || walk.states[state].repeats)) return walk.stop(CJSONStopKeys);
      walk.close(state);
    }
    isClosed = false;
    if (walk.depth == 0) return walk.stop(CJSONStopBehind);
    if (!walk.leave()) return walk.stop(CJSONStopInvalid);
  }
}

}  // namespace
