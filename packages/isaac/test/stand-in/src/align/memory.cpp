#include "memory.hh"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstdlib>
#include <new>
#include <system_error>

void limitAddressSpace(std::uint64_t bytes) {
  const rlimit limit = {bytes, bytes};
  if (setrlimit(RLIMIT_AS, &limit))
    throw std::system_error(errno, std::generic_category(), "Failed to set the memory consumption limit");
}

void reserve(std::size_t bytes) {
  void *const table = mmap(0, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (table == MAP_FAILED) throw std::bad_alloc();
}

static void *(*before)(size_t, const void *) = 0;
static unsigned calls = 0;

static void *countingHook(size_t size, const void *) {
  ++calls;
  __malloc_hook = before;
  void *const result = malloc(size);
  __malloc_hook = countingHook;
  return result;
}

unsigned allocateUnderHook() {
  before = __malloc_hook;
  __malloc_hook = countingHook;
  // Through a volatile pointer, or the compiler drops the allocation.
  void *volatile allocated = malloc(1);
  __malloc_hook = before;
  free(allocated);
  return calls;
}
