// The files of a folder of sources, by their names in it ("lib/foo.hoon"), as they were when they were first looked at.
//
// Nothing outside of the folder is there: a name with a part that is empty, `.` or `..` names nothing, nor does a link
// that leads out of the folder, unless it is said that links may. Nothing is there but regular files and folders, so
// that no name is waited for.
//
// What is asked twice is answered alike: each file is looked at once and read once, and each folder listed once,
// however they change meanwhile. So what is digested is what is compiled.
//
// Another folder may stand behind it: what the first has not is looked for there, and so on. Tests see their own desk
// in front of those that they are about; a file that the program brings along stands behind all.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace galena::hoon {

// Whether a name is one of a file in a folder: parts with a slash between them, none of which leads out of it.
bool is_name_inside(std::string_view name);

class Folder {
 public:
  enum class Links : uint8_t { inside, anywhere };  // where links may lead
  explicit Folder(std::string root, Links links = Links::inside);
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& root() const { return root_; }

  // Puts a folder behind all that there are; before anything is asked.
  void put_behind(std::string root, Links links = Links::inside);
  // A file that is there where no folder has one of its name.
  void put_file(const std::string& name, std::string_view text);
  // Where a file or a folder lies that is there, for people; what is not there would lie in the first.
  std::string path_of(const std::string& name);

  // Whether there is such a file: something by this name, whether it can be read or not.
  bool has(const std::string& name);
  // Its bytes; null where there is none, or it cannot be read: `fault` says why.
  const std::string* read(const std::string& name);
  // What keeps a file from being there or from being read, as a sentence; empty where nothing does.
  std::string fault(const std::string& name);
  bool has_folder(const std::string& name) const;

  struct Names {
    std::vector<std::string> names;   // sorted
    std::vector<std::string> faults;  // of folders that cannot be read, as sentences

    void add(const Names& more);
    void sort();
  };
  // The source files directly in a folder, without their extension; none where there is no such folder. What is called
  // like one is among them, whether it is there or not.
  const Names& sources_in(const std::string& folder);
  // The names of everything in it that is no folder, at any depth. What is in a folder that is reached again by way of
  // itself is named once.
  Names all() const;

 private:
  struct File {
    int error = 0;                      // an errno; EXDEV: it leads out of the folder; EINVAL: no regular file
    bool looked = false, read = false;  // it has been looked at; reading it was tried
    std::string text;
  };
  struct Entry;

  bool has_here(const std::string& name);
  int open_inside(const std::string& name, int flags) const;
  File& look(const std::string& name);
  std::vector<Entry> list(const std::string& folder, int& error) const;

  std::string root_;
  Links links_;
  int descriptor_;
  std::unordered_map<std::string, File> files_;
  std::unordered_map<std::string, Names> sources_;
  std::unique_ptr<Folder> behind_;
};

}  // namespace galena::hoon
