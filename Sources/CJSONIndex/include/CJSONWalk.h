#pragma once
#include "CJSONIndex.h"
// The walk over the tokens of one record, which makes nodes of them and checks what the index left to check. It does what
// nearly all of a record needs by itself, and stops where something seldom happens that memory or words are needed for.

#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// One key in one sequence of keys that objects had.
typedef struct CJSONKeyState {
  /// The key's first bytes, and the closing quote and the colon behind it if there is room; zeros behind.
  uint64_t words[4];
  /// The key's number of bytes, and where whoever keeps the states has them when `words` does not hold all.
  uint32_t byteCount, bytesOffset;
  /// The state of the key before; 0 for the first key.
  uint32_t parent;
  /// The state that last followed this one; 0 when there is none.
  uint32_t follower;
  /// The first key of the last object that was the value of this key, or an element of its array; 0 when there is none.
  uint32_t child;
  /// A bit for every byte of `words` that `span` counts, without the opening quote.
  uint32_t mask;
  /// Keys in the sequence up to here.
  uint16_t depth;
  /// From the key's opening quote to a value right behind its colon; 0 when `words` does not hold the colon.
  uint8_t span;
  /// Whether the key or one before it occurs twice in the sequence.
  bool repeats;
} CJSONKeyState;

/// The state of an object whose sequence of keys is not kept: `repeats`, and nothing else.
#define CJSON_NO_STATE 1

/// How many guesses there are.
#define CJSON_GUESSES 256

/// A container that is open.
typedef struct CJSONFrame {
  /// Its token.
  uint32_t open;
  /// The state of its last key, 0 before the first; for arrays, the number of elements so far.
  uint32_t state;
  /// The state of the key that it is the value of, or whose array it is in; 0 when there is none.
  uint32_t outer;
  /// Whether it is an object.
  bool isObject;
} CJSONFrame;

typedef enum __attribute__((enum_extensibility(closed))) CJSONStop : int32_t {
  /// Not begun.
  CJSONStopBefore = 0,
  /// The record ends before `at`.
  CJSONStopBehind,
  /// It is not JSON.
  CJSONStopInvalid,
  /// The key at `at`, whose closing quote is before `end`, is not the expected one: wants the state of `frame`.
  CJSONStopKey,
  /// The scalar at `at` is no number, or one with an exponent or very many digits: wants `end`, which is behind it.
  CJSONStopScalar,
  /// The object that the bracket at `at` closes has a key twice, or a sequence of keys that is not kept: wants `link`, that of
  /// the closing node.
  CJSONStopKeys,
} CJSONStop;

/// How far a walk has come.
typedef struct CJSONWalk {
  /// What the tokens count from, with CJSON_PADDING bytes behind it, and the tokens of the record and one more.
  const uint8_t *text;
  CJSONToken *tokens;
  /// The states of keys; the first one stands for no key.
  CJSONKeyState *states;
  /// CJSON_GUESSES of them: the states that keys led to which were not the expected ones, by hashes; 0 where there is none. And
  /// the place of the last one that was looked for.
  uint32_t *guesses;
  uint32_t guess;
  /// Room for `depthLimit` frames. Containers may lie in each other so deep that there are that many around a scalar.
  CJSONFrame *frames;
  uint32_t depthLimit;
  /// The innermost container that is open, and the last one there may be.
  CJSONFrame *frame, *lastFrame;
  /// Where it stopped, and why; what is known or wanted there.
  size_t at;
  CJSONStop stop;
  uint32_t link;
  size_t end;
} CJSONWalk;

/// Walks on from where it stopped before; the first token is an opening bracket. Brackets are linked: the opening one with
/// the position of the closing one, that with the number of elements or the state of the last key; closing ones become
/// scalars. The links of numbers in arrays of two become their digits in front of the dot, if they have no exponent.
void cjson_walk(const cjson_kernel *kernel, CJSONWalk *walk);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
