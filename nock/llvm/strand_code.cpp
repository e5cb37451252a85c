// Functions as handlers of the interpreter, with frames on the strand's stack.
//
// A function is cut at its calls: what follows a call is a handler of its own, which the callee's return jumps to. So
// nothing of it lies on the machine stack while a callee runs. A piece is what is reached from one such cut, or from
// the function's entry, without passing another; where two pieces meet, a third begins. A value that is made in one
// piece and read in another has a place in the frame, where it is put once, on the way out of the piece that makes it.
//
// A frame is a row of such places. At a call all words below the callee's frame are nouns: places that hold nothing
// then are set to 0.
#include <llvm/ADT/BitVector.h>

#include <algorithm>

#include "nock/base/check.h"
#include "nock/llvm/emitter.h"
#include "nock/run/bytecode.h"
#include "nock/run/frame.h"

namespace galena::jit {
namespace {

constexpr uint32_t kNowhere = UINT32_MAX;

// A part of a block, up to a call or to the block's end.
struct Segment {
  BlockId block;
  size_t from, to;            // nodes of the block
  NodeId call = kNone;        // the last of them, if that is a call
  uint32_t after = kNowhere;  // the segment behind the call
};

class StrandEmitter final : public Emitter {
 public:
  using Emitter::Emitter;

  void run() {
    if (f_.has_strand_body()) {
      emit_body();
    } else {
      emit_passage();
    }
    emit_ways_in();
  }

 private:
  // ---- ends of pieces ----
  void start(llvm::Function* function) {
    function_ = function;
    give_up_ = exhaust_ = nullptr;
    s_ = function->getArg(0);
    pc_ = function->getArg(1);
    fp_ = function->getArg(2);
    b_.SetInsertPoint(block("entry"));
  }
  void jump(LValue to, LValue pc, LValue frame, llvm::ArrayRef<LValue> registers = {}) {
    std::vector<LValue> args{s_, pc, frame};
    args.insert(args.end(), registers.begin(), registers.end());
    while (args.size() < m_.handler->getNumParams()) args.push_back(llvm::PoisonValue::get(m_.i64));
    llvm::CallInst* const c = b_.CreateCall(m_.handler, to, args);
    c->setCallingConv(llvm::CallingConv::PreserveNone);
    c->setTailCallKind(llvm::CallInst::TCK_MustTail);
    b_.CreateRetVoid();
  }
  void leave_to(const char* name, LValue pc, LValue frame) { jump(handler(name), pc, frame); }
  void give_up() override { leave_to("crash", pc_, fp_); }
  void exhaust() override { leave_to("exhausted", pc_, fp_); }
  // Goes to a function with these arguments: the first in registers, the rest in its frame.
  void pass(LValue to, LValue pc, LValue frame, const std::vector<LValue>& args) {
    const size_t registers = std::min<size_t>(args.size(), Module::kRegisters);
    for (size_t i = registers; i < args.size(); ++i) b_.CreateStore(args[i], at(frame, i - registers));
    jump(to, pc, frame, llvm::ArrayRef<LValue>(args).take_front(registers));
  }
  // The arguments that `pass` has passed, `count` of them.
  std::vector<LValue> passed(size_t count) {
    std::vector<LValue> args;
    for (size_t i = 0; i < count; ++i) {
      args.push_back(i < Module::kRegisters ? function_->getArg(3 + static_cast<unsigned>(i))
                                            : load(at(fp_, i - Module::kRegisters)));
    }
    return args;
  }
  size_t used_count() const {
    return static_cast<size_t>(std::count(f_.param_used.begin(), f_.param_used.end(), true));
  }
  LValue record(FunctionId id) { return b_.CreateLoad(m_.ptr, table("galena.records", id, 1)); }
  // Where the interpreter, or compiled code, goes on at `code`: an instruction. `alive`: words of the frame. `next`:
  // what `code` asks for.
  llvm::Constant* instruction(llvm::Constant* code, uint64_t alive, llvm::Constant* next = nullptr) {
    const uint64_t op = static_cast<uint64_t>(Op::compiled) | alive << 16;
    auto* const place = llvm::ConstantExpr::getGetElementPtr(m_.i64, m_.symbol("galena.records", m_.i64),
                                                             llvm::ConstantInt::get(m_.i64, id_));
    std::vector<llvm::Constant*> words{llvm::ConstantInt::get(m_.i64, op), code, place};
    if (next != nullptr) words.push_back(next);
    auto* const value = llvm::ConstantStruct::getAnon(words);
    return new llvm::GlobalVariable(*m_.module, value->getType(), true, llvm::GlobalValue::InternalLinkage, value,
                                    "at");
  }
  llvm::Constant* handler(const char* name) {
    return llvm::cast<llvm::Constant>(
        m_.module->getOrInsertFunction(std::string("galena.") + name, m_.handler).getCallee());
  }

