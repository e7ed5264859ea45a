// The scans for x86-64 processors with AVX2.
#if defined(__x86_64__)
#include <immintrin.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,pclmul"))), apply_to = function)
#include "block_avx2.h"
#include "utf8_x86.h"

#include "outermost_blocks.h"
#include "scan_blocks.h"
#include "walk_blocks.h"
#pragma clang attribute pop

const cjson_kernel avx2Kernel = {scan, walkOn, outermost};
#endif
