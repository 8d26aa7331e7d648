import { checkLanesWithReads } from '@joblayer/genome-files';
import { READ_SUFFIXES } from '@joblayer/genome-files/aligners';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import { checkGeneMap, readableMap } from './gene-map.ts';
import { checkSalmonIndex, directoryOf } from './index-directory.ts';
import { optionsOf } from './quant-options.ts';
import { params, relations } from './quant-params.ts';

/** https://salmon.readthedocs.io/en/latest/salmon.html */
export const quant = defineTool({
  name: 'salmon-quant',
  summary: 'estimates from reads how much of each transcript a sample has, by selective alignment',
  inputs: {
    reads1: {
      kind: 'files',
      description: 'Reads, or the first of each pair, as FASTQ; a file for each lane',
      suffixes: READ_SUFFIXES,
    },
    reads2: {
      kind: 'files',
      required: false,
      description: 'The second of each pair, in the order of --reads1',
      suffixes: READ_SUFFIXES,
    },
    index: {
      kind: 'directory',
      reference: true,
      description: 'The index of the transcripts, as salmon-index makes it (-i)',
    },
    geneMap: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'The gene of each transcript: GTF, or lines of transcript, tab and gene (-g)',
      suffixes: ['.gtf.gz', '.tsv.gz', '.gtf', '.tsv', '.txt'],
    },
  },
  outputs: {
    quant: {
      kind: 'directory',
      description:
        'quant.sf with the estimates, lib_format_counts.json, cmd_info.json, aux_info (-o)',
      defaultName: '{reads1.stem}.salmon',
    },
    genes: {
      kind: 'file',
      onlyWith: 'geneMap',
      required: false,
      description: 'The estimates by gene, which quant.genes.sf in --quant has too',
      defaultName: '{reads1.stem}.quant.genes.sf',
    },
  },
  params,
  relations,
  // An index with the human genome as decoys takes 16 GB.
  resources: { vcpus: 4, memoryMiB: 16384, scratch: { baseMiB: 256, perInputMiB: 0 } },
  extraArgsFor: 'salmon quant',
  errorPatterns: [
    {
      pattern: patternOf(/was only able to assign \d+ fragments|ERROR: no reads were mapped/i),
      problem: 'too few of the reads given with --reads1 fit a transcript of --index',
      advice: 'Give the index of the species, or a smaller --min-assigned-fragments.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/Error reading from the FASTA\/Q stream/),
      problem: 'the reads given with --reads1 or --reads2 are damaged',
      advice: 'Copy the files again.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the reads are whole FASTQ with reads, and mates belong together',
    'the index is whole, and of this version of salmon; the gene map has transcripts of it',
  ],

  async prepare(ctx) {
    const { reads1, reads2, index, geneMap } = ctx.inputs;
    const { targets } = await checkSalmonIndex(index, ctx);
    if (geneMap) await checkGeneMap(geneMap, targets, ctx);
    await checkLanesWithReads(reads1, reads2, ctx);
  },

  command({ inputs: { reads1, reads2, index, geneMap }, outputs, params, extraArgs, ...context }) {
    const paths = (files: typeof reads1) => files.map(({ path }) => path);
    const genes = geneMap && readableMap(geneMap, context.workDir);
    // cmd_info.json notes the path, which is another in each workflow engine.
    const linked = `${context.workDir}/index`;
    return [
      ...(genes ? [genes.step] : []),
      { pipeline: [['ln', '-s', directoryOf(index), linked]] },
      {
        pipeline: [
          [
            ...(['salmon', '--no-version-check', 'quant', '-i', linked] as const),
            ...['-o', outputs.quant, '-p', String(context.cpus)],
            ...(genes ? ['-g', genes.path] : []),
            ...optionsOf(params),
            ...extraArgs,
            ...(reads2
              ? ['-1', ...paths(reads1), '-2', ...paths(reads2)]
              : ['-r', ...paths(reads1)]),
          ],
        ],
      },
      // It has times. The job's log has it too.
      { pipeline: [['rm', '-rf', `${outputs.quant}/logs`]] },
      ...(outputs.genes
        ? [{ pipeline: [['cp', `${outputs.quant}/quant.genes.sf`, outputs.genes]] as const }]
        : []),
    ];
  },
});
