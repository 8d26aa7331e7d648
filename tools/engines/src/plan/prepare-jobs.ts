import { globSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { readFiles, type Files } from '../files.ts';
import { type AbsentOutput, caseWithout, expectedOf } from './absent-output.ts';
import { breakInput, BAD_INPUT, sentenceOf } from './failing-case.ts';
import type { Definition } from './definition.ts';
import type { EngineJob } from './job.ts';
import { prepareCase } from './prepare-case.ts';
import { outputPaths, runWithDocker } from './run-with-docker.ts';

/** The job of a definition's case that every engine must refuse, and the runner's sentence for it. */
export interface FailingJob {
  readonly job: EngineJob;
  readonly sentence: string;
}

/** Prepares cases and runs them with docker. Each is prepared once, before those that need it. */
export class Jobs {
  readonly #all = new Map<string, Promise<EngineJob>>();
  readonly #definitions: readonly Definition[];
  readonly #images: ReadonlyMap<string, string>;
  readonly #root: string;

  constructor(
    definitions: readonly Definition[],
    images: ReadonlyMap<string, string>,
    root: string,
  ) {
    this.#definitions = definitions;
    this.#images = images;
    this.#root = root;
  }

  /** @throws Error where docker cannot run the case */
  of(name: string): Promise<EngineJob> {
    const known = this.#all.get(name) ?? this.#prepare(this.#definition(name));
    this.#all.set(name, known);
    return known;
  }

  /** @throws Error where docker runs the job, or says nothing of its failure */
  async failing(name: string): Promise<FailingJob> {
    const { definition, image, toolCase, layout } = await this.of(name);
    const directory = path.join(this.#root, `${name}-broken`);
    await cp(layout.directory, directory, { recursive: true });
    breakInput(definition, directory);
    const { exitCode, stderr } = await runWithDocker(definition, image, toolCase.job, directory);
    const sentence = sentenceOf(stderr);
    if (exitCode !== BAD_INPUT || sentence === undefined)
      throw new Error(
        `docker was expected to end ${name} with ${BAD_INPUT} and a sentence, since its input is cut. It ended with ${exitCode}:\n${stderr}`,
      );
    const expected: Files = new Map();
    return {
      job: { definition, image, toolCase, expected, layout: { ...layout, directory } },
      sentence,
    };
  }

  /** The case without an input, and so without an output. @throws Error where docker cannot run it */
  async withoutOutput({ name, without }: AbsentOutput): Promise<EngineJob> {
    const { definition, image, toolCase, layout } = await this.of(name);
    const directory = path.join(this.#root, `${name}-without-${without}`);
    await cp(layout.directory, directory, { recursive: true });
    const changed = caseWithout(toolCase, without);
    const { exitCode, stderr } = await runWithDocker(definition, image, changed.job, directory);
    if (exitCode !== 0)
      throw new Error(
        `docker ended ${name} without --${without} with exit code ${exitCode}:\n${stderr}`,
      );
    const outputs = outputPaths(directory);
    const expected = readFiles(path.join(directory, 'outputs'));
    const expect = expectedOf(changed, outputs, expected);
    return {
      ...{ definition, image, expected },
      toolCase: { ...changed, expect },
      layout: { ...layout, directory, outputs },
    };
  }

  async #prepare(definition: Definition): Promise<EngineJob> {
    const directory = path.join(this.#root, definition.name);
    await prepareCase(definition, directory, async (other, output) => {
      const { layout } = await this.of(other);
      return path.join(layout.directory, 'outputs', layout.outputs[output] ?? '');
    });
    const isFile = (name: string) => statSync(path.join(directory, name)).isFile();
    const files = globSync('**/*', { cwd: directory }).filter(isFile).toSorted();
    const { package: name, toolCase } = definition;
    const image = this.#images.get(name) ?? '';
    const { exitCode, stderr } = await runWithDocker(definition, image, toolCase.job, directory);
    if (exitCode !== 0)
      throw new Error(`docker ended ${definition.name} with exit code ${exitCode}:\n${stderr}`);
    const layout = { directory, files, outputs: outputPaths(directory) };
    return {
      definition,
      image,
      toolCase,
      layout,
      expected: readFiles(path.join(directory, 'outputs')),
    };
  }

  #definition(name: string): Definition {
    const found = this.#definitions.find((definition) => definition.name === name);
    if (!found) throw new Error(`no image of this workspace has the definition ${name}`);
    return found;
  }
}
