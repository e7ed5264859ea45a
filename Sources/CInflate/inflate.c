#include "CInflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

struct cinflate {
  struct inflate_state state;
};

cinflate *cinflate_create(void) {
  cinflate *stream = malloc(sizeof *stream);
  if (stream) isal_inflate_init(&stream->state);
  return stream;
}

void cinflate_destroy(cinflate *stream) { free(stream); }

// Not isal_inflate_reset: it leaves the limit of the window and the tables of the stream before as they are.
void cinflate_reset(cinflate *stream) { isal_inflate_init(&stream->state); }

static uint32_t clamped(size_t count) { return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count; }

CInflateStep cinflate_step(cinflate *stream, const uint8_t *input, size_t input_count, uint8_t *output,
                           size_t output_count) {
  struct inflate_state *state = &stream->state;
  // ISA-L only reads from next_in.
  state->next_in = (uint8_t *)input;
  state->avail_in = clamped(input_count);
  state->next_out = output;
  state->avail_out = clamped(output_count);
  int result = isal_inflate(state);
  CInflateStep step = {
      .taken = (size_t)(state->next_in - input),
      .written = (size_t)(state->next_out - output),
      .unused = 0,
      .status = CInflateStatusMore,
  };
  if (result < 0 || result == ISAL_NEED_DICT) {
    step.status = CInflateStatusDamaged;
  } else if (state->block_state == ISAL_BLOCK_FINISH) {
    step.status = CInflateStatusEnd;
    // Whole bytes that wait in the bit buffer were taken from the input, but are no part of the stream.
    step.unused = (size_t)(state->read_in_length / 8);
  }
  return step;
}

uint32_t cinflate_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return crc32_gzip_refl(crc, bytes, count);
}
