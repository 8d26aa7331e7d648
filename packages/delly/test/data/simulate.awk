# Writes read pairs of a genome that lacks bases 501 to 800 of the FASTA, as alignments to it. Each pair is two reads of
# 100 bases, 230, 250 or 270 bases from end to end. A read across the gap is split in two: a primary and a supplementary alignment.
BEGIN { OFS = "\t"; size = 100; first = 501; last = 800 }
/^>/ { name = substr($1, 2); next }
{ genome = genome $0 }
END {
  gap = last - first + 1
  sample = substr(genome, 1, first - 1) substr(genome, last + 1)
  print "@HD", "VN:1.6", "SO:unsorted"
  print "@SQ", "SN:" name, "LN:" length(genome)
  print "@RG", "ID:r", "SM:sample"
  quality = sprintf("%" size "s", ""); gsub(/ /, "I", quality)
  for (start = 1; start + 269 <= length(sample); start++) {
    for (insert = 230; insert <= 270; insert += 20) pair("r" start "." insert, start, start + insert - size)
  }
}
# The position in the FASTA of a position in the sample.
function lifted(position) { return position < first ? position : position + gap }
function before(start) { return start + size <= first ? size : start < first ? first - start : 0 }
# The alignment that has more of a read.
function position(start) { return before(start) * 2 >= size ? lifted(start) : lifted(start > first ? start : first) }
function read(id, flag, start, mate,    left, part, cigar, other) {
  left = before(start)
  part = left * 2 >= size
  if (left == 0 || left == size) {
    record(id, flag, lifted(start), size "M", start, mate, "")
    return
  }
  cigar[1] = left "M" (size - left) "S"
  cigar[0] = left "S" (size - left) "M"
  at[1] = start; at[0] = last + 1
  strand = int(flag / 16) % 2 ? "-" : "+"
  for (other = 0; other < 2; other++) {
    record(id, flag + (other ? 2048 : 0), at[other ? !part : part], cigar[other ? !part : part], start, mate,
      "\tSA:Z:" name "," at[other ? part : !part] "," strand "," cigar[other ? part : !part] ",60,0;")
  }
}
function record(id, flag, at, cigar, start, mate, tags) {
  print id, flag, name, at, 60, cigar, "=", mate, (mate >= at ? 1 : -1) * (abs(mate - at) + size), \
    substr(sample, start, size), quality, "RG:Z:r" tags
}
function abs(n) { return n < 0 ? -n : n }
function pair(id, one, two) {
  read(id, 99, one, position(two))
  read(id, 147, two, position(one))
}
