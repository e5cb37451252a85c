#include "tools/galena/session/pier_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include "arvo/host/driver/control.h"
#include "arvo/host/driver/terminal.h"
#include "arvo/host/driver/timer.h"
#include "nock/noun/text.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/library.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

// A work that takes longer says how far it has come.
constexpr auto kPatience = std::chrono::milliseconds(500);
// An event that takes longer is given up, unless --deadline says otherwise.
constexpr auto kEventDeadline = std::chrono::minutes(10);

void show_slog(Noun message) {
  const Slog slog = render_slog(message);
  const auto level = slog.priority >= 3   ? host::Level::error
                     : slog.priority == 2 ? host::Level::warning
                                          : host::Level::info;
  for (const std::string& line : slog.lines) say_line(level, line);
}

}  // namespace

std::vector<std::string> evaluate_with_kernel(Workbench& bench, Noun kernel, const std::string& name, std::string text,
                                              std::optional<std::chrono::milliseconds> deadline) {
  Machine& machine = bench.machine();
  const Subject library = bench.subject();
  // Programs are compiled against the type alone: the kernel need not be in the arena.
  Arena& arena = bench.arena();
  bench.set_subject({arena.tuple("cell"_n, arena.tuple("face"_n, "kernel"_n, "noun"_n), library.type), Noun::zero()});
  struct Restore {
    Workbench& bench;
    Subject subject;
    ~Restore() { bench.set_subject(subject); }
  } const restore{bench, library};
  const Heap::Root core(machine.heap(), kernel);
  Program program(bench, name, std::move(text));
  const hoon::Compiled compiled = program.compile(program.parse());
  const Result result = machine.run(machine.heap().cons(core.get(), library.value), compiled.formula, deadline);
  switch (result.outcome) {
    case Outcome::done: {
      const Heap::Root product(machine.heap(), result.noun);
      return bench.print_value(compiled.type, product.get());
    }
    case Outcome::meme:
      throw Failure{Exit::failed, "error: out of memory (%meme)"};
    case Outcome::intr:
      throw Failure{was_interrupted() ? Exit::interrupted : Exit::failed, "error: it took too long (%intr)"};
    case Outcome::exit:
    case Outcome::block: {
      std::string message = "error: the computation crashed";
      for (const std::string& line : render_trace(machine, result.noun)) message += "\n  " + line;
      throw Failure{Exit::failed, message};
    }
  }
  __builtin_unreachable();
}

void say_line(host::Level level, const std::string& line) {
  static const bool colored = isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  host::terminal_line(level, line, colored);
}

void PierCommand::add_to(CLI::App& app) {
  app.add_flag("--no-terminal", no_terminal, "Take no keys and end only when told to: for a service");
  app.add_option("--checkpoint-every", checkpoint_minutes, "Minutes between checkpoints; 0: only at the end")
      ->type_name("MIN");
  app.add_flag("-v,--verbose", verbose, "Say what becomes of every effect, and when a checkpoint is written");
  app.add_flag("-q,--quiet", quiet, "Say nothing of starting and stopping");
  evaluation.add_to(app);
}

LastMachine PierCommand::make_machine() const {
  return evaluation.make_machine(show_slog);
}

host::PierOptions PierCommand::pier_options() const {
  host::PierOptions options;
  const auto deadline = evaluation.deadline();
  options.deadline = deadline ? *deadline : std::chrono::milliseconds(kEventDeadline);
  options.render_trace = [](Machine& machine, Noun trace) { return render_trace(machine, trace); };
  options.report = [](const std::string& line) { say_line(host::Level::warning, line); };
  if (!quiet && isatty(STDERR_FILENO) != 0) {
    options.progress = [begin = std::chrono::steady_clock::now(), shown = std::chrono::steady_clock::time_point()](
                           uint64_t done, uint64_t all) mutable {
      const auto now = std::chrono::steady_clock::now();
      if (now - begin < kPatience) return;
      if (done != all && now - shown < std::chrono::milliseconds(100)) return;
      shown = now;
      const std::string line = fmt::format("\r{} of {} events", done, all) + (done == all ? "\n" : "");
      const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
      (void)written;
    };
  }
  return options;
}

Exit PierCommand::run_loop(host::Pier& running) const {
  host::LoopOptions options;
  options.checkpoint_interval = std::chrono::minutes(checkpoint_minutes);
  options.verbose = verbose;
  options.say = say_line;
  host::Loop loop(running, options);
  loop.add(host::make_timer(loop));
  host::ControlOptions control;
  std::unique_ptr<Workbench> bench;
  control.evaluate = [&, this](const std::string& text) -> host::OrRefused<std::vector<std::string>> {
    try {
      if (!bench) {
        bench = std::make_unique<Workbench>(running.machine());
        bench->set_deadline(pier_options().deadline);
        use_library(*bench);
      }
      return evaluate_with_kernel(*bench, running.kernel().core(), "<eval>", text, pier_options().deadline);
    } catch (const Failure& failure) {
      return host::Refused{failure.message};
    }
  };
  loop.add(host::make_control(loop, control));
  if (!no_terminal) loop.add(host::make_terminal(loop));
  return loop.run() == 0 ? Exit::ok : Exit::failed;
}

}  // namespace galena::tools
