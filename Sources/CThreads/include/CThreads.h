#pragma once
#ifdef __cplusplus
extern "C" {
#endif

/// The number of the processor that the calling thread runs on; -1 where nobody tells.
int cthreads_processor(void);

/// Moves the calling thread to a processor other than `processor`, if it may run on another. Where it runs later is up to
/// the system, as before. Does nothing where the system cannot be asked for that.
void cthreads_leave_processor(int processor);

/// Passes some ten nanoseconds in a way that leaves the processor to others: for who looks again and again whether
/// something has changed.
static inline void cthreads_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

#ifdef __cplusplus
}
#endif
