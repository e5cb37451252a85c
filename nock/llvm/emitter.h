// What the two kinds of compiled code have in common: the module, the names it refers to, and operations on nouns.
#pragma once

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>

#include <unordered_map>
#include <vector>

#include "nock/jit/ir.h"
#include "nock/jit/record.h"
#include "nock/jit/references.h"
#include "nock/llvm/liveness.h"

namespace galena::jit {

using llvm::BasicBlock;
using LType = llvm::Type;
using LValue = llvm::Value*;

// A graph becomes two modules: the code for the machine stack, and that for the strand.
enum class Part : uint8_t { machine, strand };

// A module under construction, and the functions that the graph's become in it.
struct Module {
  Module(llvm::LLVMContext& c, const Graph& g, Part p);

  llvm::LLVMContext& context;
  const Graph& graph;
  const Part part;
  std::unique_ptr<llvm::Module> module;
  LType* i64;
  LType* ptr;
  // Strand, pc, frame, and what fits the registers that are left: with more than these, LLVM has none for the address
  // of an indirect tail call and its spills.
  llvm::FunctionType* handler;
  static constexpr unsigned kRegisters = kRegisterParams;
  // By function of the graph: on the machine stack; for a loop with a known end, the loop itself; how the strand enters
  // it; on the strand.
  std::vector<llvm::Function*> machine, loop, machine_entry, strand;

  llvm::Constant* symbol(const char* name, LType* type);
  llvm::Function* make_handler(const llvm::Twine& name, bool visible);
  // Whether the handler for callers that pass all parameters is that for those which pass what is used.
  static bool is_own_entry(const Function& f);
};

// Code of one function of the graph, being written.
class Emitter {
 public:
  Emitter(Module& module, FunctionId id);
  virtual ~Emitter() = default;

 protected:
  // Goes on in code that gives up, for a crash.
  virtual void give_up() = 0;
  // The same, as no memory is left.
  virtual void exhaust() = 0;

  LValue word(uint64_t w) { return llvm::ConstantInt::get(m_.i64, w); }
  BasicBlock* block(const char* name = "") { return BasicBlock::Create(m_.context, name, function_); }
#define GALENA_FIELD(name) \
  LValue name() { return m_.symbol("galena." #name, m_.i64); }
  GALENA_JIT_FIELDS(GALENA_FIELD)
#undef GALENA_FIELD
  LValue load(LValue field) { return b_.CreateLoad(m_.i64, field); }
  // Of a field that other threads write to: read anew each time.
  LValue load_shared(LValue field) {
    llvm::LoadInst* const read = b_.CreateAlignedLoad(m_.i64, field, llvm::Align(8), true);
    read->setAtomic(llvm::AtomicOrdering::Monotonic);
    return read;
  }
  llvm::CallInst* call(const char* name, llvm::ArrayRef<LValue> args);
  // Of a function that saves the registers of its caller.
  llvm::CallInst* rare(const char* name, llvm::ArrayRef<LValue> args) {
    llvm::CallInst* const c = call(name, args);
    c->setCallingConv(llvm::CallingConv::PreserveMost);
    return c;
  }
  LValue constant(uint64_t slot) { return load(table("galena.constants", slot, 1)); }
  LValue table(const char* name, uint64_t index, uint64_t words) {
    return b_.CreateConstInBoundsGEP1_64(m_.i64, m_.symbol(name, m_.i64), index * words);
  }
  LValue jet(uint64_t index) { return table("galena.jets", index, sizeof(DirectJet) / 8); }

  BasicBlock* give_up_block();
  BasicBlock* exhaust_block();
  // Goes on where `ok` holds and gives up elsewhere.
  void require(LValue ok);
  void exhaust_if(LValue condition);
  // Does `body` where the unlikely `condition` holds.
  template <class Body>
  void unlikely(LValue condition, Body body) {
    BasicBlock* const slow = block("slow");
    BasicBlock* const next = block();
    b_.CreateCondBr(condition, slow, next, unlikely_);
    b_.SetInsertPoint(slow);
    body();
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
  }

  LValue is_cell_word(LValue w) { return b_.CreateICmpEQ(b_.CreateAnd(w, word(3)), word(1)); }
  LValue is_direct_word(LValue w) { return b_.CreateICmpEQ(b_.CreateAnd(w, word(1)), word(0)); }
  LValue at(LValue base, uint64_t index) { return b_.CreateConstInBoundsGEP1_64(m_.i64, base, index); }
  LValue cons(LValue head, LValue tail);
  // Emits the nodes of a row, some way or other, from its `from`th to before `to`: `cons` makes room for all cells that
  // come before anything that may collect, at once.
  template <class Emit>
  void emit_row(const std::vector<NodeId>& nodes, size_t from, size_t to, Emit emit) {
    row_ = &nodes;
    row_end_ = to;
    room_ = 0;
    for (at_ = from; at_ < to; ++at_) {
      const NodeId n = nodes[at_];
      if (may_run(f_.nodes[n].kind)) room_ = 0;  // no cell may lie across a collection without being made
      if (f_.live[n] && !emit(n)) break;
    }
    row_ = nullptr;
  }

  bool is_fixed(NodeId n) const { return jit::is_fixed(f_.nodes[n].kind); }
  bool is_direct(NodeId n) const { return f_.nodes[n].type == Type::direct; }
  bool is_root(NodeId n) const { return !is_direct(n) && !is_fixed(n); }
  LValue get(NodeId n);
  void set(NodeId n, LValue v) {
    if (cells_[n] != nullptr) b_.CreateStore(v, cells_[n]);
  }
  LValue child(const Node& n, uint64_t offset);
  LValue boolean(NodeId id);
  LValue increment(const Node& n, bool leaves);
  LValue arithmetic(const Node& n);
  LValue fits(const Node& n);
  LValue equals(const Node& n);
  // Nodes that are the same in both kinds of code; false for those that each kind has its own code for, or none.
  bool emit_common(NodeId id);

  Module& m_;
  const FunctionId id_;
  const Function& f_;
  llvm::IRBuilder<> b_;
  llvm::MDNode *unlikely_, *likely_;
  llvm::Function* function_ = nullptr;
  BasicBlock *give_up_ = nullptr, *exhaust_ = nullptr;
  std::vector<LValue> cells_;  // by node: where it is kept
  const bool leaves_on_overflow_;

 private:
  void make_room();

  const std::vector<NodeId>* row_ = nullptr;  // being emitted, with where it ends and where that is
  size_t row_end_ = 0, at_ = 0;
  uint64_t room_ = 0, made_ = 0;  // of the cells taken last: those still free, those that are made
  LValue first_cell_ = nullptr, first_pointer_ = nullptr;
};

// Declares what the functions of the graph become.
void declare(Module& m);
// Code for the machine stack, for the strand, and the ways in.
void emit_machine_code(Module& m, FunctionId id);
void emit_strand_code(Module& m, FunctionId id);

}  // namespace galena::jit
