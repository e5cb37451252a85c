#include "tools/galena/session/pier_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include "arvo/host/driver/control.h"
#include "arvo/host/driver/output.h"
#include "arvo/host/driver/terminal.h"
#include "arvo/host/driver/timer.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/session/event_trace.h"
#include "tools/galena/session/kernel_evaluator.h"
#include "tools/galena/session/mass_report.h"

namespace galena::tools {
namespace {

// A work that takes longer says how far it has come.
constexpr auto kPatience = std::chrono::milliseconds(500);
// An event that takes longer is given up, unless --deadline says otherwise.
constexpr auto kEventDeadline = std::chrono::minutes(10);

std::string one_line(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void show_slog(Noun message) {
  const Slog slog = render_slog(message);
  const auto level = slog.priority >= 3   ? host::Level::error
                     : slog.priority == 2 ? host::Level::warning
                                          : host::Level::info;
  for (const std::string& line : slog.lines) say_line(level, line);
}

}  // namespace

void say_line(host::Level level, const std::string& line) {
  static const bool colored = isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  host::terminal_line(level, line, colored);
}

void PierCommand::add_to(CommandLine app) {
  app.flag("--no-terminal", no_terminal, "Take no keys and end only when told to: for a service");
  app.option("--checkpoint-every", checkpoint_minutes, "Minutes between checkpoints; 0: only at the end")
      .type_name("MIN");
  app.flag("-v,--verbose", verbose, "Say what becomes of every effect, and when a checkpoint is written");
  app.flag("-q,--quiet", quiet, "Say nothing of starting and stopping");
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

host::ControlOptions PierCommand::control_options(host::Pier& running) const {
  // Made when the first text comes.
  const auto evaluator = std::make_shared<std::unique_ptr<KernelEvaluator>>();
  const auto with = [evaluator, &running, deadline = pier_options().deadline](auto&& work) {
    using Made = decltype(work(**evaluator));
    try {
      if (!*evaluator) {
        DiagnosticOptions plain;
        plain.color = "never";
        *evaluator = std::make_unique<KernelEvaluator>(running.machine(), deadline, plain);
      }
      return host::OrRefused<Made>(work(**evaluator));
    } catch (const Failure& failure) {
      return host::OrRefused<Made>(host::Refused{failure.message});
    }
  };
  host::ControlOptions options;
  if (const auto limit = evaluation.deadline()) options.question_limit = *limit;
  options.evaluate = [=, &running](const std::string& text) {
    return with([&](KernelEvaluator& e) { return e.evaluate("<eval>", text, running.kernel().core()); });
  };
  options.noun_of = [=, &running](const std::string& text) {
    return with([&](KernelEvaluator& e) { return e.noun_of("<noun>", text, running.kernel().core()); });
  };
  options.weigh = [&running] {
    return host::OrRefused<std::string>(one_line(weigh_kernel(running.kernel(), running.event()).json()));
  };
  // In another thread: of copies.
  options.trace = [common = *this, folder = running.folder()](uint64_t event, const std::atomic<bool>& ending) {
    try {
      return host::OrRefused<std::string>(one_line(trace_event(common, folder, event, &ending).json()));
    } catch (const Failure& failure) {
      return host::OrRefused<std::string>(host::Refused{failure.message});
    } catch (const host::HostFailure& failure) {
      return host::OrRefused<std::string>(host::Refused{failure.message});
    } catch (const std::bad_alloc&) {
      return host::OrRefused<std::string>(host::Refused{"out of memory"});
    }
  };
  return options;
}

namespace {

// Says that a pier runs, when that is so for its clients.
class Greeting final : public host::Driver {
 public:
  explicit Greeting(std::string line) : line_(std::move(line)) {}
  void start() override { say_line(host::Level::info, line_); }

 private:
  std::string line_;
};

}  // namespace

Exit PierCommand::run_loop(host::Pier& running, const std::string& greeting) const {
  host::LoopOptions options;
  options.checkpoint_interval = std::chrono::minutes(checkpoint_minutes);
  options.verbose = verbose;
  options.say = say_line;
  host::Loop loop(running, options);
  loop.add(host::make_timer(loop));
  loop.add(host::make_control(loop, control_options(running)));
  if (!quiet) loop.add(std::make_unique<Greeting>(greeting));
  if (!no_terminal) loop.add(host::make_terminal(loop));
  loop.add(host::make_output(loop));
  return loop.run() == 0 ? Exit::ok : Exit::failed;
}

}  // namespace galena::tools
