import { checkAnnotation, FASTA_SUFFIXES, layOutFile } from '@joblayer/genome-files';
import { buildIndex, checkGenomeToIndex, plainFile } from '@joblayer/genome-files/aligners';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { genomeParameters } from './genome-parameters.ts';
import { star, TAG } from './star.ts';

/** The file in the work directory with what depends on the genome's size. */
const PARAMETERS = 'genome-size.txt';

/** https://github.com/alexdobin/STAR/blob/2.7.11b/doc/STARmanual.pdf, 2 */
export const genome = defineTool({
  name: 'star-genome',
  summary: 'makes an index of a genome and its genes for star-align',
  inputs: {
    reference: { kind: 'file', description: 'The genome as FASTA', suffixes: FASTA_SUFFIXES },
    annotation: {
      kind: 'file',
      required: false,
      description: 'The genes as GTF, for known splice sites and gene counts (--sjdbGTFfile)',
      suffixes: ['.gtf.gz', '.gff3.gz', '.gff.gz', '.gtf', '.gff3', '.gff'],
    },
  },
  outputs: {
    index: {
      kind: 'directory',
      description: 'The index, for --index of star-align',
      defaultName: '{reference.stem}.star',
    },
  },
  params: z.object({
    overhang: z
      .int()
      .min(1)
      .optional()
      .describe('The length of the reads less 1; default: 100 (--sjdbOverhang)'),
    transcriptTag: TAG.optional().describe(
      'The attribute of an exon with its transcript; default: transcript_id; GFF3: Parent',
    ),
    geneTag: TAG.optional().describe(
      'The attribute of an exon with its gene; default: gene_id (--sjdbGTFtagExonParentGene)',
    ),
    saIndexBases: z
      .int()
      .min(1)
      .max(18)
      .optional()
      .describe('The bases of the first look-up; default: by the size (--genomeSAindexNbases)'),
    saSparse: z
      .int()
      .min(1)
      .default(1)
      .describe('Keep every Nth position: less memory, but slower (--genomeSAsparseD)'),
  }),
  relations: (['overhang', 'transcriptTag', 'geneTag'] as const).map((option) => ({
    ...{ kind: 'onlyWith', option, condition: 'annotation' },
    problem: `--${option.replace('Tag', '-tag')} is for an annotation, and --annotation is missing`,
    advice: 'Give --annotation too, or leave it out.',
  })),
  // A human genome takes 32 GB of memory, and its index 30 GB of disk.
  resources: { vcpus: 8, memoryMiB: 40_960, scratch: { baseMiB: 64, perInputMiB: 12 } },
  extraArgsFor: 'STAR --runMode genomeGenerate',
  errorPatterns: [
    {
      pattern: patternOf(/limitGenomeGenerateRAM=\d+ is too small/),
      problem: 'the genome given with --reference needs more memory than the job has',
      advice: 'Give the job more memory, or --sa-sparse 2.',
    },
  ],
  checkedInJob: ['the genome is whole FASTA, and the annotation GTF or GFF3 of that genome'],

  async prepare({ inputs: { reference, annotation }, params, ...context }) {
    const sequences = await checkGenomeToIndex(reference, context);
    const { transcriptTag = 'transcript_id', saIndexBases } = params;
    const needed = {
      ...{ types: ['exon'], attributes: [transcriptTag] },
      advice: 'Expected GTF. For GFF3, give --transcript-tag Parent --gene-tag gene.',
    };
    if (annotation)
      await checkAnnotation(
        { option: '--annotation', file: annotation, needed, genome: sequences },
        context,
      );
    const { genomeSAindexNbases, genomeChrBinNbits } = genomeParameters(sequences);
    const lines = [
      `genomeSAindexNbases ${saIndexBases ?? genomeSAindexNbases}`,
      `genomeChrBinNbits ${genomeChrBinNbits}`,
    ];
    await layOutFile(context, PARAMETERS, `${lines.join('\n')}\n`);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir, memoryMiB } = context;
    const fasta = plainFile(inputs.reference, 'reference', workDir);
    const genes = inputs.annotation && plainFile(inputs.annotation, 'annotation', workDir);
    // STAR splits paths at blanks, so it writes to a directory of a plain name.
    const made = `${workDir}/star-index`;
    const { overhang = 100, transcriptTag = 'transcript_id', geneTag = 'gene_id' } = params;
    const generate = star(context, [
      ...['--runMode', 'genomeGenerate', '--genomeDir', made, '--genomeFastaFiles', fasta.path],
      ...['--parametersFiles', `${workDir}/${PARAMETERS}`],
      ...['--limitGenomeGenerateRAM', String(memoryMiB * 1024 * 1024)],
      ...['--genomeSAsparseD', String(params.saSparse)],
      ...(genes
        ? [
            ...['--sjdbGTFfile', genes.path, '--sjdbOverhang', String(overhang)],
            ...['--sjdbGTFtagExonParentTranscript', transcriptTag],
            ...['--sjdbGTFtagExonParentGene', geneTag],
          ]
        : []),
      ...extraArgs,
    ]);
    return [
      ...fasta.steps,
      ...(genes?.steps ?? []),
      ...buildIndex(outputs.index, workDir, [
        { pipeline: [['mkdir', made]] },
        { pipeline: [generate] },
        // STAR's log has dates, and a comment has its command with the number of threads.
        { pipeline: [['rm', '-rf', `${made}/Log.out`]] },
        { pipeline: [['sed', '-i', '/^### .*--runThreadN/d', `${made}/genomeParameters.txt`]] },
        {
          pipeline: [['find', made, '-type', 'f', '-exec', 'mv', '-t', outputs.index, '{}', '+']],
        },
      ]),
    ];
  },
});
