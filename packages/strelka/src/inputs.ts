/** The inputs of both workflows, germline and somatic, and their options for the configuration. */
import { checkAlignments, checkFasta } from '@joblayer/genome-files';
import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';

export const READS = ['.bam', '.cram'];
export const READS_INDEX = ['.bai', '.csi', '.crai'] as const;
const VCF = ['.vcf.gz'];
const TABIX = ['.tbi'] as const;

export const sharedInputs = {
  reference: {
    kind: 'file',
    description: 'The genome that the reads were aligned to, as FASTA, uncompressed',
    reference: true,
    suffixes: ['.fa', '.fasta', '.fna'],
    aliases: ['reference_s3_path'],
    secondaryFiles: {
      referenceIndex: {
        description: 'The genome’s index, made by samtools faidx',
        suffixes: ['.fai'],
        aliases: ['reference_index_s3_path'],
      },
    },
  },
  callRegions: {
    kind: 'file',
    required: false,
    description: 'Call only in these regions: BED, compressed with bgzip',
    suffixes: ['.bed.gz'],
    secondaryFiles: {
      callRegionsIndex: { description: 'Its index, made by tabix', suffixes: TABIX },
    },
  },
  indelCandidates: {
    kind: 'files',
    required: false,
    description:
      'Candidate indels, such as Manta’s candidateSmallIndels: VCF, compressed with bgzip',
    suffixes: VCF,
    secondaryFiles: {
      indelCandidatesIndex: { description: 'Their indexes, made by tabix', suffixes: TABIX },
    },
  },
  forcedGenotypes: {
    kind: 'files',
    required: false,
    description: 'Alleles to report in any case: VCF, left-normalised, compressed with bgzip',
    suffixes: VCF,
    secondaryFiles: {
      forcedGenotypesIndex: { description: 'Their indexes, made by tabix', suffixes: TABIX },
    },
  },
} as const;

export const ploidyInput = {
  kind: 'file',
  required: false,
  description: 'Regions that are haploid or absent, by FORMAT/CN: VCF, compressed with bgzip',
  suffixes: VCF,
  secondaryFiles: {
    ploidyIndex: { description: 'Its index, made by tabix', suffixes: TABIX },
  },
} as const;

export const exome = z
  .boolean()
  .default(false)
  .describe('Exome or other targeted data: no filters for high depth (--exome)');

interface SharedInputs {
  readonly reference: StagedFile<{ readonly referenceIndex: string }>;
  readonly callRegions: StagedFile | undefined;
  readonly indelCandidates: readonly StagedFile[] | undefined;
  readonly forcedGenotypes: readonly StagedFile[] | undefined;
}

/** The options of configureStrelka…Workflow.py for the inputs of both workflows. */
export const sharedOptions = (inputs: SharedInputs): readonly string[] => [
  ...fileOptions('--referenceFasta', [inputs.reference]),
  ...fileOptions('--callRegions', [inputs.callRegions]),
  ...fileOptions('--indelCandidates', inputs.indelCandidates),
  ...fileOptions('--forcedGT', inputs.forcedGenotypes),
];

/** Repeats the option for each file. */
export const fileOptions = (
  option: string,
  files: readonly (StagedFile | undefined)[] = [],
): readonly string[] => files.flatMap((file) => (file ? [option, file.path] : []));

/** Files of alignments, by the option that gives them. */
type Alignments = readonly (readonly [`--${string}`, readonly StagedFile[]])[];

/**
 * Reads the genome, and compares its index with it, because Strelka trusts the index for the
 * position of every base. Then reads the header and the end of each file of alignments.
 *
 * @throws JobError `bad-data`
 */
export async function checkInputs(
  reference: SharedInputs['reference'],
  alignments: Alignments,
  context: Pick<PrepareContext, 'resolve' | 'signal' | 'warn'>,
): Promise<void> {
  const { resolve, signal } = context;
  const { sequences } = await checkFasta({
    ...{ subject: 'the FASTA given with --reference', path: resolve(reference.path), signal },
    fai: resolve(reference.secondaryFiles.referenceIndex),
    ...{ indexed: true, compressions: ['none'] },
  });
  for (const [option, files] of alignments) {
    for (const file of files)
      await checkAlignments({ option, file, genome: sequences, endsOnly: true }, context);
  }
}
