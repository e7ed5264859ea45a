#pragma once
// What a scan of a text writes.
#include "CJSONIndex.h"

#include <cstdlib>

/// A growing list of plain values. Growing fails quietly: `hasFailed` tells.
template <typename T> struct List {
  T *values = nullptr;
  size_t count = 0, capacity = 0;
  bool hasFailed = false;

  List() = default;
  List(const List &) = delete;
  List &operator=(const List &) = delete;
  ~List() { free(values); }

  void clear() {
    count = 0;
    hasFailed = false;
  }

  /// Makes room for `more` values behind the last one.
  bool reserve(size_t more) {
    if (count + more <= capacity) return true;
    size_t wanted = count + more + (count + more) / 2 + 64;
    auto moved = static_cast<T *>(realloc(values, wanted * sizeof(T)));
    if (!moved) {
      hasFailed = true;
      return false;
    }
    values = moved;
    capacity = wanted;
    return true;
  }

  void append(T value) {
    if (reserve(1)) values[count++] = value;
  }
};

struct cjson_index {
  const cjson_kernel *const kernel;
  explicit cjson_index(const cjson_kernel *kernel) : kernel(kernel) {}
  List<CJSONToken> tokens;
  List<CJSONLine> lines;
  List<uint32_t> escapes;
  List<CJSONWideBlock> wideBlocks;
  List<uint32_t> lineCounts;
  CJSONTotals totals = {};
  bool wantsLines = false;
};
