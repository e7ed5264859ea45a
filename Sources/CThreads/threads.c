// The functions about processors are no part of what Swift sees of the C library.
#define _GNU_SOURCE
#include "CThreads.h"

#if defined(__linux__)
#include <sched.h>

int cthreads_processor(void) { return sched_getcpu(); }

void cthreads_leave_processor(int processor) {
  cpu_set_t allowed;
  // Fails where there are more processors than fit into a set: then threads begin wherever they do.
  if (processor < 0 || processor >= CPU_SETSIZE || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  cpu_set_t others = allowed;
  CPU_CLR(processor, &others);
  if (CPU_COUNT(&others) == 0) return;
  // The first call moves the thread, the second leaves it free to move.
  if (sched_setaffinity(0, sizeof others, &others) == 0) sched_setaffinity(0, sizeof allowed, &allowed);
}
#else
int cthreads_processor(void) { return -1; }

void cthreads_leave_processor(int processor) { (void)processor; }
#endif
