// The expansions of macros and structures, as a specification: what goes in, what comes out. Each row was compared with
// the reference's own expander.
#include "hoon/expand/desugar.h"

#include <doctest/doctest.h>

#include <string>

#include "hoon/noun/axis_walk.h"
#include "hoon/noun/stack.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

namespace {

struct Row {
  const char* in;
  const char* out;
};
struct GateRow {
  const char* spec;
  const char* sample;  // without its %ktsg and its cast to a noun
  const char* product;
};
struct ErrorRow {
  const char* in;
  ErrorKind kind;
};

// Hoons written as text nouns; NOUN and FLAG stand for the examples of * and ?.
const Row kOpen[] = {
    // open
    {"[%$ 6]", "[%cnts [[0 6] 0] 0]"},
    {"[%limb %a]", "[%cnts [%a 0] 0]"},
    {"[%wing %a [0 3] 0]", "[%cnts [%a [0 3] 0] 0]"},
    {"[%dbug [[%p 0] [1 1] 1 2] %limb %a]", "[%limb %a]"},
    {"[%note [%know %x] %limb %a]", "[%limb %a]"},
    {"[%tell [%limb %a] 0]", "[%cncl [%limb %noah] [%zpgr %cltr [%limb %a] 0] 0]"},
    {"[%yell [%limb %a] [%limb %b] 0]", "[%cncl [%limb %cain] [%zpgr %cltr [%limb %a] [%limb %b] 0] 0]"},
    {"[%knit 97 [0 %limb %x] 0]",
     "[%tsgr [%ktts %v 0 1] %brhp %ktls [%brhp %wtcl [%bust %flag] [%bust %null] [%ktts %i %sand 'tD' 0] %ktts %t "
     "%limb 0] [%sand 'tD' %a] %tsls [[%ktts %a %ktls [%limb 0] %tsgr [%limb %v] %limb %x] %ktts %b %bust %null] %brhp "
     "%wtpt [%a 0] [%limb %b] [%tsgl [0 2] %limb %a] %cnts [0 0] [[%a 0] %tsgl [0 3] %limb %a] 0]"},
    // cores
    {"[%brbc [%a %b 0] %base %noun]",
     "[%brtr [%bccl [%bcts %a %bcsg [%base %noun] %bchp [%base %noun] %base %noun] [%bcts %b %bcsg [%base %noun] %bchp "
     "[%base %noun] %base %noun] 0] %ktcl %base %noun]"},
    {"[%brbc [%a 0] %gist [%help %x] %base %noun]",
     "[%brtr [%bccl [%bcts %a %bcsg [%base %noun] %bchp [%base %noun] %base %noun] 0] %note [%help %x] %ktcl %base "
     "%noun]"},
    {"[%brcb [%base %noun] [[%x %limb %a] [%y %limb %b] 0] [%$ 0 [%arm %limb %c] 0 0] 0 0]",
     "[%tsls [%kttr %base %noun] %brcn 0 [0 0 [%arm %tstr [%x 0] [%limb %a] %tstr [%y 0] [%limb %b] %limb %c] 0 0] 0 "
     "0]"},
    {"[%brcl [%limb %a] %limb %b]", "[%tsls [%limb %a] %brdt %limb %b]"},
    {"[%brdt %limb %a]", "[%brcn 0 [0 0 [0 %limb %a] 0 0] 0 0]"},
    {"[%brhp %limb %a]", "[%tsgl [%limb 0] %brdt %limb %a]"},
    {"[%brkt [%limb %a] 0]", "[%tsgl [%limb 0] %brcn 0 [0 0 [0 %limb %a] 0 0] 0 0]"},
    {"[%brkt [%limb %a] [%$ 0 [%x %limb %b] 0 0] 0 0]",
     "[%tsgl [%limb 0] %brcn 0 [0 0 [%x %limb %b] [[0 %limb %a] 0 0] 0] 0 0]"},
    {"[%brsg [%base %noun] %limb %a]", "[%ktbr %brts [%base %noun] %limb %a]"},
    {"[%brtr [%base %noun] %limb %a]", "[%tsls [%kttr %base %noun] %brpt 0 [0 0 [0 %limb %a] 0 0] 0 0]"},
    {"[%brts [%base %noun] %limb %a]", "[%brcb [%base %noun] 0 [0 0 [0 %limb %a] 0 0] 0 0]"},
    {"[%brwt %limb %a]", "[%ktwt %brdt %limb %a]"},
    // tuples
    {"[%clcb [%limb %a] %limb %b]", "[[%limb %b] %limb %a]"},
    {"[%clhp [%limb %a] %limb %b]", "[[%limb %a] %limb %b]"},
    {"[%clls [%limb %a] [%limb %b] %limb %c]", "[[%limb %a] [%limb %b] %limb %c]"},
    {"[%clkt [%limb %a] [%limb %b] [%limb %c] %limb %d]", "[[%limb %a] [%limb %b] [%limb %c] %limb %d]"},
    {"[%clsg [%limb %a] [%limb %b] 0]", "[[%limb %a] [%limb %b] %rock %n 0]"},
    {"[%cltr [%limb %a] [%limb %b] 0]", "[[%limb %a] %limb %b]"},
    {"[%cltr 0]", "[%zpzp 0]"},
    // calls
    {"[%cncb [%a 0] [[%b 0] %limb %c] 0]", "[%ktls [%wing %a 0] %cnts [%a 0] [[%b 0] %limb %c] 0]"},
    {"[%cndt [%limb %a] %limb %b]", "[%cncl [%limb %b] [%limb %a] 0]"},
    {"[%cnhp [%limb %a] %limb %b]", "[%cncl [%limb %a] [%limb %b] 0]"},
    {"[%cnls [%limb %a] [%limb %b] %limb %c]", "[%cncl [%limb %a] [%limb %b] [%limb %c] 0]"},
    {"[%cnkt [%limb %a] [%limb %b] [%limb %c] %limb %d]", "[%cncl [%limb %a] [%limb %b] [%limb %c] [%limb %d] 0]"},
    {"[%cncl [%limb %a] [%limb %b] 0]", "[%cnsg [0 0] [%limb %a] [%limb %b] 0]"},
    {"[%cnsg [%arm 0] [%limb %door] 0]", "[%cntr [%arm 0] [%limb %door] 0]"},
    {"[%cnsg [%arm 0] [%limb %door] [%limb %a] [%limb %b] [%limb %c] 0]",
     "[%cntr [%arm 0] [%limb %door] [[[1 0 0] [0 12] 0] %limb %a] [[[1 0 0] [0 26] 0] %limb %b] [[[1 0 0] [0 27] 0] "
     "%limb %c] 0]"},
    {"[%cntr [%arm 0] [%limb %door] 0]", "[%tsgr [%limb %door] %wing %arm 0]"},
    {"[%cntr [%arm 0] [%limb %door] [[%x 0] %limb %a] 0]",
     "[%tsls [%limb %door] %cnts [%arm [0 2] 0] [[%x 0] %tsgr [0 3] %limb %a] 0]"},
    // casts
    {"[%ktdt [%limb %a] %limb %b]", "[%ktls [%cncl [%limb %a] [%limb %b] 0] %limb %b]"},
    {"[%kthp [%base %null] %limb %a]", "[%ktls [%rock %n 0] %limb %a]"},
    {"[%kttr %base %null]", "[%ktsg %rock %n 0]"},
    {"[%ktcl %like [%a 0] 0]", "[%wing %a 0]"},
    {"[%ktts %x %limb %a]", "[%tsgl [%tune %x] %limb %a]"},
    // hints
    {"[%sgbr [%sand %tas %x] %limb %a]", "[%sggr [%mean %rock %tas %x] %limb %a]"},
    {"[%sgbr [%limb %a] %limb %b]",
     "[%sggr [%mean %brdt %cncl [%limb %cain] [%zpgr %tsgr [0 3] %limb %a] 0] %limb %b]"},
    {"[%sgcb [%limb %a] %limb %b]", "[%sggr [%mean %brdt %limb %a] %limb %b]"},
    {"[%sgcn %x [%$ 7] [[%y %limb %a] 0] %limb %b]",
     "[%sggl [%fast %clls [%rock 0 %x] [%zpts 0 7] %clsg [[%rock 0 %y] %zpts %limb %a] 0] %limb %b]"},
    {"[%sgfs %x %limb %a]", "[%sgcn %x [0 7] 0 %limb %a]"},
    {"[%sggl [%x %limb %a] %limb %b]", "[%tsgl [%sggr [%x %limb %a] 0 1] %limb %b]"},
    {"[%sgbc %x %limb %a]", "[%sggr [%live %rock 0 %x] %limb %a]"},
    {"[%sgls 1 %limb %a]", "[%sggr [%memo %rock 0 1] %limb %a]"},
    {"[%sgpm 2 [%limb %a] %limb %b]", "[%sggr [%slog [%sand 0 2] %cncl [%limb %cain] [%zpgr %limb %a] 0] %limb %b]"},
    {"[%sgts [%limb %a] %limb %b]", "[%sggr [%germ %limb %a] %limb %b]"},
    {"[%sgwt 0 [%limb %a] [%limb %b] %limb %c]",
     "[%tsls [%wtdt [%limb %a] [%bust %null] [%bust %null] %limb %b] %wtsg [[0 2] 0] [%tsgr [0 3] %limb %c] %sgpm 0 [0 "
     "5] %tsgr [0 3] %limb %c]"},
    // semicolons
    {"[%mccl [%limb %p] [%limb %a] 0]", "[%limb %a]"},
    {"[%mccl [%limb %p] [%limb %a] [%limb %b] [%limb %c] 0]",
     "[%tsls [%limb %p] %cncl [0 2] [%tsgr [0 3] %limb %a] [%cncl [0 2] [%tsgr [0 3] %limb %b] [%tsgr [0 3] %limb %c] "
     "0] 0]"},
    {"[%mcfs %limb %a]", "[%clsg [[%rock %ta 0] %clsg [[%rock %ta 0] %limb %a] 0] 0]"},
    {"[%mcgl [%base %noun] [%limb %a] [%limb %b] %limb %c]",
     "[%cnls [%cnhp [%limb %a] %ktcl %base %noun] [%limb %b] %brts [%base %noun] %tsgr [0 3] %limb %c]"},
    {"[%mcsg [%limb %p] [%limb %a] 0]", "[%tsgr [%ktts %v 0 1] %tsgr [%limb %v] %limb %a]"},
    {"[%mcsg [%limb %p] [%limb %a] [%limb %b] 0]",
     "[%tsgr [%ktts %v 0 1] %tsls [%ktts %a %tsgr [%limb %v] %limb %b] %tsls [%ktts %b %tsgr [%limb %v] %limb %a] "
     "%tsls [%ktts %c %tsgl [%wing [1 0 0] [0 6] 0] %limb %b] %brdt %cnls [%tsgr [%limb %v] %limb %p] [%cncl [%limb "
     "%b] [%limb %c] 0] %cnts [%a 0] [[[1 0 0] [0 6] 0] %limb %c] 0]"},
    {"[%mcmc [%like [%a 0] 0] %limb %b]", "[%cnhp [%wing %a 0] %limb %b]"},
    {"[%mcts [%manx %limb %a] [%tape %limb %b] [%call %limb %c] [[%p 0] 0] 0]",
     "[[%limb %a] [%mcfs %limb %b] %cncl [%limb %c] [[%xray [%p 0] 0] %bust %null] 0]"},
    {"[%mcts [%marl %limb %a] 0]",
     "[%cndt [[%limb %a] %bust %null] %tsbr [%base %cell] %brpt 0 [0 0 [0 %wtsg [[0 12] 0] [%cnts [[0 12] 0] [[[0 1] "
     "0] 0 13] 0] %cnts [[0 12] 0] [[[0 3] 0] %cnts [0 0] [[[0 12] 0] 0 25] 0] 0] 0 0] 0 0]"},
    {"[%xray [%p [[%x %id] 97 0] 0] 0]",
     "[[[%rock %tas %p] %clsg [[[%rock %tas %x] %rock %tas %id] %knit %a 0] 0] %mcts 0]"},
    // subjects
    {"[%tsbr [%base %null] %limb %a]", "[%tsls [%rock %n 0] %limb %a]"},
    {"[%tscl [[[%x 0] %limb %a] 0] %limb %b]", "[%tsgr [%cncb [[0 1] 0] [[%x 0] %limb %a] 0] %limb %b]"},
    {"[%tsdt [%x 0] [%limb %a] %limb %b]", "[%tsgr [%cncb [[0 1] 0] [[%x 0] %limb %a] 0] %limb %b]"},
    {"[%tsfs %x [%limb %a] %limb %b]", "[%tsls [%ktts %x %limb %a] %limb %b]"},
    {"[%tsmc %x [%limb %a] %limb %b]", "[%tsfs %x [%limb %b] %limb %a]"},
    {"[%tsgl [%limb %a] %limb %b]", "[%tsgr [%limb %b] %limb %a]"},
    {"[%tshp [%limb %a] %limb %b]", "[%tsls [%limb %b] %limb %a]"},
    {"[%tskt %x [%y 0] [%limb %a] %limb %b]",
     "[%tsgr [%ktts %v 0 1] %tsls [%ktts %a %tsgr [%limb %v] %limb %a] %tsdt [%y %v 0] [%tsgl [0 3] %limb %a] %tsgr "
     "[[%ktts [%over [%v 0] %x] %tsgl [0 2] %limb %a] %limb %v] %limb %b]"},
    {"[%tsls [%limb %a] %limb %b]", "[%tsgr [[%limb %a] 0 1] %limb %b]"},
    {"[%tssg 0]", "[0 1]"},
    {"[%tssg [%limb %a] [%limb %b] [%limb %c] 0]", "[%tsgr [%limb %a] %tsgr [%limb %b] %limb %c]"},
    {"[%tstr [%x 0] [%limb %a] %limb %b]", "[%tsgl [%limb %b] %tune [[%x 0 %limb %a] 0 0] 0]"},
    {"[%tstr [%x 0 %base %noun] [%limb %a] %limb %b]",
     "[%tsgl [%limb %b] %tune [[%x 0 %kthp [%base %noun] %limb %a] 0 0] 0]"},
    {"[%tswt [%x 0] [%limb %a] [%limb %b] %limb %c]",
     "[%tsdt [%x 0] [%wtcl [%limb %a] [%limb %b] %wing %x 0] %limb %c]"},
    // conditions
    {"[%wtbr [%limb %a] [%limb %b] 0]", "[%wtcl [%limb %a] [%rock %f 0] %wtcl [%limb %b] [%rock %f 0] %rock %f 1]"},
    {"[%wtpm [%limb %a] [%limb %b] 0]", "[%wtcl [%limb %a] [%wtcl [%limb %b] [%rock %f 0] %rock %f 1] %rock %f 1]"},
    {"[%wtzp %limb %a]", "[%wtcl [%limb %a] [%rock %f 1] %rock %f 0]"},
    {"[%wtdt [%limb %a] [%limb %b] %limb %c]", "[%wtcl [%limb %a] [%limb %c] %limb %b]"},
    {"[%wtgl [%limb %a] %limb %b]", "[%wtcl [%limb %a] [%zpzp 0] %limb %b]"},
    {"[%wtgr [%limb %a] %limb %b]", "[%wtcl [%limb %a] [%limb %b] %zpzp 0]"},
    {"[%wthp [%x 0] [[%base %null] %limb %a] [[%base %cell] %limb %b] 0]",
     "[%wtcl [%wtts [%base %null] %x 0] [%limb %a] %wtcl [%wtts [%base %cell] %x 0] [%limb %b] %lost %wing %x 0]"},
    {"[%wtls [%x 0] [%limb %b] [[%base %null] %limb %a] 0]",
     "[%wthp [%x 0] [[%base %null] %limb %a] [[%base %noun] %limb %b] 0]"},
    {"[%wtkt [%x 0] [%limb %a] %limb %b]", "[%wtcl [%wtts [%base %atom 0] %x 0] [%limb %b] %limb %a]"},
    {"[%wtpt [%x 0] [%limb %a] %limb %b]", "[%wtcl [%wtts [%base %atom 0] %x 0] [%limb %a] %limb %b]"},
    {"[%wtsg [%x 0] [%limb %a] %limb %b]", "[%wtcl [%wtts [%base %null] %x 0] [%limb %a] %limb %b]"},
    {"[%wtts [%base %null] %x 0]", "[%fits [%rock %n 0] %x 0]"},
    // special
    {"[%zpgr %limb %a]", "[%cncl [%limb %onan] [%zpmc [%kttr %bcmc %limb %abel] %limb %a] 0]"},
    {"[%zpwt 138 %limb %a]", "[%limb %a]"},
    {"[%zpwt [139 138] %limb %a]", "[%limb %a]"},
};

const Row kExample[] = {
    {"[%base %noun]", "NOUN"},
    {"[%base %cell]", "[NOUN NOUN]"},
    {"[%base %flag]", "FLAG"},
    {"[%base %void]", "[%zpzp 0]"},
    {"[%base %atom %da]", "[%sand %da 170141184492615420181573981275213004800]"},
    {"[%leaf %tas %x]", "[%rock %tas %x]"},
    {"[%like [%a 0] [%b 0] [%c 0] 0]", "[%tsgl [%limb 0] %tsgl [%wing %a 0] %tsgl [%wing %b 0] %wing %c 0]"},
    {"[%loop %x]", "[%limb %x]"},
    {"[%make [%limb %list] [%base %null] 0]", "[%tsgl [%limb 0] %cncl [%limb %list] [%ktcl %base %null] 0]"},
    {"[%name %x %base %null]", "[%note [%made %x 0] %rock %n 0]"},
    {"[%made [%x %a %b 0] %base %null]", "[%note [%made %x 0 [%a 0] [%b 0] 0] %rock %n 0]"},
    {"[%gist [%help %x] %dbug [[%p 0] [1 1] 1 2] %base %null]",
     "[%note [%help %x] %dbug [[%p 0] [1 1] 1 2] %rock %n 0]"},
    {"[%over [%x 0] %bccb %limb %a]", "[%tsgr [%wing %x 0] %limb %a]"},
    {"[%bccb %limb %a]", "[%limb %a]"},
    {"[%bccl [%base %null] [%base %flag] [%leaf %tas %x] 0]", "[[%rock %n 0] FLAG %rock %tas %x]"},
    {"[%bchp [%base %null] %base %flag]", "[%tsgr [[%rock %n 0] FLAG] %ktbr %brcl [0 2] 0 15]"},
    {"[%bcmc %limb %a]", "[%tsgl [%limb 0] %limb %a]"},
    {"[%bcsg [%limb %a] %base %flag]", "[%ktls FLAG %limb %a]"},
    {"[%bcls %x %base %null]", "[%note [%know %x] %rock %n 0]"},
    {"[%bcts %x %base %null]", "[%ktts %x %rock %n 0]"},
    {"[%bcdt [%base %null] [%x %base %flag] 0 0]", "[%tsgr [%rock %n 0] %brcn 0 [0 0 [%x FLAG] 0 0] 0 0]"},
    {"[%bcfs [%base %null] [%x %base %flag] 0 0]", "[%ktbr %tsgr [%rock %n 0] %brcn 0 [0 0 [%x FLAG] 0 0] 0 0]"},
    {"[%bczp [%base %null] [%x %base %flag] 0 0]", "[%ktwt %tsgr [%rock %n 0] %brcn 0 [0 0 [%x FLAG] 0 0] 0 0]"},
    {"[%bctc [%base %null] [%x %base %flag] 0 0]", "[%ktpm %tsgr [%rock %n 0] %brcn 0 [0 0 [%x FLAG] 0 0] 0 0]"},
    {"[%bcpt [%base %null] %base %cell]",
     "[%tsls [%ktls [%bust %noun] %rock %n 0] %wtcl [%dtwt 0 2] [%ktls [NOUN NOUN] [%wing [0 2] [0 2] 0] %wing [0 3] "
     "[0 2] 0] %wtgr [%dtts [%bust %noun] 0 2] %rock %n 0]"},
};

// Structures whose mold is another mold.
const Row kNamedMold[] = {
    {"[%like [%a 0] 0]", "[%wing %a 0]"},
    {"[%bcmc %limb %a]", "[%limb %a]"},
};

const GateRow kMold[] = {
    {"[%base %noun]", "NOUN", "[0 6]"},
    {"[%base %null]", "[%rock %n 0]", "[%wtgr [%dtts [%bust %noun] 0 6] %rock %n 0]"},
    {"[%base %flag]", "FLAG", "[%wtcl [%dtts [%rock 0 0] 0 6] [%rock %f 0] %wtgr [%dtts [%rock 0 1] 0 6] %rock %f 1]"},
    {"[%base %cell]", "[NOUN NOUN]", "[%ktls [NOUN NOUN] [%wing [0 2] [0 6] 0] %wing [0 3] [0 6] 0]"},
    {"[%base %atom %ud]", "[%sand %ud 0]",
     "[%ktls [%sand %ud 0] %zppt [[[1 0 0 %ruth] 0] 0] [%cnls [%limb %ruth] [%sand %ta %ud] 0 6] %wtpt [[0 6] 0] [0 6] "
     "%zpzp 0]"},
    {"[%leaf %tas %x]", "[%rock %tas %x]", "[%wtgr [%dtts [0 6] %rock 0 %x] %rock %tas %x]"},
    {"[%bcsg [%limb %a] %base %noun]", "[%kthp [%base %noun] %limb %a]", "[0 6]"},
    {"[%bccl [%base %noun] [%base %noun] [%base %noun] 0]", "[NOUN NOUN NOUN]", "[[0 12] [0 26] 0 27]"},
    {"[%bccn [%bccl [%leaf %tas %x] [%base %noun] 0] [%bccl [%leaf %tas %y] [%base %null] 0] 0]",
     "[[%rock %tas %y] %rock %n 0]",
     "[%wtcl [%fits [%tsgl [0 2] [%rock %tas %x] NOUN] [0 12] 0] [[%wtgr [%dtts [0 12] %rock 0 %x] %rock %tas %x] 0 "
     "13] [%wtgr [%dtts [0 12] %rock 0 %y] %rock %tas %y] %wtgr [%dtts [%bust %noun] 0 13] %rock %n 0]"},
    {"[%bcwt [%leaf %tas %x] [%leaf %tas %y] 0]", "[%rock %tas %y]",
     "[%wtcl [%fits [%rock %tas %x] [0 6] 0] [%wtgr [%dtts [0 6] %rock 0 %x] %rock %tas %x] %wtgr [%dtts [0 6] %rock 0 "
     "%y] %rock %tas %y]"},
    {"[%bckt [%base %cell] %base %noun]", "NOUN",
     "[%wtcl [%dtwt 0 12] [%ktls [NOUN NOUN] [%wing [0 2] [0 6] 0] %wing [0 3] [0 6] 0] 0 6]"},
    {"[%bcpt [%base %null] %base %cell]", "[%rock %n 0]",
     "[%wtcl [%dtwt 0 6] [%ktls [NOUN NOUN] [%wing [0 2] [0 6] 0] %wing [0 3] [0 6] 0] %wtgr [%dtts [%bust %noun] 0 6] "
     "%rock %n 0]"},
    {"[%bcgl [%base %null] %base %noun]", "NOUN",
     "[%tsls [0 6] %wtgl [%wtts [%over [[0 3] 0] %base %null] [0 4] 0] 0 2]"},
    {"[%bcgr [%base %null] %base %noun]", "NOUN",
     "[%tsls [0 6] %wtgr [%wtts [%over [[0 3] 0] %base %null] [0 4] 0] 0 2]"},
    {"[%bcbr [%base %noun] %limb %a]", "NOUN", "[%tsls [0 6] %wtgr [%cnhp [%tsgr [0 3] %limb %a] 0 2] 0 2]"},
    {"[%bcpm [%base %noun] %limb %a]", "NOUN",
     "[%tsls [0 6] %tsls [%tsgr [0 3] %limb %a] %tsls [%cnhp [0 2] 0 6] %wtgr [%wtbr [%dtts [0 14] 0 2] [%dtts [0 2] "
     "%cnhp [0 6] 0 2] 0] 0 2]"},
    {"[%bcbc [%bcpt [%base %null] %loop %$] 0]", "[%rock %n 0]",
     "[%brkt [%wtcl [%dtwt 0 6] [%cnhp [%limb 0] 0 6] %wtgr [%dtts [%bust %noun] 0 6] %rock %n 0] [0 0 0] 0 0]"},
    {"[%bccb %limb %a]", "[%rock %n 0]", "[%tsgr [%wing [0 7] 0] %limb %a]"},
    {"[%bcts %x %base %noun]", "[%ktts %x NOUN]", "[%ktts %x 0 6]"},
};

const Row kFlay[] = {
    {"[%limb %x]", "[0 %x]"},
    {"[%base %noun]", "[0 %base %noun]"},
    {"[%rock %tas %x]", "[0 %leaf %tas %x]"},
    {"[[%limb %x] %limb %y]", "[0 %cell %x %y]"},
    {"[%wing 0]", "[0 %wash 0]"},
    {"[%wing [1 0 0] [1 0 0] 0]", "[0 %wash 0]"},
    {"[%wing %x %y 0]", "0"},
    {"[%ktts %x %base %noun]", "[0 %name %x %base %noun]"},
    {"[%kttr %base %flag]", "[0 %spec [%base %flag] %base %noun]"},
    {"[%tsgr [%limb %x] %base %null]", "[0 %over [%x 0] %base %null]"},
    {"[%note [%help %x] %limb %y]", "[0 %help %x %y]"},
    {"[%zpzp 0]", "0"},
};

// [skin hoon]
const Row kGrip[] = {
    {"[%x %limb %a]", "[%tsgl [%tune %x] %limb %a]"},
    {"[[%base %noun] %limb %a]", "[%limb %a]"},
    {"[[%base %flag] %limb %a]", "[%kthp [%base %flag] %limb %a]"},
    {"[[%leaf %tas %x] %limb %a]", "[%kthp [%leaf %tas %x] %limb %a]"},
    {"[[%cell %x %y] [%limb %a] %limb %b]", "[[%tsgl [%tune %x] %limb %a] %tsgl [%tune %y] %limb %b]"},
    {"[[%cell %x %y] %limb %a]", "[%tsls [%limb %a] [%tsgl [%tune %x] 0 4] %tsgl [%tune %y] 0 5]"},
    {"[[%help %h %x] %limb %a]", "[%note [%help %h] %tsgl [%tune %x] %limb %a]"},
    {"[[%name %x %y] %limb %a]", "[%tsgl [%tune %x] %tsgl [%tune %y] %limb %a]"},
    {"[[%over [%x 0] %spec [%base %flag] %y] %limb %a]",
     "[%kthp [%over [%x 0] %base %flag] %tsgl [%tune %y] %limb %a]"},
    {"[[%wash 2] %limb %a]", "[%tsgl [%wing [1 0 0] [1 0 0] 0] %limb %a]"},
};

// What is no macro opens to itself.
const char* const kNoMacro[] = {
    "[[%limb %a] %limb %b]",
    "[%brcn 0 0]",
    "[%brpt 0 0]",
    "[%cnts [%a 0] 0]",
    "[%dtkt [%base %noun] %limb %a]",
    "[%dtls %limb %a]",
    "[%dttr [%limb %a] %limb %b]",
    "[%dtts [%limb %a] %limb %b]",
    "[%dtwt %limb %a]",
    "[%fits [%limb %a] %b 0]",
    "[%hand %noun 0 1]",
    "[%ktbr %limb %a]",
    "[%ktls [%limb %a] %limb %b]",
    "[%ktpm %limb %a]",
    "[%ktsg %limb %a]",
    "[%ktwt %limb %a]",
    "[%lost %limb %a]",
    "[%rock %ud 1]",
    "[%sand %ud 1]",
    "[%sggr %x %limb %a]",
    "[%sgzp [%limb %a] %limb %b]",
    "[%tscm [%limb %a] %limb %b]",
    "[%tsgr [%limb %a] %limb %b]",
    "[%tune %x]",
    "[%wtcl [%limb %a] [%limb %b] %limb %c]",
    "[%wthx %x %a 0]",
    "[%zpcm [%limb %a] %limb %b]",
    "[%zpgl [%base %noun] %limb %a]",
    "[%zpmc [%limb %a] %limb %b]",
    "[%zppt 0 [%limb %a] %limb %b]",
    "[%zpts %limb %a]",
    "[%zpzp 0]",
};

const ErrorRow kRefused[] = {
    {"[%eror 97 0]", ErrorKind::eror},
    {"[%brbc 0 %base %noun]", ErrorKind::empty_brbc},
    {"[%mcsg [%limb %a] 0]", ErrorKind::open_mcsg},
    {"[%zpwt 137 %limb %a]", ErrorKind::hoon_version},
    {"[%zpwt [139 139] %limb %a]", ErrorKind::hoon_version},
    {"[%ktcl %bcts %x %loop %y]", ErrorKind::loop},
    {"[%ktcl %bcbc [%loop %$] 0]", ErrorKind::endless},
    {"[%wtdt %limb]", ErrorKind::malformed},
    {"[%ktcl %nonsense 0]", ErrorKind::malformed},
    {"[%mcts [%nonsense 0] 0]", ErrorKind::malformed},
};

class Fixture {
 public:
  Noun read(std::string text) {
    replace(text, "NOUN", "[%ktls [%dttr [%rock 0 0] [%rock 0 0] %rock 0 1] %rock 0 0]");
    replace(text, "FLAG", "[%ktls [%dtts [%rock 0 0] %rock 0 0] %rock 0 0]");
    const TextRead noun = read_text(arena, text);
    REQUIRE_MESSAGE(noun.ok(), text);
    return noun.noun;
  }
  void check(Noun found, const std::string& expected) {
    const Noun noun = read(expected);
    CHECK_MESSAGE(found == noun, print_text(found), " is not ", print_text(noun));
  }
  template <class Body>
  void check_refused(ErrorKind kind, const Body& body) {
    try {
      body();
      FAIL_CHECK("not refused");
    } catch (const CompileError& error) {
      CHECK(info(error.kind).id == info(kind).id);
    }
  }

