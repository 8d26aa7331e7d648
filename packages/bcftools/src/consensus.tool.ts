import {
  checkFasta,
  FASTA_SUFFIXES,
  prepareRegions,
  REGION_FORMS,
  REGION_SUFFIXES,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { consensusOptions, consensusParams, consensusRelations } from './params/consensus.ts';
import { checkIndex } from './shared/check-index.ts';
import { checkInput, layOutSequences, refused, SEQUENCES } from './shared/check.ts';
import { badExpression, errorsOfVariants } from './shared/errors.ts';
import { VARIANT_INDEX, VARIANTS } from './shared/inputs.ts';
import { linked, linkedWithIndex } from './shared/links.ts';
import { otherGenome } from './shared/reference.ts';

/** https://samtools.github.io/bcftools/bcftools.html#consensus, of version 1.21 */
export const consensus = defineTool({
  name: 'bcftools-consensus',
  summary: 'applies variants to a genome, writes its sequences',
  inputs: {
    variants: { ...VARIANTS, secondaryFiles: { index: VARIANT_INDEX } },
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome of the variants as FASTA, with whole sequences (-f)',
      suffixes: FASTA_SUFFIXES,
    },
    mask: {
      kind: 'file',
      required: false,
      description: `Regions that become N, or --mask-with: ${REGION_FORMS} (-m)`,
      suffixes: REGION_SUFFIXES,
    },
  },
  outputs: {
    fasta: {
      kind: 'file',
      description: 'The sequences with the variants, as FASTA',
      defaultName: '{variants.stem}.consensus.fa',
    },
    chain: {
      kind: 'file',
      onRequest: true,
      description: 'A chain file, to lift positions over to the new sequences (-c)',
      defaultName: '{variants.stem}.consensus.chain',
    },
  },
  params: consensusParams,
  relations: consensusRelations,
  resources: { vcpus: 1, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 5 } },
  extraArgsFor: 'bcftools consensus',
  errorPatterns: [otherGenome, ...errorsOfVariants(), badExpression],
  checkedInJob: [
    'the variants are whole, sorted, and of the genome; the index is theirs',
    'the genome is FASTA, and has the sequences of the mask',
    '--sample is a sample; with --haplotype, it is given if there are several',
  ],

  async prepare({ inputs: { variants, reference }, params, ...context }) {
    const { sequences: genome } = await checkFasta({
      ...{ subject: 'the FASTA given with --reference', path: context.resolve(reference.path) },
      ...{ signal: context.signal, compressions: ['none', 'gzip', 'bgzip'] },
    });
    const checked = await checkInput({ file: variants, sorted: true, genome }, context);
    const { index } = variants.secondaryFiles;
    await checkIndex('--variants', { file: variants, index }, checked.records, context);
    const { samples } = checked;
    const known = new Map(genome.map(({ name, bases }) => [name, bases]));
    await layOutSequences({ contigs: known, sequences: [] }, undefined, context);
    if (params.sample !== undefined && !samples.includes(params.sample))
      throw refused(
        `--sample ${params.sample} is no sample of --variants`,
        samples.length > 0 ? `It has ${samples.slice(0, 5).join(', ')}.` : 'It has no samples.',
      );
    if (params.haplotype !== undefined && params.sample === undefined && samples.length !== 1)
      throw refused(
        `--haplotype needs one sample, and --variants has ${samples.length}`,
        'Name it with --sample.',
      );
    const absent = checked.sequences.filter((name) => !known.has(name));
    if (absent.length > 0)
      context.warn?.(
        `the genome lacks ${absent.slice(0, 5).join(', ')}: their variants are ignored`,
      );
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir } = context;
    const { index } = inputs.variants.secondaryFiles;
    const variants = linkedWithIndex({ file: inputs.variants, index }, 'variants', context);
    const reference = linked(inputs.reference, 'reference', workDir);
    const genome = { genome: `${workDir}/${SEQUENCES}`, as: 'bed', workDir } as const;
    const mask = inputs.mask && prepareRegions({ option: '--mask', file: inputs.mask, ...genome });
    return [
      ...variants.steps,
      ...reference.steps,
      ...(mask?.steps ?? []),
      {
        pipeline: [
          [
            ...(['bcftools', 'consensus', '-f', reference.path] as const),
            ...(mask ? ['-m', mask.path] : []),
            ...consensusOptions(params),
            ...(outputs.chain === undefined ? [] : ['-c', outputs.chain]),
            ...extraArgs,
            variants.path,
          ],
        ],
        stdoutTo: outputs.fasta,
      },
    ];
  },
});
