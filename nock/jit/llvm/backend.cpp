// libgalena_jit.so: graphs of tier 1 to machine code, by LLVM.
#include "nock/jit/backend.h"

#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ThreadSafeModule.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
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

#include <mutex>

namespace galena::jit {
namespace {

using llvm::BasicBlock;
using LType = llvm::Type;
using LValue = llvm::Value*;

constexpr uint64_t kNoneWord = 1;

// One graph to one module.
class Emitter {
 public:
  Emitter(llvm::LLVMContext& context, const Graph& graph, const Runtime& runtime, const std::string& prefix)
      : context_(context),
        graph_(graph),
        rt_(runtime),
        b_(context),
        prefix_(prefix),
        module_(std::make_unique<llvm::Module>(prefix, context)) {
    i64_ = LType::getInt64Ty(context);
    ptr_ = llvm::PointerType::getUnqual(context);
    unlikely_ = llvm::MDBuilder(context).createBranchWeights(1, 100000);
    likely_ = llvm::MDBuilder(context).createBranchWeights(100000, 1);
  }

  std::unique_ptr<llvm::Module> run() {
    for (FunctionId f = 0; f < graph_.functions.size(); ++f) declare(f);
    for (FunctionId f = 0; f < graph_.functions.size(); ++f) define(f);
    emit_entry();
    return std::move(module_);
  }
  std::string entry_name() const { return prefix_ + ".entry"; }

 private:
  // ---- declarations ----
  void declare(FunctionId id) {
    const Function& f = graph_.functions[id];
    std::vector<LType*> params;
    if (f.allocates) params.push_back(ptr_);
    for (uint32_t i = 0; i < f.params; ++i) {
      if (f.param_used[i]) params.push_back(i64_);
    }
    auto* const type = llvm::FunctionType::get(i64_, params, false);
    const std::string name = prefix_ + "." + std::to_string(id) + "." + f.name;
    auto* const function = llvm::Function::Create(type, llvm::Function::InternalLinkage, name, module_.get());
    function->setCallingConv(llvm::CallingConv::Tail);
    function->addFnAttr(llvm::Attribute::NoUnwind);
    functions_.push_back(function);
    if (f.induction) {
      auto* const loop = llvm::Function::Create(type, llvm::Function::InternalLinkage, name + ".loop", module_.get());
      loop->setCallingConv(llvm::CallingConv::Tail);
      loop->addFnAttr(llvm::Attribute::NoUnwind);
      loop->addFnAttr(llvm::Attribute::NoInline);
      loop->addFnAttr(llvm::Attribute::Cold);
      function->addFnAttr(llvm::Attribute::AlwaysInline);
      bodies_.push_back(loop);
    } else {
      if (f.decrements) function->addFnAttr(llvm::Attribute::AlwaysInline);
      bodies_.push_back(function);
    }
  }

  // ---- small things ----
  LValue word(uint64_t w) { return llvm::ConstantInt::get(i64_, w); }
  LValue address(uint64_t a) { return llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(i64_, a), ptr_); }
  LValue load(uint64_t field) { return b_.CreateLoad(i64_, address(field)); }
  // A field that others write to: read anew each time.
  LValue load_shared(uint64_t field) {
    llvm::LoadInst* const read = b_.CreateAlignedLoad(i64_, address(field), llvm::Align(8), true);
    read->setAtomic(llvm::AtomicOrdering::Monotonic);
    return read;
  }
  void store(uint64_t field, LValue v) { b_.CreateStore(v, address(field)); }
  LValue helper(uint64_t function, llvm::ArrayRef<LValue> args, bool noreturn = false) {
    std::vector<LType*> types;
    for (LValue a : args) types.push_back(a->getType());
    llvm::CallInst* const call = b_.CreateCall(llvm::FunctionType::get(i64_, types, false), address(function), args);
    call->setDoesNotThrow();
    if (noreturn) call->setDoesNotReturn();
    return call;
  }
  // A helper that saves the registers itself, so that its callers need none saved for it.
  LValue rare(uint64_t function, llvm::ArrayRef<LValue> args) {
    auto* const call = llvm::cast<llvm::CallInst>(helper(function, args));
    call->setCallingConv(llvm::CallingConv::PreserveMost);
    return call;
  }
  // Ends compiled code, where `condition` holds, for want of memory.
  void exhausted_if(LValue condition) {
    if (exhausted_ == nullptr) {
      exhausted_ = block("exhausted");
      const llvm::IRBuilderBase::InsertPointGuard guard(b_);
      b_.SetInsertPoint(exhausted_);
      helper(rt_.out_of_memory, {}, true);
      b_.CreateUnreachable();
    }
    BasicBlock* const next = block("");
    b_.CreateCondBr(condition, exhausted_, next, unlikely_);
    b_.SetInsertPoint(next);
  }
  BasicBlock* block(const char* name) { return BasicBlock::Create(context_, name, function_); }
  BasicBlock* leave_block() {
    if (leave_ == nullptr) {
      leave_ = block("leave");
      const llvm::IRBuilderBase::InsertPointGuard guard(b_);
      b_.SetInsertPoint(leave_);
      helper(rt_.leave, {}, true);
      b_.CreateUnreachable();
    }
    return leave_;
  }
  // Goes on where `ok` holds and leaves compiled code elsewhere.
  void require(LValue ok) {
    BasicBlock* const next = block("");
    b_.CreateCondBr(ok, next, leave_block(), likely_);
    b_.SetInsertPoint(next);
  }
  // Does `body` where the unlikely `condition` holds.
  template <class Body>
  void unlikely(LValue condition, Body body) {
    BasicBlock* const slow = block("slow");
    BasicBlock* const next = block("");
    b_.CreateCondBr(condition, slow, next, unlikely_);
    b_.SetInsertPoint(slow);
    body();
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
  }
  LValue is_cell_word(LValue w) { return b_.CreateICmpEQ(b_.CreateAnd(w, word(3)), word(1)); }
  LValue is_direct_word(LValue w) { return b_.CreateICmpEQ(b_.CreateAnd(w, word(1)), word(0)); }