  Arena arena{size_t{1} << 30};
  Desugar desugar{arena, Kelvin()};

 private:
  static void replace(std::string& text, const std::string& name, const std::string& by) {
    for (size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += by.size()) {
      text.replace(at, name.size(), by);
    }
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "macros open one step") {
  for (const Row& row : kOpen) {
    INFO(std::string(row.in));
    check(desugar.open(read(row.in)), row.out);
  }
}

TEST_CASE_FIXTURE(Fixture, "what is no macro opens to itself") {
  for (const char* text : kNoMacro) check(desugar.open(read(text)), text);
}

TEST_CASE_FIXTURE(Fixture, "refused expansions say why, and do so again") {
  for (const ErrorRow& row : kRefused) {
    INFO(std::string(row.in));
    check_refused(row.kind, [&] { desugar.open(read(row.in)); });
    check_refused(row.kind, [&] { desugar.open(read(row.in)); });
  }
  check_refused(ErrorKind::rake_hoon, [&] { desugar.rake(read("[%dtls %limb %a]")); });
  check_refused(ErrorKind::rusk_hoon, [&] { desugar.rusk(read("[%wing %a %b 0]")); });
}

TEST_CASE_FIXTURE(Fixture, "structures have examples") {
  for (const Row& row : kExample) {
    INFO(std::string(row.in));
    check(desugar.example(read(row.in)), row.out);
  }
}

TEST_CASE_FIXTURE(Fixture, "structures have molds") {
  for (const Row& row : kNamedMold) {
    INFO(std::string(row.in));
    check(desugar.factory(read(row.in)), row.out);
  }
  for (const GateRow& row : kMold) {
    INFO(std::string(row.spec));
    const std::string sample = std::string("[%ktsg %ktls [%bust %noun] ") + row.sample + "]";
    const std::string arm = std::string("[%tsls ") + row.product + " %tsls [%dtts [0 14] 0 2] 0 6]";
    check(desugar.factory(read(row.spec)), "[%brcl " + sample + " " + arm + "]");
  }
}

TEST_CASE_FIXTURE(Fixture, "the parts of a long tuple have axes beyond 64 bits") {
  // $:(* * ... *): part i of 100 is at the head of the i-th tail of +6, the last at the tail.
  const Noun star = read("[%base %noun]");
  const Noun specs = arena.list(std::vector<Noun>(100, star));
  Noun arm = desugar.factory(arena.cons("bccl"_n, specs)).tail().tail().tail().head();
  Noun rest = Noun::direct(6);
  for (int i = 0; i < 99; i++) {
    REQUIRE(arm.head() == arena.cons(""_n, peg(arena, rest, Noun::direct(2))));
    rest = peg(arena, rest, Noun::direct(3));
    arm = arm.tail();
  }
  CHECK(arm == arena.cons(""_n, rest));
  CHECK(rest.is_indirect());
}

TEST_CASE_FIXTURE(Fixture, "hoons become patterns") {
  for (const Row& row : kFlay) {
    INFO(std::string(row.in));
    check(desugar.flay(read(row.in)), row.out);
  }
}

TEST_CASE_FIXTURE(Fixture, "patterns label hoons") {
  for (const Row& row : kGrip) {
    INFO(std::string(row.in));
    const Noun pair = read(row.in);
    check(desugar.grip(pair.tail(), pair.head()), row.out);
  }
}

TEST_CASE_FIXTURE(Fixture, "hoons and structures lend their names") {
  check(desugar.name(read("[%limb %a]")), "[0 %a]");
  check(desugar.name(read("[%wing %a %b 0]")), "[0 %a]");
  check(desugar.name(read("[%wing [1 2 0 %a] 0]")), "[0 %a]");
  check(desugar.name(read("[%wing [0 3] 0]")), "0");
  check(desugar.name(read("[%tsgl [%limb %a] %limb %b]")), "[0 %a]");
  check(desugar.name(read("[%cncl [%limb %a] 0]")), "0");
  check(desugar.autoname(read("[%base %atom %ud]")), "[0 %ud]");
  check(desugar.autoname(read("[%base %atom %$]")), "[0 %atom]");
  check(desugar.autoname(read("[%base %noun]")), "0");
  check(desugar.autoname(read("[%like [%a 0] 0]")), "[0 %a]");
  check(desugar.autoname(read("[%like 0 0]")), "0");
  check(desugar.autoname(read("[%make [%limb %list] [%base %noun] 0]")), "[0 %list]");
  check(desugar.autoname(read("[%bcpt [%base %null] %like [%a 0] 0]")), "[0 %a]");
  check(desugar.autoname(read("[%bccl [%leaf %tas %x] [%base %noun] 0]")), "[0 %tas]");
}

TEST_CASE_FIXTURE(Fixture, "hoons are taken for wings, pairs and terms") {
  check(desugar.reek(read("[%$ 6]")), "[0 [0 6] 0]");
  check(desugar.reek(read("[%dbug [[%p 0] [1 1] 1 2] %limb %a]")), "[0 %a 0]");
  check(desugar.reek(read("[%cnts [%a 0] [[%b 0] %limb %c] 0]")), "0");
  check(desugar.half(read("[%clkt [%limb %a] [%limb %b] [%limb %c] %limb %d]")),
        "[0 [%limb %a] %clls [%limb %b] [%limb %c] %limb %d]");
  check(desugar.half(read("[%cltr [[%limb %a] %limb %b] 0]")), "[0 [%limb %a] %limb %b]");
  check(desugar.half(read("[%limb %a]")), "0");
  check(desugar.feck(read("[%dbug [[%p 0] [1 1] 1 2] %sand %tas %x]")), "[0 %x]");
  check(desugar.feck(read("[%rock %tas %x]")), "0");
}

TEST_CASE_FIXTURE(Fixture, "structures nested without end are refused, not crashed on") {
  Noun spec = read("[%base %noun]");
  for (int i = 0; i < 200'000; i++) spec = arena.tuple("bcts"_n, "x"_n, spec);
  CHECK_THROWS_AS(run_on_deep_stack(size_t{16} << 20, [&] { return desugar.factory(spec); }), TooDeep);
}
