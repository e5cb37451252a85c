// The timer driver: the effect [wire %doze (unit @da)] sets it or turns it off, and when it rings the event is
// [wire %wake ~]. There is one timer: the last effect counts. The pier knows it too (Pier::alarm), and the loop offers
// it again to the next process: what was due meanwhile rings at once.
#pragma once

#include <memory>

#include "arvo/host/loop.h"

namespace galena::host {

std::unique_ptr<Driver> make_timer(Loop& loop);

}  // namespace galena::host
