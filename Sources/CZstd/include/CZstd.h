#pragma once
// Zstandard frames (RFC 8878), by libzstd.
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// A decoder of frames that follow one another. One thread at a time.
typedef struct czstd czstd;

typedef enum __attribute__((enum_extensibility(closed))) CZstdStatus : int32_t {
  /// The frame goes on: give more input or more room.
  CZstdStatusMore = 0,
  /// A frame is complete and everything in it was written; another one may follow.
  CZstdStatusFrameEnd,
  /// The frame needs a larger window than was allowed.
  CZstdStatusWindowTooLarge,
  /// The frame needs a dictionary.
  CZstdStatusDictionaryNeeded,
  /// The content is not what the frame's checksum says.
  CZstdStatusWrongChecksum,
  CZstdStatusOutOfMemory,
  /// The bytes are no frame.
  CZstdStatusDamaged,
} CZstdStatus;

/// What one call did.
typedef struct CZstdStep {
  /// Bytes of input used up.
  size_t taken;
  /// Bytes of output written.
  size_t written;
  CZstdStatus status;
} CZstdStep;

/// A decoder that refuses frames whose window is larger than 2 to the power of `window_log` bytes. NULL when memory
/// runs out. Freed with czstd_destroy.
czstd *_Nullable czstd_create(int window_log);
void czstd_destroy(czstd *decoder);

/// Decodes from `input` to `output` until one of the two is used up or a frame ends. Neither pointer is kept.
CZstdStep czstd_step(czstd *decoder, const uint8_t *input, size_t input_count, uint8_t *output, size_t output_count);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