  LValue slot_at(LValue sp, size_t i) { return b_.CreateConstInBoundsGEP1_64(i64_, sp, i); }

  // ---- functions ----
  void define(FunctionId id) {
    const Function& f = graph_.functions[id];
    if (f.induction) define_induction(id);
    id_ = id;
    f_ = &f;
    function_ = bodies_[id];
    leave_ = exhausted_ = nullptr;
    cells_.assign(f.nodes.size(), nullptr);
    booleans_.assign(f.nodes.size(), nullptr);
    blocks_.assign(f.blocks.size(), nullptr);
    find_liveness();

    BasicBlock* const entry = block("entry");
    b_.SetInsertPoint(entry);
    auto* argument = function_->arg_begin();
    sp_ = f.allocates ? &*argument++ : nullptr;
    param_nodes_.assign(f.params, kNone);
    for (BlockId i = 0; i < f.blocks.size(); ++i) {
      if (!f.blocks[i].reachable) continue;
      blocks_[i] = block("");
      for (const NodeId n : f.blocks[i].nodes) {
        if (!f.live[n] || is_boolean(f.nodes[n].kind) || is_fixed(n)) continue;
        cells_[n] = b_.CreateAlloca(i64_);
        if (f.nodes[n].kind == Kind::param) param_nodes_[f.nodes[n].value] = n;
      }
    }
    for (uint32_t i = 0; i < f.params; ++i) {
      if (!f.param_used[i]) continue;
      LValue v = &*argument++;
      b_.CreateStore(v, cells_[param_nodes_[i]]);
    }
    accumulator_ = nullptr;
    if (f.accumulates) {
      accumulator_ = b_.CreateAlloca(i64_);
      b_.CreateStore(word(0), accumulator_);
    }
    first_ = last_ = nullptr;
    if (f.builds) {
      first_ = b_.CreateAlloca(i64_);
      last_ = b_.CreateAlloca(i64_);
      b_.CreateStore(word(0), first_);
      b_.CreateStore(word(0), last_);
    }
    b_.CreateBr(blocks_[0]);
    const bool loops = f.accumulates || f.builds || has_self_tail(f);
    for (BlockId i = 0; i < f.blocks.size(); ++i) {
      if (!f.blocks[i].reachable) continue;
      b_.SetInsertPoint(blocks_[i]);
      if (i == kHeader) emit_poll(loops);
      emit_block(i);
    }
  }

  static constexpr BlockId kHeader = 1;

  bool has_self_tail(const Function& f) const {
    for (const Block& b : f.blocks) {
      if (b.reachable && b.term.kind == TermKind::tail && b.term.function == id_) return true;
    }
    return false;
  }

  // At the head of every function and loop: interrupts, collections, depth.
  void emit_poll(bool loops) {
    const Function& f = *f_;
    if (f.allocates) {
      unlikely(b_.CreateICmpUGE(load(rt_.heap_top), load_shared(rt_.heap_soft_limit)), [&] {
        std::vector<NodeId> roots;
        for (const NodeId n : param_nodes_) {
          if (n != kNone && is_root(n)) roots.push_back(n);
        }
        LValue above = save(roots);
        rare(rt_.safepoint, {above});
        restore(roots);
      });
    }
    if (f.allocates && f.recursive) {
      exhausted_if(b_.CreateICmpUGE(b_.CreatePtrToInt(sp_, i64_), word(rt_.stack_end)));
    }
    if (f.recursive || (loops && !f.allocates)) {
      auto* const name =
          llvm::MetadataAsValue::get(context_, llvm::MDNode::get(context_, {llvm::MDString::get(context_, "rsp")}));
      LValue rsp = b_.CreateIntrinsic(llvm::Intrinsic::read_register, {i64_}, {name});
      unlikely(b_.CreateICmpULT(rsp, load_shared(rt_.native_limit)), [&] { rare(rt_.check_stack, {}); });
    }
  }

