// JSON: `en` writes a value, `de` reads a text. Both are linear, poll, and use no machine stack for what lies within
// one another.
//
//   json = ~ | [%b ?] | [%n @ta] | [%s @t] | [%a (list json)] | [%o (map @t json)]
//
// Of a number the text is kept. A text is UTF-8 in its shortest form; the character 0 has no place in one and is left
// out.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// The gates of json:html: a value as a text; a text as a unit of a value.
Noun json_en(Machine&, Noun core);
Noun json_de(Machine&, Noun core);

}  // namespace galena::jets
