#include "CInflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

struct cinflate {
  struct inflate_state state;
  // What stands before the broken place may still wait inside.
  int is_damaged;
};

cinflate *cinflate_create(void) {
  cinflate *stream = malloc(sizeof *stream);
  if (stream) cinflate_reset(stream);
  return stream;
}

void cinflate_destroy(cinflate *stream) { free(stream); }

// Not isal_inflate_reset: it leaves the limit of the window and the tables of the stream before as they are.
void cinflate_reset(cinflate *stream) {
  isal_inflate_init(&stream->state);
  stream->is_damaged = 0;
}

static uint32_t clamped(size_t count) { return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count; }

// Writes what was inflated before the broken place, as far as there is room behind what `step` has written.
static void drain(cinflate *stream, CInflateStep *step, uint8_t *output, size_t output_count) {
  struct inflate_state *state = &stream->state;
  size_t waiting = (size_t)(state->tmp_out_valid - state->tmp_out_processed);
  size_t room = output_count - step->written;
  size_t count = waiting < room ? waiting : room;
  memcpy(output + step->written, state->tmp_out_buffer + state->tmp_out_processed, count);
  state->tmp_out_processed += (int32_t)count;
  step->written += count;
  step->status = count < waiting ? CInflateStatusMore : CInflateStatusDamaged;
}

CInflateStep cinflate_step(cinflate *stream, const uint8_t *input, size_t input_count, uint8_t *output,
                           size_t output_count) {
  struct inflate_state *state = &stream->state;
  if (stream->is_damaged) {
    CInflateStep step = {.taken = 0, .written = 0, .unused = 0, .status = CInflateStatusMore};
    drain(stream, &step, output, output_count);
    return step;
  }
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
    stream->is_damaged = 1;
    drain(stream, &step, output, output_count);
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
