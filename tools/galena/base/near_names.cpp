#include "tools/galena/base/near_names.h"

#include <algorithm>
#include <utility>

#include "nock/base/check.h"

namespace galena::tools {
namespace {

constexpr size_t kSuggestions = 3;

}  // namespace

size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
  const size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<size_t> before, previous(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = previous;
    std::swap(previous, row);
  }
  const size_t distance = previous[b.size()];
  GALENA_CHECK((distance == 0) == (a == b) && distance >= gap && distance <= std::max(a.size(), b.size()));
  return std::min(distance, limit + 1);
}

std::vector<std::string> near_names(std::string_view wanted, std::vector<std::string> names) {
  // In a short name two changes leave nothing of it.
  const size_t limit = wanted.size() <= 3 ? 1 : 2;
  struct Near {
    size_t distance;
    size_t order;
    std::string name;
  };
  std::vector<Near> near;
  for (std::string& name : names) {
    const size_t distance = edit_distance(wanted, name, limit);
    if (distance <= limit && distance > 0 && distance < std::max(wanted.size(), name.size())) {
      near.push_back({distance, near.size(), std::move(name)});
    }
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return std::pair(a.distance, a.order) < std::pair(b.distance, b.order);
  });
  if (near.size() > kSuggestions) near.resize(kSuggestions);
  std::vector<std::string> best;
  for (Near& each : near) best.push_back(std::move(each.name));
  GALENA_CHECK(best.size() <= kSuggestions && std::find(best.begin(), best.end(), wanted) == best.end());
  return best;
}

}  // namespace galena::tools
