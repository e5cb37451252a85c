// Source files with an import header, as builders of kernels read them: `/-  foo` lines, then expressions.
#pragma once

#include <string_view>
#include <vector>

#include "hoon/parse/parser.h"
#include "hoon/text/source.h"

namespace galena::hoon {

// Whose header it is. The order of the sections is fixed in each; every section may be left out.
enum class Builder : uint8_t {
  desk,   // the kernel's own: /? /- /+ /= /~ /% /$ /*
  hoonc,  // the builder of trap files: /? /- /+ /= /* /#; comments are never documentation
};

struct Import {
  enum class Kind : uint8_t {
    structure,   // /-  [face=]name or *name: a file of sur
    library,     // /+  likewise: a file of lib
    raw,         // /=  face  /path: any file
    directory,   // /~  face  type  /path: a map of the files in a folder
    mark,        // /%  face  %mark: the statically typed core of a mark
    conversion,  // /$  face  %from  %to: a gate from mark to mark
    file,        // /*  face  %mark  /path: the contents of a file, as a mark
    data,        // /#  [face=]name or *name: a file of dat, run when the file is built
  };
  Kind kind = Kind::structure;
  Noun face = Noun::none();  // a term; none for * (no face)
  Noun name;                 // structure, library, data: a term
  Noun path;                 // raw, directory, file: (list @ta)
  Noun spec;                 // directory: the type of what its files produce
  Noun mark;                 // mark, file; conversion: from
  Noun to;                   // conversion
  Place place;
};

struct SourceFile {
  bool ok = false;
  std::vector<Import> imports;  // in the order in which they are put into the subject
  Noun body;                    // [%tssg expressions], with spots under the path
  Place farthest;               // where the syntax error is
};

// Parses a file of this builder, with spots under `path`, (list @ta). Errors and exceptions as for `parse`, and
// TooDeep.
// Foreign bytes: fuzz_imports.
SourceFile parse_source_file(Arena& arena, std::string_view text, Noun path, Builder builder, Kelvin kelvin = {});

}  // namespace galena::hoon