  // ---- values ----
  static bool is_boolean(Kind k) {
    return k == Kind::is_cell || k == Kind::same || k == Kind::is_none || k == Kind::first_time;
  }
  bool is_fixed(NodeId n) const { return f_->nodes[n].kind == Kind::small || f_->nodes[n].kind == Kind::slot; }
  bool is_root(NodeId n) const { return f_->nodes[n].type != Type::direct && !is_fixed(n); }
  bool is_direct(NodeId n) const { return f_->nodes[n].type == Type::direct; }
  LValue get(NodeId n) {
    const Node& node = f_->nodes[n];
    if (node.kind == Kind::small) return word(node.value);
    if (node.kind == Kind::slot) return load(reinterpret_cast<uint64_t>(graph_.slots[node.value]));
    return b_.CreateLoad(i64_, cells_[n]);
  }
  void set(NodeId n, LValue v) {
    if (cells_[n] != nullptr) b_.CreateStore(v, cells_[n]);
  }

  // Puts what is alive where the collector finds it; yields the shadow stack above.
  LValue save(const std::vector<NodeId>& roots) {
    if (roots.empty() && first_ == nullptr) return sp_;
    LValue low = b_.CreateLoad(ptr_, address(rt_.low_water));
    unlikely(b_.CreateICmpUGT(low, sp_), [&] { b_.CreateStore(sp_, address(rt_.low_water)); });
    for (size_t i = 0; i < roots.size(); ++i) b_.CreateStore(get(roots[i]), slot_at(sp_, i));
    if (first_ == nullptr) return slot_at(sp_, roots.size());
    b_.CreateStore(b_.CreateLoad(i64_, first_), slot_at(sp_, roots.size()));
    b_.CreateStore(b_.CreateLoad(i64_, last_), slot_at(sp_, roots.size() + 1));
    return slot_at(sp_, roots.size() + 2);
  }
  void restore(const std::vector<NodeId>& roots) {
    for (size_t i = 0; i < roots.size(); ++i) set(roots[i], b_.CreateLoad(i64_, slot_at(sp_, i)));
    if (first_ == nullptr) return;
    b_.CreateStore(b_.CreateLoad(i64_, slot_at(sp_, roots.size())), first_);
    b_.CreateStore(b_.CreateLoad(i64_, slot_at(sp_, roots.size() + 1)), last_);
  }

  bool may_collect(const Node& n) const {
    switch (n.kind) {
      case Kind::nock:
      case Kind::kick:
        return true;
      case Kind::call:
        return graph_.functions[n.value].allocates;
      default:
        return false;
    }
  }

  // ---- liveness ----
  using Bits = std::vector<bool>;
  void use(Bits& live, NodeId n) const {
    if (n != kNone && !is_boolean(f_->nodes[n].kind) && !is_fixed(n)) live[n] = true;
  }
  void use_term(Bits& live, const Term& t) const {
    use(live, t.a);
    use(live, t.b);
    if (t.kind == TermKind::tail) use_args(live, t.function, t.args);
  }
  void use_args(Bits& live, FunctionId callee, const std::vector<NodeId>& args) const {
    for (size_t i = 0; i < args.size(); ++i) {
      if (graph_.functions[callee].param_used[i]) use(live, args[i]);
    }
  }
  void use_node(Bits& live, const Node& n) const {
    if (n.kind == Kind::call) {
      use_args(live, static_cast<FunctionId>(n.value), n.args);
    } else if (n.kind != Kind::phi) {
      use(live, n.a);
      use(live, n.b);
    }
  }
  void find_liveness() {
    const Function& f = *f_;
    std::vector<Bits> in(f.blocks.size(), Bits(f.nodes.size()));
    alive_after_.clear();
    for (bool changed = true; changed;) {
      changed = false;
      for (BlockId i = static_cast<BlockId>(f.blocks.size()); i-- > 0;) {
        if (!f.blocks[i].reachable) continue;
        Bits live = live_out(in, i);
        walk(i, live, false);
        if (live != in[i]) {
          in[i] = std::move(live);
          changed = true;
        }
      }
    }
    for (BlockId i = 0; i < f.blocks.size(); ++i) {
      if (!f.blocks[i].reachable) continue;
      Bits live = live_out(in, i);
      walk(i, live, true);
    }
  }
  Bits live_out(const std::vector<Bits>& in, BlockId i) const {
    const Function& f = *f_;
    Bits live(f.nodes.size());
    for (const BlockId next : {f.blocks[i].term.yes, f.blocks[i].term.no}) {
      if (next == kNone) continue;
      for (size_t n = 0; n < live.size(); ++n) {
        if (in[next][n]) live[n] = true;
      }
      const Block& b = f.blocks[next];
      for (size_t p = 0; p < b.predecessors.size(); ++p) {
        if (b.predecessors[p] != i) continue;
        for (const NodeId n : b.nodes) {
          if (f.live[n] && f.nodes[n].kind == Kind::phi) use(live, f.nodes[n].args[p]);
        }
      }
    }
    return live;
  }
  // From the end of block `i` to its start.
  void walk(BlockId i, Bits& live, bool record) {
    const Block& b = f_->blocks[i];
    use_term(live, b.term);
    for (size_t at = b.nodes.size(); at-- > 0;) {
      const NodeId n = b.nodes[at];
      const Node& node = f_->nodes[n];
      if (!f_->live[n]) continue;
      live[n] = false;
      if (is_boolean(node.kind) && booleans_use(node, live)) continue;
      if (record && may_collect(node)) {
        std::vector<NodeId>& roots = alive_after_[n];
        for (NodeId m = 0; m < live.size(); ++m) {
          if (live[m] && is_root(m)) roots.push_back(m);
        }
      }
      use_node(live, node);
    }
  }
  bool booleans_use(const Node& node, Bits& live) const {
    use(live, node.a);
    use(live, node.b);
    return true;
  }

