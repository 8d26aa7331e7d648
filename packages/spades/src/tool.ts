import { checkLanesWithReads, checkReads } from '@joblayer/genome-files';
import { plainPaths, READ_SUFFIXES } from '@joblayer/genome-files/aligners';
import { defineTool, patternOf, type Step } from '@joblayer/job-runtime';
import { MAY_BE_EMPTY, params, relations, type Mode } from './params.ts';

const FLAGS: Readonly<Record<Mode, readonly string[]>> = {
  ...{ standard: [], isolate: ['--isolate'], careful: ['--careful'], 'single-cell': ['--sc'] },
  ...{ meta: ['--meta'], rna: ['--rna'], plasmid: ['--plasmid'] },
  ...{ metaplasmid: ['--metaplasmid'], metaviral: ['--metaviral'], rnaviral: ['--rnaviral'] },
};
const LONG = { kind: 'files', required: false, suffixes: READ_SUFFIXES } as const;
const NOT_OF_RNA = { option: 'mode', isNot: ['rna'] } as const;
/** Moves a file. A mode that found nothing may have written none. */
const MOVE_OR_EMPTY =
  'if [ -e "$1" ]; then mv -- "$1" "$2"; else : > "$2"; echo "warning: nothing was found: ${1##*/} is empty" >&2; fi';

/** https://ablab.github.io/spades/ */
export const tool = defineTool({
  name: 'spades',
  summary: 'assembles genomes, metagenomes, transcriptomes and plasmids from short reads',
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
    singles: {
      kind: 'files',
      required: false,
      description: 'Reads of the pairs’ library that lost their mates, as FASTQ (--pe-s)',
      suffixes: READ_SUFFIXES,
    },
    nanopore: { ...LONG, description: 'Long reads of Nanopore, to close gaps (--nanopore)' },
    pacbio: { ...LONG, description: 'Long reads of PacBio, to close gaps (--pacbio)' },
  },
  outputs: {
    contigs: {
      kind: 'file',
      description: 'The contigs as FASTA; the transcripts with --mode rna',
      defaultName: '{reads1.stem}.contigs.fa',
    },
    scaffolds: {
      kind: 'file',
      onlyWith: NOT_OF_RNA,
      description: 'The contigs joined by pairs, as FASTA',
      defaultName: '{reads1.stem}.scaffolds.fa',
    },
    graph: {
      kind: 'file',
      description: 'The assembly graph with scaffolds as paths, as GFA',
      defaultName: '{reads1.stem}.assembly_graph.gfa',
    },
  },
  params,
  relations,
  resources: { vcpus: 8, memoryMiB: 32768, scratch: { baseMiB: 256, perInputMiB: 10 } },
  extraArgsFor: 'spades.py',
  errorPatterns: [
    {
      pattern: patternOf(/Failed to determine erroneous kmer threshold|Too many erroneous/i),
      problem: 'the reads given with --reads1 are too few or too damaged to assemble',
      advice: 'Give more reads of the sample.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'all reads are whole FASTQ, mates belong together, and there are reads',
    '--kmers are odd and in rising order',
  ],

  async prepare(ctx) {
    const { reads1, reads2, singles = [], nanopore = [], pacbio = [] } = ctx.inputs;
    await checkLanesWithReads(reads1, reads2, ctx);
    for (const [option, files] of [
      ...([
        ['--singles', singles],
        ['--nanopore', nanopore],
        ['--pacbio', pacbio],
      ] as const),
    ])
      for (const file of files) await checkReads({ reads1: file, options: [option, option] }, ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, memoryMiB, workDir, tmpDir }) {
    const steps: Step[] = [];
    // spades.py splits names at blanks.
    const option = (flags: readonly string[], files: typeof inputs.reads1 = []) => {
      const plain = plainPaths(files, flags.join('').replaceAll('-', ''), workDir);
      steps.push(...plain.steps);
      return plain.paths.flatMap((path) => [...flags, path]);
    };
    const { reads1, reads2, singles, nanopore, pacbio } = inputs;
    const reads = [
      ...(reads2
        ? [...option(['--pe-1', '1'], reads1), ...option(['--pe-2', '1'], reads2)]
        : option(['--s', '1'], reads1)),
      ...option(['--pe-s', '1'], singles),
      ...[...option(['--nanopore'], nanopore), ...option(['--pacbio'], pacbio)],
    ];
    const results = `${workDir}/assembly`;
    const mayBeEmpty = MAY_BE_EMPTY.includes(params.mode);
    const move = (name: string, to: string | undefined): Step[] => {
      if (to === undefined) return [];
      const paths = [`${results}/${name}`, to] as const;
      if (mayBeEmpty) return [{ pipeline: [['sh', '-c', MOVE_OR_EMPTY, 'sh', ...paths]] }];
      return [{ pipeline: [['mv', '--', ...paths]] }];
    };
    return [
      ...steps,
      {
        pipeline: [
          [
            ...(['spades.py', ...FLAGS[params.mode], ...reads, '-o', results] as const),
            ...['-t', String(cpus), '-m', String(Math.max(1, Math.floor(memoryMiB / 1024)))],
            ...['--tmp-dir', `${tmpDir}/spades`],
            ...(params.kmers ? ['-k', params.kmers] : []),
            ...(params.errorCorrection ? [] : ['--only-assembler']),
            ...(params.coverageCutoff === 'off' ? [] : ['--cov-cutoff', params.coverageCutoff]),
            ...(params.qualityOffset === 'auto' ? [] : ['--phred-offset', params.qualityOffset]),
            ...extraArgs,
          ],
        ],
      },
      ...move(params.mode === 'rna' ? 'transcripts.fasta' : 'contigs.fasta', outputs.contigs),
      ...move('scaffolds.fasta', outputs.scaffolds),
      ...move('assembly_graph_with_scaffolds.gfa', outputs.graph),
    ];
  },
});
