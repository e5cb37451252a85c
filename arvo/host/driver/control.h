// The control socket: PIER/.urb/conn.sock, for the owner of the pier alone.
//
// A client sends requests, each in one of two forms, and gets an answer to each in the same form. Answers to requests
// that are quick overtake those to events.
//
//   a line of JSON      {"id": ANY, "peek": "/x//count"}   ->  {"id": ANY, "ok": ...} or {"id": ANY, "error": "why"}
//   a newt frame        0x00, the size (4 bytes, little-endian), a jam of [id command]
//                                                        ->  [id %ok noun] or [id %fail cord]
//
//   command     JSON                                        newt
//   peek        "peek": "/view/desk/path..." or a noun      [%peek question]      the kernel's answer
//   poke        "poke": NOUN, "wire": PATH (or none)        [%poke wire card]     the number of the event
//   eval        "eval": HOON                                [%eval cord]          lines of text
//   mass        "mass": true                                [%mass ~]             sizes
//   checkpoint  "checkpoint": true                          [%save ~]             the event it stands for
//   quit        "quit": true                                [%quit ~]             and the host stops
//
// A kernel's noun in JSON is text, as `galena cue` prints it. A poke is answered when its event is durable.
//
// Nobody is trusted to be sane. A frame has at most kMaxFrame bytes (framing.h), and one that claims more is refused
// before anything is kept; a request that has begun must end within kPatience; who does not read its answers is
// dropped; clients are at most kMaxClients, beyond which the one that was silent for longest makes room.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arvo/host/failure.h"
#include "arvo/host/loop.h"

namespace galena::host {

inline constexpr size_t kMaxClients = 256;
inline constexpr std::chrono::milliseconds kPatience{10'000};

struct ControlOptions {
  // Evaluates Hoon against the kernel as it is: lines of the product. May be missing.
  std::function<OrRefused<std::vector<std::string>>(const std::string&)> evaluate;
  std::chrono::milliseconds patience = kPatience;
};

std::unique_ptr<Driver> make_control(Loop& loop, ControlOptions options);

// The path of a pier's socket.
std::string control_path(const std::string& pier);

// Sends one line to the host that runs the pier and yields the line it answers; nothing where none runs. For commands.
std::optional<std::string> control_request(const std::string& pier, const std::string& line);

}  // namespace galena::host
