/** The format that tabix has a preset for, by the ending of a file's name. */
const PRESETS = {
  '.vcf.gz': 'vcf',
  '.bed.gz': 'bed',
  '.bedgraph.gz': 'bed',
  '.gff.gz': 'gff',
  '.gff3.gz': 'gff',
  '.gtf.gz': 'gff',
  '.sam.gz': 'sam',
} as const;

/** Of any table, if its columns are given. */
export const SUFFIXES: readonly string[] = [...Object.keys(PRESETS), '.gz', '.bgz'];

export const presetOf = (name: string): string | undefined =>
  Object.entries(PRESETS).find(([suffix]) => name.toLowerCase().endsWith(suffix))?.[1];
