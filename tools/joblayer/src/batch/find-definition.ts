import {
  type BatchClient,
  type BatchOptions,
  batchProblem,
  batchSchema,
  checkRegistration,
  definitionName,
  jobDefinition,
  register,
  type RegisteredDefinition,
} from '@joblayer/aws-batch';
import type { DefinitionDescription } from '@joblayer/tool-definition';
import { say } from '../say.ts';

const PREFIX = 'joblayer';
const DIGEST_LENGTH = 12;

const advice = {
  settings: 'The job definition',
  raiseMemory: (_: string, memoryMiB: number) => `Give --memory-mib ${memoryMiB} or more.`,
};

/** What a job definition is looked for by. */
export interface DefinitionWish {
  readonly definition: DefinitionDescription;
  /** The word that selects the definition; none for the image's default. */
  readonly command: readonly string[];
  /** The image by digest, as hosts pull it. */
  readonly image: string;
  /** The name of a job definition that the user chose. */
  readonly chosen: string | undefined;
  /** The settings of the user's own; undefined: those of whoever registered the tool. */
  readonly options: BatchOptions | undefined;
}

/**
 * The job definition for a tool's image: the one that the user names; else, for a user without settings of AWS Batch,
 * the one that was registered for the tool, if it has this very image; else one of its own. So a definition that others
 * use never changes.
 *
 * @throws ProblemError `not-registered` if the user names one that is not there
 */
export async function findDefinition(
  batch: BatchClient,
  wish: DefinitionWish,
): Promise<RegisteredDefinition> {
  const { definition, command, image, chosen, options } = wish;
  if (chosen !== undefined) {
    const found = await batch.newestDefinition(chosen);
    if (found) return found;
    throw batchProblem({
      ...{ code: 'not-registered', definitionName: chosen },
      advice: 'Leave --job-definition out: one for the image is then made.',
    });
  }
  if (options === undefined) {
    const shared = await batch.newestDefinition(definitionName(PREFIX, definition.name));
    if (shared?.image === image) return shared;
  }
  const { name: tool, resources } = definition;
  const digest = image.slice(image.indexOf('@sha256:') + '@sha256:'.length);
  const name = `${definitionName(PREFIX, tool)}-${digest.slice(0, DIGEST_LENGTH)}`;
  const facts = { name, tool, command: [...command], image, resources };
  const planned = jobDefinition(facts, options ?? batchSchema.parse({}));
  checkRegistration(facts, planned.definition, advice);
  planned.notes.forEach(say);
  return register(batch, planned.definition, say);
}
