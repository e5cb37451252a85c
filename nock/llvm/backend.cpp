#include "nock/llvm/backend.h"

#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/GVN.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

#include <algorithm>

#include "nock/base/check.h"
#include "nock/llvm/emitter.h"

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

std::vector<Part> parts_of(const Graph& graph) {
  const bool machine =
      std::any_of(graph.functions.begin(), graph.functions.end(), [](const Function& f) { return f.on_machine; });
  return machine ? std::vector{Part::strand, Part::machine} : std::vector{Part::strand};
}

// The quick instruction selector works block by block, from behind, and leaves all of a block to the slow one that ends
// in a return as handlers do. So these get a block of their own for that.
void part_ends(llvm::Module& module) {
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

}  // namespace

LlvmBackend::LlvmBackend(const char* processor) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  const std::string triple = llvm::sys::getProcessTriple();
  const llvm::Target* const found = llvm::TargetRegistry::lookupTarget(triple, error_);
  if (found == nullptr) return;
  for (auto* const machine : {&best_, &fast_}) {
    const auto level = machine == &best_ ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None;
    machine->reset(found->createTargetMachine(triple, processor, "", {}, llvm::Reloc::PIC_, llvm::CodeModel::Small,
                                              level, /*JIT=*/true));
  }
}

LlvmBackend::~LlvmBackend() = default;

Objects LlvmBackend::compile(const Graph& graph, bool for_debugger, std::string& error) {
  Objects objects;
  error = error_;
  if (!error_.empty()) return objects;
  for (const Part part : parts_of(graph)) {
    llvm::LLVMContext context;
    std::unique_ptr<llvm::Module> module = emit(context, graph, part);
    optimise(*module, part);
    if (for_debugger) {
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

std::string LlvmBackend::text(const Graph& graph, Text what) {
  if (!error_.empty()) return error_ + "\n";
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

// Loops on the machine stack are worth LLVM's best. What runs frame by frame mostly loads, stores and calls: compiled
// in a quarter of the time, it is nearly as fast.
bool LlvmBackend::generate(llvm::Module& module, Part part, llvm::CodeGenFileType what,
                           llvm::SmallVectorImpl<char>& out) {
  llvm::raw_svector_ostream stream(out);
  llvm::legacy::PassManager passes;
  if ((part == Part::machine ? best_ : fast_)->addPassesToEmitFile(passes, stream, nullptr, what)) return false;
  passes.run(module);
  return true;
}

void LlvmBackend::optimise(llvm::Module& module, Part part) {
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

}  // namespace galena::jit
