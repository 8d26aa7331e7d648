/** What a file format is called elsewhere. */
export interface FileFormat {
  readonly suffixes: readonly string[];
  /** Its concept in EDAM (https://edamontology.org), without the ontology's address. */
  readonly edam?: string;
  /** Its datatype in Galaxy (https://github.com/galaxyproject/galaxy/blob/dev/lib/galaxy/config/sample/datatypes_conf.xml.sample). */
  readonly galaxy?: string;
}

const FORMATS: readonly FileFormat[] = [
  { suffixes: ['.bam'], edam: 'format_2572', galaxy: 'bam' },
  { suffixes: ['.sam'], edam: 'format_2573', galaxy: 'sam' },
  { suffixes: ['.cram'], edam: 'format_3462', galaxy: 'cram' },
  { suffixes: ['.bai'], edam: 'format_3327', galaxy: 'bai' },
  { suffixes: ['.tbi'], edam: 'format_3700', galaxy: 'tabix' },
  { suffixes: ['.fastq', '.fq'], edam: 'format_1930', galaxy: 'fastqsanger' },
  { suffixes: ['.fastq.gz', '.fq.gz'], edam: 'format_1930', galaxy: 'fastqsanger.gz' },
  { suffixes: ['.fa', '.fasta', '.fna'], edam: 'format_1929', galaxy: 'fasta' },
  { suffixes: ['.fa.gz', '.fasta.gz', '.fna.gz'], edam: 'format_1929', galaxy: 'fasta.gz' },
  { suffixes: ['.fai'], galaxy: 'fai' },
  { suffixes: ['.vcf'], edam: 'format_3016', galaxy: 'vcf' },
  { suffixes: ['.vcf.gz'], edam: 'format_3016', galaxy: 'vcf_bgzip' },
  { suffixes: ['.bcf'], edam: 'format_3020', galaxy: 'bcf' },
  { suffixes: ['.bed'], edam: 'format_3003', galaxy: 'bed' },
  { suffixes: ['.narrowPeak'], edam: 'format_3613', galaxy: 'encodepeak' },
  { suffixes: ['.broadPeak'], edam: 'format_3614', galaxy: 'encodepeak' },
  { suffixes: ['.bedgraph'], edam: 'format_3583', galaxy: 'bedgraph' },
  { suffixes: ['.gff3'], edam: 'format_1975', galaxy: 'gff3' },
  { suffixes: ['.gff'], edam: 'format_2305', galaxy: 'gff' },
  { suffixes: ['.gtf'], edam: 'format_2306', galaxy: 'gtf' },
  { suffixes: ['.gbk', '.gb', '.gbff'], edam: 'format_1936', galaxy: 'genbank' },
  { suffixes: ['.html'], edam: 'format_2331', galaxy: 'html' },
  { suffixes: ['.csv'], edam: 'format_3752', galaxy: 'csv' },
  { suffixes: ['.tsv'], edam: 'format_3475', galaxy: 'tabular' },
  { suffixes: ['.txt'], edam: 'format_2330', galaxy: 'txt' },
  { suffixes: ['.json'], edam: 'format_3464', galaxy: 'json' },
  { suffixes: ['.tar'], edam: 'format_3981', galaxy: 'tar' },
];

/** The format that the longest matching suffix of a name stands for. */
export function fileFormatOf(name: string): FileFormat | undefined {
  const length = ({ suffixes }: FileFormat) =>
    Math.max(0, ...suffixes.filter((suffix) => name.endsWith(suffix)).map((each) => each.length));
  return FORMATS.filter((format) => length(format) > 0).toSorted(
    (a, b) => length(b) - length(a),
  )[0];
}
