#pragma once
// Functions marked with this are built once for each generation of processors; the right one is taken at run time. Which
// one is decided before a sanitizer's own start, which the deciding code would call.
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define FOR_EACH_PROCESSOR
#endif