  // ---- blocks ----
  void emit_block(BlockId i) {
    const Function& f = *f_;
    const Block& block_here = f.blocks[i];
    for (const NodeId n : block_here.nodes) {
      if (!f.live[n]) continue;
      if (f.accumulates && is_own_call_before(Kind::inc, block_here, n)) {
        accumulate(f.nodes[n].args);
        return;
      }
      if (f.builds && is_own_call_before(Kind::cons, block_here, n)) {
        build(f.nodes[block_here.nodes.back()].a, f.nodes[n].args);
        return;
      }
      emit_node(n);
    }
    emit_term(i);
  }

  // Whether `n` is the call of itself that block `b` returns within a node of `kind`, doing nothing else after it.
  bool is_own_call_before(Kind kind, const Block& b, NodeId n) const { return own_call_before(*f_, id_, b, kind) == n; }
  // The list that is being made gets one more cell, whose tail the next round makes.
  void build(NodeId item, const std::vector<NodeId>& args) {
    LValue cell = cons(get(item), word(0));
    append(cell);
    b_.CreateStore(cell, last_);
    again(args);
  }
  // Puts `v` where the last cell's tail belongs, or makes it the product.
  void append(LValue v) {
    LValue last = b_.CreateLoad(i64_, last_);
    BasicBlock* const begin = block("begin");
    BasicBlock* const more = block("more");
    BasicBlock* const next = block("");
    b_.CreateCondBr(b_.CreateICmpEQ(last, word(0)), begin, more);
    b_.SetInsertPoint(begin);
    b_.CreateStore(v, first_);
    b_.CreateBr(next);
    b_.SetInsertPoint(more);
    // A collection may have moved that cell to the old generation, where what is young must be known.
    unlikely(b_.CreateICmpUGE(b_.CreateSub(last, word(rt_.nursery)), word(rt_.nursery_size)),
             [&] { rare(rt_.remember_tail, {last}); });
    b_.CreateStore(v, b_.CreateIntToPtr(b_.CreateAdd(last, word(15)), ptr_));
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
  }
  void accumulate(const std::vector<NodeId>& args) {
    LValue sum = b_.CreateLoad(i64_, accumulator_);
    // Recursion without end is to run out of memory, as it does where each call has a frame.
    exhausted_if(b_.CreateICmpUGE(sum, word(2 * rt_.max_depth)));
    b_.CreateStore(b_.CreateAdd(sum, word(2)), accumulator_);
    again(args);
  }
  // The next round of the loop.
  void again(const std::vector<NodeId>& args) {
    std::vector<LValue> values;
    for (uint32_t p = 0; p < f_->params; ++p) values.push_back(f_->param_used[p] ? get(args[p]) : nullptr);
    for (uint32_t p = 0; p < f_->params; ++p) {
      if (f_->param_used[p]) b_.CreateStore(values[p], cells_[param_nodes_[p]]);
    }
    b_.CreateBr(blocks_[kHeader]);
  }

  LValue child(const Node& n, uint64_t offset) {
    LValue a = get(n.a);
    if (f_->nodes[n.a].type != Type::cell) require(is_cell_word(a));
    LValue p = b_.CreateIntToPtr(b_.CreateAdd(a, word(offset - 1)), ptr_);
    return b_.CreateLoad(i64_, p);
  }

