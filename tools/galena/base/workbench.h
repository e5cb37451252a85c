// What programs are compiled on and run by: a machine and a compiler that share an arena, and the subject.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hoon/print/print.h"
#include "hoon/type/compiler.h"
#include "nock/base/check.h"
#include "nock/run/machine.h"

namespace galena::tools {

// What is compiled against: a type, and a value of it.
struct Subject {
  Noun type;
  Noun value;
};

// A machine and a compiler that share an arena, with the subject programs are compiled against.
class Workbench {
 public:
  // What of the arena the machine is shown while programs are compiled: it remembers what it ran. Nouns themselves, if
  // the arena lives as long as the machine runs; copies in its heap, if the arena is given up before.
  enum class Runs : uint8_t { itself, copies };
  // The subject is 0, of type %noun. `machine` must outlive this.
  explicit Workbench(Machine& machine, Runs runs = Runs::itself);
  // The same, its arena that of an image.
  Workbench(Machine& machine, const ArenaImage& image, Runs runs = Runs::itself);
  ~Workbench();

  Machine& machine() { return machine_; }
  Arena& arena() { return arena_; }
  hoon::Compiler& compiler() { return compiler_; }
  const Subject& subject() const { return subject_; }
  // A noun of the arena, in the machine's heap. Throws OutOfMemory.
  Noun copy(Noun noun);
  // For each question to the compiler, and for what it runs; for parsing, and for printing.
  void set_deadline(std::optional<std::chrono::milliseconds> deadline) { deadline_ = deadline; }
  // Runs `body`, which works on what somebody wrote, under the limits of the machine and that deadline.
  Outcome under_limits(const std::function<void()>& body) { return machine_.under_limits(deadline_, body); }
  // Both of the arena.
  void set_subject(Subject subject) {
    GALENA_CHECK(arena_.owns(subject.type) && arena_.owns(subject.value));
    subject_ = subject;
  }

  // The lines in which a type prints, one at least; a value by its type. Throws Failure where a limit is passed.
  std::vector<std::string> print_type(Noun type, unsigned width = 80);
  std::vector<std::string> print_value(Noun type, Noun value, unsigned width = 80);
  // A type on one line, with `...` for what goes beyond `limit` bytes, worded as messages are.
  std::string print_type_flat(Noun type, size_t limit);
  void set_wording(hoon::Wording wording) { wording_ = wording; }
  hoon::Wording wording() const { return wording_; }
  std::optional<std::chrono::milliseconds> deadline() const { return deadline_; }

 private:
  void serve();
  std::vector<std::string> render(const std::function<std::vector<std::string>()>& body);
  hoon::TypeServices services();
  // The type of types that programs in this subject have, `abel`; none() where it has none.
  Noun type_of_types();

  Machine& machine_;
  Runs runs_;
  Arena arena_;
  hoon::Compiler compiler_;
  Subject subject_;
  std::optional<std::chrono::milliseconds> deadline_;
  hoon::Wording wording_ = hoon::Wording::written;
  struct {
    Noun subject = Noun::none();  // the type that it is of
    Noun type = Noun::none();
  } types_;
};

}  // namespace galena::tools
