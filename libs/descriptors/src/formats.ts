import { cwl } from './cwl/index.ts';
import type { ExportedFile } from './exported-file.ts';
import { nextflow } from './nextflow/index.ts';
import type { Step } from './step/step.ts';
import { wdl } from './wdl/index.ts';

/** Each makes the files of one step. */
export const FORMATS = {
  cwl: (step: Step, { expressions }: FormatOptions) =>
    cwl(step, expressions === undefined ? {} : { expressions }),
  wdl: (step: Step) => wdl(step),
  nextflow: (step: Step) => nextflow(step),
} satisfies Readonly<Record<string, (step: Step, options: FormatOptions) => ExportedFile[]>>;

export interface FormatOptions {
  /** CWL: ask for scratch space by the size of the inputs. The engine then needs a JavaScript interpreter. */
  readonly expressions?: boolean;
}

export type Format = keyof typeof FORMATS;
