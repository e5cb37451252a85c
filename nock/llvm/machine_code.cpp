// Closed functions as machine code: machine calls, parameters in registers, and a shadow stack for what is alive across
// collections.
#include <llvm/IR/Intrinsics.h>

#include "nock/base/check.h"
#include "nock/llvm/emitter.h"

namespace galena::jit {
namespace {

class MachineEmitter final : public Emitter {
 public:
  using Emitter::Emitter;

  void run() {
    if (f_.induction) define_induction();
    define();
    if (f_.is_passage()) define_entry();
  }

 private:
  void give_up() override {
    call("leave", {})->setDoesNotReturn();
    b_.CreateUnreachable();
  }
  void exhaust() override {
    call("out_of_memory", {})->setDoesNotReturn();
    b_.CreateUnreachable();
  }

  static constexpr BlockId kHeader = 1;

  void define() {
    function_ = m_.loop[id_];
    give_up_ = exhaust_ = nullptr;
    cells_.assign(f_.nodes.size(), nullptr);
    blocks_.assign(f_.blocks.size(), nullptr);
    find_liveness();

    b_.SetInsertPoint(block("entry"));
    auto* argument = function_->arg_begin();
    sp_ = f_.allocates ? &*argument++ : nullptr;
    param_nodes_.assign(f_.params, kNone);
    for (BlockId i = 0; i < f_.blocks.size(); ++i) {
      if (!f_.blocks[i].reachable) continue;
      blocks_[i] = block();
      for (const NodeId n : f_.blocks[i].nodes) {
        if (!f_.live[n] || is_boolean(f_.nodes[n].kind) || is_fixed(n)) continue;
        cells_[n] = b_.CreateAlloca(m_.i64);
        if (f_.nodes[n].kind == NodeKind::param) param_nodes_[f_.nodes[n].value] = n;
      }
    }
    for (uint32_t i = 0; i < f_.params; ++i) {
      if (!f_.param_used[i]) continue;
      LValue v = &*argument++;
      b_.CreateStore(v, cells_[param_nodes_[i]]);
    }
    if (f_.accumulates) {
      accumulator_ = b_.CreateAlloca(m_.i64);
      b_.CreateStore(word(0), accumulator_);
    }
    if (f_.builds) {
      first_ = b_.CreateAlloca(m_.i64);
      last_ = b_.CreateAlloca(m_.i64);
      b_.CreateStore(word(0), first_);
      b_.CreateStore(word(0), last_);
    }
    b_.CreateBr(blocks_[0]);
    const bool loops = f_.accumulates || f_.builds || has_self_tail();
    for (BlockId i = 0; i < f_.blocks.size(); ++i) {
      if (!f_.blocks[i].reachable) continue;
      b_.SetInsertPoint(blocks_[i]);
      if (i == kHeader) emit_poll(loops);
      emit_block(i);
    }
  }

  bool has_self_tail() const {
    for (const Block& b : f_.blocks) {
      if (b.reachable && b.term.kind == TermKind::tail && b.term.function == id_) return true;
    }
    return false;
  }

  // At the head of every function and loop: interrupts, collections, depth.
  void emit_poll(bool loops) {
    if (f_.allocates) {
      unlikely(b_.CreateICmpUGE(load(heap_top()), load_shared(heap_soft_limit())), [&] {
        std::vector<NodeId> roots;
        for (const NodeId n : param_nodes_) {
          if (n != kNone && is_root(n)) roots.push_back(n);
        }
        LValue above = save(roots);
        rare("safepoint", {above});
        restore(roots);
      });
    }
    if (f_.allocates && f_.recursive) {
      exhaust_if(b_.CreateICmpUGE(b_.CreatePtrToInt(sp_, m_.i64), load(stack_end())));
    }
    if (f_.recursive || (loops && !f_.allocates)) {
      auto* const name = llvm::MetadataAsValue::get(
          m_.context, llvm::MDNode::get(m_.context, {llvm::MDString::get(m_.context, "rsp")}));
      LValue rsp = b_.CreateIntrinsic(llvm::Intrinsic::read_register, {m_.i64}, {name});
      unlikely(b_.CreateICmpULT(rsp, load_shared(native_limit())), [&] { rare("check_stack", {}); });
    }
  }

