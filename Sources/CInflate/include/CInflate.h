#pragma once
// Raw deflate (RFC 1951) and the CRC-32 of gzip and zip, by ISA-L. The wrappers around deflate, gzip's header and
// trailer and zip's records, are read in Swift.
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// One deflate stream being inflated. One thread at a time.
typedef struct cinflate cinflate;

typedef enum __attribute__((enum_extensibility(closed))) CInflateStatus : int32_t {
  /// The stream goes on: give more input or more room.
  CInflateStatusMore = 0,
  /// The stream is complete and everything in it was written.
  CInflateStatusEnd,
  /// The bytes are no deflate stream.
  CInflateStatusDamaged,
} CInflateStatus;

/// What one call did.
typedef struct CInflateStep {
  /// Bytes of input used up.
  size_t taken;
  /// Bytes of output written.
  size_t written;
  /// With `CInflateStatusEnd`: how many of the bytes taken, now or in calls before, lie behind the stream's end. At
  /// most 8.
  size_t unused;
  CInflateStatus status;
} CInflateStep;

/// NULL when memory runs out. Freed with cinflate_destroy.
cinflate *_Nullable cinflate_create(void);
void cinflate_destroy(cinflate *stream);

/// Makes `stream` ready for the first byte of another deflate stream.
void cinflate_reset(cinflate *stream);

/// Inflates from `input` to `output` until one of the two is used up or the stream ends. Neither pointer is kept.
CInflateStep cinflate_step(cinflate *stream, const uint8_t *input, size_t input_count, uint8_t *output,
                           size_t output_count);

/// The CRC-32 of the bytes so far (0 for none) followed by `count` more.
uint32_t cinflate_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
