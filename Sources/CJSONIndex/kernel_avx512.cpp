// The scans for x86-64 processors with AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,pclmul,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2"))), apply_to = function)
#include "block_avx512.h"
#include "utf8_x86.h"

#include "outermost_blocks.h"
#include "scan_blocks.h"
#include "walk_blocks.h"
#pragma clang attribute pop

const cjson_kernel avx512Kernel = {scan, walkOn, outermost};
#endif