  // Puts what is alive where the collector finds it; yields the shadow stack above.
  LValue save(const std::vector<NodeId>& roots) {
    if (roots.empty() && first_ == nullptr) return sp_;
    LValue here = b_.CreatePtrToInt(sp_, m_.i64);
    unlikely(b_.CreateICmpUGT(load(low_water()), here), [&] { b_.CreateStore(here, low_water()); });
    for (size_t i = 0; i < roots.size(); ++i) b_.CreateStore(get(roots[i]), at(sp_, i));
    if (first_ == nullptr) return at(sp_, roots.size());
    b_.CreateStore(load(first_), at(sp_, roots.size()));
    b_.CreateStore(load(last_), at(sp_, roots.size() + 1));
    return at(sp_, roots.size() + 2);
  }
  void restore(const std::vector<NodeId>& roots) {
    for (size_t i = 0; i < roots.size(); ++i) set(roots[i], load(at(sp_, i)));
    if (first_ == nullptr) return;
    b_.CreateStore(load(at(sp_, roots.size())), first_);
    b_.CreateStore(load(at(sp_, roots.size() + 1)), last_);
  }

  bool may_collect(const Node& n) const { return n.kind == NodeKind::call && m_.graph.functions[n.value].allocates; }

  // ---- liveness ----
  using Bits = std::vector<bool>;
  static auto reader(Bits& live) {
    return [&live](NodeId n) { live[n] = true; };
  }
  auto takes() const {
    return [this](FunctionId callee, size_t i) -> bool { return m_.graph.functions[callee].param_used[i]; };
  }
  void find_liveness() {
    std::vector<Bits> in(f_.blocks.size(), Bits(f_.nodes.size()));
    alive_after_.clear();
    for (bool changed = true; changed;) {
      changed = false;
      for (BlockId i = static_cast<BlockId>(f_.blocks.size()); i-- > 0;) {
        if (!f_.blocks[i].reachable) continue;
        Bits live = live_out(in, i);
        walk(i, live, false);
        if (live != in[i]) {
          in[i] = std::move(live);
          changed = true;
        }
      }
    }
    for (BlockId i = 0; i < f_.blocks.size(); ++i) {
      if (!f_.blocks[i].reachable) continue;
      Bits live = live_out(in, i);
      walk(i, live, true);
    }
  }
  Bits live_out(const std::vector<Bits>& in, BlockId i) const {
    Bits live(f_.nodes.size());
    for (const BlockId next : {f_.blocks[i].term.yes, f_.blocks[i].term.no}) {
      if (next == kNone) continue;
      for (size_t n = 0; n < live.size(); ++n) {
        if (in[next][n]) live[n] = true;
      }
      each_phi(f_, i, next, [&](NodeId, NodeId arg) { each_read(f_, arg, reader(live)); });
    }
    return live;
  }
  // From the end of block `i` to its start.
  void walk(BlockId i, Bits& live, bool record) {
    const Block& b = f_.blocks[i];
    each_read(f_, b.term, takes(), reader(live));
    for (size_t at = b.nodes.size(); at-- > 0;) {
      const NodeId n = b.nodes[at];
      const Node& node = f_.nodes[n];
      if (!f_.live[n]) continue;
      live[n] = false;
      if (is_boolean(node.kind)) continue;
      if (record && may_collect(node)) {
        std::vector<NodeId>& roots = alive_after_[n];
        for (NodeId m = 0; m < live.size(); ++m) {
          if (live[m] && is_root(m)) roots.push_back(m);
        }
      }
      // The trace is the interpreter's business here.
      if (!is_trace(node.kind)) each_read(f_, node, takes(), reader(live));
    }
  }
  // ---- blocks ----
  void emit_block(BlockId i) {
    const Block& here = f_.blocks[i];
    bool ends = true;
    emit_row(here.nodes, 0, here.nodes.size(), [&](NodeId n) {
      if (f_.accumulates && is_own_call_before(NodeKind::inc, here, n)) {
        accumulate(f_.nodes[n].args);
        return ends = false;
      }
      if (f_.builds && is_own_call_before(NodeKind::cons, here, n)) {
        build(f_.nodes[here.nodes.back()].a, f_.nodes[n].args);
        return ends = false;
      }
      emit_node(n);
      return true;
    });
    if (ends) emit_term(i);
  }

