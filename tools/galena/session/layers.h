// Programs that are made of layers: each is compiled on the product of the one before it.
#pragma once

#include <string>
#include <vector>

namespace galena::tools {

// One expression of a program: its subject is the product of the one before it, of the first 0.
struct Layer {
  std::string name, text;
};

// The library of this command, hoon/sys: hoon/sys/1-one.hoon as it is, and the chapters in hoon/sys/5-pen as one.
std::vector<Layer> own_layers();

}  // namespace galena::tools
