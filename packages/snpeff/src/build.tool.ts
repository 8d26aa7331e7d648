import { badGzip, FASTA_SUFFIXES, outOfHeap } from '@joblayer/genome-files';
import { defineTool, patternOf, usageError } from '@joblayer/job-runtime';
import * as z from 'zod';
import { DEFAULT_CONFIG, GENOME_NAME } from './database.ts';
import { snpEff } from './java.ts';
import { layOutFastas } from './lay-out-fastas.ts';
import { checkMitochondrion, layOutMitochondrion, NO_MITOCHONDRION } from './mitochondrion.ts';

const ANNOTATION = ['.gff3', '.gff', '.gtf', '.gbk', '.gbff', '.gb'].flatMap((suffix) => [
  `${suffix}.gz`,
  suffix,
]);
/** The formats, with snpEff's option for each, and the file name that snpEff expects. */
const FORMATS = {
  gff3: { flag: '-gff3', file: 'genes.gff' },
  gtf: { flag: '-gtf22', file: 'genes.gtf' },
  genbank: { flag: '-genbank', file: 'genes.gbk' },
} as const;
type Format = keyof typeof FORMATS;

/** https://pcingola.github.io/SnpEff/snpeff/build_db/ */
export const build = defineTool({
  name: 'snpeff-build',
  summary: 'makes a database for snpeff from a genome’s annotation',
  inputs: {
    annotation: {
      kind: 'file',
      description: 'The genes, as GFF3, GTF or GenBank',
      suffixes: ANNOTATION,
    },
    reference: {
      kind: 'file',
      required: false,
      description:
        'The genome as FASTA; GenBank includes it, and so does a GFF3 that ends in ##FASTA',
      suffixes: FASTA_SUFFIXES,
      aliases: ['reference_s3_path'],
    },
    cds: {
      kind: 'file',
      required: false,
      description: 'Coding sequences by transcript as FASTA, to check the database',
      suffixes: FASTA_SUFFIXES,
    },
    proteins: {
      kind: 'file',
      required: false,
      description: 'Proteins by transcript as FASTA, to check the database',
      suffixes: FASTA_SUFFIXES,
    },
  },
  outputs: {
    database: {
      kind: 'directory',
      description: 'The database, in a directory with the genome’s name, for snpeff’s --database',
      defaultName: '{annotation.stem}.snpeff',
    },
  },
  params: z.object({
    genome: z
      .string()
      .regex(GENOME_NAME)
      .optional()
      .describe('The genome’s name; default: the name of the annotation’s file'),
    format: z
      .enum(['gff3', 'gtf', 'genbank'])
      .optional()
      .describe('The annotation’s format; default: by the ending of its name'),
    codonTable: z
      .string()
      .regex(/^\w+$/)
      .default('Standard')
      .describe('The genome’s codon table, by snpEff’s name: Bacterial_and_Plant_Plastid'),
    mitochondrion: z
      .string()
      .regex(/^[\w.|+-]+$/)
      .optional()
      .describe(
        'The mitochondrion’s sequence, for its own codon table: chrM; or none. Required if a sequence has a mitochondrion’s name',
      ),
    mitochondrialCodonTable: z
      .string()
      .regex(/^\w+$/)
      .optional()
      .describe('The mitochondrion’s codon table; default: Vertebrate_Mitochondrial'),
    skipCdsCheck: z
      .boolean()
      .default(false)
      .describe('Do not check coding sequences (-noCheckCds); the default without --cds'),
    skipProteinCheck: z
      .boolean()
      .default(false)
      .describe(
        'Do not check proteins (-noCheckProtein); the default without --proteins, except for GenBank, which has them',
      ),
  }),
  resources: {
    vcpus: 2,
    memoryMiB: 8192,
    scratch: { baseMiB: 64, perInputMiB: 3 },
  },
  extraArgsFor: 'snpEff build',
  errorPatterns: [
    outOfHeap('snpEff'),
    badGzip('--annotation'),
    {
      pattern: patternOf(/FATAL ERROR: Most Exons do not have sequences/),
      problem: 'the genome given with --reference lacks sequences of --annotation',
      advice: 'Expected the same names of sequences in both. Give the FASTA of the same release.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/FATAL ERROR: Offending line/),
      problem:
        'the file given with --annotation does not have the format of its name or of --format',
      advice: 'Expected GFF3 or GTF with tabs between its fields, or GenBank.',
      provesBadData: true,
    },
  ],
  relations: [
    {
      ...{ kind: 'onlyWith', option: 'mitochondrialCodonTable' },
      condition: { option: 'mitochondrion', isNot: [NO_MITOCHONDRION] },
      problem:
        '--mitochondrial-codon-table is {mitochondrialCodonTable.value}, but --mitochondrion names no sequence for it',
      advice: 'Give the name, such as --mitochondrion chrM, or leave the table out.',
    },
  ],

  checkedInJob: [
    'the annotation’s name can be a genome’s name, or --genome is given',
    'the sequences of FASTA files are readable; --mitochondrion is a sequence of the annotation or the genome',
  ],

  checkInJob({ params, inputFiles }) {
    genomeOf(params.genome ?? inputFiles['annotation']?.[0]?.stem ?? '');
    return {};
  },

  async prepare(ctx) {
    const { inputs, params, workDir } = ctx;
    await layOutFastas(inputs, homeOf(workDir, params.genome ?? inputs.annotation.stem), ctx);
    await layOutMitochondrion(ctx);
  },

  command(ctx) {
    const { inputs, outputs, params, extraArgs, workDir } = ctx;
    const { annotation, reference, cds, proteins } = inputs;
    const genome = genomeOf(params.genome ?? annotation.stem);
    const format = params.format ?? formatOf(annotation.name);
    const dataDir = dataIn(workDir);
    // snpEff resolves a relative data directory against its configuration's directory.
    const config = `${workDir}/snpEff.config`;
    const home = homeOf(workDir, genome);
    const output = `${outputs.database}/${genome}`;
    // snpEff decompresses only files with a name in .gz.
    const compressed = annotation.path.endsWith('.gz') ? '.gz' : '';
    const checksProteins = proteins !== undefined || format === 'genbank';
    const commands = [
      ['mkdir', '-p', home, output],
      ['cp', DEFAULT_CONFIG, config],
      ['ln', '-sr', annotation.path, `${home}/${FORMATS[format].file}${compressed}`],
    ] as [string, ...string[]][];
    const {
      codonTable,
      mitochondrion,
      mitochondrialCodonTable = 'Vertebrate_Mitochondrial',
    } = params;
    const lines = [
      `${genome}.codonTable : ${codonTable}`,
      ...(mitochondrion === undefined || mitochondrion === NO_MITOCHONDRION
        ? []
        : [`${genome}.${mitochondrion}.codonTable : ${mitochondrialCodonTable}`]),
    ];
    // If the genome is only a mitochondrion, its table is the genome's.
    const isMitochondrion = codonTable.endsWith('Mitochondrial') && mitochondrion === undefined;
    return [
      checkMitochondrion(
        { annotation, reference, format },
        isMitochondrion ? NO_MITOCHONDRION : mitochondrion,
        workDir,
      ),
      ...commands.map((argv) => ({ pipeline: [argv] as const })),
      {
        // snpEff reads this file in every database, in addition to its own configuration.
        pipeline: [['printf', '%s\\n', ...lines]],
        stdoutTo: `${home}/snpEff.config`,
      },
      {
        pipeline: [
          snpEff('build', ctx, [
            ...['-c', config, '-configOption', `${genome}.genome=${genome}`],
            ...['-dataDir', dataDir, FORMATS[format].flag],
            ...(params.skipCdsCheck || cds === undefined ? ['-noCheckCds'] : []),
            ...(params.skipProteinCheck || !checksProteins ? ['-noCheckProtein'] : []),
            ...extraArgs,
            genome,
          ]),
        ],
      },
      {
        // The staged files are links here, so the only files are the database.
        pipeline: [
          [
            ...(['find', home, '-maxdepth', '1', '-type', 'f'] as const),
            ...['-exec', 'mv', '-t', output, '{}', '+'],
          ],
        ],
      },
    ];
  },
});

/** snpEff's data directory, with a directory for each genome. */
const dataIn = (workDir: string): string => `${workDir}/data`;
const homeOf = (workDir: string, genome: string): string => `${dataIn(workDir)}/${genome}`;

/** @throws JobError `usage` if the name cannot be in snpEff's configuration */
function genomeOf(name: string): string {
  if (GENOME_NAME.test(name)) return name;
  throw usageError(
    `"${name}", the name of the file given with --annotation, cannot be a genome's name`,
    'Give the name with --genome, such as GRCh38.105.',
  );
}

function formatOf(name: string): Format {
  if (/\.gtf(\.gz)?$/.test(name)) return 'gtf';
  return /\.gff3?(\.gz)?$/.test(name) ? 'gff3' : 'genbank';
}
