import {
  ANNOTATION_SUFFIXES,
  checkAnnotation,
  checkFasta,
  FASTA_SUFFIXES,
} from '@joblayer/genome-files';
import { defineTool, type Step } from '@joblayer/job-runtime';
import { errorPatterns } from './error-patterns.ts';
import { filtersOf, params, relations } from './params.ts';

const FEATURES = {
  types: ['exon', 'CDS', 'transcript', 'mRNA', 'gene'],
  attributes: ['transcript_id', 'Parent', 'ID', 'gene_id'],
  advice: 'Expected transcripts with exons, as GTF or GFF3.',
};

/** https://ccb.jhu.edu/software/stringtie/gff.shtml */
export const tool = defineTool({
  name: 'gffread',
  summary: 'extracts sequences of transcripts, and converts and filters annotations',
  inputs: {
    annotation: {
      kind: 'file',
      description: 'The transcripts, as GTF or GFF3',
      suffixes: ANNOTATION_SUFFIXES,
    },
    genome: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'The genome as FASTA, for sequences (-g)',
      suffixes: FASTA_SUFFIXES,
    },
  },
  outputs: {
    transcripts: {
      kind: 'file',
      onlyWith: 'genome',
      required: false,
      description: 'The exons of each transcript, joined, as FASTA (-w)',
      defaultName: '{annotation.stem}.transcripts.fa',
    },
    cds: {
      kind: 'file',
      onRequest: true,
      description: 'The coding sequence of each transcript that has one, as FASTA (-x)',
      defaultName: '{annotation.stem}.cds.fa',
    },
    proteins: {
      kind: 'file',
      onRequest: true,
      description: 'Its translation, as FASTA (-y)',
      defaultName: '{annotation.stem}.proteins.fa',
    },
    gff3: {
      kind: 'file',
      onRequest: true,
      description: 'The transcripts as GFF3',
      defaultName: '{annotation.stem}.gffread.gff3',
    },
    gtf: {
      kind: 'file',
      onRequest: true,
      description: 'The transcripts as GTF (-T)',
      defaultName: '{annotation.stem}.gffread.gtf',
    },
    bed: {
      kind: 'file',
      onRequest: true,
      description: 'The transcripts as BED of 12 columns (--bed)',
      defaultName: '{annotation.stem}.gffread.bed',
    },
  },
  params,
  relations,
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 6 } },
  extraArgsFor: 'gffread',
  errorPatterns,
  checkedInJob: [
    'the annotation is whole, has transcripts, and each of its sequences is in the genome; the genome is FASTA',
  ],

  async prepare(ctx) {
    const { annotation, genome } = ctx.inputs;
    const check = { option: '--annotation', file: annotation, needed: FEATURES } as const;
    const fasta =
      genome &&
      (await checkFasta({
        subject: `the FASTA ${genome.name} given with --genome`,
        ...{ path: ctx.resolve(genome.path), signal: ctx.signal, indexed: true },
        compressions: ['none', 'gzip', 'bgzip'],
      }));
    await checkAnnotation({ ...check, genome: fasta?.sequences, everySequence: true }, ctx);
  },

  command({ inputs: { annotation, genome }, outputs, params, extraArgs, workDir }) {
    // gffread reads a compressed file as an empty one, and writes an index beside the genome.
    const plain = (file: { readonly path: string; readonly name: string }, path: string): Step =>
      file.name.endsWith('.gz')
        ? { pipeline: [['gzip', '-dc', file.path]], stdoutTo: path }
        : { pipeline: [['ln', '-s', file.path, path]] };
    const [genes, fasta] = [`${workDir}/annotation`, `${workDir}/genome.fa`];
    const sequence = genome ? ['-g', fasta] : [];
    const run = (...options: string[]): Step => ({
      pipeline: [['gffread', genes, ...sequence, ...filtersOf(params), ...options, ...extraArgs]],
    });
    const { transcripts, cds, proteins, gff3, gtf, bed } = outputs;
    const option = (flag: string, path: string | undefined) => (path ? [flag, path] : []);
    const sequences = [
      ...[...option('-w', transcripts), ...option('-x', cds), ...option('-y', proteins)],
    ];
    return [
      plain(annotation, genes),
      ...(genome ? [plain(genome, fasta)] : []),
      ...(sequences.length > 0 ? [run(...sequences)] : []),
      ...(gff3 ? [run('-o', gff3)] : []),
      ...(gtf ? [run('-T', '-o', gtf)] : []),
      ...(bed ? [run('--bed', '-o', bed)] : []),
    ];
  },
});
