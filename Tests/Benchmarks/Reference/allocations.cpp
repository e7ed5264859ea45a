// Counts the allocations of the process: the functions of the C library are defined here once more, and call its own.
#include "CBenchmarkReference.h"

#if defined(__GLIBC__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#include <atomic>
#include <cstddef>

extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
}

namespace {
std::atomic<uint64_t> allocations = 0;
void count() { allocations.fetch_add(1, std::memory_order_relaxed); }
}  // namespace

extern "C" {

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  count();
  *block = __libc_memalign(alignment, size);
  return *block ? 0 : 12;  // ENOMEM
}

bool reference_counts_allocations(void) { return true; }
uint64_t reference_allocations(void) { return allocations.load(std::memory_order_relaxed); }
}
#else
extern "C" {
bool reference_counts_allocations(void) { return false; }
uint64_t reference_allocations(void) { return 0; }
}
#endif
