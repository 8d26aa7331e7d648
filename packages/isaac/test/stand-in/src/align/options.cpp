#include "options.hh"

#include <set>
#include <stdexcept>

namespace {

struct Known {
  const char *name;
  char letter;
};

const Known KNOWN[] = {
    {"reference-genome", 'r'},   {"base-calls", 'b'},         {"output-directory", 'o'},
    {"temp-directory", 't'},     {"jobs", 'j'},               {"memory-limit", 'm'},
    {"version", 'v'},            {"base-calls-format", 0},    {"keep-duplicates", 0},
    {"mark-duplicates", 0},      {"keep-unaligned", 0},       {"base-quality-cutoff", 0},
    {"realign-gaps", 0},         {"variable-read-length", 0}, {"bam-gzip-level", 0},
    {"bam-header-tag", 0},       {"stats-image-format", 0},   {"lane-number-max", 0},
    {"default-adapters", 0},     {"seed-length", 0},          {"verbosity", 0},
};

/// A long name may be cut short where it stays clear which is meant.
std::string longName(const std::string &given) {
  std::string found;
  for (const Known &known : KNOWN) {
    const std::string name = known.name;
    if (name == given) return name;
    if (name.compare(0, given.size(), given)) continue;
    if (!found.empty()) throw std::runtime_error("option '--" + given + "' is ambiguous");
    found = name;
  }
  if (found.empty()) throw std::runtime_error("unrecognised option '--" + given + "'");
  return found;
}

std::string nameOfLetter(char letter) {
  for (const Known &known : KNOWN)
    if (known.letter == letter) return known.name;
  throw std::runtime_error(std::string("unrecognised option '-") + letter + "'");
}

} // namespace

Options parse(int argc, char **argv) {
  Options options;
  std::set<std::string> seen;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.size() < 2 || word[0] != '-') throw std::runtime_error("too many positional options: '" + word + "'");
    const bool isLong = word[1] == '-';
    const std::size_t equals = isLong ? word.find('=') : std::string::npos;
    const std::string name = isLong ? longName(word.substr(2, equals - 2)) : nameOfLetter(word[1]);
    if (!seen.insert(name).second)
      throw std::runtime_error("option '--" + name + "' cannot be specified more than once");
    std::string value;
    if (equals != std::string::npos) value = word.substr(equals + 1);
    else if (!isLong && word.size() > 2) value = word.substr(2);
    else if (name != "version") {
      if (++i == argc) throw std::runtime_error("the required argument for option '--" + name + "' is missing");
      value = argv[i];
    }
    options.push_back(std::make_pair(name, value));
  }
  return options;
}
