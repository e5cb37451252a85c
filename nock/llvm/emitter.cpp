#include "nock/llvm/emitter.h"

#include <algorithm>

#include "nock/base/check.h"

namespace galena::jit {

Module::Module(llvm::LLVMContext& c, const Graph& g, Part p)
    : context(c), graph(g), part(p), module(std::make_unique<llvm::Module>("galena", c)) {
  i64 = LType::getInt64Ty(c);
  ptr = llvm::PointerType::getUnqual(c);
  std::vector<LType*> params{ptr, ptr, ptr};
  params.insert(params.end(), kRegisters, i64);
  handler = llvm::FunctionType::get(LType::getVoidTy(c), params, false);
}

llvm::Constant* Module::symbol(const char* name, LType* type) {
  return module->getOrInsertGlobal(name, type);
}

llvm::Function* Module::make_handler(const llvm::Twine& name, bool visible) {
  auto* const f = llvm::Function::Create(
      handler, visible ? llvm::Function::ExternalLinkage : llvm::Function::InternalLinkage, name, module.get());
  f->setCallingConv(llvm::CallingConv::PreserveNone);
  f->addFnAttr(llvm::Attribute::NoUnwind);
  return f;
}

bool Module::is_own_entry(const Function& f) {
  return f.is_passage() || std::find(f.param_used.begin(), f.param_used.end(), false) == f.param_used.end();
}

Emitter::Emitter(Module& module, FunctionId id)
    : m_(module),
      id_(id),
      f_(module.graph.functions[id]),
      b_(module.context),
      unlikely_(llvm::MDBuilder(module.context).createBranchWeights(1, 100000)),
      likely_(llvm::MDBuilder(module.context).createBranchWeights(100000, 1)),
      leaves_on_overflow_(!module.graph.any_atoms && !f_.has_strand_body()) {}

llvm::CallInst* Emitter::call(const char* name, llvm::ArrayRef<LValue> args) {
  std::vector<LType*> types;
  for (LValue a : args) types.push_back(a->getType());
  auto* const type = llvm::FunctionType::get(m_.i64, types, false);
  llvm::CallInst* const c =
      b_.CreateCall(type, m_.module->getOrInsertFunction(std::string(kReferencePrefix) + name, type).getCallee(), args);
  c->setDoesNotThrow();
  return c;
}

BasicBlock* Emitter::give_up_block() {
  if (give_up_ == nullptr) {
    give_up_ = block("give_up");
    const llvm::IRBuilderBase::InsertPointGuard guard(b_);
    b_.SetInsertPoint(give_up_);
    give_up();
  }
  return give_up_;
}
BasicBlock* Emitter::exhaust_block() {
  if (exhaust_ == nullptr) {
    exhaust_ = block("exhausted");
    const llvm::IRBuilderBase::InsertPointGuard guard(b_);
    b_.SetInsertPoint(exhaust_);
    exhaust();
  }
  return exhaust_;
}

void Emitter::require(LValue ok) {
  BasicBlock* const next = block();
  b_.CreateCondBr(ok, next, give_up_block(), likely_);
  b_.SetInsertPoint(next);
}
void Emitter::exhaust_if(LValue condition) {
  BasicBlock* const next = block();
  b_.CreateCondBr(condition, exhaust_block(), next, unlikely_);
  b_.SetInsertPoint(next);
}

void Emitter::make_room() {
  room_ = 0;
  for (size_t i = at_; row_ != nullptr && i < row_end_; ++i) {
    const NodeId n = (*row_)[i];
    const NodeKind kind = f_.nodes[n].kind;
    if (!f_.live[n]) continue;
    if (may_run(kind)) break;
    // Machine code keeps no trace.
    if (kind == NodeKind::cons || (kind == NodeKind::trace_push && m_.part == Part::strand)) ++room_;
  }
  room_ = std::max<uint64_t>(room_, 1);
  made_ = 0;
  first_cell_ = load(heap_top());
  LValue left = b_.CreateSub(load(heap_hard_limit()), first_cell_);
  exhaust_if(b_.CreateICmpULT(left, word(room_ * sizeof(Cell))));
  b_.CreateStore(b_.CreateAdd(first_cell_, word(room_ * sizeof(Cell))), heap_top());
  first_pointer_ = b_.CreateIntToPtr(first_cell_, m_.ptr);
}

LValue Emitter::cons(LValue head, LValue tail) {
  if (room_ == 0) make_room();
  --room_;
  // From the first cell on, and not one from the other: LLVM goes through chains again and again.
  const uint64_t words = sizeof(Cell) / sizeof(uint64_t) * made_;
  LValue cell = b_.CreateAdd(first_cell_, word(sizeof(Cell) * made_ + 1));
  ++made_;
  b_.CreateStore(word(0), at(first_pointer_, words));
  b_.CreateStore(head, at(first_pointer_, words + 1));
  b_.CreateStore(tail, at(first_pointer_, words + 2));
  return cell;
}

LValue Emitter::get(NodeId n) {
  const Node& node = f_.nodes[n];
  if (node.kind == NodeKind::small) return word(node.value);
  if (node.kind == NodeKind::slot) return constant(node.value);
  GALENA_CHECK(cells_[n] != nullptr);
  return b_.CreateLoad(m_.i64, cells_[n]);
}

LValue Emitter::child(const Node& n, uint64_t offset) {
  LValue a = get(n.a);
  if (!n.proved && f_.nodes[n.a].type != Type::cell) require(is_cell_word(a));
  LValue p = b_.CreateIntToPtr(b_.CreateAdd(a, word(offset - 1)), m_.ptr);
  return b_.CreateLoad(m_.i64, p);
}

LValue Emitter::boolean(NodeId id) {
  const Node& n = f_.nodes[id];
  if (n.kind == NodeKind::is_cell) {
    const Type t = f_.nodes[n.a].type;
    if (n.proved || t == Type::cell) return b_.getTrue();
    if (t == Type::direct || t == Type::atom) return b_.getFalse();
    return is_cell_word(get(n.a));
  }
  if (n.kind == NodeKind::is_none) return b_.CreateICmpEQ(get(n.a), word(kDeclined));
  if (n.kind == NodeKind::first_time) return b_.CreateICmpEQ(load(table("galena.flags", n.value, 1)), word(0));
  if (n.kind == NodeKind::fits) return fits(n);
  GALENA_CHECK(n.kind == NodeKind::same);
  return equals(n);
}

// Whether the operands are direct, and so is the product.
LValue Emitter::fits(const Node& n) {
  LValue a = get(n.a), b = n.b == kNone ? word(0) : get(n.b);
  LValue direct = is_direct_word(b_.CreateOr(a, b));
  switch (static_cast<Arithmetic>(n.value)) {
    case Arithmetic::add: {
      LValue sum = b_.CreateIntrinsic(llvm::Intrinsic::uadd_with_overflow, {m_.i64}, {a, b});
      return b_.CreateAnd(direct, b_.CreateNot(b_.CreateExtractValue(sum, 1)));
    }
    case Arithmetic::sub:
      return b_.CreateAnd(direct, b_.CreateICmpUGE(a, b));
    case Arithmetic::mul: {
      LValue product = b_.CreateIntrinsic(llvm::Intrinsic::umul_with_overflow, {m_.i64}, {b_.CreateLShr(a, 1), b});
      return b_.CreateAnd(direct, b_.CreateNot(b_.CreateExtractValue(product, 1)));
    }
    case Arithmetic::div:
    case Arithmetic::mod:
      return b_.CreateAnd(direct, b_.CreateICmpNE(b, word(0)));
    case Arithmetic::dec:
      return b_.CreateAnd(direct, b_.CreateICmpNE(a, word(0)));
    case Arithmetic::lth:
    case Arithmetic::lte:
    case Arithmetic::gth:
    case Arithmetic::gte:
      return direct;
    case Arithmetic::none:
      break;
  }
  GALENA_CHECK(false && "arithmetic of some kind");
  return direct;
}

LValue Emitter::equals(const Node& n) {
  LValue a = get(n.a), b = get(n.b);
  LValue same = b_.CreateICmpEQ(a, b);
  if (is_direct(n.a) || is_direct(n.b)) return same;
  BasicBlock* const start = b_.GetInsertBlock();
  BasicBlock* const differ = block("differ");
  BasicBlock* const slow = block("compare");
  BasicBlock* const next = block();
  b_.CreateCondBr(same, next, differ);
  b_.SetInsertPoint(differ);
  LValue both = b_.CreateAnd(b_.CreateAnd(a, b), word(1));
  b_.CreateCondBr(b_.CreateICmpNE(both, word(0)), slow, next);
  b_.SetInsertPoint(slow);
  LValue answer = b_.CreateICmpNE(rare("equal", {a, b}), word(0));
  b_.CreateBr(next);
  b_.SetInsertPoint(next);
  llvm::PHINode* const phi = b_.CreatePHI(b_.getInt1Ty(), 3);
  phi->addIncoming(b_.getTrue(), start);
  phi->addIncoming(b_.getFalse(), differ);
  phi->addIncoming(answer, slow);
  return phi;
}

LValue Emitter::increment(const Node& n, bool leaves) {
  LValue a = get(n.a);
  if (leaves) {
    if (!is_direct(n.a)) require(is_direct_word(a));
    LValue sum = b_.CreateIntrinsic(llvm::Intrinsic::uadd_with_overflow, {m_.i64}, {a, word(2)});
    require(b_.CreateNot(b_.CreateExtractValue(sum, 1)));
    return b_.CreateExtractValue(sum, 0);
  }
  LValue small = b_.CreateAnd(is_direct_word(a), b_.CreateICmpNE(a, word(~uint64_t{1})));
  BasicBlock* const slow = block("slow");
  BasicBlock* const fast = block();
  BasicBlock* const next = block();
  b_.CreateCondBr(small, fast, slow, likely_);
  b_.SetInsertPoint(slow);
  LValue big = rare("increment", {a});
  require(b_.CreateICmpNE(big, word(kFailed)));
  exhaust_if(b_.CreateICmpEQ(big, word(kExhausted)));
  BasicBlock* const slow_end = b_.GetInsertBlock();
  b_.CreateBr(next);
  b_.SetInsertPoint(fast);
  LValue sum = b_.CreateAdd(a, word(2));
  b_.CreateBr(next);
  b_.SetInsertPoint(next);
  llvm::PHINode* const phi = b_.CreatePHI(m_.i64, 2);
  phi->addIncoming(big, slow_end);
  phi->addIncoming(sum, fast);
  return phi;
}

// On direct atoms whose product is direct: words are twice the atoms.
LValue Emitter::arithmetic(const Node& n) {
  LValue a = get(n.a), b = n.b == kNone ? nullptr : get(n.b);
  const auto loobean = [&](LValue yes) { return b_.CreateSelect(yes, word(0), word(2)); };
  switch (static_cast<Arithmetic>(n.value)) {
    case Arithmetic::add:
      return b_.CreateAdd(a, b);
    case Arithmetic::sub:
      return b_.CreateSub(a, b);
    case Arithmetic::mul:
      return b_.CreateMul(b_.CreateLShr(a, 1), b);
    case Arithmetic::div:
      return b_.CreateShl(b_.CreateUDiv(a, b), 1);
    case Arithmetic::mod:
      return b_.CreateURem(a, b);
    case Arithmetic::dec:
      return b_.CreateSub(a, word(2));
    case Arithmetic::lth:
      return loobean(b_.CreateICmpULT(a, b));
    case Arithmetic::lte:
      return loobean(b_.CreateICmpULE(a, b));
    case Arithmetic::gth:
      return loobean(b_.CreateICmpUGT(a, b));
    case Arithmetic::gte:
      return loobean(b_.CreateICmpUGE(a, b));
    case Arithmetic::none:
      break;
  }
  GALENA_CHECK(false && "arithmetic of some kind");
  return word(0);
}

bool Emitter::emit_common(NodeId id) {
  const Node& n = f_.nodes[id];
  switch (n.kind) {
    // Where control comes in, where they are read, or on the ways here.
    case NodeKind::param:
    case NodeKind::small:
    case NodeKind::slot:
    case NodeKind::phi:
    case NodeKind::is_cell:
    case NodeKind::same:
    case NodeKind::is_none:
    case NodeKind::first_time:
    case NodeKind::fits:
      return true;
    case NodeKind::head:
      set(id, child(n, 8));
      return true;
    case NodeKind::tail:
      set(id, child(n, 16));
      return true;
    case NodeKind::loobean:
      set(id, b_.CreateSelect(boolean(n.a), word(0), word(2)));
      return true;
    case NodeKind::inc:
      set(id, increment(n, leaves_on_overflow_));
      return true;
    case NodeKind::cons:
      set(id, cons(get(n.a), get(n.b)));
      return true;
    case NodeKind::arithmetic:
      set(id, arithmetic(n));
      return true;
    case NodeKind::call:
    case NodeKind::nock:
    case NodeKind::kick:
    case NodeKind::frame_jet:
    case NodeKind::jet:
    case NodeKind::slog:
    case NodeKind::bout_start:
    case NodeKind::bout_end:
    case NodeKind::xray:
    case NodeKind::recall:
    case NodeKind::remember:
    case NodeKind::scries:
    case NodeKind::fast:
    case NodeKind::trace_push:
    case NodeKind::trace_pop:
      return false;
  }
  GALENA_CHECK(false && "a node of some kind");
  return false;
}

}  // namespace galena::jit
