import { defineTool, type AnyTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { CHECKED_IN_JOB, checkExtraArgs } from './extra-args.ts';
import { checkInputs, exome, fileOptions, ploidyInput, READS, READS_INDEX } from './inputs.ts';
import { sharedInputs, sharedOptions } from './inputs.ts';
import { somaticTool } from './somatic.tool.ts';
import { diagnostics, workflowSteps } from './workflow.ts';

/** https://github.com/Illumina/strelka/blob/v2.9.x/docs/userGuide/README.md */
export const tool = defineTool({
  name: 'strelka',
  summary: 'calls germline SNVs and indels',
  inputs: {
    bam: {
      kind: 'files',
      description: 'Aligned, sorted reads as BAM or CRAM, one for each sample of a family',
      suffixes: READS,
      aliases: ['bam_s3_path'],
      secondaryFiles: {
        bai: {
          description: 'The reads’ indexes',
          suffixes: READS_INDEX,
          aliases: ['bai_s3_path'],
        },
      },
    },
    ...sharedInputs,
    ploidy: ploidyInput,
  },
  outputs: {
    results: {
      kind: 'directory',
      description:
        'variants/variants.vcf.gz, variants/genome.S1.vcf.gz for each sample, their indexes (.tbi), and stats/',
      defaultName: '{bam.stem}.strelka',
      aliases: ['vcf_s3_path'],
    },
  },
  params: z.object({
    exome,
    rna: z.boolean().default(false).describe('RNA-seq data; experimental (--rna)'),
    estimateErrors: z
      .boolean()
      .default(true)
      .describe('Estimate the rates of sequencing errors from the reads themselves'),
  }),
  resources: {
    vcpus: 4,
    memoryMiB: 16_384,
    // The calls of each part of the genome, then all together. They are small compared to the reads.
    scratch: { baseMiB: 512, perInputMiB: 0.25 },
  },
  extraArgsFor: 'configureStrelkaGermlineWorkflow.py',
  diagnostics,
  checkedInJob: CHECKED_IN_JOB,
  checkInJob: checkExtraArgs,

  prepare: ({ inputs: { bam, reference }, ...context }) =>
    checkInputs(reference, [['--bam', bam]], context),

  command({ inputs, outputs, params, extraArgs, ...granted }) {
    return workflowSteps({
      configure: 'configureStrelkaGermlineWorkflow.py',
      options: [
        ...fileOptions('--bam', inputs.bam),
        ...sharedOptions(inputs),
        ...fileOptions('--ploidy', [inputs.ploidy]),
        ...(params.exome ? ['--exome'] : []),
        ...(params.rna ? ['--rna'] : []),
        ...(params.estimateErrors ? [] : ['--disableSequenceErrorEstimation']),
        ...extraArgs,
      ],
      results: outputs.results,
      ...granted,
    });
  },
});

/** Further definitions of the same image. */
export const also: readonly AnyTool[] = [somaticTool];
