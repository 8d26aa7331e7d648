/** What a BAI and a TBI can hold: 2^29 bases of a sequence. https://samtools.github.io/hts-specs/SAMv1.pdf, 5.1.3 */
export const MOST_BASES_OF_BAI = 2 ** 29;

/** Awk's rule for the lines of a SAM header: exits with 64 at a sequence too long for the index that `option` names. */
export const REFUSE_LONG_SEQUENCES = `
option != "" && /^@SQ\\t/ {
  size = name = $0
  sub(/.*\\tLN:/, "", size)
  sub(/.*\\tSN:/, "", name)
  sub(/\\t.*/, "", name)
  if (size + 0 > ${MOST_BASES_OF_BAI}) {
    print "the sequence " name " has " size + 0 " bases, and " option " names an index that holds ${MOST_BASES_OF_BAI} of them. Give " option " with a name that ends in .csi" > "/dev/stderr"
    failed = 1
    exit 64
  }
}
`;
