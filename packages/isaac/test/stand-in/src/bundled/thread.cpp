// Since glibc 2.34 PTHREAD_STACK_MIN is a call of sysconf, which the preprocessor cannot evaluate.
#include <limits.h>
#include <pthread.h>

#include <cstddef>

std::size_t atLeastTheMinimalStack(std::size_t size) {
#if PTHREAD_STACK_MIN > 0
  if (size < PTHREAD_STACK_MIN) size = PTHREAD_STACK_MIN;
#endif
  return size;
}
