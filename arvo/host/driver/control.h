// The control socket: PIER/.urb/conn.sock, for the owner of the pier alone. doc/socket.md has the protocol.
//
// Every request that came as a whole gets exactly one answer, in the notation of the request, and the answer is true:
// what is said of an event is said when it is durable. Answers to requests that are quick overtake those to events.
//
// Nobody is trusted to be sane, and no client waits for another's manners. Bytes in and out are bounded, for each
// client and for all of them (socket.cpp); clients take turns, a request each; a request that has begun must end, and
// an answer must be taken, within a client's patience, which does not run while the host itself is slow; who has gone
// half-way (shutdown of his side) is answered, and then let go. What a request computes while others wait ends after
// question_limit, and at once where who asked has gone: who wants no answer to a noun that is Hoon closes his half.
// Clients are at most kMaxClients, beyond which one that waits for nothing makes room. When the host stops, what has
// been asked is answered or refused, and no client holds it up for longer than kFarewell.
#pragma once

#include <atomic>
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
inline constexpr std::chrono::milliseconds kFarewell{1'000};
inline constexpr std::chrono::milliseconds kQuestionLimit{10'000};

struct ControlOptions {
  // Evaluates Hoon against the kernel as it is: lines of the product. May be missing.
  std::function<OrRefused<std::vector<std::string>>(const std::string&)> evaluate;
  // The noun that Hoon stands for, of the machine's heap: for what is not plain noun text (nock/noun/text.h). May be
  // missing. Runs Nock.
  std::function<OrRefused<Noun>(const std::string&)> noun_of;
  // The parts of the kernel and what they weigh, as JSON on one line. May be missing. Runs Nock.
  std::function<OrRefused<std::string>()> weigh;
  // What an event of the log did, as JSON on one line: on a machine of its own, in another thread, one at a time; gives
  // up between two events when it is told to. May be missing.
  std::function<OrRefused<std::string>(uint64_t event, const std::atomic<bool>& ending)> trace;
  std::chrono::milliseconds patience = kPatience;
  // For what a request computes at once: a peek, an eval, and nouns that are Hoon. (Events have the pier's deadline.)
  std::chrono::milliseconds question_limit = kQuestionLimit;
};

std::unique_ptr<Driver> make_control(Loop& loop, ControlOptions options);

// The path of a pier's socket.
std::string control_path(const std::string& pier);

// Sends one line to the host that runs the pier and yields the line it answers; nothing where none runs. For commands.
std::optional<std::string> control_request(const std::string& pier, const std::string& line);

}  // namespace galena::host
