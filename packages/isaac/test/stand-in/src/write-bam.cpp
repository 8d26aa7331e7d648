// write-bam BAM BAI NAME LENGTH...: a BAM without records, and its index (SAM specification, sections 4.2 and 5.2).
#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

template <typename Integer> void append(std::string &bytes, Integer value) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
}

/// One block of BGZF; an empty one ends a file.
std::string block(const std::string &data) {
  std::string packed(compressBound(data.size()) + 64, '\0');
  z_stream stream = z_stream();
  deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.data()));
  stream.avail_in = data.size();
  stream.next_out = reinterpret_cast<Bytef *>(&packed[0]);
  stream.avail_out = packed.size();
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);

  std::string bytes("\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0", 16);
  append<std::uint16_t>(bytes, packed.size() + 25);
  bytes += packed;
  append<std::uint32_t>(bytes, crc32(0, reinterpret_cast<const Bytef *>(data.data()), data.size()));
  append<std::uint32_t>(bytes, data.size());
  return bytes;
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  std::string text = "@HD\tVN:1.5\tSO:coordinate\n@PG\tID:isaac-stand-in\n", references, index("BAI\1", 4);
  const std::uint32_t count = (argc - 3) / 2;
  append(index, count);
  for (int i = 3; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    text += "@SQ\tSN:" + name + "\tLN:" + argv[i + 1] + "\n";
    append<std::uint32_t>(references, name.size() + 1);
    references += name + '\0';
    append<std::uint32_t>(references, std::strtoul(argv[i + 1], 0, 10));
    index += std::string(8, '\0');
  }
  std::string bam("BAM\1", 4);
  append<std::uint32_t>(bam, text.size());
  bam += text;
  append(bam, count);
  bam += references;
  if (bam.size() > 60000) return 3;
  std::ofstream(argv[1], std::ios::binary) << block(bam) << block("");
  std::ofstream(argv[2], std::ios::binary) << index;
}
