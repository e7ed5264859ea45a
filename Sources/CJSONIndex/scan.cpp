// One pass over a text, a block of 64 bytes at a time: what is a token, and which of them stand where none can.
//
//   text        { " a " :   - 1 . 5 ,   [ ] }
//   starts      1 1           1         1 1 1     brackets, opening quotes, first bytes of scalars
//   ends          ·   1       ·     1     · 1 1   of values, one behind their last bytes
//
// What may follow what is asked of whole sets: the places behind values, carried over the blanks by an addition, must be
// separators or closing brackets, and so on. The method of finding strings and blocks of structure is that of G. Langdale
// and D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28, 2019.
#include "scan.h"

#include <simdjson.h>

#include "block.h"
#include "processors.h"
#include "scalar.h"

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
constexpr uint32_t isBroken = 1u << 31;

/// Bits of the last block that reach into the next one.
struct Carry {
  Bits string = 0, scalar = 0, point = 0, minus = 0, zero = 0;
  Bits valueEnd = 0, key = 0, colon = 0, comma = 0;
  bool escape = false, fraction = false, value = false;
  bool blankBehindValue = false, blankBehindKey = false, blankBehindColon = false, blankBehindComma = false;
};

/// `bits` one place on, with the last one of the block before in `carry`.
INLINE Bits behind(Bits bits, Bits &carry) {
  Bits moved = bits << 1 | carry;
  carry = bits >> 63;
  return moved;
}

/// The first places from `places` on that are no blanks.
INLINE Bits pastBlanks(Bits places, Bits blanks, bool &carry) {
  unsigned long long sum;
  bool over = __builtin_uaddll_overflow(places, blanks, &sum);
  over |= __builtin_uaddll_overflow(sum, carry, &sum);
  carry = over;
  return sum & ~blanks;
}

/// Behind the strings that start at `places`, that is at their closing quotes.
INLINE Bits pastStrings(Bits places, Bits strings, bool &carry) { return pastBlanks(places, strings, carry); }

/// The bytes that a backslash escapes.
INLINE Bits escaped(Bits backslashes, bool &carry) {
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

/// The state of one pass.
struct Scan {
  cjson_index &index;
  const uint8_t *const text;
  const size_t start, end;
  /// Behind the scalar that was judged last.
  size_t judgedTo = 0;
  /// Where the blocks began that hold more than ASCII, one behind the other, if the last one does.
  size_t wideFrom = 0;
  bool isWide = false;
  bool isInvalid = false, isInString = false;
  /// Behind the last line feed, and the bytes from there on that continue a Unicode scalar.
  size_t lastLine = start;
  size_t continuations = 0;
};

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

/// Lists the tokens that hold escapes. `starts` has just been written.
void listEscapes(Scan &scan, Bits backslashes, Bits starts) {
  List<uint32_t> &escapes = scan.index.escapes;
  for (; backslashes; backslashes &= backslashes - 1) {
    size_t before = scan.index.tokens.count - size_t(count(starts)) + size_t(count(starts & below(first(backslashes))));
    auto token = uint32_t(before - 1);
    if (before > 0 && (escapes.count == 0 || escapes.values[escapes.count - 1] != token)) escapes.append(token);
  }
}

void listLines(Scan &scan, Bits lineFeeds, Bits starts, size_t base) {
  for (; lineFeeds; lineFeeds &= lineFeeds - 1) {
    int place = first(lineFeeds);
    size_t before = scan.index.tokens.count - size_t(count(starts)) + size_t(count(starts & below(place)));
    scan.index.lines.append({uint32_t(base) + uint32_t(place), uint32_t(before)});
  }
}

void listFaults(Scan &scan, Bits broken, Bits joined, size_t base) {
  for (Bits bits = broken | joined; bits; bits &= bits - 1) {
    int place = first(bits);
    scan.index.faults.append((uint32_t(base) + uint32_t(place)) | (broken >> place & 1 ? isBroken : 0));
  }
}

/// Judges the scalars that are no plain numbers, each at one of the bytes in or right behind it that tell so. The result
/// is one byte of each that is broken.
Bits judgeScalars(Scan &scan, Bits odd, size_t base) {
  Bits broken = 0;
  while (odd) {
    int place = first(odd);
    odd &= odd - 1;
    size_t from = base + size_t(place);
    if (from < scan.judgedTo || (from == scan.judgedTo && !scalar::isPart(scan.text[from]))) continue;
    while (from > scan.start && scalar::isPart(scan.text[from - 1])) from--;
    size_t to = from;
    while (to < scan.end && scalar::isPart(scan.text[to])) to++;
    scan.judgedTo = to;
    switch (scalar::judge(scan.text + from, scan.text + to)) {
    case scalar::Kind::broken:
      // At a byte of its own, which may be the last one of the block before.
      if (to > base + size_t(place)) broken |= Bits(1) << place;
      else if (place > 0) broken |= Bits(1) << (place - 1);
      else scan.index.faults.append(uint32_t(base - 1) | isBroken);
      break;
    case scalar::Kind::hugeNumber: scan.index.hugeNumbers.append(uint32_t(from)); break;
    case scalar::Kind::literal:
    case scalar::Kind::number: break;
    }
  }
  return broken;
}

/// Whether the blocks that hold more than ASCII are UTF-8, which end before `to`.
bool isUTF8(const Scan &scan, size_t to) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(scan.text) + scan.wideFrom, to - scan.wideFrom);
}