  // Whether `n` is the call of itself that block `b` returns within a node of `kind`, doing nothing else after it.
  bool is_own_call_before(NodeKind kind, const Block& b, NodeId n) const {
    return own_call_before(f_, id_, b, kind) == n;
  }
  // The list that is being made gets one more cell, whose tail the next round makes.
  void build(NodeId item, const std::vector<NodeId>& args) {
    LValue cell = cons(get(item), word(0));
    append(cell);
    b_.CreateStore(cell, last_);
    again(args);
  }
  // Puts `v` where the last cell's tail belongs, or makes it the product.
  void append(LValue v) {
    LValue last = load(last_);
    BasicBlock* const begin = block("begin");
    BasicBlock* const more = block("more");
    BasicBlock* const next = block();
    b_.CreateCondBr(b_.CreateICmpEQ(last, word(0)), begin, more);
    b_.SetInsertPoint(begin);
    b_.CreateStore(v, first_);
    b_.CreateBr(next);
    b_.SetInsertPoint(more);
    // A collection may have moved that cell to the old generation, where what is young must be known.
    unlikely(b_.CreateICmpUGE(b_.CreateSub(last, load(nursery())), load(nursery_size())),
             [&] { rare("remember_tail", {last}); });
    b_.CreateStore(v, b_.CreateIntToPtr(b_.CreateAdd(last, word(15)), m_.ptr));
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
  }
  void accumulate(const std::vector<NodeId>& args) {
    LValue sum = load(accumulator_);
    // Recursion without end is to run out of memory, as it does where each call has a frame.
    exhaust_if(b_.CreateICmpUGE(sum, b_.CreateShl(load(max_depth()), 1)));
    b_.CreateStore(b_.CreateAdd(sum, word(2)), accumulator_);
    again(args);
  }
  // The next round of the loop.
  void again(const std::vector<NodeId>& args) {
    std::vector<LValue> values;
    for (uint32_t p = 0; p < f_.params; ++p) values.push_back(f_.param_used[p] ? get(args[p]) : nullptr);
    for (uint32_t p = 0; p < f_.params; ++p) {
      if (f_.param_used[p]) b_.CreateStore(values[p], cells_[param_nodes_[p]]);
    }
    b_.CreateBr(blocks_[kHeader]);
  }

  std::vector<LValue> arguments(FunctionId callee, const std::vector<NodeId>& args, LValue sp) {
    const Function& f = m_.graph.functions[callee];
    std::vector<LValue> values;
    if (f.allocates) values.push_back(sp);
    for (size_t i = 0; i < args.size(); ++i) {
      if (f.param_used[i]) values.push_back(get(args[i]));
    }
    return values;
  }

  void emit_node(NodeId id) {
    if (emit_common(id)) return;
    const Node& n = f_.nodes[id];
    if (n.kind == NodeKind::call) return emit_call(id);
    if (n.kind == NodeKind::jet) return emit_jet(id);
    GALENA_CHECK(is_trace(n.kind));  // which the interpreter comes to
  }
  void emit_call(NodeId id) {
    const Node& n = f_.nodes[id];
    const auto callee = static_cast<FunctionId>(n.value);
    const Function& f = m_.graph.functions[callee];
    GALENA_CHECK(f.closed && m_.machine[callee] != nullptr);
    const std::vector<NodeId> roots = f.allocates ? alive_after_[id] : std::vector<NodeId>();
    LValue above = f.allocates ? save(roots) : nullptr;
    llvm::CallInst* const made = b_.CreateCall(m_.machine[callee], arguments(callee, n.args, above));
    made->setCallingConv(llvm::CallingConv::Tail);
    if (f.allocates) restore(roots);
    set(id, made);
  }
  void emit_jet(NodeId id) {
    const Node& n = f_.nodes[id];
    LValue made = call("run_jet", {jet(n.value), get(n.a)});
    exhaust_if(b_.CreateICmpEQ(made, word(kExhausted)));
    require(b_.CreateAnd(b_.CreateICmpNE(made, word(kFailed)), b_.CreateICmpNE(made, word(kDeclined))));
    set(id, made);
  }