  // Returns to the caller. One place does that for all: a dozen instructions at each return would cost more to compile.
  void give_back(LValue product) { jump(handler("give_back"), pc_, fp_, {product}); }

  // ---- ways in ----
  void emit_ways_in() {
    if (!Module::is_own_entry(f_)) {
      start(m_.make_handler(entry_symbol(id_), true));
      go_on_with(passed(f_.params));
    }
    // Others are mostly called from compiled code: it takes LLVM longer to make this for them than it would win.
    if (id_ != m_.graph.entry) return;
    start(m_.make_handler(take_symbol(id_), true));
    missed_ = nullptr;
    std::vector<LValue> leaves;
    take_apart(f_.shape, load(fp_), leaves);
    go_on_with(leaves);
  }
  void go_on_with(const std::vector<LValue>& params) {
    std::vector<LValue> used;
    for (uint32_t i = 0; i < f_.params; ++i) {
      if (f_.is_passage() || f_.param_used[i]) used.push_back(params[i]);
    }
    pass(m_.strand[id_], pc_, fp_, used);
  }
  void take_apart(const Shape* shape, LValue subject, std::vector<LValue>& leaves) {
    switch (shape->kind) {
      case Shape::Kind::dynamic:
        leaves.push_back(subject);
        return;
      case Shape::Kind::constant:
        fit(b_.CreateICmpEQ(subject, constant(m_.graph.slot_of(shape->constant))));
        return;
      case Shape::Kind::pair: {
        fit(is_cell_word(subject));
        LValue cell = b_.CreateIntToPtr(subject, m_.ptr);
        const auto half = [&](unsigned offset) {
          return load(b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), cell, offset - 1));
        };
        take_apart(shape->left, half(8), leaves);
        take_apart(shape->right, half(16), leaves);
      }
    }
  }
  void fit(LValue ok) {
    if (missed_ == nullptr) {
      missed_ = block("missed");
      const llvm::IRBuilderBase::InsertPointGuard guard(b_);
      b_.SetInsertPoint(missed_);
      leave_to("missed", pc_, fp_);
    }
    BasicBlock* const next = block();
    b_.CreateCondBr(ok, next, missed_, likely_);
    b_.SetInsertPoint(next);
  }

  // A loop that runs on the machine stack.
  void emit_passage() {
    start(m_.strand[id_]);
    const std::vector<LValue> args = passed(f_.params);
    for (size_t i = 0; i < args.size(); ++i) b_.CreateStore(args[i], at(fp_, i));
    // Machine code relies on the types that its callers there give it.
    LValue fits = b_.getTrue();
    for (uint32_t i = 0; i < f_.params; ++i) {
      if (!f_.param_used[i]) continue;
      LValue a = args[i];
      if (f_.param_types[i] == Type::direct) fits = b_.CreateAnd(fits, is_direct_word(a));
      if (f_.param_types[i] == Type::atom) fits = b_.CreateAnd(fits, b_.CreateNot(is_cell_word(a)));
      if (f_.param_types[i] == Type::cell) fits = b_.CreateAnd(fits, is_cell_word(a));
    }
    BasicBlock* const again = block("again");
    BasicBlock* const enter = block("enter");
    b_.CreateCondBr(fits, enter, again, likely_);
    b_.SetInsertPoint(enter);
    LValue product = call("enter_machine", {s_, record(id_), m_.machine_entry[id_], fp_, at(fp_, args.size())});
    BasicBlock* const special = block("special");
    BasicBlock* const done = block("done");
    b_.CreateCondBr(is_special(product), special, done, unlikely_);
    b_.SetInsertPoint(special);
    BasicBlock* const over = block("over");
    llvm::SwitchInst* const which = b_.CreateSwitch(product, again, 2);
    which->addCase(b_.getInt64(kExhausted), exhaust_block());
    which->addCase(b_.getInt64(kOver), over);
    b_.SetInsertPoint(again);
    leave_to("again", record(id_), fp_);
    b_.SetInsertPoint(over);
    leave_to("over", pc_, fp_);
    b_.SetInsertPoint(done);
    give_back(product);
  }

