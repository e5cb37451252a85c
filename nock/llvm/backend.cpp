// libgalena_jit.so: graphs of tier 1 to machine code, by LLVM.
#include "nock/jit/backend.h"

#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ThreadSafeModule.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/GVN.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

#include <algorithm>
#include <mutex>

#include "nock/base/check.h"
#include "nock/llvm/emitter.h"
#include "nock/llvm/symbols.h"

namespace galena::jit {

void declare(Module& m) {
  const size_t count = m.graph.functions.size();
  for (auto* list : {&m.machine, &m.loop, &m.machine_entry, &m.strand}) list->assign(count, nullptr);
  const auto make = [&](llvm::FunctionType* type, const std::string& name) {
    auto* const f = llvm::Function::Create(type, llvm::Function::InternalLinkage, name, m.module.get());
    f->addFnAttr(llvm::Attribute::NoUnwind);
    return f;
  };
  for (FunctionId id = 0; id < count; ++id) {
    const Function& f = m.graph.functions[id];
    const std::string name = std::to_string(id) + "." + f.name;
    const bool entered = f.is_passage();
    auto* const entry = llvm::FunctionType::get(m.i64, {m.ptr, m.ptr}, false);
    if (m.part == Part::strand) {
      const bool whole = Module::is_own_entry(f);
      if (f.on_strand) m.strand[id] = m.make_handler(whole ? entry_symbol(id) : "strand." + name, whole);
      if (entered) {
        m.machine_entry[id] =
            llvm::Function::Create(entry, llvm::Function::ExternalLinkage, machine_symbol(id), m.module.get());
      }
      continue;
    }
    if (!f.on_machine) continue;
    std::vector<LType*> params;
    if (f.allocates) params.push_back(m.ptr);
    for (uint32_t i = 0; i < f.params; ++i) {
      if (f.param_used[i]) params.push_back(m.i64);
    }
    auto* const type = llvm::FunctionType::get(m.i64, params, false);
    auto* const function = make(type, "machine." + name);
    function->setCallingConv(llvm::CallingConv::Tail);
    m.machine[id] = m.loop[id] = function;
    if (f.induction) {
      auto* const loop = make(type, "machine." + name + ".loop");
      loop->setCallingConv(llvm::CallingConv::Tail);
      loop->addFnAttr(llvm::Attribute::NoInline);
      loop->addFnAttr(llvm::Attribute::Cold);
      m.loop[id] = loop;
    }
    if (f.induction || f.decrements) function->addFnAttr(llvm::Attribute::AlwaysInline);
    if (entered) {
      m.machine_entry[id] = make(entry, machine_symbol(id));
      m.machine_entry[id]->setLinkage(llvm::Function::ExternalLinkage);
    }
  }
}

namespace {

std::string message(llvm::Error error) {
  return llvm::toString(std::move(error));
}

std::unique_ptr<llvm::Module> emit(llvm::LLVMContext& context, const Graph& graph, Part part) {
  Module m(context, graph, part);
  declare(m);
  for (FunctionId id = 0; id < graph.functions.size(); ++id) {
    const Function& f = graph.functions[id];
    if (part == Part::machine && f.on_machine) emit_machine_code(m, id);
    if (part == Part::strand && f.on_strand) emit_strand_code(m, id);
  }
  return std::move(m.module);
}

void append(Objects& objects, llvm::ArrayRef<char> object) {
  const uint64_t size = object.size();
  const auto* const bytes = reinterpret_cast<const uint8_t*>(&size);
  objects.insert(objects.end(), bytes, bytes + sizeof size);
  objects.insert(objects.end(), object.begin(), object.end());
}
std::unique_ptr<llvm::MemoryBuffer> copy_of(std::span<const uint8_t> object) {
  const llvm::StringRef bytes(reinterpret_cast<const char*>(object.data()), object.size());
  return llvm::MemoryBuffer::getMemBufferCopy(bytes, "graph");
}

class LlvmBackend final : public Backend {
 public:
  LlvmBackend() {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    auto machine = llvm::orc::JITTargetMachineBuilder::detectHost();
    if (!machine) {
      error_ = message(machine.takeError());
      return;
    }
    machine->setCodeModel(llvm::CodeModel::Small);
    machine->setRelocationModel(llvm::Reloc::PIC_);
    for (auto* const target : {&best_, &fast_}) {
      machine->setCodeGenOptLevel(target == &best_ ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None);
      auto made = machine->createTargetMachine();
      if (!made) {
        error_ = message(made.takeError());
        return;
      }
      *target = std::move(*made);
    }
    // No constructors, no symbols of the process: compiled code refers to what `bind` has named.
    auto jit = llvm::orc::LLJITBuilder()
                   .setJITTargetMachineBuilder(std::move(*machine))
                   .setPlatformSetUp(llvm::orc::setUpInactivePlatform)
                   .setLinkProcessSymbolsByDefault(false)
                   .create();
    if (!jit) {
      error_ = message(jit.takeError());
      return;
    }
    jit_ = std::move(*jit);
    auto listener = std::make_unique<SymbolListener>();
    listener_ = listener.get();
    static_cast<llvm::orc::ObjectLinkingLayer&>(jit_->getObjLinkingLayer()).addPlugin(std::move(listener));
  }

