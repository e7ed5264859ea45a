// Scans that a compiler turns into vector instructions, built once for each generation of processors.
#include "CJSONIndex.h"

#include "processors.h"

namespace {

/// Counts the bytes that satisfy `is_counted`: in lanes one byte wide, which are added up before they can overflow. Summed
/// straight into a word every byte would be widened to eight.
template <typename Condition>
__attribute__((always_inline)) inline size_t count_bytes(const uint8_t *bytes, size_t count, Condition is_counted) {
  constexpr size_t width = 64, longest = 255;
  size_t total = 0;
  while (count >= width) {
    uint8_t lanes[width] = {};
    size_t blocks = count / width < longest ? count / width : longest;
    for (size_t block = 0; block < blocks; block++, bytes += width)
      for (size_t lane = 0; lane < width; lane++) lanes[lane] += is_counted(bytes[lane]);
    for (size_t lane = 0; lane < width; lane++) total += lanes[lane];
    count -= blocks * width;
  }
  for (size_t i = 0; i < count; i++) total += is_counted(bytes[i]);
  return total;
}

}  // namespace

extern "C" {

FOR_EACH_PROCESSOR size_t cjson_count_line_feeds(const uint8_t *bytes, size_t count) {
  return count_bytes(bytes, count, [](uint8_t byte) { return byte == '\n'; });
}

FOR_EACH_PROCESSOR size_t cjson_count_scalars(const uint8_t *bytes, size_t count) {
  return count_bytes(bytes, count, [](uint8_t byte) { return static_cast<int8_t>(byte) > static_cast<int8_t>(0xBF); });
}

size_t cjson_find_last(const uint8_t *bytes, size_t count, uint8_t byte) {
#if defined(__GLIBC__)
  auto found = static_cast<const uint8_t *>(memrchr(bytes, byte, count));
  return found ? static_cast<size_t>(found - bytes) : count;
#else
  for (size_t i = count; i > 0; i--)
    if (bytes[i - 1] == byte) return i - 1;
  return count;
#endif
}

FOR_EACH_PROCESSOR size_t cjson_find_last_text(
    const uint8_t *bytes, size_t count, const uint8_t *text, size_t length) {
  if (length == 0 || length > count) return count;
  // Three bytes tell nearly all other places. The text is most often a brace and a key in quotes: two of them are letters.
  const size_t middle = length / 2, late = length > 2 ? length - 2 : 0;
  const uint8_t told[] = {text[0], text[middle], text[late]};
  constexpr size_t width = 64;
  size_t end = count - length + 1;
  for (; end >= width; end -= width) {
    const uint8_t *block = bytes + (end - width);
    uint8_t may_begin = 0;
    for (size_t lane = 0; lane < width; lane++)
      may_begin |= (block[lane] == told[0]) & (block[lane + middle] == told[1]) & (block[lane + late] == told[2]);
    if (!may_begin) continue;
    for (size_t lane = width; lane > 0; lane--)
      if (block[lane - 1] == told[0] && memcmp(block + lane - 1, text, length) == 0) return end - width + lane - 1;
  }
  for (; end > 0; end--)
    if (bytes[end - 1] == told[0] && memcmp(bytes + end - 1, text, length) == 0) return end - 1;
  return count;
}
}
