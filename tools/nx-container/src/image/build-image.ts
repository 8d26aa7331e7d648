import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { type ContainerPackage, containerPackage, dockerfileOf, readManifest } from '../package.ts';
import { planBuild } from './build-plan.ts';
import { builtImage } from './built-image.ts';
import { readImageRecord, writeImageRecord } from './image-record.ts';

export interface BuildSettings {
  readonly repositoryPrefix: string;
  /** Values for the ARGs before the first FROM. */
  readonly buildArguments: Readonly<Record<string, string>>;
}

/** Builds a package's image, unless the engine has one with the same content; records and tags it. */
export async function buildImage(
  pkg: ContainerPackage,
  settings: BuildSettings,
  engine: Engine,
  say: (line: string) => void,
): Promise<void> {
  await readManifest(pkg);
  const plan = await planBuild(pkg, {
    ...settings,
    platform: await engine.platform(),
    packageNames: packagesWithDockerfile(pkg.workspaceRoot),
    builtReference: async (name) =>
      (await builtImage(containerPackage(pkg.workspaceRoot, `packages/${name}`), engine)).reference,
  });
  const { reference, hash, buildArguments } = plan;
  if (await engine.has(reference)) say(`${reference} is built already`);
  else {
    await engine.build({
      context: pkg.directory,
      file: dockerfileOf(pkg),
      reference,
      buildArguments,
    });
    say(`Built ${reference}`);
  }
  // So that a plain `docker build packages/<name>`, whose FROM has this default, finds its base.
  await engine.tag(reference, `${settings.repositoryPrefix}/${pkg.name}:latest`);
  const last = await readImageRecord(pkg);
  await writeImageRecord(pkg, last?.hash === hash ? { ...last, reference } : { reference, hash });
}

function packagesWithDockerfile(workspaceRoot: string): Set<string> {
  const files = globSync('packages/*/Dockerfile', { cwd: workspaceRoot });
  return new Set(files.map((file) => basename(dirname(file))));
}
