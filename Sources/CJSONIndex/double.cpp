// Decimal text to binary numbers.
#include "CJSONIndex.h"

#include <charconv>
#include <limits>

extern "C" double cjson_double(const uint8_t *bytes, size_t count) {
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
