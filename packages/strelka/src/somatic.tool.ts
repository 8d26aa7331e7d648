import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { CHECKED_IN_JOB, checkExtraArgs } from './extra-args.ts';
import {
  checkInputs,
  exome,
  fileOptions,
  READS,
  READS_INDEX,
  sharedInputs,
  sharedOptions,
} from './inputs.ts';
import { diagnostics, workflowSteps } from './workflow.ts';

/** https://github.com/Illumina/strelka/blob/v2.9.x/docs/userGuide/README.md#somatic */
export const somaticTool = defineTool({
  name: 'strelka-somatic',
  summary: 'calls somatic SNVs and indels of a tumor with its matched normal',
  inputs: {
    normalBam: {
      kind: 'file',
      description: 'Aligned, sorted reads of the normal sample, as BAM or CRAM',
      suffixes: READS,
      secondaryFiles: {
        normalBai: { description: 'The normal reads’ index', suffixes: READS_INDEX },
      },
    },
    tumorBam: {
      kind: 'file',
      description: 'Aligned, sorted reads of the tumor, as BAM or CRAM',
      suffixes: READS,
      secondaryFiles: {
        tumorBai: { description: 'The tumor reads’ index', suffixes: READS_INDEX },
      },
    },
    ...sharedInputs,
  },
  outputs: {
    results: {
      kind: 'directory',
      description:
        'variants/somatic.snvs.vcf.gz, variants/somatic.indels.vcf.gz, their indexes (.tbi), and stats/',
      defaultName: '{tumorBam.stem}.strelka-somatic',
      aliases: ['vcf_s3_path'],
    },
  },
  params: z.object({
    exome,
    callableRegions: z
      .boolean()
      .default(false)
      .describe(
        'Also write the callable regions to results/regions/; takes twice the time (--outputCallableRegions)',
      ),
  }),
  resources: {
    vcpus: 4,
    memoryMiB: 16_384,
    scratch: { baseMiB: 512, perInputMiB: 0.25 },
  },
  extraArgsFor: 'configureStrelkaSomaticWorkflow.py',
  diagnostics,
  checkedInJob: CHECKED_IN_JOB,
  checkInJob: checkExtraArgs,

  prepare: ({ inputs: { normalBam, tumorBam, reference }, ...context }) =>
    checkInputs(
      reference,
      [
        ['--normal-bam', [normalBam]],
        ['--tumor-bam', [tumorBam]],
      ],
      context,
    ),

  command({ inputs, outputs, params, extraArgs, ...granted }) {
    return workflowSteps({
      configure: 'configureStrelkaSomaticWorkflow.py',
      options: [
        ...fileOptions('--normalBam', [inputs.normalBam]),
        ...fileOptions('--tumorBam', [inputs.tumorBam]),
        ...sharedOptions(inputs),
        ...(params.exome ? ['--exome'] : []),
        ...(params.callableRegions ? ['--outputCallableRegions'] : []),
        ...extraArgs,
      ],
      results: outputs.results,
      ...granted,
    });
  },
});
