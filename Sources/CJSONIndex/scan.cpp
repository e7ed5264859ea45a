// Scans that a compiler turns into vector instructions, built once for each generation of processors.
#include "CJSONIndex.h"

// Which one is decided before a sanitizer's own start, which the deciding code would call.
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define FOR_EACH_PROCESSOR
#endif


extern "C" {

FOR_EACH_PROCESSOR size_t cjson_count_line_feeds(const uint8_t *bytes, size_t count) {
  size_t total = 0;
  for (size_t i = 0; i < count; i++) total += bytes[i] == '\n';
  return total;
}

FOR_EACH_PROCESSOR size_t cjson_count_scalars(const uint8_t *bytes, size_t count) {
  size_t total = 0;
  for (size_t i = 0; i < count; i++) total += static_cast<int8_t>(bytes[i]) > static_cast<int8_t>(0xBF);
  return total;
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
}
