import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatImageReference } from '@joblayer/registry';
import { checkInstructions } from '../dockerfile/check-instructions.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { globalValues, type ResolvedImage, resolveImages } from '../dockerfile/resolve-images.ts';
import { workspacePackageOf } from '../dockerfile/workspace-image.ts';
import { type ContainerPackage, dockerfileOf } from '../package.ts';
import { bootstrappedImages } from './bootstrapped-image.ts';
import { contentHash, contentTag } from './content-hash.ts';
import { contextFiles } from './context-files.ts';
import { descriptionLabels } from './description.ts';
import { isStandIn } from './stand-in.ts';
import { packageProblem } from '../package.ts';
import { imageProblem } from './problems.ts';

/** The plan of a build, decided before it starts. */
export interface BuildPlan {
  /** `joblayer/samtools-stats:src-0123456789abcdef` */
  readonly reference: string;
  /** SHA-256 in hex of everything in the image. */
  readonly hash: string;
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The workspace's packages whose images it is built from. */
  readonly bases: readonly string[];
  readonly standIn: boolean;
}

/** What the workspace and the engine add to a package's plan. */
export interface Surroundings {
  readonly repositoryPrefix: string;
  readonly platform: string;
  /** Values for the ARGs before the first FROM. */
  readonly buildArguments: Readonly<Record<string, string>>;
  /** Whether the engine has an image. */
  readonly has: (reference: string) => Promise<boolean>;
  /** The workspace's packages with a Dockerfile. */
  readonly packageNames: ReadonlySet<string>;
  /** The reference of the image that a package's last docker-build made. */
  readonly builtReference: (packageName: string) => Promise<string>;
}

/** @throws ProblemError for a Dockerfile that cannot be built, or a base that is not built yet */
export async function planBuild(
  pkg: ContainerPackage,
  surroundings: Surroundings,
): Promise<BuildPlan> {
  const file = dockerfileOf(pkg);
  const text = await readDockerfile(pkg);
  checkInstructions(text, file);
  const dockerfile = parseDockerfile(text, file);
  const set = { ...surroundings.buildArguments };
  const defaults = resolveImages(dockerfile, globalValues(dockerfile, set));
  Object.assign(set, await bootstrappedImages(defaults, set, surroundings.has));
  const values = globalValues(dockerfile, set);
  const { bases, values: fromWorkspace } = await workspaceArguments(
    pkg.name,
    resolveImages(dockerfile, values),
    surroundings,
  );
  const pinned = new Map([...values, ...Object.entries(fromWorkspace)]);
  const buildArguments = { ...declared(values, set), ...fromWorkspace };

  const labels = await descriptionLabels(pkg);
  const hash = contentHash({
    dockerfile: text,
    platform: surroundings.platform,
    buildArguments,
    images: resolveImages(dockerfile, pinned).map((image) => formatImageReference(image.reference)),
    files: await contextFiles(pkg.directory, dockerfile.sources),
    labels,
  });
  const standIn = isStandIn(values);
  const reference = `${surroundings.repositoryPrefix}/${pkg.name}:${contentTag(hash, standIn)}`;
  return { reference, hash, buildArguments, labels, bases, standIn };
}

async function readDockerfile(pkg: ContainerPackage): Promise<string> {
  const file = dockerfileOf(pkg);
  try {
    return await readFile(join(pkg.workspaceRoot, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw packageProblem({ code: 'dockerfile-missing', file }, error);
  }
}

/** Only the arguments that this Dockerfile declares. Others do not change its image. */
function declared(
  values: ReadonlyMap<string, string>,
  buildArguments: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(buildArguments).filter(([name]) => values.has(name)));
}

/** For each ARG that names an image of this workspace: the reference of its present content. */
async function workspaceArguments(
  own: string,
  images: readonly ResolvedImage[],
  { repositoryPrefix, packageNames, builtReference }: Surroundings,
): Promise<{ values: Record<string, string>; bases: string[] }> {
  const values: Record<string, string> = {};
  const bases = new Set<string>();
  for (const image of images) {
    const name = workspacePackageOf(image.reference, repositoryPrefix, packageNames);
    if (name === undefined) continue;
    if (name === own)
      throw imageProblem({ code: 'built-on-itself', position: image.use.position, name });
    values[argumentOf(image)] = await builtReference(name);
    bases.add(name);
  }
  return { values, bases: [...bases] };
}

function argumentOf({ argument, use, reference }: ResolvedImage): string {
  const facts = { position: use.position, image: formatImageReference(reference) };
  if (use.keyword !== 'FROM') throw imageProblem({ code: 'copy-from-workspace-image', ...facts });
  if (argument === undefined) throw imageProblem({ code: 'literal-workspace-image', ...facts });
  return argument;
}
