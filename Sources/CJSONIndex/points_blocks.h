#pragma once
// Points are what most of an export is: [123.45,-6.7]. One block holds a whole point, and sets of its bytes tell at once
// whether both of its numbers are good. `Block` is what was included before.
#include "gaps_blocks.h"
#include "halves_blocks.h"

namespace {

/// Whether the four tokens from `point` on, of which the first is an opening bracket, are an array as nearly all points are:
/// two numbers with a dot, but no sign and no exponent (RFC 8259, section 6), without blanks, in a block. The links of the
/// numbers become their digits in front of the dot.
INLINE bool isUsualPoint(const uint8_t *text, CJSONToken *point) {
  const uint32_t start = startOf(point[0]);
  const uint8_t *open = text + start;
  if (point[1].head != start + 1) return false;
  // The bracket, a dot, the comma, a dot and the other bracket, no two of them side by side.
  const Bits nonDigits = Block(open).nonDigits();
  const Bits behindOpen = nonDigits & (nonDigits - 1), behindX = behindOpen & (behindOpen - 1);
  const Bits behindComma = behindX & (behindX - 1), behindY = behindComma & (behindComma - 1);
  const auto dotX = uint32_t(first(behindOpen)), comma = uint32_t(first(behindX));
  const auto dotY = uint32_t(first(behindComma)), end = uint32_t(first(behindY));
  if (behindY == 0 || point[2].head != start + comma + 1) return false;
  if (point[3].head != (endOf(arrayKind) << 29) + start + end) return false;
  if (open[dotX] != '.' || open[comma] != ',' || open[dotY] != '.') return false;
  if ((nonDigits & nonDigits >> 1 & below(int(end))) != 0) return false;
  point[1].link = dotX - 1;
  point[2].link = dotY - comma - 1;
  // No digit follows a zero that a number starts with.
  return (open[1] != '0' || dotX == 2) && (open[comma + 1] != '0' || dotY == comma + 2);
}

/// Whether the four tokens from `tokens` on, of which the first is an opening bracket and the fourth a closing one, are an
/// array of two numbers without exponents (RFC 8259, section 6), without blanks, in a block. The links of the numbers
/// become their digits in front of the dot.
INLINE bool isPoint(const uint8_t *text, CJSONToken *tokens) {
  const uint8_t *open = text + startOf(tokens[0]);
  const uint32_t end = startOf(tokens[3]) - startOf(tokens[0]);
  const uint32_t comma = startOf(tokens[2]) - startOf(tokens[0]) - 1;
  if (end >= 64 || comma >= end || open[comma] != ',') return false;
  const Block block(open);
  // Of the bytes up to the closing bracket; one number starts behind the opening bracket, the other behind the comma.
  const Bits upToEnd = ~Bits(0) >> (63 - end);
  const Bits behindBracket = 2, behindComma = Bits(2) << comma;
  const Bits signs = block.equal('-') & (behindBracket | behindComma);
  const Bits others = block.nonDigits() & upToEnd & ~signs;
  const Bits firstDigits = behindBracket + behindComma + signs;
  const Bits dots = others & ~(1 | behindComma >> 1 | Bits(1) << end);
  const Bits dotsOfFirst = dots & (behindComma - 1), dotsOfSecond = dots & ~(behindComma - 1);
  // Every number starts with a digit, and so does what is behind a dot.
  Bits wrong = (others & others >> 1) | (others & firstDigits);
  // What is no digit is a dot, of which a number has one at most.
  wrong |= dots & ~block.equal('.');
  wrong |= (dotsOfFirst & (dotsOfFirst - 1)) | (dotsOfSecond & (dotsOfSecond - 1));
  // No digit follows a zero that a number starts with.
  wrong |= block.equal('0') & firstDigits & ~(others >> 1);
  const int x = first(firstDigits), y = first(firstDigits & (firstDigits - 1));
  tokens[1].link = uint32_t(first(others >> x));
  tokens[2].link = uint32_t(first(others >> y));
  return wrong == 0;
}

/// Whether a number without an exponent starts at `token`, with `separator` behind it unless that is 0, and then blanks up to
/// `next`, all in a block. Its link becomes its digits in front of the dot.
INLINE bool isNumber(const uint8_t *text, CJSONToken &token, uint32_t next, uint8_t separator) {
  const uint32_t start = startOf(token), width = next - start;
  if (width >= 64) return false;
  const uint8_t *bytes = text + start;
  const Block block(bytes);
  const int sign = bytes[0] == '-';
  const Bits others = block.nonDigits() & ~Bits(sign);
  auto end = uint32_t(first(others));
  token.link = end - uint32_t(sign);
  // A digit, and none behind a zero that it starts with.
  if (token.link == 0 || (bytes[sign] == '0' && token.link != 1)) return false;
  if (bytes[end] == '.') {
    const uint32_t dot = end;
    end = uint32_t(first(others & (others - 1)));
    if (end == dot + 1) return false;
  }
  if (separator != 0 && bytes[end++] != separator) return false;
  return end <= width && (below(int(width)) & ~below(int(end)) & ~block.blanks()) == 0;
}

/// The same as `isPoint` for a point with blanks in it, as pretty-printed texts have them.
INLINE bool isSpacedPoint(const uint8_t *text, CJSONToken *tokens) {
  return isBlank(text, startOf(tokens[0]) + 1, startOf(tokens[1]))
         && isNumber(text, tokens[1], startOf(tokens[2]), ',') && isNumber(text, tokens[2], startOf(tokens[3]), 0);
}

/// Whether the kinds of the four tokens from `tokens` on are those of a bracket, two scalars and the other bracket.
INLINE bool isPairOfScalars(const CJSONToken *tokens) {
  alignas(32) static constexpr uint32_t kinds[8] = {0b111u << 29, 0, 0b111u << 29, 0, 0b111u << 29, 0, 0b111u << 29, 0};
  alignas(32) static constexpr uint32_t wanted[8] = {0b100u << 29, 0, 0, 0, 0, 0, 0b001u << 29, 0};
  return differences(tokens, kinds, wanted) == 0;
}

/// The same for any four tokens, and all arrays of two numbers that have no exponent and, with the blanks behind them, are no
/// longer than a block.
bool isOtherPoint(const uint8_t *text, CJSONToken *point) {
  if (!isPairOfScalars(point)) return false;
  if (text[startOf(point[0]) + 1] > ' ' ? isPoint(text, point) : isSpacedPoint(text, point)) return true;
  point[1].link = point[2].link = 0;
  return false;
}

/// Whether `next` opens an array, with nothing but blanks between `from` and its bracket.
INLINE bool isArray(const uint8_t *text, uint32_t from, CJSONToken next) {
  if (__builtin_expect(next.head == (arrayKind << 29) + from, 1)) return true;
  return kindOf(next) == arrayKind && isBlank(text, from, startOf(next));
}

/// Makes nodes of the points that follow each other from token `at` on, which is an opening bracket: arrays of two numbers
/// without exponents; with blanks as well, but not where a block does not hold a number and the blanks behind it. Returns the
/// token behind the last point, `at` when there is none. Commas between points are checked, what is behind the last one is
/// not.
INLINE CJSONToken *points(const uint8_t *text, CJSONToken *record, CJSONToken *at) {
  auto number = uint32_t(at - record);
  while (isUsualPoint(text, at) || isOtherPoint(text, at)) {
    const uint32_t end = startOf(at[3]);
    at[0].link = number + 3;
    at[3] = {end, 2};
    at += 4;
    number += 4;
    if (text[end + 1] != ',' || !isArray(text, end + 2, *at)) break;
  }
  return at;
}

}  // namespace
