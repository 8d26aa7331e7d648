import {
  DESCRIPTION_FILE,
  DESCRIPTION_FILE_NAME,
  DESCRIPTION_LABEL,
} from '@joblayer/tool-definition/in-image';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { type ContainerPackage, readManifest } from '../package.ts';
import { describePackage } from '../tool-source/describe-package.ts';
import { toolOf } from '../tool-source/tool-process.ts';
import { imageProblem } from './problems.ts';

type Labels = Readonly<Record<string, string>>;

const fileOf = ({ directory }: ContainerPackage) => join(directory, 'dist', DESCRIPTION_FILE_NAME);

/** Puts the tool description into dist/, from where it gets into the image; nothing for a package without a tool. */
export async function writeDescription(pkg: ContainerPackage): Promise<void> {
  const description = await describePackage(pkg);
  if (description === undefined) return;
  await mkdir(join(pkg.directory, 'dist'), { recursive: true });
  await writeFile(fileOf(pkg), description);
}

/**
 * The labels that a build gives an image besides those of its Dockerfile.
 *
 * @throws ProblemError `description-outdated` where dist/ holds another description than the source
 */
export async function descriptionLabels(pkg: ContainerPackage): Promise<Labels> {
  const description = await describePackage(pkg);
  if (description === undefined) return {};
  const built = await readFile(fileOf(pkg), 'utf8').catch(() => undefined);
  if (built === description) return { [DESCRIPTION_LABEL]: description };
  const { root, name } = pkg;
  const file = `${root}/dist/${DESCRIPTION_FILE_NAME}`;
  throw imageProblem({ code: 'description-outdated', file, source: toolOf(pkg), name });
}

/** @throws ProblemError `description-differs` where the image has other labels of these names */
export async function expectLabels(
  pkg: ContainerPackage,
  reference: string,
  labels: Labels,
  engine: Engine,
): Promise<void> {
  if (Object.keys(labels).length === 0) return;
  const actual = await engine.labels(reference);
  for (const [name, value] of Object.entries(labels)) {
    if (actual[name] !== value) throw differs(pkg, reference, `its label ${name}`);
  }
}

/**
 * Compares what an image says of itself in three places with its source: by its label, by its file, and when it is run.
 *
 * @throws ProblemError `description-differs`, `run-failed`
 */
export async function expectDescribed(
  pkg: ContainerPackage,
  reference: string,
  engine: Engine,
): Promise<void> {
  const description = await describePackage(pkg);
  if (description === undefined) return;
  await expectLabels(pkg, reference, { [DESCRIPTION_LABEL]: description }, engine);
  const file = await engine.output(reference, await readFileCommand(pkg));
  if (file !== description) throw differs(pkg, reference, `its file ${DESCRIPTION_FILE}`);
  const printed = await engine.output(reference, ['--describe']);
  if (onOneLine(printed) !== description) throw differs(pkg, reference, 'what --describe prints');
}

/** A command in the image that prints the description. An image that others made may have no `cat`. */
async function readFileCommand(pkg: ContainerPackage): Promise<readonly string[]> {
  const { foreignImage } = await readManifest(pkg);
  if (foreignImage === undefined) return ['cat', DESCRIPTION_FILE];
  const program = 'process.stdout.write(fs.readFileSync(process.argv[1]))';
  return ['/opt/joblayer/bin/node', '--eval', program, DESCRIPTION_FILE];
}

function onOneLine(json: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return undefined;
  }
}

const differs = (pkg: ContainerPackage, image: string, what: string) =>
  imageProblem({ code: 'description-differs', image, what, source: toolOf(pkg), name: pkg.name });
