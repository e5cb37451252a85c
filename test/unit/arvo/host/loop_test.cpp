// The loop of a running pier: who is told what, and when.
#include "arvo/host/loop.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "arvo/host/guard.h"
#include "nock/noun/image.h"
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
      loop_.plan(ovum(loop_.pier().machine().heap()), [this](const Verdict& verdict) {
        heard_.push_back(verdict.ok() ? "event " + std::to_string(verdict.number) : verdict.failure);
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
      plan([this](const Verdict&) {
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

TEST_CASE("a checkpoint that there is no room for is none, and the host goes on") {
  struct Asker : Driver {
    Loop& loop;
    std::vector<std::string>& heard;
    Asker(Loop& l, std::vector<std::string>& h) : loop(l), heard(h) {}
    void start() override {
      const auto hear = [this](const std::string& why_not) { heard.push_back("checkpoint: " + why_not); };
      loop.checkpoint(hear);
      loop.plan(ovum(loop.pier().machine().heap()), [this, hear](const Verdict& verdict) {
        heard.push_back(verdict.ok() ? "event " + std::to_string(verdict.number) : verdict.failure);
        loop.checkpoint(hear);
        loop.plan(ovum(loop.pier().machine().heap()), [this](const Verdict& next) {
          heard.push_back("event " + std::to_string(next.number));
          loop.stop(true);
        });
      });
    }
  };
  for (const size_t room : {size_t{0}, Image::kBlock, 3 * Image::kBlock}) {
    for (const bool of_cells : {true, false}) {
      const Folder folder;
      uint32_t mug = 0;
      {
        CountingPier made(folder.path);
        of_cells ? made.pier.checkpoint().image().adopt(Image::kColumn - room, 0)
                 : made.pier.checkpoint().image().adopt(0, Image::kColumn - room);
        // As much may be alive as there is: what is refused is refused before anything moves.
        for (int i = 0; i < 2000; ++i) made.heap().cons(kNull, kNull);
        std::vector<std::string> heard, said;
        LoopOptions options;
        options.say = [&](Level, const std::string& line) { said.push_back(line); };
        Loop loop(made.pier, options);
        loop.add(std::make_unique<Asker>(loop, heard));
        CHECK(loop.run() == 0);
        CHECK(heard ==
              std::vector<std::string>{"checkpoint: out of memory", "event 7", "checkpoint: out of memory", "event 8"});
        // Twice, and at the end.
        CHECK(said.size() == 3);
        for (const std::string& line : said) CHECK(line.find("no room for a checkpoint") != std::string::npos);
        mug = made.pier.kernel().mug();
      }
      const auto machine = small_machine();
      Pier again(folder.path, *machine, {}, Pier::Mode::run);
      again.resume();
      CHECK(again.event() == 8);
      CHECK(again.kernel().mug() == mug);
    }
  }
}

TEST_CASE("a compaction that is asked for while a checkpoint is written comes after it") {
  struct Asker : Driver {
    Loop& loop;
    std::vector<std::string>& heard;
    Asker(Loop& l, std::vector<std::string>& h) : loop(l), heard(h) {}
    void start() override {
      loop.plan(ovum(loop.pier().machine().heap()), [this](const Verdict&) {
        for (const char* const name : {"plain", "dense", "denser"}) {
          loop.checkpoint(
              [this, name](const std::string& why_not) {
                heard.push_back(name + why_not);
                if (name == std::string("denser")) loop.stop(true);
              },
              name != std::string("plain"));
        }
      });
    }
  };
  const Folder folder;
  uint32_t mug = 0;
  {
    CountingPier made(folder.path);
    std::vector<std::string> heard;
    Loop loop(made.pier, {});
    loop.add(std::make_unique<Asker>(loop, heard));
    CHECK(loop.run() == 0);
    CHECK(heard == std::vector<std::string>{"plain", "dense", "denser"});
    CHECK(std::filesystem::exists(folder.path + "/.urb/galena/2.cells"));
    CHECK_FALSE(std::filesystem::exists(folder.path + "/.urb/galena/1.cells"));
    mug = made.pier.kernel().mug();
  }
  const auto machine = small_machine();
  Pier again(folder.path, *machine, {}, Pier::Mode::run);
  again.resume();
  CHECK(again.replayed() == 0);
  CHECK(again.kernel().mug() == mug);
}

namespace {

// Hears what the timer would, and makes an event of this card when it starts.
struct AlarmClock : Driver {
  Loop& loop;
  std::string card;
  std::vector<std::string>& heard;
  AlarmClock(Loop& l, std::string c, std::vector<std::string>& h) : loop(l), card(std::move(c)), heard(h) {}
  void start() override {
    if (card.empty()) return;
    loop.make_and_plan([this](Heap& heap) { return read_text(heap, "[['b' 0] " + card + "]").noun; },
                       [this](const Verdict& verdict) { heard.push_back(verdict.ok() ? "done" : verdict.failure); });
  }
  bool effect(Noun wire, Noun noun) override {
    heard.push_back(print_text(wire) + " " + print_text(noun.tail()));
    return true;
  }
};

// What the clock of a pier hears that runs its loop with such an event, or with none.
std::vector<std::string> heard_by_clock(Pier& pier, const std::string& card) {
  std::vector<std::string> heard;
  Loop loop(pier, {});
  loop.add(std::make_unique<AlarmClock>(loop, card, heard));
  loop.add([&] {
    struct Stopper : Driver {
      Loop& loop;
      explicit Stopper(Loop& l) : loop(l) {}
      void start() override { loop.stop(true); }
    };
    return std::make_unique<Stopper>(loop);
  }());
  CHECK(loop.run() == 0);
  return heard;
}

}  // namespace

TEST_CASE("an alarm that has not rung is known to the next process, from a checkpoint and from the log alone") {
  struct Case {
    const char* effects;             // of every event
    const char* then;                // the card of a second event, or none
    std::vector<std::string> after;  // what the next process hears when it starts
  };
  const Case table[] = {
      {"[[['b' 0] 'doze' 0 77] 0]", "", {"[98 0] [0 77]"}},
      {"[[['c' 0] 'doze' 0 77] [['b' 0] 'doze' 0 78] 0]", "", {"[98 0] [0 78]"}},
      {"[[['b' 0] 'doze' 0 77] [['b' 0] 'doze' 0] 0]", "", {}},
      {"[[['b' 0] 'note' 0] 0]", "", {}},
      {"[[['c' 0] 'doze' 0 77] 0]", "['wake' 0]", {"[99 0] [0 77]"}},
      {"[[['b' 0] 'doze' 0 77] 0]", "['wake' 0]", {"[98 0] [0 77]"}},
  };
  for (const Case& c : table) {
    CAPTURE(c.effects);
    for (const bool from_checkpoint : {true, false}) {
      const Folder folder;
      {
        CountingPier made(folder.path, c.effects);
        heard_by_clock(made.pier, "['note' 0]");
        if (*c.then != 0) heard_by_clock(made.pier, c.then);
      }
      if (!from_checkpoint) std::filesystem::remove_all(folder.path + "/.urb/galena");
      const std::unique_ptr<Machine> machine = small_machine();
      Pier again(folder.path, *machine, {}, Pier::Mode::run);
      again.resume();
      CHECK(again.replayed() == (from_checkpoint ? 0 : again.event()));
      CHECK(heard_by_clock(again, "") == c.after);
    }
  }
}

TEST_CASE("an alarm that rang is over, whether the kernel took it or failed") {
  const Folder folder;
  CountingPier made(folder.path, kItsData);
  const auto alarm_after = [&](const std::string& event) {
    made.pier.take_durably(read_text(made.heap(), event).noun);
    return print_text(made.pier.alarm());
  };
  const std::string doze = "[['b' 0] 'note' [['b' 0] 'doze' 0 77] 0]";
  const std::string asleep = "[[98 0] 1702522724 0 77]";
  CHECK(alarm_after(doze) == asleep);
  CHECK(alarm_after("[['b' 0] 'note' 0]") == asleep);
  CHECK(alarm_after("[['c' 0] 'wake' 0]") == asleep);
  CHECK(alarm_after("[['b' 0] 'wake' 0]") == "0");
  CHECK(alarm_after(doze) == asleep);
  CHECK(alarm_after("[['' 'arvo' 0] 'crud' ['exit' 0] ['b' 0] 'wake' 0]") == "0");
  CHECK(alarm_after(doze) == asleep);
  // It rings, and that sets the next.
  CHECK(alarm_after("[['b' 0] 'wake' [['b' 0] 'doze' 0 78] 0]") == "[[98 0] 1702522724 0 78]");
  CHECK(alarm_after("[['b' 0] 'note' [['b' 0] 'doze' 0] 0]") == "0");
}

TEST_CASE("what a driver has no room for is dropped and told, and the loop goes on") {
  struct Greedy : Driver {
    Loop& loop;
    std::vector<std::string>& heard;
    Greedy(Loop& l, std::vector<std::string>& h) : loop(l), heard(h) {}
    void start() override {
      const auto hear = [this](const Verdict& verdict) { heard.push_back(verdict.ok() ? "done" : verdict.failure); };
      // More than there is; then what there is room for once the rest is collected, again and again.
      loop.make_and_plan(
          [](Heap& heap) -> Noun {
            for (;;) heap.cons(kNull, kNull);
          },
          hear);
      for (int i = 0; i < 5; ++i) {
        loop.make_and_plan(
            [](Heap& heap) {
              for (int n = 0; n < 1'000'000; ++n) heap.cons(kNull, kNull);
              return ovum(heap);
            },
            hear);
      }
      loop.stop(true);
    }
  };
  const Folder folder;
  CountingPier made(folder.path);
  std::vector<std::string> heard;
  Loop loop(made.pier, {});
  loop.add(std::make_unique<Greedy>(loop, heard));
  CHECK(loop.run() == 0);
  CHECK(heard == std::vector<std::string>{"out of memory", "done", "done", "done", "done", "done"});
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
