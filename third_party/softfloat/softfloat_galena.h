/* SoftFloat's functions, for C++. What is defined here is what the files of this folder are compiled with. */
#pragma once

#define SOFTFLOAT_FAST_INT64
#define THREAD_LOCAL __thread
extern "C" {
#include "third_party/softfloat/softfloat.h"
}
