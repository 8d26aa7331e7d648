import { nameIn } from '../model/arn.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';

/** https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html */
const MOST_TAGS = 50;

export const listTagsForResource = (batch: Batch, arn: string) => ({ tags: tagsOf(batch, arn) });

export function tagResource(batch: Batch, arn: string, tags: Readonly<Record<string, string>>) {
  const now = tagsOf(batch, arn);
  if (Object.keys({ ...now, ...tags }).length > MOST_TAGS)
    throw clientError(`A resource can have at most ${MOST_TAGS} tags`);
  Object.assign(now, tags);
  return {};
}

export function untagResource(batch: Batch, arn: string, keys: readonly string[]) {
  const now = tagsOf(batch, arn);
  for (const key of keys) Reflect.deleteProperty(now, key);
  return {};
}

/** The tags themselves, to read or to change. */
function tagsOf({ resources, jobs }: Batch, arn: string): Record<string, string> {
  const job = jobs.find(nameIn('job', arn));
  if (job?.parent) throw clientError(`Child jobs of an array have no tags: ${arn}`);
  const definition = resources.definitions.get(nameIn('job-definition', arn));
  const owner = job?.request ?? definition ?? resources.queue(arn) ?? resources.environment(arn);
  if (!owner) throw clientError(`The resource ${arn} does not exist`);
  return (owner.tags ??= {});
}
