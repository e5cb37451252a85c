// What is done to a graph once it is whole, pass by pass, each of which is tested by the verifier.
#include "nock/jit/analysis.h"
#include "nock/jit/passes.h"
#include "nock/jit/verify.h"

namespace galena::jit {

namespace {

constexpr Pass kPasses[] = {
    {mark_reachable, Stage::reachable},
    {find_closed, Stage::closed},
    {find_recursion, Stage::recursive},
    {place, Stage::placed},
    {mark_live, Stage::live},
    {infer_types, Stage::typed},
    {find_allocation, Stage::allocating},
    {find_proofs, Stage::proved},
    {find_loops, Stage::finished},
};

}  // namespace

std::span<const Pass> passes() {
  return kPasses;
}

void run_passes(Graph& graph, std::span<const Pass> list, bool verified) {
  if (verified) verify(graph, Stage::analysed);
  for (const Pass& pass : list) {
    pass.run(graph);
    if (verified) verify(graph, pass.left);
  }
}

void finish(Graph& graph, bool verified) {
  run_passes(graph, passes(), verified);
}

}  // namespace galena::jit
