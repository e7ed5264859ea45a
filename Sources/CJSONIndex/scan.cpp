// One pass over a text, a block of 64 bytes at a time, that finds where tokens start:
//
//   text        { " a " :   - 1 . 5 ,   [ ] }
//   starts      1 1           1         1 1 1     brackets, opening quotes, first bytes of other scalars
//
// The method is that of G. Langdale and D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28, 2019; but
// commas and colons are left to whoever looks at the bytes between two tokens.
#include "scan.h"

#include <simdjson.h>

#include "block.h"
#include "processors.h"

namespace {

/// What the first byte of a token adds to its head.
struct Kinds {
  uint32_t of[256] = {};
  constexpr Kinds() {
    of['"'] = 2u << 29;
    of['['] = 4u << 29;
    of['{'] = 6u << 29;
    of[']'] = 1u << 29;
    of['}'] = 3u << 29;
  }
};
constexpr Kinds kinds;

/// What of the last block reaches into the next one: all bits while a string is open, one bit for a scalar.
struct Carry {
  Bits string = 0, scalar = 0;
  bool escape = false;
};

/// The state of one pass.
struct Scan {
  cjson_index &index;
  const uint8_t *const text;
  const size_t start, end;
  /// Where the blocks began that hold more than ASCII, one behind the other, if the last one does.
  size_t wideFrom = 0;
  bool isWide = false;
  bool isInvalid = false, isInString = false;
  /// Behind the last line feed, and the bytes from there on that continue a Unicode scalar.
  size_t lastLine = start;
  size_t continuations = 0;
};

/// The bytes that a backslash escapes.
Bits escaped(Bits backslashes, bool &carry) {
  // Backslashes are rare: one run after the other.
  Bits escaped = carry;
  carry = false;
  backslashes &= ~escaped;
  while (backslashes) {
    int place = first(backslashes);
    if (place == 63) {
      carry = true;
      break;
    }
    escaped |= Bits(2) << place;
    backslashes &= ~(Bits(3) << place);
  }
  return escaped;
}

/// Writes the tokens that start in a block.
INLINE void write(Scan &scan, Bits starts, size_t base) {
  CJSONToken *out = scan.index.tokens.values + scan.index.tokens.count;
  int total = count(starts);
  scan.index.tokens.count += size_t(total);
  // Eight at a time, whether there are so many or not: what is too much is written over later.
  for (int written = 0; written < total; written += 8) {
    for (int i = 0; i < 8; i++) {
      uint32_t place = uint32_t(base) + uint32_t(first(starts));
      out[written + i] = {place | kinds.of[scan.text[place]], 0};
      starts &= starts - 1;
    }
  }
}

/// How many tokens start before the byte at `place` of the block whose `starts` have just been written.
size_t tokensBefore(const Scan &scan, Bits starts, int place) {
  return scan.index.tokens.count - size_t(count(starts)) + size_t(count(starts & below(place)));
}

/// Lists the tokens that hold escapes.
void listEscapes(Scan &scan, Bits backslashes, Bits starts) {
  List<uint32_t> &escapes = scan.index.escapes;
  for (; backslashes; backslashes &= backslashes - 1) {
    size_t before = tokensBefore(scan, starts, first(backslashes));
    auto token = uint32_t(before - 1);
    if (before > 0 && (escapes.count == 0 || escapes.values[escapes.count - 1] != token)) escapes.append(token);
  }
}

/// Lists the line feeds of a block.
void listLines(Scan &scan, Bits lineFeeds, Bits starts, size_t base) {
  for (; lineFeeds; lineFeeds &= lineFeeds - 1) {
    int place = first(lineFeeds);
    scan.index.lines.append({uint32_t(base) + uint32_t(place), uint32_t(tokensBefore(scan, starts, place))});
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
INLINE void addControls(Scan &scan, const uint8_t *bytes, size_t base, Bits controls, Bits lineFeeds, Bits strings, Bits starts) {
  if (Bits others = controls & ~lineFeeds; (controls & strings) != 0 || (others != 0 && holdsOthers(bytes, others)))
    scan.isInvalid = true;
  if (lineFeeds == 0) return;
  scan.index.totals.lineFeeds += uint64_t(count(lineFeeds));
  scan.lastLine = base + 64 - size_t(__builtin_clzll(lineFeeds));
  scan.continuations = 0;
  if (scan.index.wantsLines) listLines(scan, lineFeeds & ~strings, starts, base);
}

/// Whether the blocks that hold more than ASCII are UTF-8, which end before `to`.
bool isUTF8(const Scan &scan, size_t to) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(scan.text) + scan.wideFrom, to - scan.wideFrom);
}

/// Looks at the bytes of a block that are not ASCII.
void addWide(Scan &scan, const uint8_t *bytes, Bits nonASCII, size_t base) {
  if (!scan.isWide) scan.wideFrom = base;
  scan.isWide = true;
  for (Bits bits = nonASCII; bits; bits &= bits - 1) {
    size_t place = size_t(first(bits));
    if (base + place >= scan.lastLine && (bytes[place] & 0xC0) == 0x80) scan.continuations++;
  }
}

/// Adds the block of 64 `bytes`, which is the text from `base` on, or its end and blanks.
INLINE void add(Scan &scan, Carry &carry, const uint8_t *text, size_t base) {
  Bytes bytes;
  load(text, bytes);
  Bits quotes = bitsOf(bytes == uint8_t('"')), backslashes = bitsOf(bytes == uint8_t('\\'));
  Bits controls = bitsOf(bytes < uint8_t(0x20)), nonASCII = bitsOf((Truths)bytes < int8_t(0));
  // '{' and '[', '}' and ']' differ in one bit.
  Bytes folded = bytes | uint8_t(0x20);
  Bits opens = bitsOf(folded == uint8_t('{')), closes = bitsOf(folded == uint8_t('}'));
  Bits between = bitsOf((bytes <= uint8_t(0x20)) | (bytes == uint8_t(',')) | (bytes == uint8_t(':')));

  if (__builtin_expect((backslashes | Bits(carry.escape)) != 0, 0)) quotes &= ~escaped(backslashes, carry.escape);
  Bits strings = inside(quotes) ^ carry.string;  // with the opening quotes, without the closing ones
  carry.string = Bits(int64_t(strings) >> 63);
  Bits outside = ~(strings | quotes);
  opens &= outside;
  closes &= outside;
  Bits scalars = outside & ~(opens | closes | between);
  Bits starts = (quotes & strings) | opens | closes | (scalars & ~(scalars << 1 | carry.scalar));
  carry.scalar = scalars >> 63;
  write(scan, starts, base);
  scan.index.totals.depth += count(opens) - count(closes);

  if (controls) addControls(scan, text, base, controls, bitsOf(bytes == uint8_t('\n')), strings, starts);
  if (Bits used = backslashes & strings; __builtin_expect(used != 0, 0)) listEscapes(scan, used, starts);
  if (__builtin_expect(nonASCII != 0, 0)) {
    addWide(scan, text, nonASCII, base);
  } else if (__builtin_expect(scan.isWide, 0)) {
    scan.isWide = false;
    if (!isUTF8(scan, base)) scan.isInvalid = true;
  }
}

/// Adds all blocks; false when memory runs out.
FOR_EACH_PROCESSOR bool addAll(Scan &scan, Carry carry) {
  // A block has as many tokens as bytes at the most, and up to eight too many are written.
  constexpr size_t room = 64 + 8 + CJSON_SPARE_TOKENS;
  size_t base = scan.start;
  for (; base + 64 <= scan.end; base += 64) {
    if (__builtin_expect(!scan.index.tokens.reserve(room), 0)) return false;
    add(scan, carry, scan.text + base, base);
  }
  if (!scan.index.tokens.reserve(room)) return false;
  // The end of the text, perhaps nothing of it, and blanks behind it.
  uint8_t last[64];
  memset(last, ' ', sizeof last);
  memcpy(last, scan.text + base, scan.end - base);
  add(scan, carry, last, base);
  if (scan.isWide && !isUTF8(scan, scan.end)) scan.isInvalid = true;
  scan.isInString = carry.string != 0;
  return true;
}

} // namespace

CJSONStatus scan(cjson_index &index, const uint8_t *text, size_t start, size_t count) {
  Scan scan{index, text, start, start + count};
  if (!addAll(scan, Carry()) || index.lines.hasFailed || index.escapes.hasFailed) return CJSONStatusOutOfMemory;
  index.totals.scalarsInLastLine = scan.end - scan.lastLine - scan.continuations;
  if (scan.isInString) return CJSONStatusUnclosedString;
  if (scan.isInvalid) return CJSONStatusInvalidText;
  return index.tokens.count == 0 ? CJSONStatusEmpty : CJSONStatusOK;
}
