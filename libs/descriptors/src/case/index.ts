import { readSteps } from '../export.ts';
import type { ExportOptions } from '../export.ts';
import type { ExportedFile } from '../exported-file.ts';
import type { Step } from '../step/step.ts';
import type { StepCase } from '../step/step-case.ts';
import type { CaseLayout } from './case-files.ts';
import { nextflowCase } from './nextflow-case.ts';
import { snakemakeCase } from './snakemake-case.ts';
import { wdlCase } from './wdl-case.ts';

/** CWL's job files and Galaxy's tests need no layout. They are among the files of `exportTool`. */
const FORMATS = {
  wdl: wdlCase,
  nextflow: nextflowCase,
  snakemake: snakemakeCase,
} as const satisfies Readonly<
  Record<string, (step: Step, stepCase: StepCase, layout: CaseLayout) => readonly ExportedFile[]>
>;

export type CaseFormat = keyof typeof FORMATS;

/**
 * What runs the case of a definition in an engine. It belongs beside the files of `exportTool`.
 *
 * @throws ProblemError of `problems.ts`
 * @throws Error where the tool has no definition of the case's name
 */
export function exportCase(
  format: CaseFormat,
  description: unknown,
  { image }: Pick<ExportOptions, 'image'>,
  stepCase: StepCase,
  layout: CaseLayout,
): readonly ExportedFile[] {
  const step = readSteps(description, image).find(({ name }) => name === stepCase.definition);
  if (!step) throw new Error(`the tool has no definition ${stepCase.definition}`);
  return FORMATS[format](step, stepCase, layout);
}
