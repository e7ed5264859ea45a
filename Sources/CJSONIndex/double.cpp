// Decimal text to binary numbers.
#include "CJSONIndex.h"

#include <charconv>
#include <cstring>
#include <limits>

namespace {

/// The number that eight digits are, the first one the lowest byte as on all processors that Swift runs on: neighbours are
/// added up to pairs, then fours, then all eight. Bytes of zeros are no digits in front.
uint64_t number(uint64_t word) {
  word = (word & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
  word = (word & 0x00FF00FF00FF00FF) * 6553601 >> 16;
  return (word & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
}

constexpr int most_places = 27;

/// Powers of ten, as doubles and as words, and of five.
struct Powers {
  double of_ten[23];
  uint64_t of_ten_whole[9];
  uint64_t of_five[most_places + 1];
  constexpr Powers() : of_ten(), of_ten_whole(), of_five() {
    of_ten[0] = 1;
    of_ten_whole[0] = 1;
    of_five[0] = 1;
    for (int i = 1; i <= 22; i++) of_ten[i] = of_ten[i - 1] * 10;
    for (int i = 1; i <= 8; i++) of_ten_whole[i] = of_ten_whole[i - 1] * 10;
    for (int i = 1; i <= most_places; i++) of_five[i] = of_five[i - 1] * 5;
  }
};
constexpr Powers powers;

/// `digits` / 10^`places`, rounded to the nearest double. Neither is 0.
double fraction(uint64_t digits, int places) {
  // Both are doubles, so that their quotient is rounded once (W. D. Clinger, "How to Read Floating Point Numbers
  // Accurately", 1990).
  if (digits <= uint64_t(1) << 53 && places <= 22) return double(digits) / powers.of_ten[places];
  // A quotient of 63 or 64 bits, its last bit set where something is left over: rounding that to 53 bits rounds the
  // exact quotient. The power of two that is left only moves the exponent.
  uint64_t divisor = powers.of_five[places];
  int shift = __builtin_clzll(digits) + 63 - __builtin_clzll(divisor);
  auto dividend = static_cast<unsigned __int128>(digits) << shift;
  auto quotient = static_cast<uint64_t>(dividend / divisor);
  if (quotient * divisor != static_cast<uint64_t>(dividend)) quotient |= 1;
  uint64_t power = uint64_t(1023 - shift - places) << 52;
  double scale;
  std::memcpy(&scale, &power, sizeof scale);
  return double(quotient) * scale;
}

/// Appends the digits from `at` on to `digits`, which wraps around where there are too many. Behind them.
const uint8_t *read_digits(const uint8_t *at, uint64_t &digits) {
  for (;;) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    // The highest bit of every byte that is no digit.
    uint64_t values = word ^ 0x3030303030303030;
    uint64_t others = (((values & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | values) & 0x8080808080808080;
    if (others == 0) {
      digits = digits * 100000000 + number(word);
      at += 8;
      continue;
    }
    int count = __builtin_ctzll(others) >> 3;
    if (count > 0) digits = digits * powers.of_ten_whole[count] + number(word << (64 - 8 * count));
    return at + count;
  }
}

/// The number, where it is written without an exponent, with at most nineteen digits, and of them at most `most_places`
/// behind the point, as coordinates are. Whether it is.
bool read_plain(const uint8_t *at, const uint8_t *end, double &value) {
  bool is_negative = *at == '-';
  if (is_negative) at++;
  uint64_t digits = 0;
  const uint8_t *first = at;
  at = read_digits(at, digits);
  ptrdiff_t count = at - first, places = 0;
  if (at < end && *at == '.') {
    const uint8_t *point = at + 1;
    at = read_digits(point, digits);
    places = at - point;
    count += places;
  }
  if (at != end || count > 19 || places > most_places) return false;
  value = digits == 0 || places == 0 ? double(digits) : fraction(digits, int(places));
  if (is_negative) value = -value;
  return true;
}

}  // namespace

extern "C" double cjson_double(const uint8_t *bytes, size_t count) {
  double plain = 0;
  if (read_plain(bytes, bytes + count, plain)) return plain;
  auto text = reinterpret_cast<const char *>(bytes);
  double value = 0;
  auto result = std::from_chars(text, text + count, value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too near to zero or too far from it: the place of the first digit that is not 0 tells, moved by the exponent.
    bool isNegative = count > 0 && text[0] == '-';
    int64_t place = 0;
    bool hasPoint = false, hasDigit = false;
    size_t i = isNegative ? 1 : 0;
    for (; i < count && text[i] != 'e' && text[i] != 'E'; i++) {
      if (text[i] == '.') { hasPoint = true; continue; }
      if (text[i] != '0') hasDigit = true;
      if (hasPoint ? !hasDigit : hasDigit) place += hasPoint ? -1 : 1;
    }
    bool isTiny = place <= 0;
    if (i + 1 < count) {
      size_t start = text[i + 1] == '+' ? i + 2 : i + 1;
      int64_t exponent = 0;
      auto read = std::from_chars(text + start, text + count, exponent);
      // No text is long enough to make up for an exponent that does not fit.
      isTiny = read.ec == std::errc::result_out_of_range ? text[start] == '-' : exponent < -place;
    }
    value = isTiny ? 0.0 : std::numeric_limits<double>::infinity();
    return isNegative ? -value : value;
  }
  return value;
}
