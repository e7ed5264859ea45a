#include "CBenchmarkReference.h"

#include <simdjson.h>
#include <unistd.h>
#include <fcntl.h>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "five.h"

using namespace simdjson;

namespace {

constexpr size_t blockSize = 1 << 20;

/// A file in blocks of whole documents, read into one buffer.
class Blocks {
public:
  Blocks(const char *path, std::string_view separator)
      : descriptor(open(path, O_RDONLY | O_CLOEXEC)), separator(separator), buffer(blockSize + SIMDJSON_PADDING) {}
  ~Blocks() {
    if (descriptor >= 0) close(descriptor);
  }
  Blocks(const Blocks &) = delete;
  Blocks &operator=(const Blocks &) = delete;

  /// Whether anything went wrong so far.
  bool hasFailed() const { return descriptor < 0 || failed; }

  /// The next block; empty at the end. Valid until the next call.
  std::string_view next() {
    memmove(buffer.data(), buffer.data() + given, filled - given);
    filled -= given;
    given = 0;
    while (!hasFailed()) {
      if (filled + SIMDJSON_PADDING == buffer.size()) buffer.resize(buffer.size() * 2);
      ssize_t count = read(descriptor, buffer.data() + filled, buffer.size() - SIMDJSON_PADDING - filled);
      failed = count < 0;
      if (count <= 0) {
        given = filled;
        break;
      }
      filled += static_cast<size_t>(count);
      auto last = std::string_view(buffer.data(), filled).rfind(separator);
      if (filled + SIMDJSON_PADDING == buffer.size() && last != std::string_view::npos) {
        given = last + separator.size();
        break;
      }
    }
    return hasFailed() ? std::string_view() : std::string_view(buffer.data(), given);
  }

private:
  int descriptor;
  std::string_view separator;
  std::vector<char> buffer;
  size_t filled = 0, given = 0;
  bool failed = false;
};

/// One way of going through a block. Throws what simdjson throws.
struct Reader {
  dom::parser tree;
  ondemand::parser demand;
  FiveChecks five;

  Reader() {
#ifdef SIMDJSON_THREADS_ENABLED
    tree.threaded = demand.threaded = false;
#endif
  }

  void structure(std::string_view block, ReferenceCount &count) {
    if (tree.capacity() < block.size()) {
      if (auto error = tree.allocate(block.size())) throw simdjson_error(error);
    }
    auto bytes = reinterpret_cast<const uint8_t *>(block.data());
    auto error = tree.implementation->stage1(bytes, block.size(), stage1_mode::streaming_final);
    if (error && error != EMPTY) throw simdjson_error(error);
    count.items += tree.implementation->n_structural_indexes;
  }

  void documents(std::string_view block, ReferenceCount &count) {
    dom::document_stream stream = tree.parse_many(block.data(), block.size(), block.size() + 64);
    for (auto document : stream) {
      if (document.error()) throw simdjson_error(document.error());
      count.items++;
    }
  }

  void fiveChecks(std::string_view block, ReferenceCount &count) {
    ondemand::document_stream stream = demand.iterate_many(block.data(), block.size(), block.size() + 64);
    for (auto document : stream) {
      count.items++;
      if (!five.passes(document.get_object())) count.defective++;
    }
  }
};

} // namespace

extern "C" const char *reference_kernel(void) {
  static const std::string name = get_active_implementation()->name();
  return name.c_str();
}

extern "C" bool reference_run(ReferenceMode mode, const char *path, const char *separator, ReferenceCount *count) {
  *count = {0, 0};
  try {
    Blocks blocks(path, separator);
    Reader reader;
    for (auto block = blocks.next(); !block.empty(); block = blocks.next()) {
      switch (mode) {
      case ReferenceModeStructure: reader.structure(block, *count); break;
      case ReferenceModeTree: reader.documents(block, *count); break;
      case ReferenceModeFiveChecks: reader.fiveChecks(block, *count); break;
      }
    }
    return !blocks.hasFailed();
  } catch (const std::exception &) {
    return false;
  }
}