  LValue boolean(const Node& n) {
    switch (n.kind) {
      case Kind::is_cell: {
        const Type t = f_->nodes[n.a].type;
        if (t == Type::cell) return b_.getTrue();
        if (t == Type::direct || t == Type::atom) return b_.getFalse();
        return is_cell_word(get(n.a));
      }
      case Kind::is_none:
        return b_.CreateICmpEQ(get(n.a), word(kNoneWord));
      case Kind::first_time:
        return b_.CreateICmpEQ(load(rt_.flags + n.value * 8), word(0));
      default:
        break;
    }
    LValue a = get(n.a), b = get(n.b);
    LValue equals = b_.CreateICmpEQ(a, b);
    if (is_direct(n.a) || is_direct(n.b)) return equals;
    BasicBlock* const start = b_.GetInsertBlock();
    BasicBlock* const differ = block("differ");
    BasicBlock* const slow = block("compare");
    BasicBlock* const next = block("");
    b_.CreateCondBr(equals, next, differ);
    b_.SetInsertPoint(differ);
    LValue both = b_.CreateAnd(b_.CreateAnd(a, b), word(1));
    b_.CreateCondBr(b_.CreateICmpNE(both, word(0)), slow, next);
    b_.SetInsertPoint(slow);
    LValue answer = b_.CreateICmpNE(rare(rt_.equal, {a, b}), word(0));
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
    llvm::PHINode* const phi = b_.CreatePHI(b_.getInt1Ty(), 3);
    phi->addIncoming(b_.getTrue(), start);
    phi->addIncoming(b_.getFalse(), differ);
    phi->addIncoming(answer, slow);
    return phi;
  }

  LValue increment(const Node& n) {
    LValue a = get(n.a);
    if (!graph_.general) {
      if (!is_direct(n.a)) require(is_direct_word(a));
      LValue sum = b_.CreateIntrinsic(llvm::Intrinsic::uadd_with_overflow, {i64_}, {a, word(2)});
      require(b_.CreateNot(b_.CreateExtractValue(sum, 1)));
      return b_.CreateExtractValue(sum, 0);
    }
    LValue small = b_.CreateAnd(is_direct_word(a), b_.CreateICmpNE(a, word(~uint64_t{1})));
    BasicBlock* const slow = block("slow");
    BasicBlock* const fast = block("");
    BasicBlock* const next = block("");
    b_.CreateCondBr(small, fast, slow, likely_);
    b_.SetInsertPoint(slow);
    LValue big = rare(rt_.increment, {a});
    b_.CreateBr(next);
    b_.SetInsertPoint(fast);
    LValue sum = b_.CreateAdd(a, word(2));
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
    llvm::PHINode* const phi = b_.CreatePHI(i64_, 2);
    phi->addIncoming(big, slow);
    phi->addIncoming(sum, fast);
    return phi;
  }

  LValue cons(LValue head, LValue tail) {
    LValue top = load(rt_.heap_top);
    LValue room = b_.CreateSub(load(rt_.heap_hard_limit), top);
    exhausted_if(b_.CreateICmpULT(room, word(24)));
    store(rt_.heap_top, b_.CreateAdd(top, word(24)));
    LValue p = b_.CreateIntToPtr(top, ptr_);
    b_.CreateStore(word(0), p);
    b_.CreateStore(head, slot_at(p, 1));
    b_.CreateStore(tail, slot_at(p, 2));
    return b_.CreateAdd(top, word(1));
  }

  std::vector<LValue> arguments(FunctionId callee, const std::vector<NodeId>& args, LValue sp) {
    const Function& f = graph_.functions[callee];
    std::vector<LValue> values;
    if (f.allocates) values.push_back(sp);
    for (size_t i = 0; i < args.size(); ++i) {
      if (f.param_used[i]) values.push_back(get(args[i]));
    }
    return values;
  }

