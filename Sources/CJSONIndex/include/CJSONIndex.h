#pragma once
// The tokens of JSON texts, found with vector instructions, and a few scans over bytes that want them too. Nothing here
// throws.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// A reusable index of JSON texts. One thread at a time.
typedef struct cjson_index cjson_index;

typedef enum __attribute__((enum_extensibility(closed))) CJSONStatus : int32_t {
  CJSONStatusOK = 0,
  /// The text holds no token.
  CJSONStatusEmpty,
  /// The text ends inside a string.
  CJSONStatusUnclosedString,
  /// Invalid UTF-8, or a control character that may not stand there; the index says nothing about the place.
  CJSONStatusInvalidText,
  CJSONStatusOutOfMemory,
} CJSONStatus;

/// A bracket, a string or another scalar; commas and colons are no tokens.
///
/// head: the offset of the first byte in the lower 29 bits, and in the upper three
///       000 scalar, 010 string, 100 '[', 110 '{', 001 ']', 011 '}', 101 behind the last token
/// link: 0, for whoever reads the tokens
typedef struct CJSONToken {
  uint32_t head;
  uint32_t link;
} CJSONToken;

/// A line feed outside of strings: its offset, and how many tokens stand before it.
typedef struct CJSONLine {
  uint32_t offset;
  uint32_t tokenCount;
} CJSONLine;

/// A block of 64 bytes of which some are not ASCII: where it starts, and how many bytes before it in the text continue a
/// Unicode scalar.
typedef struct CJSONWideBlock {
  uint32_t offset;
  uint32_t continuations;
} CJSONWideBlock;

/// What is known of a text as a whole.
typedef struct CJSONTotals {
  /// Opening minus closing brackets.
  int64_t depth;
  /// Line feeds, and Unicode scalars behind the last one.
  uint64_t lineFeeds, scalarsInLastLine;
  /// Bytes that continue a Unicode scalar.
  uint64_t continuations;
} CJSONTotals;

/// Kinds of processors that scans are built for.
typedef enum __attribute__((enum_extensibility(closed))) CJSONProcessor : int32_t {
  /// Any processor.
  CJSONProcessorPortable = 0,
  /// x86-64 with AVX2, BMI, BMI2, POPCNT and PCLMULQDQ.
  CJSONProcessorAVX2,
  /// The same with AVX-512 F, BW, VL, VBMI and VBMI2.
  CJSONProcessorAVX512,
} CJSONProcessor;

/// The scans as one kind of processor runs them. Never freed, shared by all threads.
typedef struct cjson_kernel cjson_kernel;
/// The scans for `processor`; NULL when this one cannot run them.
const cjson_kernel *_Nullable cjson_kernel_for(CJSONProcessor processor);

/// NULL when memory runs out. Freed with cjson_index_destroy.
cjson_index *_Nullable cjson_index_create(const cjson_kernel *kernel);
void cjson_index_destroy(cjson_index *index);

/// Bytes that must be readable behind every text given here.
#define CJSON_PADDING 128
/// Tokens behind the last one that a reader may look at; they start where the text ends.
#define CJSON_SPARE_TOKENS 8
/// Texts end before this offset.
#define CJSON_LARGEST (1u << 29)

/// Finds the tokens of `count` bytes from `start` on, which end before CJSON_LARGEST; CJSON_PADDING more must be
/// readable behind them. The line feeds are listed if they are wanted. Checks UTF-8, and that no control characters stand
/// in strings and only those of white space elsewhere. What stands between two tokens is blanks, commas and colons; how
/// many, whether scalars and escapes are good and brackets match is left to check.
CJSONStatus cjson_index_build(cjson_index *index, const uint8_t *bytes, size_t start, size_t count, bool wantsLines);

/// The tokens in the order of the text, offsets counted from `bytes`. May be written to. Valid until the next build.
CJSONToken *_Nullable cjson_index_tokens(const cjson_index *index);
size_t cjson_index_count(const cjson_index *index);
/// Ascending positions of the tokens that hold escapes. The escapes are not checked.
const uint32_t *_Nullable cjson_index_escapes(const cjson_index *index, size_t *count);
/// The line feeds outside of strings, ascending.
const CJSONLine *_Nullable cjson_index_lines(const cjson_index *index, size_t *count);
/// Bytes of a stretch.
#define CJSON_STRETCH 1024
/// How many line feeds stand before each stretch, the first of which begins where the index does. None where most blocks are
/// without one: then lines are long, and their ends seldom looked for.
const uint32_t *_Nullable cjson_index_line_counts(const cjson_index *index, size_t *count);
/// The blocks that hold more than ASCII, ascending.
const CJSONWideBlock *_Nullable cjson_index_wide_blocks(const cjson_index *index, size_t *count);
CJSONTotals cjson_index_totals(const cjson_index *index);
/// Forgets the tokens from the one at `position` on; the text now ends at `end`.
void cjson_index_truncate(cjson_index *index, size_t position, size_t end);

/// How far the search for the place to cut an array has come. Starts zeroed, but for `comma`.
typedef struct CJSONOutermost {
  /// Bytes that have been looked at for good, opening minus closing brackets in them, whether a string is open (all bits),
  /// whether the next byte is escaped.
  size_t offset;
  int64_t depth;
  uint64_t string;
  bool escape;
  /// The last comma outside of strings and of all brackets opened in the text; PTRDIFF_MAX when there is none.
  size_t comma;
  /// The first closing bracket that was not opened in the text; PTRDIFF_MAX when there is none. Behind it no comma counts.
  size_t end;
} CJSONOutermost;

/// Looks at the `count` bytes of a text that has grown, but not changed, since `state` came to be.
void cjson_outermost(const cjson_kernel *kernel, CJSONOutermost *state, const uint8_t *text, size_t count);

/// Line feeds in `count` bytes.
size_t cjson_count_line_feeds(const uint8_t *bytes, size_t count);
/// Bytes that start a UTF-8 sequence, that is Unicode scalars, in `count` bytes.
size_t cjson_count_scalars(const uint8_t *bytes, size_t count);
/// The offset of the last `byte` among `count`, or `count` when there is none.
size_t cjson_find_last(const uint8_t *bytes, size_t count, uint8_t byte);
/// The last offset at which the `length` bytes of `text` stand among `count` bytes, or `count` when they stand nowhere.
size_t cjson_find_last_text(const uint8_t *bytes, size_t count, const uint8_t *text, size_t length);

/// The number nearest to the decimal text of `count` bytes, which follows the grammar of RFC 8259, section 6.
/// Infinite when it is out of range. No digit stands behind it, and eight more bytes can be read there.
double cjson_double(const uint8_t *bytes, size_t count);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif

#include "CJSONWalk.h"
