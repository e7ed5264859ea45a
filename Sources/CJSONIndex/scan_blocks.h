#pragma once
// One pass over a text, a block of 64 bytes at a time, that finds where tokens start:
//
//   text        { " a " :   - 1 . 5 ,   [ ] }
//   starts      1 1           1         1 1 1     brackets, opening quotes, first bytes of other scalars
//
// The method is that of G. Langdale and D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28, 2019; but
// commas and colons are left to whoever looks at the bytes between two tokens. `Block` and `isUTF8` are what was
// included before.
#include "scan.h"
#include "strings_of_blocks.h"

namespace {

/// The state of one pass.
struct Scan {
  cjson_index &index;
  const uint8_t *const text;
  const size_t start, end;
  /// Where the blocks began that hold more than ASCII, one behind the other, if the last one does.
  size_t wideFrom = 0;
  bool isWide = false;
  bool isInvalid = false, isInString = false;
  /// Bytes behind the last line feed that continue a Unicode scalar.
  size_t continuations = 0;
};

/// What of one block reaches into the next. Apart from the rest, so that it stays in registers.
struct Carry {
  /// Behind the last token.
  CJSONToken *out;
  StringCarry strings = {};
  /// One bit: the last byte belongs to a scalar.
  Bits scalar = 0;
  /// Opening minus closing brackets.
  int64_t depth = 0;
  /// Line feeds, and behind the last one.
  uint64_t lineFeeds = 0;
  size_t lastLine;
};

/// How many tokens start before the byte at `place` of a block in which tokens start at `starts`, the first of them at `out`.
size_t tokensBefore(const Scan &scan, const CJSONToken *out, Bits starts, int place) {
  return size_t(out - scan.index.tokens.values) + size_t(count(starts & below(place)));
}

/// Lists the tokens that hold escapes.
void listEscapes(Scan &scan, const CJSONToken *out, Bits backslashes, Bits starts) {
  List<uint32_t> &escapes = scan.index.escapes;
  for (; backslashes; backslashes &= backslashes - 1) {
    size_t before = tokensBefore(scan, out, starts, first(backslashes));
    auto token = uint32_t(before - 1);
    if (before > 0 && (escapes.count == 0 || escapes.values[escapes.count - 1] != token)) escapes.append(token);
  }
}

/// Lists the line feeds of a block.
void listLines(Scan &scan, const CJSONToken *out, Bits lineFeeds, Bits starts, size_t base) {
  for (; lineFeeds; lineFeeds &= lineFeeds - 1) {
    int place = first(lineFeeds);
    scan.index.lines.append({uint32_t(base) + uint32_t(place), uint32_t(tokensBefore(scan, out, starts, place))});
  }
}

/// Whether one of the bytes at `bits` is no white space.
bool holdsOthers(const uint8_t *bytes, Bits bits) {
  for (; bits; bits &= bits - 1) {
    uint8_t byte = bytes[first(bits)];
    if (byte != '\t' && byte != '\r') return true;
  }
  return false;
}

/// Looks at the controls of a block: outside of strings only three of them may stand, in strings none.
INLINE void addControls(
  Scan &scan, Carry &carry, const uint8_t *bytes, size_t base, Bits controls, Bits lineFeeds, Bits strings, Bits starts) {
  if (Bits wrong = controls & (strings | ~lineFeeds); __builtin_expect(wrong != 0, 0))
    if ((wrong & strings) != 0 || holdsOthers(bytes, wrong)) scan.isInvalid = true;
  if (lineFeeds == 0) return;
  carry.lineFeeds += uint64_t(count(lineFeeds));
  carry.lastLine = base + 64 - size_t(__builtin_clzll(lineFeeds));
  scan.continuations = 0;
  if (scan.index.wantsLines) listLines(scan, carry.out, lineFeeds & ~strings, starts, base);
}

/// Whether the blocks that hold more than ASCII are UTF-8, which end before `to`.
bool isUTF8(const Scan &scan, size_t to) { return isUTF8(scan.text + scan.wideFrom, to - scan.wideFrom); }

/// Looks at a block that holds more than ASCII.
void addWide(Scan &scan, size_t lastLine, Bits continuations, size_t base) {
  if (!scan.isWide) scan.wideFrom = base;
  scan.isWide = true;
  scan.index.wideBlocks.append({uint32_t(base), uint32_t(scan.index.totals.continuations)});
  scan.index.totals.continuations += uint64_t(count(continuations));
  if (lastLine > base) continuations = lastLine < base + 64 ? continuations & ~below(int(lastLine - base)) : 0;
  scan.continuations += size_t(count(continuations));
}

/// Looks at what only a few blocks hold, or are the first behind: controls, backslashes, other bytes than ASCII.
INLINE void addOthers(
  Scan &scan, Carry &carry, const Block &block, const uint8_t *text, size_t base, Bits strings, Bits outside, Bits starts) {
  const Bits controls = block.controls(), nonASCII = block.nonASCII(), backslashes = block.equal('\\');
  if (controls) addControls(scan, carry, text, base, controls, block.equal('\n'), strings, starts);
  // A block may take them for what they are not.
  if (__builtin_expect(((backslashes | nonASCII) & outside) != 0, 0)) scan.isInvalid = true;
  if (const Bits used = backslashes & strings; __builtin_expect(used != 0, 0)) listEscapes(scan, carry.out, used, starts);
  if (__builtin_expect(nonASCII != 0, 0)) {
    addWide(scan, carry.lastLine, block.continuations(), base);
  } else if (__builtin_expect(scan.isWide, 0)) {
    scan.isWide = false;
    if (!isUTF8(scan, base)) scan.isInvalid = true;
  }
}

/// Adds the block at `text`, which stands at `base` of the text or is the text's end and blanks.
template <bool isSpaced> INLINE void add(Scan &scan, Carry &carry, const uint8_t *text, size_t base) {
  const Block block(text);
  const bool isPlain = !isSpaced && block.isPlain();
  Bits quotes = block.equal('"');
  const Bits strings = carry.strings.add(quotes, __builtin_expect(isPlain, 1) ? 0 : block.equal('\\'));
  const Bits outside = ~(strings | quotes);
  const Bits opens = block.opens() & outside, closes = block.closes() & outside;
  const Bits scalars = outside & ~(opens | closes | block.between());
  const Bits starts = (quotes & strings) | opens | closes | (scalars & ~(scalars << 1 | carry.scalar));
  carry.scalar = scalars >> 63;
  block.template write<isSpaced>(carry.out, starts, uint32_t(base));

  if (isSpaced || __builtin_expect(!isPlain || scan.isWide, 0))
    addOthers(scan, carry, block, text, base, strings, outside, starts);
  carry.out += count(starts);
  carry.depth += count(opens) - count(closes);
}

/// Whether most blocks of a text hold a line feed, as those of pretty-printed texts and of short lines do: a few are looked at,
/// all over the text. They have few tokens, and somebody may ask for their lines.
bool isSpaced(const uint8_t *text, size_t count) {
  constexpr size_t most = 16;
  const size_t blocks = count / 64, looked = blocks < most ? blocks : most;
  size_t spaced = 0;
  for (size_t number = 0; number < looked; number++)
    if (Block(text + blocks * number / looked * 64).equal('\n') != 0) spaced++;
  return spaced > looked / 2;
}

/// Adds all blocks; false when memory runs out. `isSpaced` makes no difference but to the time.
template <bool isSpaced> bool addAll(Scan &scan) {
  // A block has as many tokens as bytes at the most, and up to sixteen too many are written.
  constexpr size_t room = 64 + 16 + CJSON_SPARE_TOKENS;
  List<CJSONToken> &tokens = scan.index.tokens;
  if (!tokens.reserve(room)) return false;
  Carry carry{.out = tokens.values, .lastLine = scan.start};
  const CJSONToken *limit = tokens.values + tokens.capacity - room;
  size_t base = scan.start;
  for (; base + 64 <= scan.end; base += 64) {
    if (isSpaced && (base - scan.start) % CJSON_STRETCH == 0) scan.index.lineCounts.append(uint32_t(carry.lineFeeds));
    add<isSpaced>(scan, carry, scan.text + base, base);
    if (__builtin_expect(carry.out > limit, 0)) {
      tokens.count = size_t(carry.out - tokens.values);
      if (!tokens.reserve(room)) return false;
      carry.out = tokens.values + tokens.count;
      limit = tokens.values + tokens.capacity - room;
    }
  }
  const LastBlock last(scan.text + base, scan.end - base);
  add<isSpaced>(scan, carry, last.bytes, base);
  tokens.count = size_t(carry.out - tokens.values);
  scan.index.totals.depth = carry.depth;
  scan.index.totals.lineFeeds = carry.lineFeeds;
  scan.index.totals.scalarsInLastLine = scan.end - carry.lastLine - scan.continuations;
  scan.isInString = carry.strings.isOpen();
  if (scan.isWide && !isUTF8(scan, scan.end)) scan.isInvalid = true;
  return true;
}

CJSONStatus scan(cjson_index &index, const uint8_t *text, size_t start, size_t count) {
  Scan scan{index, text, start, start + count};
  const bool hasRoom = isSpaced(text + start, count) ? addAll<true>(scan) : addAll<false>(scan);
  if (!hasRoom || index.lines.hasFailed || index.escapes.hasFailed || index.wideBlocks.hasFailed
      || index.lineCounts.hasFailed)
    return CJSONStatusOutOfMemory;
  if (scan.isInString) return CJSONStatusUnclosedString;
  if (scan.isInvalid) return CJSONStatusInvalidText;
  return index.tokens.count == 0 ? CJSONStatusEmpty : CJSONStatusOK;
}

}  // namespace