  void emit_node(NodeId id) {
    const Node& n = f_->nodes[id];
    switch (n.kind) {
      case Kind::param:
      case Kind::small:
      case Kind::slot:
      case Kind::phi:
        return;
      case Kind::head:
        set(id, child(n, 8));
        return;
      case Kind::tail:
        set(id, child(n, 16));
        return;
      case Kind::is_cell:
      case Kind::same:
      case Kind::is_none:
      case Kind::first_time:
        booleans_[id] = boolean(n);
        return;
      case Kind::loobean:
        set(id, b_.CreateSelect(booleans_[n.a], word(0), word(2)));
        return;
      case Kind::inc:
        set(id, increment(n));
        return;
      case Kind::cons:
        set(id, cons(get(n.a), get(n.b)));
        return;
      case Kind::call: {
        const auto callee = static_cast<FunctionId>(n.value);
        const Function& f = graph_.functions[callee];
        const std::vector<NodeId> roots = f.allocates ? alive_after_[id] : std::vector<NodeId>();
        LValue above = f.allocates ? save(roots) : nullptr;
        llvm::CallInst* const call = b_.CreateCall(functions_[callee], arguments(callee, n.args, above));
        call->setCallingConv(llvm::CallingConv::Tail);
        LValue product = f.may_defer ? settled(call, above) : call;
        if (f.allocates) restore(roots);
        set(id, product);
        return;
      }
      case Kind::nock:
      case Kind::kick: {
        const std::vector<NodeId>& roots = alive_after_[id];
        LValue above = save(roots);
        LValue product = n.kind == Kind::nock ? helper(rt_.nock, {above, get(n.a), get(n.b)})
                                              : helper(rt_.kick, {above, get(n.a), word(n.value)});
        restore(roots);
        set(id, product);
        return;
      }
      case Kind::slog:
        helper(rt_.slog, {get(n.a)});
        return;
      case Kind::bout_start:
        set(id, helper(rt_.bout_start, {}));
        return;
      case Kind::bout_end:
        helper(rt_.bout_end, {get(n.a)});
        return;
      case Kind::xray:
        helper(rt_.xray, {constant_slot(n.value)});
        return;
      case Kind::recall:
        set(id, helper(rt_.recall, {get(n.a), constant_slot(n.value)}));
        return;
      case Kind::remember:
        helper(rt_.remember, {get(n.a), constant_slot(n.value), get(n.b)});
        return;
      case Kind::fast:
        store(rt_.flags + n.value * 8, word(1));
        helper(rt_.fast, {get(n.a), get(n.b)});
        return;
    }
  }
  LValue constant_slot(uint64_t slot) { return load(reinterpret_cast<uint64_t>(graph_.slots[slot])); }

  // A product that may be put off: runs what is pending.
  LValue settled(LValue product, LValue above) {
    BasicBlock* const start = b_.GetInsertBlock();
    BasicBlock* const slow = block("resume");
    BasicBlock* const next = block("");
    b_.CreateCondBr(b_.CreateICmpEQ(product, word(kNoneWord)), slow, next, unlikely_);
    b_.SetInsertPoint(slow);
    LValue made = helper(rt_.resume, {above});
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
    llvm::PHINode* const phi = b_.CreatePHI(i64_, 2);
    phi->addIncoming(product, start);
    phi->addIncoming(made, slow);
    return phi;
  }

  void emit_term(BlockId i) {
    const Block& here = f_->blocks[i];
    const Term& t = here.term;
    switch (t.kind) {
      case TermKind::none:
      case TermKind::leave:
        b_.CreateBr(leave_block());
        return;
      case TermKind::jump: {
        const Block& next = f_->blocks[t.yes];
        for (size_t p = 0; p < next.predecessors.size(); ++p) {
          if (next.predecessors[p] != i) continue;
          for (const NodeId n : next.nodes) {
            if (f_->live[n] && f_->nodes[n].kind == Kind::phi) set(n, get(f_->nodes[n].args[p]));
          }
        }
        b_.CreateBr(blocks_[t.yes]);
        return;
      }
      case TermKind::branch:
        b_.CreateCondBr(booleans_[t.a], blocks_[t.yes], blocks_[t.no]);
        return;
      case TermKind::test: {
        llvm::SwitchInst* const s = b_.CreateSwitch(get(t.a), leave_block(), 2);
        s->addCase(b_.getInt64(0), blocks_[t.yes]);
        s->addCase(b_.getInt64(2), blocks_[t.no]);
        return;
      }
      case TermKind::ret: {
        LValue v = get(t.a);
        if (accumulator_ != nullptr) v = accumulated(v, is_direct(t.a));
        if (first_ != nullptr) {
          append(v);
          v = b_.CreateLoad(i64_, first_);
        }
        b_.CreateRet(v);
        return;
      }
      case TermKind::tail: {
        if (t.function == id_) {
          again(t.args);
          return;
        }
        llvm::CallInst* const call = b_.CreateCall(functions_[t.function], arguments(t.function, t.args, sp_));
        call->setCallingConv(llvm::CallingConv::Tail);
        call->setTailCallKind(llvm::CallInst::TCK_MustTail);
        b_.CreateRet(call);
        return;
      }
      case TermKind::tail_nock:
        store(rt_.pending, get(t.a));
        store(rt_.pending + 8, get(t.b));
        store(rt_.pending + 16, word(0));
        b_.CreateRet(word(kNoneWord));
        return;
      case TermKind::tail_kick:
        b_.CreateRet(helper(rt_.tail_kick, {get(t.a), word(t.axis)}));
        return;
    }
  }
  // What the calls that were made into rounds of the loop add to the product of the last.
  LValue accumulated(LValue v, bool direct) {
    LValue sum = b_.CreateLoad(i64_, accumulator_);
    LValue total = b_.CreateIntrinsic(llvm::Intrinsic::uadd_with_overflow, {i64_}, {v, sum});
    LValue fits = b_.CreateNot(b_.CreateExtractValue(total, 1));
    if (!direct) {
      // A product that is not direct is right where nothing is added.
      LValue none = b_.CreateICmpEQ(sum, word(0));
      require(b_.CreateOr(none, b_.CreateAnd(fits, is_direct_word(v))));
      return b_.CreateSelect(none, v, b_.CreateExtractValue(total, 0));
    }
    require(fits);
    return b_.CreateExtractValue(total, 0);
  }