  // What is no noun but says why there is none.
  LValue is_special(LValue w) { return b_.CreateAnd(b_.CreateICmpULT(w, word(8)), b_.CreateTrunc(w, b_.getInt1Ty())); }

  // ---- pieces ----
  void emit_body() {
    cut();
    find_order();
    find_owners();
    find_liveness();
    give_places();
    for (const uint32_t root : order_) {
      if (!is_root_[root]) continue;
      pieces_[root] = root == 0 ? m_.strand[id_] : m_.make_handler("part." + std::to_string(id_), false);
    }
    for (const uint32_t root : order_) {
      if (is_root_[root]) emit_piece(root);
    }
  }

  void cut() {
    first_.assign(f_.blocks.size(), kNowhere);
    const auto add = [&](BlockId b) {
      const Block& here = f_.blocks[b];
      first_[b] = static_cast<uint32_t>(segments_.size());
      size_t from = 0;
      for (size_t i = 0; i < here.nodes.size(); ++i) {
        const NodeId n = here.nodes[i];
        if (!f_.live[n] || !is_call(f_.nodes[n].kind)) continue;
        segments_.push_back({b, from, i + 1, n, static_cast<uint32_t>(segments_.size() + 1)});
        from = i + 1;
      }
      segments_.push_back({b, from, here.nodes.size()});
    };
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      if (f_.blocks[b].reachable) add(b);
    }
    pieces_.assign(segments_.size(), nullptr);
  }

  std::vector<uint32_t> successors(uint32_t s) const {
    const Segment& here = segments_[s];
    if (here.call != kNone) return {here.after};
    const Term& t = f_.blocks[here.block].term;
    std::vector<uint32_t> next;
    if (t.yes != kNone) next.push_back(first_[t.yes]);
    if (t.no != kNone) next.push_back(first_[t.no]);
    return next;
  }

  // Segments in an order in which each comes behind those that lead to it: but for self tail calls, there are no loops.
  void find_order() {
    std::vector<uint8_t> seen(segments_.size());
    std::vector<std::pair<uint32_t, size_t>> work{{0, 0}};
    seen[0] = 1;
    while (!work.empty()) {
      auto& [s, next] = work.back();
      const std::vector<uint32_t> to = successors(s);
      if (next < to.size()) {
        const uint32_t t = to[next++];
        if (seen[t] == 0) {
          seen[t] = 1;
          work.emplace_back(t, 0);
        }
      } else {
        order_.push_back(s);
        work.pop_back();
      }
    }
    std::reverse(order_.begin(), order_.end());
  }

  void find_owners() {
    owner_.assign(segments_.size(), kNowhere);
    is_root_.assign(segments_.size(), false);
    is_root_[0] = true;
    for (const uint32_t s : order_) {
      if (is_root_[s]) owner_[s] = s;
      const bool call = segments_[s].call != kNone;
      for (const uint32_t t : successors(s)) {
        if (call || (owner_[t] != kNowhere && owner_[t] != owner_[s])) is_root_[t] = true;
        owner_[t] = owner_[s];
      }
    }
  }

  // ---- liveness ----
  using Bits = llvm::BitVector;
  static auto reader(Bits& live) {
    return [&live](NodeId n) { live.set(n); };
  }
  bool takes(FunctionId callee, size_t i) const {
    const Function& f = m_.graph.functions[callee];
    return f.takes_all() || f.param_used[i];
  }
  auto taker() const {
    return [this](FunctionId callee, size_t i) { return takes(callee, i); };
  }
  // Alive where segment `s` ends, but for the product of its call.
  Bits alive_behind(uint32_t s) const {
    const Segment& here = segments_[s];
    Bits live(static_cast<unsigned>(f_.nodes.size()));
    for (const uint32_t t : successors(s)) {
      live |= live_in_[t];
      if (here.call == kNone) each_phi_at(t, here.block, [&](NodeId, NodeId arg) { each_read(f_, arg, reader(live)); });
    }
    if (here.call != kNone) live.reset(here.call);
    return live;
  }
  // The phis at the start of segment `t`, with what they are when control comes from `block`.
  template <class Visit>
  void each_phi_at(uint32_t t, BlockId block, Visit visit) const {
    if (segments_[t].from == 0) each_phi(f_, block, segments_[t].block, visit);
  }
  void find_liveness() {
    live_in_.assign(segments_.size(), Bits(static_cast<unsigned>(f_.nodes.size())));
    for (size_t i = order_.size(); i-- > 0;) {
      const uint32_t s = order_[i];
      const Segment& here = segments_[s];
      const Block& b = f_.blocks[here.block];
      Bits live = alive_behind(s);
      if (here.call == kNone) each_read(f_, b.term, taker(), reader(live));
      for (size_t at = here.to; at-- > here.from;) {
        const NodeId n = b.nodes[at];
        if (!f_.live[n]) continue;
        live.reset(n);
        if (f_.nodes[n].kind == NodeKind::jet) alive_after_jet_.emplace(n, live);
        each_read(f_, f_.nodes[n], taker(), reader(live));
      }
      live_in_[s] = std::move(live);
    }
  }

  // ---- places in the frame ----
  // What is in the frame where the piece of `root` begins.
  std::vector<NodeId> carried(uint32_t root) const {
    std::vector<NodeId> nodes;
    for (const unsigned n : live_in_[root].set_bits()) nodes.push_back(n);
    if (segments_[root].from == 0) {
      for (const NodeId n : f_.blocks[segments_[root].block].nodes) {
        if (f_.live[n] && f_.nodes[n].kind == NodeKind::phi) nodes.push_back(n);
      }
    }
    // The product of the call in front lies above the frame.
    if (root != 0 && segments_[root - 1].after == root) std::erase(nodes, segments_[root - 1].call);
    return nodes;
  }
  void give_places() {
    place_.assign(f_.nodes.size(), kNowhere);
    carried_.assign(segments_.size(), {});
    size_.assign(segments_.size(), 0);
    std::vector<std::vector<uint32_t>> roots_of(f_.nodes.size());
    for (const uint32_t s : order_) {
      if (!is_root_[s] || s == 0) continue;
      carried_[s] = carried(s);
      for (const NodeId n : carried_[s]) roots_of[n].push_back(s);
    }
    for (const uint32_t s : order_) {
      for (const NodeId n : carried_[s]) {
        if (place_[n] != kNowhere) continue;
        std::vector<bool> taken(carried_[s].size());
        for (const uint32_t other : roots_of[n]) {
          for (const NodeId m : carried_[other]) {
            if (place_[m] == kNowhere) continue;
            if (place_[m] >= taken.size()) taken.resize(place_[m] + 1);
            taken[place_[m]] = true;
          }
        }
        place_[n] = static_cast<uint32_t>(std::find(taken.begin(), taken.end(), false) - taken.begin());
      }
    }
    for (const uint32_t s : order_) {
      for (const NodeId n : carried_[s]) size_[s] = std::max(size_[s], place_[n] + 1);
      largest_ = std::max(largest_, size_[s]);
    }
  }

  uint32_t place_in(NodeId n, uint32_t root) const {
    GALENA_CHECK(place_[n] < size_[root]);
    return place_[n];
  }

  // ---- code ----
  void emit_piece(uint32_t root) {
    start(pieces_[root]);
    root_ = root;
    cells_.assign(f_.nodes.size(), nullptr);
    entries_.assign(segments_.size(), nullptr);
    loaded_.assign(f_.nodes.size(), false);
    for (const NodeId n : carried_[root]) {
      cells_[n] = b_.CreateAlloca(m_.i64);
      b_.CreateStore(load(at(fp_, place_[n])), cells_[n]);
      loaded_[n] = true;
    }
    if (root != 0 && segments_[root - 1].after == root) {
      const NodeId product = segments_[root - 1].call;
      if (live_in_[root].test(product)) {
        cells_[product] = b_.CreateAlloca(m_.i64);
        b_.CreateStore(load(at(fp_, size_[root] + FrameLayout::kProduct)), cells_[product]);
      }
    }
    std::vector<uint32_t> own;
    for (const uint32_t s : order_) {
      if (owner_of(s) == root) own.push_back(s);
    }
    for (const uint32_t s : own) {
      entries_[s] = block();
      const Block& b = f_.blocks[segments_[s].block];
      for (size_t i = segments_[s].from; i < segments_[s].to; ++i) {
        const NodeId n = b.nodes[i];
        const NodeKind kind = f_.nodes[n].kind;
        if (!f_.live[n] || is_boolean(kind) || is_fixed(n) || cells_[n] != nullptr || n == segments_[s].call) continue;
        cells_[n] = b_.CreateAlloca(m_.i64);
      }
    }
    if (root == 0) {
      receive();
      // A poll comes back to the entry, where the next is due once the loop has gone round.
      resume_at_ = instruction(handler("resume"), used_count(), m_.strand[id_]);
      polled_ = b_.CreateAlloca(b_.getInt1Ty());
      b_.CreateStore(b_.CreateICmpEQ(pc_, resume_at_), polled_);
    }
    b_.CreateBr(entries_[root]);
    for (const uint32_t s : own) {
      b_.SetInsertPoint(entries_[s]);
      emit_segment(s);
    }
  }
  uint32_t owner_of(uint32_t s) const { return is_root_[s] ? s : owner_[s]; }

  void receive() {
    const std::vector<LValue> args = passed(used_count());
    size_t next = 0;
    param_nodes_.assign(f_.params, kNone);
    for (const NodeId n : f_.blocks[0].nodes) {
      if (f_.nodes[n].kind == NodeKind::param && f_.live[n]) param_nodes_[f_.nodes[n].value] = n;
    }
    for (uint32_t i = 0; i < f_.params; ++i) {
      if (f_.param_used[i]) b_.CreateStore(args[next++], cells_[param_nodes_[i]]);
    }
  }

  static constexpr BlockId kHeader = 1;

  // At the head of the function and its loop: collections, interrupts, depth.
  void emit_poll() {
    LValue full = b_.CreateICmpUGE(load(heap_top()), load_shared(heap_soft_limit()));
    LValue deep = b_.CreateICmpUGE(b_.CreatePtrToInt(fp_, m_.i64), load(stack_end()));
    BasicBlock* const slow = block("slow");
    BasicBlock* const poll = block("poll");
    BasicBlock* const next = block();
    b_.CreateCondBr(b_.CreateOr(full, deep), slow, next, unlikely_);
    b_.SetInsertPoint(slow);
    b_.CreateCondBr(b_.CreateLoad(b_.getInt1Ty(), polled_), next, poll);
    b_.SetInsertPoint(poll);
    size_t alive = 0;
    for (uint32_t i = 0; i < f_.params; ++i) {
      if (f_.param_used[i]) b_.CreateStore(load(cells_[param_nodes_[i]]), at(fp_, alive++));
    }
    leave_to("poll", resume_at_, fp_);
    b_.SetInsertPoint(next);
  }

  void emit_segment(uint32_t s) {
    const Segment& here = segments_[s];
    const Block& b = f_.blocks[here.block];
    if (here.block == kHeader && here.from == 0) emit_poll();
    emit_row(b.nodes, here.from, here.to, [&](NodeId n) {
      if (n != here.call) emit_node(n);
      return true;
    });
    if (here.call != kNone) {
      emit_call(here);
    } else {
      emit_term(s);
    }
  }

  // Goes from segment `s` to segment `t`.
  void go(uint32_t s, uint32_t t) {
    std::vector<std::pair<NodeId, LValue>> phis;
    each_phi_at(t, segments_[s].block, [&](NodeId phi, NodeId arg) { phis.emplace_back(phi, get(arg)); });
    if (owner_of(t) == root_ && t != root_) {
      for (const auto& [phi, value] : phis) set(phi, value);
      b_.CreateBr(entries_[t]);
      return;
    }
    std::vector<std::pair<NodeId, LValue>> values;
    for (const NodeId n : carried_[t]) {
      const bool phi = std::any_of(phis.begin(), phis.end(), [n](const auto& p) { return p.first == n; });
      if (!phi && !loaded_[n]) values.emplace_back(n, get(n));
    }
    values.insert(values.end(), phis.begin(), phis.end());
    for (const auto& [n, value] : values) b_.CreateStore(value, at(fp_, place_in(n, t)));
    jump(pieces_[t], pc_, fp_);
  }

  void emit_call(const Segment& here) {
    const Node& n = f_.nodes[here.call];
    const uint32_t next = here.after;
    std::vector<LValue> args;
    LValue subject = nullptr, formula = nullptr;
    if (n.kind == NodeKind::call) {
      args = arguments(static_cast<FunctionId>(n.value), n.args);
    } else {
      subject = get(n.a);
      if (n.kind == NodeKind::nock) formula = get(n.b);
    }
    std::vector<bool> filled(size_[next]);
    std::vector<std::pair<NodeId, LValue>> values;
    for (const NodeId c : carried_[next]) {
      filled[place_in(c, next)] = true;
      if (!loaded_[c]) values.emplace_back(c, get(c));
    }
    for (const auto& [c, value] : values) b_.CreateStore(value, at(fp_, place_[c]));
    for (uint32_t i = 0; i < filled.size(); ++i) {
      if (!filled[i]) b_.CreateStore(word(0), at(fp_, i));
    }
    LValue frame = at(fp_, size_[next] + FrameLayout::kHeader);
    b_.CreateStore(word(FrameLayout::distance(size_[next])), at(fp_, size_[next] + FrameLayout::kDistance));
    b_.CreateStore(instruction(pieces_[next], 0), at(fp_, size_[next] + FrameLayout::kBack));
    if (n.kind == NodeKind::nock) return run_nock(subject, formula, frame);
    if (n.kind == NodeKind::kick) return run_kick(subject, n.value, frame);
    if (n.kind == NodeKind::frame_jet) return run_frame_jet(subject, n.value, frame);
    GALENA_CHECK(n.kind == NodeKind::call);
    go_into(static_cast<FunctionId>(n.value), frame, args);
  }
  std::vector<LValue> arguments(FunctionId callee, const std::vector<NodeId>& args) {
    std::vector<LValue> values;
    for (size_t i = 0; i < args.size(); ++i) {
      if (takes(callee, i)) values.push_back(get(args[i]));
    }
    return values;
  }
  void go_into(FunctionId callee, LValue frame, const std::vector<LValue>& args) {
    if (m_.strand[callee] != nullptr) {
      // Not the pc of this function, which may say that it has just polled.
      pass(m_.strand[callee], llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(m_.ptr)), frame, args);
      return;
    }
    LValue known = record(callee);
    LValue entry = b_.CreateLoad(m_.ptr, known);
    pass(entry, known, frame, args);
  }
  void run_nock(LValue subject, LValue formula, LValue frame) {
    b_.CreateStore(subject, frame);
    b_.CreateStore(formula, call_formula());
    leave_to("nock", pc_, frame);
  }
  void run_kick(LValue core, uint64_t axis, LValue frame) {
    b_.CreateStore(core, frame);
    b_.CreateStore(word(axis), call_axis());
    leave_to("kick", pc_, frame);
  }
  void run_frame_jet(LValue core, uint64_t number, LValue frame) {
    b_.CreateStore(core, frame);
    b_.CreateStore(b_.CreatePtrToInt(jet(number), m_.i64), call_jet());
    leave_to("frame_jet", pc_, frame);
  }

  void emit_node(NodeId id) {
    if (emit_common(id)) return;
    const Node& n = f_.nodes[id];
    switch (n.kind) {
      case NodeKind::jet:
        emit_jet(id);
        return;
      case NodeKind::trace_push: {
        LValue before = load(trace());
        LValue entry = get(n.a);
        LValue now = cons(entry, before);
        b_.CreateStore(now, trace());
        set(id, before);
        return;
      }
      case NodeKind::trace_pop:
        b_.CreateStore(get(n.a), trace());
        return;
      case NodeKind::slog:
        call("slog", {get(n.a)});
        return;
      case NodeKind::bout_start:
        set(id, call("bout_start", {}));
        return;
      case NodeKind::bout_end:
        call("bout_end", {get(n.a)});
        return;
      case NodeKind::xray:
        call("xray", {constant(n.value)});
        return;
      case NodeKind::recall:
        set(id, call("recall", {get(n.a), constant(n.value)}));
        return;
      case NodeKind::remember:
        exhaust_if(b_.CreateICmpEQ(call("remember", {get(n.a), constant(n.value), get(n.b)}), word(kExhausted)));
        return;
      case NodeKind::scries:
        set(id, call("scries", {}));
        return;
      case NodeKind::fast: {
        LValue settled = call("fast", {get(n.a), get(n.b)});
        exhaust_if(b_.CreateICmpEQ(settled, word(kExhausted)));
        b_.CreateStore(settled, table("galena.flags", n.value, 1));
        return;
      }
      case NodeKind::call:
      case NodeKind::nock:
      case NodeKind::kick:
      case NodeKind::frame_jet:
        break;  // ends of pieces
      case NodeKind::param:
      case NodeKind::small:
      case NodeKind::slot:
      case NodeKind::head:
      case NodeKind::tail:
      case NodeKind::is_cell:
      case NodeKind::same:
      case NodeKind::is_none:
      case NodeKind::first_time:
      case NodeKind::loobean:
      case NodeKind::inc:
      case NodeKind::cons:
      case NodeKind::phi:
      case NodeKind::fits:
      case NodeKind::arithmetic:
        break;  // by emit_common
    }
    GALENA_CHECK(false && "a node within a piece");
  }

  // A jet that declines has its Nock run inside of this function, on the strand's stack above what is alive.
  void emit_jet(NodeId id) {
    const Node& n = f_.nodes[id];
    LValue core = get(n.a);
    LValue made = call("run_jet", {jet(n.value), core});
    BasicBlock* const fast = b_.GetInsertBlock();
    BasicBlock* const special = block("special");
    BasicBlock* const declined = block("declined");
    BasicBlock* const next = block();
    b_.CreateCondBr(is_special(made), special, next, unlikely_);
    b_.SetInsertPoint(special);
    llvm::SwitchInst* const why = b_.CreateSwitch(made, give_up_block(), 2);
    why->addCase(b_.getInt64(kDeclined), declined);
    why->addCase(b_.getInt64(kExhausted), exhaust_block());
    b_.SetInsertPoint(declined);
    std::vector<bool> filled(largest_);
    for (const NodeId c : carried_[root_]) filled[place_[c]] = true;
    for (uint32_t i = 0; i < filled.size(); ++i) {
      if (!filled[i]) b_.CreateStore(word(0), at(fp_, i));
    }
    std::vector<NodeId> saved;
    for (const unsigned m : alive_after_jet_.at(id).set_bits()) saved.push_back(m);
    for (size_t i = 0; i < saved.size(); ++i) b_.CreateStore(get(saved[i]), at(fp_, largest_ + i));
    LValue product = call("run_declined", {jet(n.value), core, fp_, at(fp_, largest_ + saved.size())});
    for (size_t i = 0; i < saved.size(); ++i) set(saved[i], load(at(fp_, largest_ + i)));
    BasicBlock* const over = block("over");
    BasicBlock* const none = block();
    BasicBlock* const back = block();
    b_.CreateCondBr(is_special(product), none, back, unlikely_);
    b_.SetInsertPoint(none);
    llvm::SwitchInst* const how = b_.CreateSwitch(product, give_up_block(), 2);
    how->addCase(b_.getInt64(kOver), over);
    how->addCase(b_.getInt64(kExhausted), exhaust_block());
    b_.SetInsertPoint(over);
    leave_to("over", pc_, fp_);
    b_.SetInsertPoint(back);
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
    llvm::PHINode* const phi = b_.CreatePHI(m_.i64, 2);
    phi->addIncoming(made, fast);
    phi->addIncoming(product, back);
    set(id, phi);
  }

  void emit_term(uint32_t s) {
    const Term& t = f_.blocks[segments_[s].block].term;
    // A block of its own for each way that parts here.
    const auto way = [&](BlockId to) {
      BasicBlock* const edge = block();
      const llvm::IRBuilderBase::InsertPointGuard guard(b_);
      b_.SetInsertPoint(edge);
      go(s, first_[to]);
      return edge;
    };
    switch (t.kind) {
      case TermKind::leave:
        b_.CreateBr(give_up_block());
        return;
      case TermKind::jump:
        go(s, first_[t.yes]);
        return;
      case TermKind::branch: {
        LValue yes = boolean(t.a);
        BasicBlock* const to_yes = way(t.yes);
        b_.CreateCondBr(yes, to_yes, way(t.no));
        return;
      }
      case TermKind::test: {
        LValue tested = get(t.a);
        BasicBlock* const to_yes = way(t.yes);
        BasicBlock* const to_no = way(t.no);
        llvm::SwitchInst* const which = b_.CreateSwitch(tested, give_up_block(), 2);
        which->addCase(b_.getInt64(0), to_yes);
        which->addCase(b_.getInt64(2), to_no);
        return;
      }
      case TermKind::ret:
        give_back(get(t.a));
        return;
      case TermKind::tail: {
        const std::vector<LValue> args = arguments(t.function, t.args);
        if (t.function == id_ && root_ == 0) {
          size_t next = 0;
          for (uint32_t i = 0; i < f_.params; ++i) {
            if (f_.param_used[i]) b_.CreateStore(args[next++], cells_[param_nodes_[i]]);
          }
          b_.CreateStore(b_.getFalse(), polled_);
          b_.CreateBr(entries_[first_[kHeader]]);
          return;
        }
        go_into(t.function, fp_, args);
        return;
      }
      case TermKind::tail_nock:
        run_nock(get(t.a), get(t.b), fp_);
        return;
      case TermKind::tail_kick:
        run_kick(get(t.a), t.axis, fp_);
        return;
      case TermKind::tail_jet:
        run_frame_jet(get(t.a), t.axis, fp_);
        return;
      case TermKind::none:
        break;
    }
    GALENA_CHECK(false && "an end of a block that is reached");
    b_.CreateBr(give_up_block());
  }

  std::vector<Segment> segments_;
  std::vector<uint32_t> first_;  // by block
  std::vector<uint32_t> order_;
  std::vector<uint32_t> owner_;  // by segment: the root that it is reached from
  std::vector<bool> is_root_;
  std::vector<Bits> live_in_;
  std::unordered_map<NodeId, Bits> alive_after_jet_;
  std::vector<uint32_t> place_;               // by node
  std::vector<std::vector<NodeId>> carried_;  // by root
  std::vector<uint32_t> size_;                // by root: of the frame where it begins
  uint32_t largest_ = 0;
  std::vector<llvm::Function*> pieces_;  // by root
  llvm::Constant* resume_at_ = nullptr;  // the instruction that goes on after a poll
  LValue polled_ = nullptr;              // boolean: the poll has just been done

  // Of the piece at hand.
  uint32_t root_ = 0;
  LValue s_ = nullptr, pc_ = nullptr, fp_ = nullptr;
  BasicBlock* missed_ = nullptr;      // of the way in that takes a subject apart
  std::vector<BasicBlock*> entries_;  // by segment
  std::vector<bool> loaded_;          // by node: it is in the frame
  std::vector<NodeId> param_nodes_;
};

}  // namespace

void emit_strand_code(Module& m, FunctionId id) {
  StrandEmitter(m, id).run();
}

}  // namespace galena::jit