  void bind(const References& references, bool for_debugger) override {
    for_debugger_ = for_debugger;
    if (jit_ == nullptr) return;
    llvm::orc::SymbolMap symbols;
    const auto name = [&](const char* what, uint64_t address) {
      symbols[jit_->mangleAndIntern(std::string("galena.") + what)] = {llvm::orc::ExecutorAddr(address),
                                                                       llvm::JITSymbolFlags::Exported};
    };
#define GALENA_BIND(what) name(#what, references.what);
    GALENA_JIT_FIELDS(GALENA_BIND)
    GALENA_JIT_FUNCTIONS(GALENA_BIND, GALENA_BIND, GALENA_BIND)
#undef GALENA_BIND
    if (auto error = jit_->getMainJITDylib().define(llvm::orc::absoluteSymbols(std::move(symbols)))) {
      error_ = message(std::move(error));
    }
  }

  std::string target() const override {
    if (best_ == nullptr) return {};
    return LLVM_VERSION_STRING + best_->getTargetTriple().str() + best_->getTargetCPU().str() +
           best_->getTargetFeatureString().str() + (for_debugger_ ? " debugger" : "");
  }

  Objects compile(const Graph& graph, std::string& error) override {
    const std::lock_guard lock(mutex_);
    Objects objects;
    error = error_;
    if (jit_ == nullptr || !error_.empty()) return objects;
    for (const Part part : parts_of(graph)) {
      llvm::LLVMContext context;
      std::unique_ptr<llvm::Module> module = emit(context, graph, part);
      optimise(*module, part);
      if (for_debugger_) {
        for (llvm::Function& function : *module) {
          if (!function.isDeclaration()) function.setUWTableKind(llvm::UWTableKind::Async);
        }
      }
      llvm::SmallVector<char, 0> object;
      if (!generate(*module, part, llvm::CodeGenFileType::ObjectFile, object)) {
        error = "LLVM generates no objects for this processor";
        return {};
      }
      append(objects, object);
    }
    return objects;
  }

  Compiled link(const Graph& graph, const Tables& tables, const Objects& objects,
                const std::vector<std::string>& names) override {
    const std::lock_guard lock(mutex_);
    Compiled result;
    result.error = error_;
    if (jit_ == nullptr || !error_.empty()) return result;
    result.bytes = objects.size();
    llvm::orc::JITDylib& library = jit_->getExecutionSession().createBareJITDylib("graph" + std::to_string(++count_));
    library.addToLinkOrder(jit_->getMainJITDylib());
    llvm::orc::SymbolMap symbols;
    const auto name = [&](const char* what, const void* address) {
      symbols[jit_->mangleAndIntern(what)] = {llvm::orc::ExecutorAddr::fromPtr(address),
                                              llvm::JITSymbolFlags::Exported};
    };
    name("galena.constants", tables.constants);
    name("galena.records", tables.records);
    name("galena.flags", tables.flags);
    name("galena.jets", tables.jets);
    auto error = library.define(llvm::orc::absoluteSymbols(std::move(symbols)));
    for (const std::span<const uint8_t> object : taken_apart(objects)) {
      if (!error) error = jit_->addObjectFile(library, copy_of(object));
    }
    std::vector<LinkedObject> linked;
    if (!names.empty()) listener_->objects = &linked;
    if (!error) error = find_entries(graph, library, result);
    listener_->objects = nullptr;
    if (error) {
      result.error = message(std::move(error));
      llvm::consumeError(jit_->getExecutionSession().removeJITDylib(library));
      return result;
    }
    auto handle = std::make_unique<Handle>(Handle{library, {}});
    for (LinkedObject& object : linked) {
      name_symbols(object, graph, names);
      if (for_debugger_) handle->known_to_debugger.push_back(tell_debugger(object));
      std::move(object.symbols.begin(), object.symbols.end(), std::back_inserter(result.symbols));
    }
    result.handle = handle.release();
    return result;
  }

  void release(void* handle) override {
    const std::lock_guard lock(mutex_);
    const std::unique_ptr<Handle> unit(static_cast<Handle*>(handle));
    unit->known_to_debugger.clear();
    llvm::consumeError(jit_->getExecutionSession().removeJITDylib(unit->library));
  }

