#pragma once
// The scans of this module are written once, on blocks of 64 bytes (`…_blocks.h`), and built once for each kind of processor
// that has a block of its own (`kernel_….cpp`). Which of them this processor can run is asked when the program runs.
#include "scan.h"

struct cjson_kernel {
  /// Fills the lists and totals of `index` with what is in `count` bytes from `start` on.
  CJSONStatus (*scan)(cjson_index &index, const uint8_t *text, size_t start, size_t count);
  /// See cjson_walk.
  void (*walk)(CJSONWalk &walk);
  /// See cjson_outermost.
  void (*outermost)(CJSONOutermost &state, const uint8_t *text, size_t count);
};

extern const cjson_kernel portableKernel;
#if defined(__x86_64__)
extern const cjson_kernel avx2Kernel, avx512Kernel;
#endif
