// A profile as a flame graph: a box a call path, as wide as the time spent in it, on the box of its caller. The page
// holds the script that zooms and searches, and refers to nothing outside.
#include <fmt/format.h>

#include <algorithm>

#include "nock/base/check.h"
#include "nock/base/visible.h"
#include "tools/galena/profile/profiling.h"

namespace galena::tools {
namespace {

constexpr double kWidth = 1200;
constexpr double kMargin = 10;
constexpr unsigned kRow = 16;
constexpr unsigned kTop = 54;
constexpr unsigned kBottom = 34;
constexpr double kLetter = 7.0;
// Narrower boxes are left out: nobody sees them, and there are many.
constexpr double kNarrowest = 0.2;

// A colour by what it is, and a shade by its name, the same in every graph.
std::string colour(const Profile::Function& function) {
  uint32_t hash = 2166136261;
  for (const char c : function.name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
  const unsigned shade = hash >> 8 & 63;
  switch (function.kind) {
    case Profile::Kind::arm:
      return fmt::format("rgb({},{},{})", 230 + shade / 4, 130 + shade, 50 + shade / 2);
    case Profile::Kind::compiled:
      return fmt::format("rgb({},{},{})", 90 + shade / 2, 190 + shade / 2, 90 + shade / 2);
    case Profile::Kind::jet:
      return fmt::format("rgb({},{},{})", 90 + shade / 2, 170 + shade / 2, 225);
    case Profile::Kind::collection:
      return "rgb(190,120,200)";
    case Profile::Kind::memo:
      return "rgb(200,190,90)";
    case Profile::Kind::code:
      return "rgb(160,160,160)";
  }
  return "rgb(200,200,200)";
}

constexpr const char* kScript = R"js(
var svg = document.documentElement, frames = [], details, found, width = 1200, margin = 10, letter = 7;
function fit(f, x, w) {
  f.rect.setAttribute("x", x);
  f.rect.setAttribute("width", w);
  var room = Math.floor((w - 6) / letter);
  if (!f.text) {
    if (room < 3) return;
    f.text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    f.text.setAttribute("y", +f.rect.getAttribute("y") + 12);
    f.g.appendChild(f.text);
  }
  f.text.setAttribute("x", x + 3);
  f.text.textContent = room < 3 ? "" : f.name.length <= room ? f.name : f.name.slice(0, room - 2) + "..";
}
function zoom(target) {
  var inner = width - 2 * margin, from = target ? target.x : 0, part = target ? target.w : 1;
  frames.forEach(function (f) {
    var around = target && f.depth < target.depth && f.x <= from + 1e-7 && f.x + f.w >= from + part - 1e-7;
    var inside = f.x >= from - 1e-7 && f.x + f.w <= from + part + 1e-7 && (!target || f.depth >= target.depth);
    f.g.style.display = around || inside ? "" : "none";
    f.g.style.opacity = around ? 0.5 : 1;
    if (around) fit(f, margin, inner);
    else if (inside) fit(f, margin + (f.x - from) / part * inner, Math.max(f.w / part * inner, 0.1));
  });
  document.getElementById("reset").style.display = target ? "" : "none";
}
function search() {
  var term = prompt("Arms to find (a regular expression)", "");
  if (term === null) return;
  var pattern = null;
  try { if (term !== "") pattern = new RegExp(term); } catch (e) { found.textContent = "bad expression"; return; }
  var spans = [];
  frames.forEach(function (f) {
    var hit = pattern && pattern.test(f.name);
    f.rect.setAttribute("fill", hit ? "rgb(230,0,230)" : f.fill);
    if (hit) spans.push(f);
  });
  spans.sort(function (a, b) { return a.x - b.x || b.w - a.w; });
  var sum = 0, end = 0;
  spans.forEach(function (f) {
    if (f.x + f.w > end) { sum += f.x + f.w - Math.max(f.x, end); end = f.x + f.w; }
  });
  found.textContent = pattern ? "found: " + (100 * sum).toFixed(1) + "%" : "";
}
function start() {
  details = document.getElementById("details");
  found = document.getElementById("found");
  Array.prototype.forEach.call(document.querySelectorAll("g.f"), function (g) {
    var rect = g.querySelector("rect"), title = g.querySelector("title").textContent;
    var f = { g: g, rect: rect, text: g.querySelector("text"), fill: rect.getAttribute("fill"),
              x: +g.getAttribute("data-x"), w: +g.getAttribute("data-w"), depth: +g.getAttribute("data-d"),
              name: title.slice(0, title.lastIndexOf(": ")) };
    frames.push(f);
    g.addEventListener("click", function () { zoom(f); });
    g.addEventListener("mouseover", function () { details.textContent = title; });
    g.addEventListener("mouseout", function () { details.textContent = ""; });
  });
  document.getElementById("reset").addEventListener("click", function () { zoom(null); });
  document.getElementById("search").addEventListener("click", search);
  window.addEventListener("keydown", function (e) {
    if ((e.ctrlKey || e.metaKey) && e.key === "f") { e.preventDefault(); search(); }
    if (e.key === "Escape") zoom(null);
  });
}
svg.addEventListener("load", start);
)js";

}  // namespace

std::string svg_of(const Profile& profile, const std::string& title) {
  const std::vector<uint64_t> self = profile.self_weights();
  const std::vector<uint64_t> below = profile.subtree_weights();
  const double total = std::max<double>(1, static_cast<double>(below[0]));
  std::vector<std::vector<uint32_t>> children(profile.nodes.size());
  for (uint32_t i = 1; i < profile.nodes.size(); ++i) {
    if (static_cast<double>(below[i]) / total * kWidth >= kNarrowest) children[profile.nodes[i].parent].push_back(i);
  }
  struct Box {
    uint32_t node;
    unsigned depth;
    uint64_t from;
  };
  std::vector<Box> boxes, open{{0, 0, 0}};
  unsigned depth = 0;
  while (!open.empty()) {
    const Box box = open.back();
    open.pop_back();
    boxes.push_back(box);
    depth = std::max(depth, box.depth);
    auto& under = children[box.node];
    std::sort(under.begin(), under.end(), [&](uint32_t a, uint32_t b) {
      return profile.functions[profile.nodes[a].function].name < profile.functions[profile.nodes[b].function].name;
    });
    uint64_t from = box.from;
    for (const uint32_t child : under) {
      open.push_back({child, box.depth + 1, from});
      from += below[child];
    }
    GALENA_CHECK(from <= box.from + below[box.node]);
  }
  const unsigned height = kTop + (depth + 1) * kRow + kBottom;
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"monospace\" font-size=\"12\">\n"
      "<style>g.f {{ cursor: pointer }} g.f:hover rect {{ stroke: black; stroke-width: 0.7 }} .b {{ cursor: pointer }}"
      "</style>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"rgb(250,248,244)\"/>\n"
      "<text x=\"{2}\" y=\"24\" text-anchor=\"middle\" font-size=\"16\">{3}: {4:.3f} s</text>\n"
      "<text id=\"reset\" class=\"b\" x=\"{5}\" y=\"24\" style=\"display: none\">all of it</text>\n"
      "<text id=\"search\" class=\"b\" x=\"{6}\" y=\"24\" text-anchor=\"end\">search</text>\n"
      "<text id=\"found\" x=\"{6}\" y=\"42\" text-anchor=\"end\"></text>\n"
      "<text id=\"details\" x=\"{5}\" y=\"{7}\"></text>\n",
      kWidth, height, kWidth / 2, visible_xml(title), static_cast<double>(below[0]) / 1e9, kMargin, kWidth - kMargin,
      height - 12);
  for (const Box& box : boxes) {
    const uint32_t function = profile.nodes[box.node].function;
    const std::string name = box.node == 0 ? "all" : profile.label(function);
    const double x = static_cast<double>(box.from) / total;
    const double w = box.node == 0 ? 1 : static_cast<double>(below[box.node]) / total;
    const double left = kMargin + x * (kWidth - 2 * kMargin);
    const double wide = w * (kWidth - 2 * kMargin);
    const unsigned y = kTop + (depth - box.depth) * kRow;
    const auto room = static_cast<size_t>(std::max(0.0, (wide - 6) / kLetter));
    const std::string shown = room < 3 ? "" : name.size() <= room ? name : name.substr(0, room - 2) + "..";
    const std::string words =
        shown.empty() ? "" : fmt::format("<text x=\"{:.2f}\" y=\"{}\">{}</text>", left + 3, y + 12, visible_xml(shown));
    text += fmt::format(
        "<g class=\"f\" data-x=\"{1:.8f}\" data-w=\"{2:.8f}\" data-d=\"{3}\">"
        "<title>{0}: {4:.2f}%, {5:.1f} ms; itself {6:.1f} ms</title>"
        "<rect x=\"{7:.2f}\" y=\"{8}\" width=\"{9:.2f}\" height=\"{10}\" fill=\"{11}\" rx=\"1\"/>{12}</g>\n",
        visible_xml(name), x, w, box.depth, 100 * w, static_cast<double>(below[box.node]) / 1e6,
        static_cast<double>(self[box.node]) / 1e6, left, y, wide, kRow - 1,
        box.node == 0 ? "rgb(200,200,200)" : colour(profile.functions[function]), words);
  }
  return text + "<script type=\"text/javascript\"><![CDATA[" + kScript + "]]></script>\n</svg>\n";
}

}  // namespace galena::tools
