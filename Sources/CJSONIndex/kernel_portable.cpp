// The scans for any processor.
#include "kernels.h"

#include "block_portable.h"
#include "utf8_portable.h"

#include "outermost_blocks.h"
#include "scan_blocks.h"
#include "walk_blocks.h"

const cjson_kernel portableKernel = {scan, walkOn, outermost};
