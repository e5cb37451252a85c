// The loop of a running pier: who is told what, and when.
#include "arvo/host/loop.h"

#include <doctest/doctest.h>

#include "arvo/host/guard.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

// Plans events when it starts, and notes what it hears.
class Listener : public Driver {
 public:
  Listener(Loop& loop, int events, std::vector<std::string>& heard) : loop_(loop), events_(events), heard_(heard) {}
  void start() override {
    for (int i = 0; i < events_; ++i) {
      loop_.plan(ovum(loop_.pier().machine().heap()), [this](uint64_t number, const std::string& why) {
        heard_.push_back(number != 0 ? "event " + std::to_string(number) : why);
      });
    }
  }
  bool effect(Noun, Noun card) override {
    heard_.push_back(card.head() == "note"_n ? "note" : "another effect");
    return true;
  }
  void stop() override { heard_.emplace_back("stop"); }

 private:
  Loop& loop_;
  int events_;
  std::vector<std::string>& heard_;
};

std::vector<std::string> heard_of(const std::string& effects, int events) {
  const Folder folder;
  CountingPier made(folder.path, effects);
  std::vector<std::string> heard;
  Loop loop(made.pier, {});
  loop.add(std::make_unique<Listener>(loop, events, heard));
  CHECK(loop.run() == 0);
  CHECK(made.pier.checkpoint().event() == made.pier.log().last());
  return heard;
}

}  // namespace

TEST_CASE("effects of an event come before its acknowledgement, and the end after both") {
  // The kernel asks to stop with its first event: who sent that is told before the loop ends.
  CHECK(heard_of("[[[0 0] 'note' 0] [[0 0] 'exit' 0] 0]", 1) == std::vector<std::string>{"note", "event 7", "stop"});
  CHECK(heard_of("[[[0 0] 'exit' 0] [[0 0] 'note' 0] 0]", 2) ==
        std::vector<std::string>{"note", "event 7", "note", "event 8", "stop"});
}

TEST_CASE("who hears that a checkpoint is written may ask for the next") {
  struct Asker : Driver {
    Loop& loop;
    std::vector<std::string>& heard;
    Asker(Loop& l, std::vector<std::string>& h) : loop(l), heard(h) {}
    void plan(Loop::Done done) { loop.plan(ovum(loop.pier().machine().heap()), std::move(done)); }
    void start() override {
      plan([this](uint64_t, const std::string&) {
        loop.checkpoint([this](const std::string& why) {
          heard.push_back("first" + why);
          loop.checkpoint([this](const std::string& why_not) { heard.push_back("second" + why_not); });
          loop.stop(true);
        });
        // Computed while the first is being written: there is something for the second.
        plan({});
      });
    }
  };
  const Folder folder;
  CountingPier made(folder.path);
  std::vector<std::string> heard;
  Loop loop(made.pier, {});
  loop.add(std::make_unique<Asker>(loop, heard));
  CHECK(loop.run() == 0);
  CHECK(heard == std::vector<std::string>{"first", "second"});
  CHECK(made.pier.checkpoint().event() == 8);
}

TEST_CASE("every mapping of a log has its guard") {
  const Folder folder;
  CountingPier made(folder.path);
  const std::string data = made.pier.log().folder() + "/data.mdb";
  CHECK(find_mapping(data).begin == nullptr);
  {
    const EventLog other(made.pier.folder(), EventLog::Mode::read);
    CHECK(find_mapping(data).begin == nullptr);
  }
  CHECK(find_mapping(data).begin == nullptr);
}
