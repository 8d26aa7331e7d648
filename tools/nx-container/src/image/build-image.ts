import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { markChanged } from '../engine/epoch.ts';
import { type ContainerPackage, containerPackage, dockerfileOf, readManifest } from '../package.ts';
import { type BuildPlan, planBuild } from './build-plan.ts';
import { builtImage, type OpenSource, recordedImage } from './built-image.ts';
import { contentTag } from './content-hash.ts';
import { expectLabels } from './description.ts';
import { type ImageRecord, writeImageRecord } from './image-record.ts';
import { movingTagOf } from './stand-in.ts';

export interface PlanSettings {
  readonly repositoryPrefix: string;
  /** Values for the ARGs before the first FROM. */
  readonly buildArguments: Readonly<Record<string, string>>;
  /** The platform that the engine builds for. Read from the engine unless given. */
  readonly platform?: string | undefined;
}

export interface BuildSettings extends PlanSettings {
  /** The network of the RUN lines; see `BuildRequest`. */
  readonly buildNetwork?: string | undefined;
  /** Only reports what it would build. */
  readonly dryRun?: boolean;
  /** The registry that holds the content of a tag already, if any. */
  readonly findSource: (contentTag: string) => Promise<ImageRecord['source']>;
  /** Pulls base images that were not built here. */
  readonly open: OpenSource;
}

type Say = (line: string) => void;

/**
 * Builds a package's image, unless the engine or a registry has one with the same content. Records
 * the image, and tags it as `latest` in the engine.
 */
export async function buildImage(
  pkg: ContainerPackage,
  settings: BuildSettings,
  engine: Engine,
  say: Say,
): Promise<void> {
  await readManifest(pkg);
  if (settings.dryRun) return rehearseBuild(pkg, settings, engine, say);
  const recorded = async (name: string) => (await recordedImage(packageOf(pkg, name))).reference;
  const plan = await planWith(pkg, settings, engine, recorded);
  const { reference, hash, standIn } = plan;
  const image = `${settings.repositoryPrefix}/${pkg.name}`;
  // A plain `docker build packages/<name>` finds its base by this tag, the default in its FROM.
  const moving = movingTagOf(standIn);
  const latest = `${image}:${moving}`;
  const tags = await engine.tags(image);
  const id = tags.get(contentTag(hash, standIn));
  if (id !== undefined) say(`${reference} is built already`);
  else {
    const source = await settings.findSource(contentTag(hash, standIn));
    // Before the build: from now on, cached results of Nx for this package are outdated.
    await markChanged(pkg);
    if (source) {
      say(`${reference} is in the registry "${source.registry}": it is neither built nor pulled`);
      return writeImageRecord(pkg, { reference, hash, standIn, source });
    }
    await build(pkg, plan, latest, settings, engine);
    say(`Built ${reference}`);
  }
  if (id !== undefined && id !== tags.get(moving)) {
    await markChanged(pkg);
    await engine.tag(reference, latest);
  }
  await expectLabels(pkg, reference, plan.labels, engine);
  await writeImageRecord(pkg, { reference, hash, standIn });
}

async function build(
  pkg: ContainerPackage,
  { reference, buildArguments, labels, bases }: BuildPlan,
  latest: string,
  { open, buildNetwork }: BuildSettings,
  engine: Engine,
): Promise<void> {
  for (const base of bases) await builtImage(packageOf(pkg, base), engine, open);
  await engine.build({
    context: pkg.directory,
    file: dockerfileOf(pkg),
    references: [reference, latest],
    buildArguments,
    labels,
    network: buildNetwork,
  });
}

async function rehearseBuild(
  pkg: ContainerPackage,
  settings: BuildSettings,
  engine: Engine,
  say: Say,
): Promise<void> {
  const { reference, hash, standIn } = await planImage(pkg, settings, engine);
  await markChanged(pkg);
  if (await engine.has(reference)) return say(`${reference} is built already`);
  const source = await settings.findSource(contentTag(hash, standIn));
  say(
    source
      ? `${reference} is in the registry "${source.registry}": it would be neither built nor pulled`
      : `Would build ${reference}`,
  );
}

/**
 * The plan of an image from the sources alone, as if its bases were built from theirs. Needs no
 * built image.
 */
export function planImage(
  pkg: ContainerPackage,
  settings: PlanSettings,
  engine: Engine,
): Promise<BuildPlan> {
  return planWith(
    pkg,
    settings,
    engine,
    async (name) => (await planImage(packageOf(pkg, name), settings, engine)).reference,
  );
}

async function planWith(
  pkg: ContainerPackage,
  { repositoryPrefix, buildArguments, platform }: PlanSettings,
  engine: Engine,
  builtReference: (packageName: string) => Promise<string>,
): Promise<BuildPlan> {
  return planBuild(pkg, {
    repositoryPrefix,
    buildArguments,
    platform: platform ?? (await engine.platform()),
    has: (reference) => engine.has(reference),
    packageNames: packagesWithDockerfile(pkg.workspaceRoot),
    builtReference,
  });
}

const packageOf = ({ workspaceRoot }: ContainerPackage, name: string): ContainerPackage =>
  containerPackage(workspaceRoot, `packages/${name}`);

function packagesWithDockerfile(workspaceRoot: string): Set<string> {
  const files = globSync('packages/*/Dockerfile', { cwd: workspaceRoot });
  return new Set(files.map((file) => basename(dirname(file))));
}
