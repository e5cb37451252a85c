// Running the tests of files of a desk: arms whose names begin with `test-`, each of which makes a list of complaints.
//
// What came of a file is kept under the name of its product, which holds all that it depends on (hoon/desk/desk.h): so
// that tests of which nothing has changed are not run again. What a limit stopped is not kept.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/test_result.h"

namespace galena::tools {

// What tests are run with, in every process that runs some.
struct TestOptions {
  DeskOptions desk;  // the ones that tests are about: each test file sees its own in front of them
  std::string filter;
  bool again = false;  // whatever is kept
  CacheOptions cache;
  EvaluationOptions evaluation;
  DiagnosticOptions diagnostics;

  // Whether what comes out is what a run without options comes to.
  bool may_keep() const { return !evaluation.no_jets && evaluation.disabled_jets.empty() && !evaluation.check_jets; }
  bool wants(const std::string& arm) const { return arm.find(filter) != std::string::npos; }
};

// A file of tests: the desk that it lies in, and its name there.
struct TestFile {
  std::string shown;  // its path, as people have it
  std::string desk, name;
};
// The desk is the folder that has the nearest `tests` above the file, or the one that desk_of finds.
TestFile test_file(const std::string& path);

// The files of one desk.
class TestBench {
 public:
  // `say` of the options is taken. Throws Failure, as DeskSession does.
  TestBench(TestOptions options, const std::string& desk);

  const std::string& desk() const { return desk_; }
  FileResult run(const std::string& name);

 private:
  std::optional<FileResult> recall(Digest product) const;
  std::vector<std::string> arms_of_product(const std::string& name, Noun type);
  ArmResult run_arm(hoon::Vase core, const std::string& arm);
  // Of a list of tanks.
  std::vector<Complaint> complaints(Noun tanks);
  void end(ArmResult& arm, Outcome outcome, Noun noun);
  Noun type_of_complaints();

  TestOptions options_;
  std::string desk_;
  std::vector<std::string> said_;
  std::unique_ptr<hoon::Store> store_;
  std::unique_ptr<DeskSession> session_;
  Noun tang_ = Noun::none();
};

}  // namespace galena::tools
