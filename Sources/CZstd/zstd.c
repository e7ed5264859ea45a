#include "CZstd.h"

#include <zstd.h>
#include <zstd_errors.h>

struct czstd;

static ZSTD_DStream *context(czstd *decoder) { return (ZSTD_DStream *)decoder; }

czstd *czstd_create(int window_log) {
  ZSTD_DStream *stream = ZSTD_createDStream();
  if (!stream) return NULL;
  if (ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, window_log))) {
    ZSTD_freeDStream(stream);
    return NULL;
  }
  return (czstd *)stream;
}

void czstd_destroy(czstd *decoder) { ZSTD_freeDStream(context(decoder)); }

static CZstdStatus status(size_t result) {
  if (!ZSTD_isError(result)) return result == 0 ? CZstdStatusFrameEnd : CZstdStatusMore;
  switch (ZSTD_getErrorCode(result)) {
  case ZSTD_error_frameParameter_windowTooLarge:
    return CZstdStatusWindowTooLarge;
  case ZSTD_error_dictionary_wrong:
  case ZSTD_error_dictionary_corrupted:
    return CZstdStatusDictionaryNeeded;
  case ZSTD_error_checksum_wrong:
    return CZstdStatusWrongChecksum;
  case ZSTD_error_memory_allocation:
    return CZstdStatusOutOfMemory;
  default:
    return CZstdStatusDamaged;
  }
}

CZstdStep czstd_step(czstd *decoder, const uint8_t *input, size_t input_count, uint8_t *output, size_t output_count) {
  ZSTD_inBuffer in = {input, input_count, 0};
  ZSTD_outBuffer out = {output, output_count, 0};
  size_t result = ZSTD_decompressStream(context(decoder), &out, &in);
  return (CZstdStep){.taken = in.pos, .written = out.pos, .status = status(result)};
}
