import { formatFiles, type GeneratorCallback, readNxJson, type Tree } from '@nx/devkit';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { dockerEngine } from '@joblayer/nx-container/engine';
import { sourcesOf } from '@joblayer/nx-container/registry';
import { builtImage } from '@joblayer/nx-container/image';
import { optionsIn, type PluginOptions } from '@joblayer/nx-container/options';
import { containerPackage, manifestOf } from '@joblayer/nx-container/package';
import { say } from '@joblayer/nx-container/say';
import { nxSync } from '../nx-sync.ts';
import { debianFacts } from './debian-facts.ts';
import {
  commandOf,
  foreignFacts,
  manifestFrom,
  type SoftwareFacts,
  sourceFacts,
  withStated,
} from './facts.ts';
import { nextSteps } from './next-steps.ts';
import { parseToolOptions, type ToolOptionsSource, type ToolRequest } from './options.ts';
import { writeToolPackage } from './write-tool-package.ts';
import { newToolProblem } from './problems.ts';

/**
 * `nx g @joblayer/tool-package:tool NAME`: makes a package that builds, passes docker-lint and its
 * tests, and runs its command on one file. The author only has to state the tool's inputs, outputs
 * and parameters.
 *
 * @throws ProblemError `invalid-tool-options`, `package-exists`, and those of a Debian package's
 * look-up
 */
export default async function toolGenerator(
  tree: Tree,
  given: ToolOptionsSource,
): Promise<GeneratorCallback> {
  const request = parseToolOptions(given);
  const pkg = containerPackage(tree.root, `packages/${request.name}`);
  if (tree.exists(pkg.root)) throw newToolProblem({ code: 'package-exists', root: pkg.root });

  const options = optionsIn(readNxJson(tree));
  const facts = withStated(await factsFor(request, tree.root, options), request.stated);
  const prefix = options.repositoryPrefix;
  const { origin } = request;
  const source =
    origin.kind === 'foreign'
      ? manifestFrom(request.name, `${prefix}/base-foreign`, facts, origin.image)
      : manifestFrom(request.name, `${prefix}/base`, facts);
  const manifest = parseToolManifest(JSON.stringify(source), manifestOf(pkg));
  const command = commandOf(request, facts);
  writeToolPackage(tree, { pkg, prefix, manifest, source, command, request, facts });
  await formatFiles(tree);

  return async () => {
    await nxSync(tree.root);
    say(nextSteps(pkg, manifest, command));
  };
}

async function factsFor(
  { name, origin, command }: ToolRequest,
  root: string,
  options: PluginOptions,
): Promise<SoftwareFacts> {
  if (origin.kind === 'source') return sourceFacts(command?.[0] ?? name, origin);
  if (origin.kind === 'foreign') return foreignFacts(command?.[0] ?? name, origin);
  const pkg = containerPackage(root, 'packages/base');
  const base = await builtImage(pkg, dockerEngine, sourcesOf(options));
  return debianFacts(origin.package, base.reference);
}
