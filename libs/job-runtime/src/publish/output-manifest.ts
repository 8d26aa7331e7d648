import type { PendingWrite } from '@joblayer/object-store';
import { formatLocation, identityOf, type Location } from '@joblayer/object-store/location';
import { hash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { versionsIn, type ToolManifest } from '@joblayer/tool-manifest';
import { kebabCase } from '@joblayer/tool-definition';
import type { RuntimeConfig } from '../host/config.ts';
import { batchFacts, jobSpecFacts } from './origin-facts.ts';
import { ioError } from '../job/errors.ts';
import type { JobContext, JobSpecFile } from '../job/job.ts';
import type { Redactor } from '@joblayer/redaction';
import type { Scratch } from '../scratch/scratch.ts';
import { objectsOf, type LocatedInput } from '../job/located-input.ts';
import type { PublishedOutput } from './output-files.ts';
import type { JobPlan } from '../job/job-plan.ts';
import type { ExecutedCommand } from '../job/executed-command.ts';

export const OUTPUT_MANIFEST_FORMAT = 'joblayer-output-manifest-1';

export interface OutputManifestFacts {
  readonly attempt: string;
  readonly startedAt: Date;
  readonly config: RuntimeConfig;
  readonly jobSpec: JobSpecFile | undefined;
  readonly identity: JobIdentity;
  readonly command: ExecutedCommand;
  readonly outputs: readonly PublishedOutput[];
}

/** Prepares the output manifest, so that one more write makes it visible. Sizes in it are bytes. */
export async function prepareOutputManifest(
  facts: OutputManifestFacts,
  location: Location,
  scratch: Scratch,
  { storeFor, signal, redactAll }: JobContext,
): Promise<PendingWrite> {
  const path = join(scratch.logs, 'output-manifest.json');
  const text = `${JSON.stringify(outputManifest(facts, scratch, redactAll), undefined, 2)}\n`;
  await writeFile(path, text).catch((error: unknown) => {
    // A failed write does not name the file, so the message would lack the path.
    throw ioError(error, { scheme: 'file', path });
  });
  const store = await storeFor(location);
  return store.prepare(path, location, { signal, onBytes: () => undefined });
}

/** The facts that make two jobs publish the same set. Time, host and CPUs are not among them. */
export function jobIdentity(
  { tool, params, settings }: JobPlan,
  toolManifest: ToolManifest,
  inputs: readonly LocatedInput[],
  redactAll: Redactor['redactAll'],
) {
  return redactAll({
    tool: {
      name: tool.name,
      software: versionsIn(toolManifest),
    },
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [kebabCase(name), value]),
    ),
    extraArgs: settings.extraArgs,
    inputs: inputs.map(({ name, items }) => ({
      name,
      files: items.flatMap(objectsOf).map(({ location, sizeBytes, etag }) => ({
        location: formatLocation(location),
        ...querySha256Of(location),
        sizeBytes,
        etag: etag ?? null,
      })),
    })),
  });
}

/** Distinguishes URLs that differ only in their query. The query may hold a secret, so only its hash is written. */
function querySha256Of(location: Location): { readonly querySha256?: string } {
  if (location.scheme !== 'https') return {};
  const { search } = new URL(identityOf(location));
  return search === '' ? {} : { querySha256: hash('sha256', search) };
}

export type JobIdentity = ReturnType<typeof jobIdentity>;

function outputManifest(
  facts: OutputManifestFacts,
  scratch: Scratch,
  redactAll: Redactor['redactAll'],
) {
  const { config } = facts;
  const { tool, params, extraArgs, inputs } = facts.identity;
  return {
    format: OUTPUT_MANIFEST_FORMAT,
    attempt: facts.attempt,
    startedAt: facts.startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    tool: { ...tool, image: config.image ?? null },
    batch: batchFacts(config),
    jobSpec: jobSpecFacts(facts.jobSpec),
    params,
    extraArgs,
    // The scratch directory's name is different in each job, so paths are written relative to it.
    command: facts.command.map(({ pipeline }) =>
      pipeline.map((argv) =>
        redactAll(argv.map((word) => word.replaceAll(`${scratch.root}/`, ''))),
      ),
    ),
    inputs,
    outputs: facts.outputs.map(({ name, location, objects }) => ({
      name,
      location: formatLocation(location),
      files: objects.map((object) => ({
        location: formatLocation(object.location),
        sizeBytes: object.sizeBytes,
        etag: object.etag ?? null,
        crc32: object.crc32 ?? null,
      })),
    })),
  };
}