  // The end of a loop, by induction, in front of the loop itself.
  void define_induction(FunctionId id) {
    const Function& f = graph_.functions[id];
    const Induction& in = *f.induction;
    function_ = functions_[id];
    BasicBlock* const entry = block("entry");
    BasicBlock* const closed = block("closed");
    BasicBlock* const loop = block("loop");
    b_.SetInsertPoint(entry);
    std::vector<LValue> params(f.params), all;
    auto* argument = function_->arg_begin();
    if (f.allocates) all.push_back(&*argument++);
    LValue ok = b_.getTrue();
    const auto need = [&](LValue condition) { ok = b_.CreateAnd(ok, condition); };
    for (uint32_t i = 0; i < f.params; ++i) {
      if (!f.param_used[i]) continue;
      params[i] = &*argument++;
      all.push_back(params[i]);
      if (f.param_types[i] != Type::direct) need(is_direct_word(params[i]));
    }
    // Words are twice the atoms, and `rounds` twice their number.
    LValue limit = in.limit_is_param ? params[in.limit] : word(in.limit);
    LValue offset = word(2 * in.offset);
    LValue counter = params[in.counter];
    LValue end = b_.CreateSub(limit, offset);  // of the counter
    need(b_.CreateICmpUGE(limit, offset));
    LValue rounds;
    if (in.steps[in.counter] == Induction::Step::up) {
      need(b_.CreateICmpUGE(end, counter));
      rounds = b_.CreateSub(end, counter);
    } else {
      need(b_.CreateICmpUGE(counter, end));
      rounds = b_.CreateSub(counter, end);
    }
    std::vector<LValue> final = params;
    final[in.counter] = end;
    for (uint32_t i = 0; i < f.params; ++i) {
      if (i == in.counter) continue;
      if (in.steps[i] == Induction::Step::up) {
        final[i] = b_.CreateAdd(params[i], rounds);
        need(b_.CreateICmpUGE(final[i], rounds));
      } else if (in.steps[i] == Induction::Step::down) {
        need(b_.CreateICmpUGE(params[i], rounds));
        final[i] = b_.CreateSub(params[i], rounds);
      }
    }
    LValue result = in.result_is_param ? final[in.result] : word(in.result);
    if (in.accumulates) {
      result = b_.CreateAdd(result, rounds);
      need(b_.CreateICmpUGE(result, rounds));
    }
    b_.CreateCondBr(ok, closed, loop, likely_);
    b_.SetInsertPoint(closed);
    b_.CreateRet(result);
    b_.SetInsertPoint(loop);
    llvm::CallInst* const call = b_.CreateCall(bodies_[id], all);
    call->setCallingConv(llvm::CallingConv::Tail);
    call->setTailCallKind(llvm::CallInst::TCK_MustTail);
    b_.CreateRet(call);
  }

  void emit_entry() {
    const Function& f = graph_.functions[graph_.entry];
    function_ = llvm::Function::Create(llvm::FunctionType::get(i64_, {ptr_, ptr_}, false),
                                       llvm::Function::ExternalLinkage, entry_name(), module_.get());
    function_->addFnAttr(llvm::Attribute::NoUnwind);
    b_.SetInsertPoint(block("entry"));
    std::vector<LValue> args;
    if (f.allocates) args.push_back(function_->getArg(1));
    size_t next = 0;
    for (uint32_t i = 0; i < f.params; ++i) {
      if (f.param_used[i]) args.push_back(b_.CreateLoad(i64_, slot_at(function_->getArg(0), next++)));
    }
    llvm::CallInst* const call = b_.CreateCall(functions_[graph_.entry], args);
    call->setCallingConv(llvm::CallingConv::Tail);
    b_.CreateRet(call);
  }

  llvm::LLVMContext& context_;
  const Graph& graph_;
  const Runtime& rt_;
  llvm::IRBuilder<> b_;
  std::string prefix_;
  std::unique_ptr<llvm::Module> module_;
  LType* i64_ = nullptr;
  LType* ptr_ = nullptr;
  llvm::MDNode* unlikely_ = nullptr;
  llvm::MDNode* likely_ = nullptr;
  std::vector<llvm::Function*> functions_, bodies_;

