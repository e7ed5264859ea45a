#include "kernels.h"

#include <new>

extern "C" {

const cjson_kernel *cjson_kernel_for(CJSONProcessor processor) {
  switch (processor) {
  case CJSONProcessorPortable: return &portableKernel;
#if defined(__x86_64__)
  case CJSONProcessorAVX2:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
          && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul")
      ? &avx2Kernel : nullptr;
  case CJSONProcessorAVX512:
    return cjson_kernel_for(CJSONProcessorAVX2) && __builtin_cpu_supports("avx512f")
          && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
          && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")
      ? &avx512Kernel : nullptr;
#endif
  default: return nullptr;
  }
}

cjson_index *cjson_index_create(const cjson_kernel *kernel) { return new (std::nothrow) cjson_index(kernel); }

void cjson_index_destroy(cjson_index *index) { delete index; }

CJSONStatus cjson_index_build(cjson_index *index, const uint8_t *bytes, size_t start, size_t count, bool wantsLines) {
  index->tokens.clear();
  index->lines.clear();
  index->escapes.clear();
  index->wideBlocks.clear();
  index->lineCounts.clear();
  index->totals = {};
  index->wantsLines = wantsLines;
  CJSONStatus status = index->kernel->scan(*index, bytes, start, count);
  if (!index->tokens.reserve(CJSON_SPARE_TOKENS)) status = CJSONStatusOutOfMemory;
  cjson_index_truncate(index, status == CJSONStatusOK ? index->tokens.count : 0, start + count);
  return status;
}

CJSONToken *cjson_index_tokens(const cjson_index *index) { return index->tokens.values; }

size_t cjson_index_count(const cjson_index *index) { return index->tokens.count; }

const uint32_t *cjson_index_escapes(const cjson_index *index, size_t *count) {
  *count = index->escapes.count;
  return index->escapes.values;
}

const CJSONLine *cjson_index_lines(const cjson_index *index, size_t *count) {
  *count = index->lines.count;
  return index->lines.values;
}

const CJSONWideBlock *cjson_index_wide_blocks(const cjson_index *index, size_t *count) {
  *count = index->wideBlocks.count;
  return index->wideBlocks.values;
}

const uint32_t *cjson_index_line_counts(const cjson_index *index, size_t *count) {
  *count = index->lineCounts.count;
  return index->lineCounts.values;
}

CJSONTotals cjson_index_totals(const cjson_index *index) { return index->totals; }

void cjson_index_truncate(cjson_index *index, size_t position, size_t end) {
  if (position > index->tokens.count || !index->tokens.values) return;
  index->tokens.count = position;
  for (size_t i = 0; i < CJSON_SPARE_TOKENS; i++) index->tokens.values[position + i] = {5u << 29 | uint32_t(end), 0};
}

void cjson_walk(const cjson_kernel *kernel, CJSONWalk *walk) { kernel->walk(*walk); }

void cjson_outermost(const cjson_kernel *kernel, CJSONOutermost *state, const uint8_t *text, size_t count) {
  kernel->outermost(*state, text, count);
}
}
