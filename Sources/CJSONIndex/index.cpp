#include "CJSONIndex.h"
