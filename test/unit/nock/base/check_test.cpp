#include "nock/base/check.h"

#include "test/unit/check_fixture.h"

using namespace galena;

TEST_CASE("a condition that does not hold ends the process and is named" * with_checks()) {
  int two = 2;
  CHECK(dies_of([&] { GALENA_CHECK(two + two == 5); }) == "two + two == 5");
  CHECK(dies_of([&] { GALENA_CHECK(two + two == 4); }).empty());
}

TEST_CASE("without checks a condition is not evaluated") {
  int evaluated = 0;
  GALENA_CHECK(++evaluated != 0);
  CHECK(evaluated == (kChecks ? 1 : 0));
}

TEST_CASE("what ends a process otherwise is not taken for a condition") {
  CHECK(dies_of([] { throw 1; }) == "(an exception)");
  CHECK(dies_of([] { std::raise(SIGKILL); }).starts_with("(signal 9)"));
}

TEST_CASE("now and then is the first time and one in the period") {
  int times = 0;
  for (int i = 0; i < 10; ++i) times += GALENA_NOW_AND_THEN(4) ? 1 : 0;
  CHECK(times == 3);
}
