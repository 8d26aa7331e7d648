#pragma once

#include <string>
#include <utility>
#include <vector>

typedef std::vector<std::pair<std::string, std::string> > Options;

/// Long names without dashes, and values, in the order given. Throws std::runtime_error as boost::program_options does.
Options parse(int argc, char **argv);
