import { cwl } from './cwl/index.ts';
import type { ExportedFile } from './exported-file.ts';
import { galaxy } from './galaxy/index.ts';
import { nextflow } from './nextflow/index.ts';
import { snakemake } from './snakemake/index.ts';
import type { Step } from './step/step.ts';
import type { StepCase } from './step/step-case.ts';
import { wdl } from './wdl/index.ts';

export interface FormatOptions {
  /** CWL: ask for scratch space by the size of the inputs. The engine then needs a JavaScript interpreter. */
  readonly expressions?: boolean;
}

export type MakeFiles = (
  step: Step,
  options: FormatOptions,
  stepCase: StepCase | undefined,
) => readonly ExportedFile[];

/** Each makes the files of one step. */
export const FORMATS = {
  cwl: (step, options, stepCase) => cwl(step, { ...options, stepCase }),
  wdl: (step) => wdl(step),
  nextflow: (step) => nextflow(step),
  snakemake: (step) => snakemake(step),
  galaxy: (step, _options, stepCase) => galaxy(step, stepCase),
} as const satisfies Readonly<Record<string, MakeFiles>>;

export type Format = keyof typeof FORMATS;

export const formatNames = Object.keys(FORMATS) as readonly Format[];
