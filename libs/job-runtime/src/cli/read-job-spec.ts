import { createStores } from '@joblayer/object-store';
import { parseLocation } from '@joblayer/object-store/location';
import type { RuntimeConfig } from '../host/config.ts';
import {
  type DefinitionDescription,
  type GivenOptions,
  parseJobSpec,
} from '@joblayer/tool-definition';

/** Enough for the 10,000 jobs of the largest array job, at 6 KB each. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface JobSpecSource {
  /** As typed: a local path or an object in S3. */
  readonly location: string;
}

/** @throws JobError if it cannot be read, or holds what the tool does not understand */
export async function readJobSpec(
  tool: DefinitionDescription,
  source: JobSpecSource,
  { arrayIndex }: RuntimeConfig,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<GivenOptions> {
  const location = parseLocation(source.location);
  const storeFor = createStores({ env, signal, encryption: { sse: 'none' } });
  const store = await storeFor(location);
  const content = await store.read(location, { signal, maxBytes: MOST_BYTES });
  return parseJobSpec(tool, content.toString(), location, arrayIndex);
}