/// The bytes in or right behind scalars that plain numbers do not have there: a sign, digits without a leading zero, and
/// a fraction at the most.
INLINE Bits oddScalars(const uint8_t *bytes, const Block &block, Bits scalars, Bits starts, Carry &carry) {
  Bits digits = block.digits & scalars, points = block.points & scalars;
  Bits odd = scalars & ~(digits | points);
  Bits wholeStarts = starts;
  if (__builtin_expect((odd | carry.minus) != 0, 0)) {
    Bits signs = only('-', bytes, odd) & starts;
    Bits behindSign = behind(signs, carry.minus);
    odd = (odd & ~signs) | (behindSign & ~digits);
    wholeStarts |= behindSign;
  }
  Bits behindPoint = behind(points, carry.point);
  odd |= points & starts;
  odd |= behindPoint & ~digits;
  // A second point behind the digits of a fraction.
  odd |= points & pastBlanks(behindPoint & digits, digits, carry.fraction);
  // A digit behind a zero that is the first one.
  odd |= behind(wholeStarts & block.zeros & scalars, carry.zero) & digits;
  // A whole block of digits: perhaps more than a double can hold.
  odd |= Bits(digits == ~Bits(0));
  return odd;
}

/// Looks at the controls of a block: outside of strings only three of them may stand, in strings none.
INLINE Bits addControls(Scan &scan, const uint8_t *bytes, size_t base, Bits controls, Bits strings, Bits starts) {
  Bits broken = 0;
  Bits lineFeeds = where('\n', bytes);
  if (controls & strings) scan.isInvalid = true;
  for (Bits bits = controls & ~lineFeeds & ~strings; bits; bits &= bits - 1) {
    uint8_t byte = bytes[first(bits)];
    if (byte != '\t' && byte != '\r') broken |= bits & -bits;
  }
  if (lineFeeds) {
    scan.index.totals.lineFeeds += uint64_t(count(lineFeeds));
    scan.lastLine = base + 64 - size_t(__builtin_clzll(lineFeeds));
    scan.continuations = 0;
    if (scan.index.wantsLines) listLines(scan, lineFeeds & ~strings, starts, base);
  }
  return broken;
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
INLINE void add(Scan &scan, Carry &carry, const uint8_t *bytes, size_t base) {
  Block block;
  Bytes loaded;
  load(bytes, loaded);
  classifyText(loaded, block);
  // Nothing but the inside of a string: nothing of the block before but the string reaches into this one.
  if ((~carry.string | block.quotes | block.backslashes | block.controls | block.nonASCII | Bits(carry.escape | scan.isWide)) == 0)
    return;
  classifyStructure(loaded, block);

  if (__builtin_expect((block.backslashes | Bits(carry.escape)) != 0, 0)) block.quotes &= ~escaped(block.backslashes, carry.escape);
  Bits strings = between(block.quotes) ^ carry.string;  // with the opening quotes, without the closing ones
  carry.string = Bits(int64_t(strings) >> 63);
  Bits outside = ~(strings | block.quotes);
  Bits opens = block.opens & outside, closes = block.closes & outside;
  Bits colons = block.colons & outside, commas = block.commas & outside, separators = commas | colons;
  Bits blanks = (block.spaces | block.controls) & outside;
  Bits scalars = outside & ~(opens | closes | separators | blanks);

  Bits behindScalar = behind(scalars, carry.scalar);
  Bits scalarStarts = scalars & ~behindScalar;
  Bits closingQuotes = block.quotes & ~strings;
  Bits valueEnds = behind(closingQuotes | closes, carry.valueEnd) | (behindScalar & ~scalars);
  Bits starts = (block.quotes & strings) | scalarStarts | opens | closes;
  write(scan, starts, base);

  // What follows what. A string behind a colon is a value, so none may follow it.
  Bits behindColon = behind(colons, carry.colon), behindComma = behind(commas, carry.comma);
  if (blanks | Bits(carry.blankBehindColon)) behindColon = pastBlanks(behindColon, blanks, carry.blankBehindColon);
  Bits values = pastStrings(behindColon & strings, strings, carry.value);
  Bits behindKey = behind(closingQuotes & ~values, carry.key);
  if (blanks | Bits(carry.blankBehindValue | carry.blankBehindKey | carry.blankBehindComma)) {
    valueEnds = pastBlanks(valueEnds, blanks, carry.blankBehindValue);
    behindKey = pastBlanks(behindKey, blanks, carry.blankBehindKey);
    behindComma = pastBlanks(behindComma, blanks, carry.blankBehindComma);
  }
  Bits joined = valueEnds & ~(separators | closes);
  Bits broken = (separators & ~valueEnds) | (colons & ~behindKey) | (closes & (behindColon | behindComma));

  if (Bits odd = oddScalars(bytes, block, scalars, scalarStarts, carry); __builtin_expect(odd != 0, 0))
    broken |= judgeScalars(scan, odd, base);
  if (block.controls) broken |= addControls(scan, bytes, base, block.controls, strings, starts);
  if (Bits used = block.backslashes & strings; __builtin_expect(used != 0, 0)) listEscapes(scan, used, starts);
  if (__builtin_expect((broken | joined) != 0, 0)) listFaults(scan, broken, joined, base);
  scan.index.totals.depth += count(opens) - count(closes);
  if (__builtin_expect(block.nonASCII != 0, 0)) {
    addWide(scan, bytes, block.nonASCII, base);
  } else if (__builtin_expect(scan.isWide, 0)) {
    scan.isWide = false;
    if (!isUTF8(scan, base)) scan.isInvalid = true;
  }
}

/// Adds all blocks; false when memory runs out.
FOR_EACH_PROCESSOR bool addAll(Scan &scan, Carry carry) {
  // A block has at most one token more than bytes, and up to eight too many are written.
  constexpr size_t room = 64 + 16 + CJSON_SPARE_TOKENS;
  size_t base = scan.start;
  for (; base + 64 <= scan.end; base += 64) {
    if (__builtin_expect(!scan.index.tokens.reserve(room), 0)) return false;
    add(scan, carry, scan.text + base, base);
  }
  if (!scan.index.tokens.reserve(room)) return false;
  // The end of the text, perhaps nothing of it: blanks behind it end what is open.
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
  if (!addAll(scan, Carry())) return CJSONStatusOutOfMemory;
  if (index.lines.hasFailed || index.faults.hasFailed || index.escapes.hasFailed || index.hugeNumbers.hasFailed)
    return CJSONStatusOutOfMemory;
  index.totals.scalarsInLastLine = scan.end - scan.lastLine - scan.continuations;
  if (scan.isInString) return CJSONStatusUnclosedString;
  if (scan.isInvalid) return CJSONStatusInvalidText;
  return index.tokens.count == 0 ? CJSONStatusEmpty : CJSONStatusOK;
}