  std::string text(const Graph& graph, Text what) override {
    const std::lock_guard lock(mutex_);
    best_->Options.MCOptions.AsmVerbose = fast_->Options.MCOptions.AsmVerbose = true;
    std::string out;
    for (const Part part : parts_of(graph)) {
      llvm::LLVMContext context;
      std::unique_ptr<llvm::Module> module = emit(context, graph, part);
      optimise(*module, part);
      if (what == Text::ir) {
        llvm::raw_string_ostream(out) << *module;
        continue;
      }
      llvm::SmallVector<char, 0> buffer;
      if (!generate(*module, part, llvm::CodeGenFileType::AssemblyFile, buffer)) return "";
      out.append(buffer.begin(), buffer.end());
    }
    return out;
  }

 private:
  // Of what `link` has made.
  struct Handle {
    llvm::orc::JITDylib& library;
    std::vector<DebuggerHandle> known_to_debugger;
  };

  llvm::Error find_entries(const Graph& graph, llvm::orc::JITDylib& library, Compiled& result) {
    llvm::orc::SymbolLookupSet wanted;
    result.entries.assign(graph.functions.size(), {nullptr, nullptr});
    const auto here = [&](FunctionId id) { return graph.functions[id].on_strand; };
    for (FunctionId id = 0; id < graph.functions.size(); ++id) {
      if (!here(id)) continue;
      wanted.add(jit_->mangleAndIntern(entry_symbol(id)));
    }
    wanted.add(jit_->mangleAndIntern(take_symbol(graph.entry)));
    auto found = jit_->getExecutionSession().lookup({{&library, llvm::orc::JITDylibLookupFlags::MatchAllSymbols}},
                                                    std::move(wanted));
    if (!found) return found.takeError();
    const auto address = [&](const std::string& name) {
      return (*found)[jit_->mangleAndIntern(name)].getAddress().toPtr<void*>();
    };
    for (FunctionId id = 0; id < graph.functions.size(); ++id) {
      if (here(id)) result.entries[id].first = address(entry_symbol(id));
    }
    result.entries[graph.entry].second = address(take_symbol(graph.entry));
    return llvm::Error::success();
  }

  static std::vector<Part> parts_of(const Graph& graph) {
    const bool machine =
        std::any_of(graph.functions.begin(), graph.functions.end(), [](const Function& f) { return f.on_machine; });
    return machine ? std::vector{Part::strand, Part::machine} : std::vector{Part::strand};
  }

  // Loops on the machine stack are worth LLVM's best. What runs frame by frame mostly loads, stores and calls: compiled
  // in a quarter of the time, it is nearly as fast.
  bool generate(llvm::Module& module, Part part, llvm::CodeGenFileType what, llvm::SmallVectorImpl<char>& out) {
    llvm::raw_svector_ostream stream(out);
    llvm::legacy::PassManager passes;
    if ((part == Part::machine ? best_ : fast_)->addPassesToEmitFile(passes, stream, nullptr, what)) return false;
    passes.run(module);
    return true;
  }

  void optimise(llvm::Module& module, Part part) {
    module.setDataLayout(best_->createDataLayout());
    module.setTargetTriple(best_->getTargetTriple().str());
    GALENA_CHECK(!llvm::verifyModule(module, &llvm::errs()));
    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager components;
    llvm::ModuleAnalysisManager modules;
    llvm::PassBuilder builder(best_.get());
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
    llvm::FunctionPassManager first;
    first.addPass(llvm::PromotePass());
    first.addPass(llvm::SimplifyCFGPass());
    llvm::ModulePassManager passes;
    passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(first)));
    if (part == Part::machine) {
      llvm::FunctionPassManager second;
      second.addPass(llvm::EarlyCSEPass(true));
      second.addPass(llvm::InstCombinePass());
      second.addPass(llvm::GVNPass());
      second.addPass(llvm::SimplifyCFGPass());
      passes.addPass(llvm::AlwaysInlinerPass());
      passes.addPass(llvm::GlobalDCEPass());
      passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(second)));
    }
    passes.run(module, modules);
    if (part == Part::strand) part_ends(module);
  }

  // The quick instruction selector works block by block, from behind, and leaves all of a block to the slow one that
  // ends in a return as handlers do. So these get a block of their own for that.
  static void part_ends(llvm::Module& module) {
    constexpr size_t kWorthIt = 6;
    std::vector<llvm::CallInst*> ends;
    for (llvm::Function& f : module) {
      for (BasicBlock& b : f) {
        if (b.size() < kWorthIt) continue;
        if (llvm::CallInst* const last = b.getTerminatingMustTailCall()) ends.push_back(last);
      }
    }
    for (llvm::CallInst* const last : ends) last->getParent()->splitBasicBlock(last);
  }

  std::mutex mutex_;
  std::string error_;
  std::unique_ptr<llvm::TargetMachine> best_, fast_;
  std::unique_ptr<llvm::orc::LLJIT> jit_;
  SymbolListener* listener_ = nullptr;  // of jit_
  bool for_debugger_ = false;
  uint64_t count_ = 0;
};

}  // namespace
}  // namespace galena::jit

extern "C" __attribute__((visibility("default"))) galena::jit::Backend* galena_make_jit_backend() {
  return new galena::jit::LlvmBackend();
}
