import { closest, type ToolDescription } from '@joblayer/tool-definition';
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
import type { Step } from './step/step.ts';
import type { StepCase } from './step/step-case.ts';
import { stepsOf } from './step/step-of.ts';

export interface ExportOptions extends FormatOptions {
  /** The image by its digest: `registry/joblayer/samtools-stats@sha256:…`. */
  readonly image: string | undefined;
  /**
   * The image is only in the engine of this machine, which knows no digest of it: a tag by content or an image ID is
   * accepted. Other machines cannot run such a descriptor.
   */
  readonly isLocalImage?: boolean;
  /** Cases of the definitions. Galaxy's tests and CWL's examples are made from them. */
  readonly cases?: readonly StepCase[];
  /** Only the definition of this name. */
  readonly definition?: string;
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
  { image, isLocalImage = false, cases = [], definition, ...options }: ExportOptions,
): readonly ExportedFile[] {
  const known = formatOf(format);
  const make: MakeFiles = FORMATS[known];
  const tool = readDescription(description);
  const reference = checkImage(tool, image, isLocalImage ? known : undefined);
  const steps = stepsOf(tool, reference);
  const wanted = steps.filter(({ name }) => definition === undefined || name === definition);
  const files = wanted.flatMap((step) => {
    const stepCase = cases.find((each) => each.definition === step.name);
    return make(step, options, stepCase);
  });
  return withoutRepeats(files);
}

/** @throws ProblemError of `problems.ts` */
export function readSteps(description: unknown, image: string | undefined): readonly Step[] {
  const tool = readDescription(description);
  return stepsOf(tool, checkImage(tool, image, undefined));
}

/** Steps of one image may share a file. */
const withoutRepeats = (files: readonly ExportedFile[]): readonly ExportedFile[] => [
  ...new Map(files.map((file) => [file.path, file])).values(),
];

/** @throws ProblemError `format-unknown` */
export function formatOf(name: string): Format {
  if (Object.hasOwn(FORMATS, name)) return name as Format;
  const meant = closest(name.toLowerCase(), formatNames);
  throw descriptorProblem({ code: 'format-unknown', format: name, meant, known: formatNames });
}

const BY_DIGEST = /^[\w.:/-]+@sha256:[0-9a-f]{64}$/;
/** What an engine calls an image of its own: its ID, or a name with a tag. */
const IN_ENGINE = /^(?:sha256:[0-9a-f]{64}|[\w./-]+(?::\d+\/[\w./-]+)?:[\w.-]+)$/;

/** @param localFormat the format, if the image is only in this machine's engine */
function checkImage(
  { toolManifest: { name } }: ToolDescription,
  image: string | undefined,
  localFormat: Format | undefined,
): string {
  if (image === undefined || image === '')
    throw descriptorProblem({ code: 'image-reference-missing', tool: name });
  if (BY_DIGEST.test(image)) return image;
  if (localFormat === undefined || !IN_ENGINE.test(image))
    throw descriptorProblem({ code: 'image-reference-without-digest', tool: name, image });
  if (localFormat === 'snakemake')
    throw descriptorProblem({ code: 'image-only-in-engine', tool: name, image });
  return image;
}
