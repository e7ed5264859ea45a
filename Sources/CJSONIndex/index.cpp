// One road into simdjson: `simdjson::internal::dom_parser_implementation`, whose stage 1 writes the offsets of a text's
// structure. It is not part of simdjson's promised interface, so everything used of it stands in this file, guarded by
// the assertions below, and a test reads a known text's offsets through it.
#include "CJSONIndex.h"

#include <simdjson.h>

#include <charconv>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <type_traits>

using Parser = simdjson::internal::dom_parser_implementation;

static_assert(simdjson::SIMDJSON_VERSION_MAJOR >= 1 && simdjson::SIMDJSON_VERSION_MAJOR <= 4, "look at stage 1 of this simdjson first");
static_assert(std::is_same_v<decltype(Parser::n_structural_indexes), uint32_t>, "the number of offsets");
static_assert(std::is_same_v<decltype(Parser::structural_indexes), std::unique_ptr<uint32_t[]>>, "the offsets");

struct cjson_index {
  std::unique_ptr<Parser> parser;
  size_t count = 0;
};

extern "C" {

cjson_index *cjson_index_create(void) {
  auto index = std::unique_ptr<cjson_index>(new (std::nothrow) cjson_index());
  if (!index) return nullptr;
  auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(0, 1, index->parser);
  return error || !index->parser ? nullptr : index.release();
}

void cjson_index_destroy(cjson_index *index) { delete index; }

CJSONStatus cjson_index_build(cjson_index *index, const uint8_t *bytes, size_t start, size_t count) {
  index->count = 0;
  Parser &parser = *index->parser;
  if (parser.capacity() < count) {
    // A little more than asked for, so that windows of slightly different sizes do not allocate anew each time.
    size_t capacity = count + count / 8 + 4096;
    if (capacity > std::numeric_limits<uint32_t>::max() - 64) capacity = count;
    if (parser.set_capacity(capacity)) return CJSONStatusOutOfMemory;
  }
  switch (parser.stage1(bytes + start, count, simdjson::stage1_mode::regular)) {
  case simdjson::SUCCESS: break;
  case simdjson::EMPTY: return CJSONStatusEmpty;
  case simdjson::UNCLOSED_STRING: return CJSONStatusUnclosedString;
  default: return CJSONStatusInvalidText;
  }
  index->count = parser.n_structural_indexes;
  parser.structural_indexes[index->count] = static_cast<uint32_t>(count);
  if (start > 0)
    for (size_t i = 0; i <= index->count; i++) parser.structural_indexes[i] += static_cast<uint32_t>(start);
  return CJSONStatusOK;
}

const uint32_t *cjson_index_offsets(const cjson_index *index) { return index->parser->structural_indexes.get(); }

size_t cjson_index_count(const cjson_index *index) { return index->count; }

int64_t cjson_index_depth(const cjson_index *index, const uint8_t *bytes) {
  // No branches: which brackets come is not to be predicted. '{' is 0x7B, '[' 0x5B, '}' 0x7D, ']' 0x5D.
  const uint32_t *offsets = index->parser->structural_indexes.get();
  int64_t depth = 0;
  for (size_t i = 0; i < index->count; i++) {
    uint8_t byte = bytes[offsets[i]] | 0x20;
    depth += byte == 0x7B;
    depth -= byte == 0x7D;
  }
  return depth;
}

void cjson_index_truncate(cjson_index *index, size_t position) {
  if (position < index->count) index->count = position;
}

size_t cjson_padding(void) { return simdjson::SIMDJSON_PADDING; }

const char *cjson_kernel_name(void) {
  static const std::string name = simdjson::get_active_implementation()->name();
  return name.c_str();
}

double cjson_double(const uint8_t *bytes, size_t count) {
  auto text = reinterpret_cast<const char *>(bytes);
  double value = 0;
  auto result = std::from_chars(text, text + count, value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too near to zero or too far from it: the place of the first digit that is not 0 tells, moved by the exponent.
    bool isNegative = count > 0 && text[0] == '-';
    int64_t place = 0;
    bool hasPoint = false, hasDigit = false;
    size_t i = isNegative ? 1 : 0;
    for (; i < count && text[i] != 'e' && text[i] != 'E'; i++) {
      if (text[i] == '.') { hasPoint = true; continue; }
      if (text[i] != '0') hasDigit = true;
      if (hasPoint ? !hasDigit : hasDigit) place += hasPoint ? -1 : 1;
    }
    bool isTiny = place <= 0;
    if (i + 1 < count) {
      size_t start = text[i + 1] == '+' ? i + 2 : i + 1;
      int64_t exponent = 0;
      auto read = std::from_chars(text + start, text + count, exponent);
      // No text is long enough to make up for an exponent that does not fit.
      isTiny = read.ec == std::errc::result_out_of_range ? text[start] == '-' : exponent < -place;
    }
    value = isTiny ? 0.0 : std::numeric_limits<double>::infinity();
    return isNegative ? -value : value;
  }
  return value;
}
}
