// Stands in for isaac-align: reads the options and takes the memory as it does, then hands over to the script that writes
// its files, under the limit that was set.
#include "memory.hh"
#include "options.hh"

#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>

namespace {

const std::uint64_t GIB = 1ull << 30;
/// A place of 4 bytes for each word of 16 bases, whatever the genome.
const std::uint64_t HASH_TABLE_BYTES = 16 * GIB;

std::string siblingOf(const char *path) {
  char program[4096];
  const ssize_t length = readlink("/proc/self/exe", program, sizeof program);
  const std::string found(program, length < 0 ? 0 : length);
  return found.substr(0, found.rfind('/')) + path;
}

void becomeWriter(const Options &options) {
  std::vector<std::string> words(1, siblingOf("/../libexec/stand-in/write-files"));
  for (const auto &option : options) {
    words.push_back("--" + option.first);
    words.push_back(option.second);
  }
  std::vector<char *> argv;
  for (auto &word : words) argv.push_back(&word[0]);
  argv.push_back(0);
  execv(argv[0], &argv[0]);
  throw std::runtime_error("cannot start " + words[0]);
}

} // namespace

int main(int argc, char **argv) {
  Options options;
  try {
    options = parse(argc, argv);
  } catch (const std::exception &error) {
    std::cerr << "isaac-align: " << error.what() << std::endl;
    return 1;
  }
  try {
    for (const auto &option : options) {
      if (option.first == "version") {
        std::cerr << "iSAAC-stand-in" << std::endl;
        return 1;
      }
      if (option.first == "memory-limit") limitAddressSpace(std::strtoull(option.second.c_str(), 0, 10) * GIB);
    }
    std::cerr << "calls of the malloc hook: " << allocateUnderHook() << std::endl;
    reserve(HASH_TABLE_BYTES);
    becomeWriter(options);
  } catch (const std::exception &error) {
    std::cerr << error.what() << std::endl;
    return 3;
  }
}
