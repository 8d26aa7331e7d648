import { comparison } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

/** delly crashes for a variant on a sequence that the genome lacks. */
export const names = comparison(
  'sites',
  `
!sites { known[$1]; next }
!($1 in known) { absent = $1 }
END {
  if (absent == "") exit
  print "genomes differ: the FASTA lacks the sequence " absent > "/dev/stderr"
  exit 1
}`,
);

/** Fails with a message if a variant lies on a sequence that the FASTA lacks. */
export const sameNames = (sites: string, fai: string, workDir: string): Step => ({
  pipeline: [['bcftools', 'query', '-f', '%CHROM\\n', sites], names.argv(workDir, fai)],
});
