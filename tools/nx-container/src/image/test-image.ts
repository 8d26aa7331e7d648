import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { type ContainerPackage, dockerfileOf } from '../package.ts';
import type { PlanSettings } from './build-image.ts';
import { type BuildPlan, planBuild } from './build-plan.ts';
import { builtImage, type OpenSource } from './built-image.ts';
import { expectDescribed } from './description.ts';
import { writeImageRecord } from './image-record.ts';
import { withCaseRunner } from './test-context.ts';
import { imageProblem } from './problems.ts';
import { engineProblem } from '../engine/problems.ts';

export interface TestSettings extends PlanSettings {
  /** Only reports what it would test. */
  readonly dryRun?: boolean;
  /** Pulls an image that was not built here. */
  readonly open: OpenSource;
}

/**
 * `test/` as a build context of its own: an image on top of the package's, whose RUN lines are the
 * test.
 */
export function testPackage({
  name,
  root,
  directory,
  ...rest
}: ContainerPackage): ContainerPackage {
  return {
    ...rest,
    // A package's name has no slash, so this name never is a package's image.
    name: `${name}/test`,
    root: `${root}/test`,
    directory: join(directory, 'test'),
  };
}

/**
 * Tests a package's image by building `test/Dockerfile` on exactly that image. The engine keeps the
 * built image by its content, which means that the test has passed. A record names that image.
 *
 * @throws ProblemError `test-failed`, `image-not-built`, and those of a Dockerfile that cannot be
 * built
 */
export async function testImage(
  pkg: ContainerPackage,
  settings: TestSettings,
  engine: Engine,
  say: (line: string) => void,
): Promise<void> {
  if (settings.dryRun) return say(`Would test ${settings.repositoryPrefix}/${pkg.name}`);
  const image = await builtImage(pkg, engine, settings.open);
  await withCaseRunner(testPackage(pkg), async (test) => {
    const plan = await planBuild(test, {
      ...settings,
      platform: settings.platform ?? (await engine.platform()),
      has: (reference) => engine.has(reference),
      packageNames: new Set([pkg.name]),
      builtReference: async () => image.reference,
    });
    const { reference, hash, standIn } = plan;
    const isPassed = await engine.has(reference);
    if (!isPassed) {
      await expectDescribed(pkg, image.reference, engine);
      await build(test, plan, image.reference, engine);
    }
    await writeImageRecord(test, { reference, hash, standIn });
    say(`${image.reference} has passed its test${isPassed ? ' already' : ''}`);
  });
}

async function build(
  test: ContainerPackage,
  { reference, buildArguments, labels }: BuildPlan,
  image: string,
  engine: Engine,
): Promise<void> {
  const file = dockerfileOf(test);
  try {
    await engine.build({
      context: test.directory,
      file,
      references: [reference],
      buildArguments,
      labels,
    });
  } catch (error) {
    if (!engineProblem.is(error, 'build-failed')) throw error;
    const { exitCode, detail } = error.problem;
    throw imageProblem({ code: 'test-failed', file, image, exitCode, detail }, error);
  }
}