  // Of the function at hand.
  FunctionId id_ = 0;
  const Function* f_ = nullptr;
  llvm::Function* function_ = nullptr;
  BasicBlock* leave_ = nullptr;
  BasicBlock* exhausted_ = nullptr;
  LValue sp_ = nullptr;
  LValue accumulator_ = nullptr;
  LValue first_ = nullptr, last_ = nullptr;
  std::vector<LValue> cells_, booleans_;
  std::vector<BasicBlock*> blocks_;
  std::vector<NodeId> param_nodes_;
  std::unordered_map<NodeId, std::vector<NodeId>> alive_after_;
};

std::string message(llvm::Error error) {
  return llvm::toString(std::move(error));
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
    machine->setCodeGenOptLevel(llvm::CodeGenOptLevel::Default);
    auto target = machine->createTargetMachine();
    if (!target) {
      error_ = message(target.takeError());
      return;
    }
    target_ = std::move(*target);
    // No constructors, no symbols of the process: compiled code holds the addresses that it needs.
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
  }

  Compiled compile(const Graph& graph, const Runtime& runtime) override {
    const std::lock_guard lock(mutex_);
    Compiled result;
    if (jit_ == nullptr) {
      result.error = error_;
      return result;
    }
    auto context = std::make_unique<llvm::LLVMContext>();
    const std::string prefix = "galena" + std::to_string(++count_);
    Emitter emitter(*context, graph, runtime, prefix);
    std::unique_ptr<llvm::Module> module = emitter.run();
    if (!optimise(*module, result.error)) return result;
    auto tracker = jit_->getMainJITDylib().createResourceTracker();
    if (auto error = jit_->addIRModule(tracker, llvm::orc::ThreadSafeModule(std::move(module), std::move(context)))) {
      result.error = message(std::move(error));
      return result;
    }
    auto symbol = jit_->lookup(emitter.entry_name());
    if (!symbol) {
      result.error = message(symbol.takeError());
      return result;
    }
    result.entry = symbol->toPtr<uint64_t (*)(const uint64_t*, uint64_t*)>();
    result.handle = new llvm::orc::ResourceTrackerSP(std::move(tracker));
    return result;
  }

  void release(void* handle) override {
    const std::lock_guard lock(mutex_);
    auto* const tracker = static_cast<llvm::orc::ResourceTrackerSP*>(handle);
    if (auto error = (*tracker)->remove()) llvm::consumeError(std::move(error));
    delete tracker;
  }

  std::string text(const Graph& graph, const Runtime& runtime, Text what) override {
    const std::lock_guard lock(mutex_);
    llvm::LLVMContext context;
    Emitter emitter(context, graph, runtime, "galena");
    std::unique_ptr<llvm::Module> module = emitter.run();
    std::string error;
    if (!optimise(*module, error)) return error;
    std::string out;
    llvm::raw_string_ostream stream(out);
    if (what == Text::ir) {
      module->print(stream, nullptr);
      return out;
    }
    llvm::SmallVector<char, 0> buffer;
    llvm::raw_svector_ostream bytes(buffer);
    llvm::legacy::PassManager passes;
    target_->Options.MCOptions.AsmVerbose = true;
    if (target_->addPassesToEmitFile(passes, bytes, nullptr, llvm::CodeGenFileType::AssemblyFile)) return "";
    passes.run(*module);
    return std::string(buffer.begin(), buffer.end());
  }

 private:
  bool optimise(llvm::Module& module, std::string& error) {
    module.setDataLayout(target_->createDataLayout());
    module.setTargetTriple(target_->getTargetTriple().str());
    llvm::raw_string_ostream stream(error);
    if (llvm::verifyModule(module, &stream)) return false;
    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager components;
    llvm::ModuleAnalysisManager modules;
    llvm::PassBuilder builder(target_.get());
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
    llvm::FunctionPassManager first, second;
    first.addPass(llvm::PromotePass());
    first.addPass(llvm::SimplifyCFGPass());
    second.addPass(llvm::EarlyCSEPass(true));
    second.addPass(llvm::InstCombinePass());
    second.addPass(llvm::GVNPass());
    second.addPass(llvm::SimplifyCFGPass());
    llvm::ModulePassManager passes;
    passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(first)));
    passes.addPass(llvm::AlwaysInlinerPass());
    passes.addPass(llvm::GlobalDCEPass());
    passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(second)));
    passes.run(module, modules);
    return true;
  }

  std::mutex mutex_;
  std::string error_;
  std::unique_ptr<llvm::TargetMachine> target_;
  std::unique_ptr<llvm::orc::LLJIT> jit_;
  uint64_t count_ = 0;
};

}  // namespace
}  // namespace galena::jit

extern "C" __attribute__((visibility("default"))) galena::jit::Backend* galena_make_jit_backend() {
  return new galena::jit::LlvmBackend();
}