  void emit_term(BlockId i) {
    const Term& t = f_.blocks[i].term;
    switch (t.kind) {
      case TermKind::jump:
        each_phi(f_, i, t.yes, [&](NodeId phi, NodeId arg) { set(phi, get(arg)); });
        b_.CreateBr(blocks_[t.yes]);
        return;
      case TermKind::branch: {
        LValue yes = boolean(t.a);
        b_.CreateCondBr(yes, blocks_[t.yes], blocks_[t.no]);
        return;
      }
      case TermKind::test: {
        llvm::SwitchInst* const s = b_.CreateSwitch(get(t.a), give_up_block(), 2);
        s->addCase(b_.getInt64(0), blocks_[t.yes]);
        s->addCase(b_.getInt64(2), blocks_[t.no]);
        return;
      }
      case TermKind::ret: {
        LValue v = get(t.a);
        if (accumulator_ != nullptr) v = accumulated(v, is_direct(t.a));
        if (first_ != nullptr) {
          append(v);
          v = load(first_);
        }
        b_.CreateRet(v);
        return;
      }
      case TermKind::tail: {
        if (t.function == id_) {
          again(t.args);
          return;
        }
        llvm::CallInst* const made = b_.CreateCall(m_.machine[t.function], arguments(t.function, t.args, sp_));
        made->setCallingConv(llvm::CallingConv::Tail);
        made->setTailCallKind(llvm::CallInst::TCK_MustTail);
        b_.CreateRet(made);
        return;
      }
      case TermKind::leave:
        b_.CreateBr(give_up_block());
        return;
      case TermKind::none:
      case TermKind::tail_nock:
      case TermKind::tail_kick:
      case TermKind::tail_jet:
        break;
    }
    GALENA_CHECK(false && "an end of a closed function");
    b_.CreateBr(give_up_block());
  }

  // What the calls that were made into rounds of the loop add to the product of the last.
  LValue accumulated(LValue v, bool direct) {
    LValue sum = load(accumulator_);
    LValue total = b_.CreateIntrinsic(llvm::Intrinsic::uadd_with_overflow, {m_.i64}, {v, sum});
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
  void define_induction() {
    const Function& f = f_;
    const Induction& in = *f.induction;
    function_ = m_.machine[id_];
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
    llvm::CallInst* const call = b_.CreateCall(m_.loop[id_], all);
    call->setCallingConv(llvm::CallingConv::Tail);
    call->setTailCallKind(llvm::CallInst::TCK_MustTail);
    b_.CreateRet(call);
  }

  // How the strand enters: (arguments, shadow stack) by the C convention.
  void define_entry() {
    function_ = m_.machine_entry[id_];
    b_.SetInsertPoint(block("entry"));
    std::vector<LValue> args;
    if (f_.allocates) args.push_back(function_->getArg(1));
    for (uint32_t i = 0; i < f_.params; ++i) {
      if (f_.param_used[i]) args.push_back(load(at(function_->getArg(0), i)));
    }
    llvm::CallInst* const made = b_.CreateCall(m_.machine[id_], args);
    made->setCallingConv(llvm::CallingConv::Tail);
    b_.CreateRet(made);
  }

  LValue sp_ = nullptr;
  LValue accumulator_ = nullptr;
  LValue first_ = nullptr, last_ = nullptr;
  std::vector<BasicBlock*> blocks_;
  std::vector<NodeId> param_nodes_;
  std::unordered_map<NodeId, std::vector<NodeId>> alive_after_;
};

}  // namespace

void emit_machine_code(Module& m, FunctionId id) {
  MachineEmitter(m, id).run();
}

}  // namespace galena::jit
