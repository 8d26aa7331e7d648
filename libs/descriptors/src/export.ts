import type { ToolDescription } from '@joblayer/tool-definition';
import type { ExportedFile } from './exported-file.ts';
import {
  type Format,
  FORMATS,
  formatNames,
  type FormatOptions,
  type MakeFiles,
} from './formats.ts';
import { descriptorProblem } from './problems.ts';
import { readDescription } from './read-description.ts';
import type { StepCase } from './step/step-case.ts';
import { stepsOf } from './step/step-of.ts';

export interface ExportOptions extends FormatOptions {
  /** The image by its digest: `registry/joblayer/samtools-stats@sha256:…`. */
  readonly image: string | undefined;
  /** Cases of the definitions. Galaxy's tests and CWL's examples are made from them. */
  readonly cases?: readonly StepCase[];
}

/**
 * The descriptors of an image's tool in one format, by name.
 *
 * @param description the JSON that an image holds
 * @throws ProblemError of `problems.ts`
 * @example
 * const files = exportTool('cwl', JSON.parse(text), { image: 'registry/joblayer/samtools-stats@sha256:…' });
 */
export function exportTool(
  format: string,
  description: unknown,
  { image, cases = [], ...options }: ExportOptions,
): readonly ExportedFile[] {
  const make: MakeFiles = FORMATS[formatOf(format)];
  const tool = readDescription(description);
  const reference = checkImage(tool, image);
  const files = stepsOf(tool, reference).flatMap((step) => {
    const stepCase = cases.find(({ definition }) => definition === step.name);
    return make(step, options, stepCase);
  });
  return withoutRepeats(files);
}

/** Steps of one image may share a file. */
const withoutRepeats = (files: readonly ExportedFile[]): readonly ExportedFile[] => [
  ...new Map(files.map((file) => [file.path, file])).values(),
];

function formatOf(name: string): Format {
  if (Object.hasOwn(FORMATS, name)) return name as Format;
  throw descriptorProblem({ code: 'format-unknown', format: name, known: formatNames });
}

function checkImage(
  { toolManifest: { name } }: ToolDescription,
  image: string | undefined,
): string {
  if (image === undefined || image === '')
    throw descriptorProblem({ code: 'image-reference-missing', tool: name });
  if (/^[\w.:/-]+@sha256:[0-9a-f]{64}$/.test(image)) return image;
  throw descriptorProblem({ code: 'image-reference-without-digest', tool: name, image });
}
