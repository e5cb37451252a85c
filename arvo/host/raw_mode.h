// Raw mode of the terminal on standard input: keys come one by one and are not shown. It ends with the process, however
// that ends: by its own will, by a failure, by damage that a handler meets (guard.h), by a signal. A terminal left raw
// is of no use to the shell that gets it back.
//
// It is the process's, as the terminal is.
#pragma once

#include <uv.h>

namespace galena::host {

// Whether the terminal `tty` of standard input is raw now.
bool begin_raw_mode(uv_tty_t& tty);
// Back to what was before. May be called from a handler of signals, and where nothing is raw.
void end_raw_mode();
bool is_raw_mode();

}  // namespace galena::host
