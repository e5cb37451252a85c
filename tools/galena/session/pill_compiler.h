// Who compiles what a pill is made of: the native compiler, or one that is written in Hoon.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "hoon/desk/vase.h"
#include "hoon/parse/parser.h"

namespace galena::tools {

// All nouns are of the arena of the toolchain that it was made for. Methods throw hoon::Failure.
class PillCompiler {
 public:
  virtual ~PillCompiler() = default;

  // The syntax tree of a text; with the places in it, below `path`, unless that is none().
  virtual Noun parse(const std::string& text, Noun path, hoon::Places places) = 0;
  // Type and formula of a syntax tree in a subject of type `subject`.
  virtual hoon::Compiled mint(Noun subject, Noun ast) = 0;
  // Told of each other machine on which a kernel of the pill compiles by itself, before it does.
  virtual void prepare(const Machine&) {}
};

// Makes one for a toolchain on which nothing has been asked that is to count.
using PillCompilerMaker = std::function<std::unique_ptr<PillCompiler>(hoon::Toolchain& tools)>;

// The native compiler, as one of these.
class NativePillCompiler : public PillCompiler {
 public:
  explicit NativePillCompiler(hoon::Toolchain& tools) : tools_(tools) {}
  Noun parse(const std::string& text, Noun path, hoon::Places places) override;
  hoon::Compiled mint(Noun subject, Noun ast) override { return tools_.mint(subject, ast); }

 private:
  hoon::Toolchain& tools_;
};

}  // namespace galena::tools
