// Hoon that is evaluated beside a kernel, on the kernel's own machine: any number of expressions, one after the other.
//
// What an expression made is let go of. The machine remembers what it ran, by code, for as long as its cells live, so
// it is never shown nouns of an arena that is given up: programs are compiled in one arena after the other, and what
// runs is a copy in the heap, which is collected. Only the library's own arena stays.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"

namespace galena::tools {

class KernelEvaluator {
 public:
  // `machine` must outlive it. `diagnostics`: how refusals look. Runs Nock: the library's.
  KernelEvaluator(Machine& machine, std::optional<std::chrono::milliseconds> deadline, DiagnosticOptions diagnostics);

  // The lines of what a Hoon expression makes in a subject of the library and, as `kernel`, the core of a kernel, which
  // may be large and is not copied. `name` is what diagnostics call the text. Throws Failure.
  std::vector<std::string> evaluate(const std::string& name, std::string text, Noun kernel);
  // The noun itself; good until the machine runs again.
  Noun noun_of(const std::string& name, std::string text, Noun kernel);

 private:
  struct Product {
    Noun type, noun;
  };
  Product run(const std::string& name, std::string text, Noun kernel);
  // The one to compile with.
  Workbench& bench();

  Machine& machine_;
  std::optional<std::chrono::milliseconds> deadline_;
  DiagnosticOptions diagnostics_;
  std::unique_ptr<Workbench> library_;
  std::unique_ptr<Workbench> bench_;
  size_t empty_bytes_ = 0;  // of bench_'s arena, before anything was compiled
};

}  // namespace galena::tools
