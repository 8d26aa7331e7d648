import { checkLanesWithReads } from '@joblayer/genome-files';
import { defineTool, type Step } from '@joblayer/job-runtime';
import { errorPatterns } from './error-patterns.ts';
import { checkGenes, GENES_SUFFIXES, layOutGenesCheck } from './gene-map.ts';
import { checkIndex } from './index-files.ts';
import { params, relations } from './quant-params.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];

/** https://salmon.readthedocs.io/en/latest/salmon.html#using-salmon */
export const quant = defineTool({
  name: 'salmon-quant',
  summary: 'estimates from reads how much of each transcript a sample has',
  inputs: {
    reads1: {
      kind: 'files',
      description: 'Reads (-r), or the first of each pair (-1), as FASTQ; a file for each lane',
      suffixes: READS,
    },
    reads2: {
      kind: 'files',
      required: false,
      description: 'The second of each pair, in the order of --reads1 (-2)',
      suffixes: READS,
    },
    index: {
      kind: 'directory',
      reference: true,
      description: 'The index of the transcripts, as salmon-index makes it (-i)',
    },
    geneMap: {
      kind: 'file',
      required: false,
      description: 'The gene of each transcript: GTF, or a table of two columns (-g)',
      suffixes: GENES_SUFFIXES,
    },
  },
  outputs: {
    quant: {
      kind: 'directory',
      description:
        'quant.sf with the estimates, quant.genes.sf, and what tximport and MultiQC read',
      defaultName: '{reads1.stem}.salmon',
    },
  },
  params,
  relations,
  resources: { vcpus: 4, memoryMiB: 8192, scratch: { baseMiB: 256, perInputMiB: 1 } },
  extraArgsFor: 'salmon quant',
  errorPatterns,
  checkedInJob: [
    'the reads are whole FASTQ with reads, and mates belong together',
    'the index has its files; the gene map is readable, and has transcripts of the index',
  ],

  async prepare(ctx) {
    const { reads1, reads2, index, geneMap } = ctx.inputs;
    await checkIndex(index, ctx.resolve);
    await checkLanesWithReads(reads1, reads2, ctx);
    if (!geneMap) return;
    await checkGenes(geneMap, ctx);
    await layOutGenesCheck(ctx);
  },

  command({ inputs: { reads1, reads2, index, geneMap }, outputs, params, ...context }) {
    const { workDir, cpus, extraArgs } = context;
    const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
    const number = (flag: string, value: number) => [flag, String(value)];
    const quantifying: Step = {
      pipeline: [
        [
          ...(['salmon', '--no-version-check', 'quant', '-i', index.path] as const),
          ...['-l', params.libType],
          ...(reads2 ? ['-1', ...paths(reads1), '-2', ...paths(reads2)] : ['-r', ...paths(reads1)]),
          ...['-o', outputs.quant, ...number('-p', cpus)],
          ...(geneMap ? ['-g', geneMap.path] : []),
          ...(params.seqBias ? ['--seqBias'] : []),
          ...(params.gcBias ? ['--gcBias'] : []),
          ...(params.posBias ? ['--posBias'] : []),
          ...number('--minScoreFraction', params.minScoreFraction),
          ...number('--incompatPrior', params.incompatPrior),
          ...number('--minAssignedFrags', params.minAssignedFrags),
          ...number('--fldMean', params.fragmentMean),
          ...number('--fldSD', params.fragmentSd),
          ...number('--numBootstraps', params.bootstraps),
          ...number('--numGibbsSamples', params.gibbsSamples),
          ...(params.discardOrphans ? ['--discardOrphansQuasi'] : []),
          ...(params.dumpEq ? ['--dumpEq'] : []),
          ...extraArgs,
        ],
      ],
    };
    // The log repeats the job's. fld.gz is a random sample of libParams/flenDist.txt.
    const removing: Step = {
      pipeline: [
        [
          ...(['find', outputs.quant, '-mindepth', '1', '(', '-name', 'logs'] as const),
          ...['-o', '-name', 'salmon_quant.log', '-o', '-name', 'fld.gz', ')', '-delete'],
        ],
      ],
    };
    const comparing: Step[] = geneMap
      ? [
          {
            pipeline: [
              ['awk', '-f', `${workDir}/genes.awk`, `${outputs.quant}/quant.sf`, geneMap.path],
            ],
          },
        ]
      : [];
    return [quantifying, ...comparing, removing];
  },
});
