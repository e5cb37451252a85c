#include "nock/llvm/symbols.h"

#include <llvm/ExecutionEngine/JITLink/JITLink.h>

#include <algorithm>
#include <charconv>

#include "nock/jit/ir.h"

namespace galena::jit {

void SymbolListener::modifyPassConfig(llvm::orc::MaterializationResponsibility&, llvm::jitlink::LinkGraph&,
                                      llvm::jitlink::PassConfiguration& passes) {
  if (objects == nullptr) return;
  // What is called from its own section alone is known to nobody as being alive.
  passes.PrePrunePasses.push_back([](llvm::jitlink::LinkGraph& graph) {
    for (llvm::jitlink::Symbol* const symbol : graph.defined_symbols()) {
      if (symbol->isCallable()) symbol->setLive(true);
    }
    return llvm::Error::success();
  });
  // By then everything has its address, and its bytes are as they will be.
  passes.PostFixupPasses.push_back([this](llvm::jitlink::LinkGraph& graph) {
    LinkedObject object;
    for (const llvm::jitlink::Symbol* const symbol : graph.defined_symbols()) {
      if (!symbol->hasName() || !symbol->isCallable()) continue;
      object.symbols.push_back({symbol->getName().str(), symbol->getAddress().getValue(), symbol->getSize()});
    }
    std::sort(object.symbols.begin(), object.symbols.end(),
              [](const CodeSymbol& a, const CodeSymbol& b) { return a.address < b.address; });
    if (const llvm::jitlink::Section* const frames = graph.findSectionByName(".eh_frame"); frames != nullptr) {
      const llvm::jitlink::SectionRange range(*frames);
      object.eh_frame = range.getStart().getValue();
      object.eh_frame_bytes.resize(range.getSize());
      for (const llvm::jitlink::Block* const block : frames->blocks()) {
        if (block->isZeroFill()) continue;
        const llvm::ArrayRef<char> bytes = block->getContent();
        std::copy(
            bytes.begin(), bytes.end(),
            object.eh_frame_bytes.begin() + static_cast<ptrdiff_t>(block->getAddress().getValue() - object.eh_frame));
      }
    }
    objects->push_back(std::move(object));
    return llvm::Error::success();
  });
}

void name_symbols(LinkedObject& object, const Graph& graph, const std::vector<std::string>& names) {
  constexpr uint64_t kAlignment = 16;
  std::vector<CodeSymbol> named;
  for (CodeSymbol& symbol : object.symbols) {
    // `what.number`, and maybe more.
    const size_t dot = symbol.name.find('.');
    size_t id = names.size();
    if (dot != std::string::npos) {
      std::from_chars(symbol.name.data() + dot + 1, symbol.name.data() + symbol.name.size(), id);
    }
    if (id >= names.size()) continue;
    std::string name = names[id];
    if (symbol.name.starts_with("machine.")) name += graph.functions[id].loops ? ":loop" : ":closed";
    if (!named.empty() && named.back().name == name &&
        symbol.address - (named.back().address + named.back().size) < kAlignment) {
      named.back().size = symbol.address + symbol.size - named.back().address;
      continue;
    }
    named.push_back({std::move(name), symbol.address, symbol.size});
  }
  object.symbols = std::move(named);
}

}  // namespace galena::jit
