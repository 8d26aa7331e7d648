import type { ToolDescription } from '@joblayer/tool-definition';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { DESCRIPTION_VERSION, parseDescription } from '@joblayer/tool-definition/parse-description';
import { toolProblem } from './problems.ts';

/**
 * The tool description in an image's labels.
 *
 * @throws ProblemError `no-joblayer-image`, `description-too-new`, `description-invalid`
 */
export function readLabel(
  image: string,
  labels: Readonly<Record<string, string>>,
): ToolDescription {
  const text = labels[DESCRIPTION_LABEL];
  if (text === undefined)
    throw toolProblem({ code: 'no-joblayer-image', image, label: DESCRIPTION_LABEL });
  const parsed = parseDescription(text);
  if ('description' in parsed) return parsed.description;
  if ('newerVersion' in parsed) {
    const known = DESCRIPTION_VERSION;
    throw toolProblem({ code: 'description-too-new', image, version: parsed.newerVersion, known });
  }
  throw toolProblem({ code: 'description-invalid', image, detail: parsed.invalid });
}
