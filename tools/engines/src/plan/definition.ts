import { stateDirectory, workspaceRoot } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { parseCase, type ToolCase } from '@joblayer/tool-case';
import type { ToolDescription } from '@joblayer/tool-definition';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A tool definition, its case and its image. */
export interface Definition {
  readonly name: string;
  /** The package. */
  readonly package: string;
  /** The image that this workspace built last, by its tag. */
  readonly reference: string;
  /** Its test image, which also has the programs that prepare the case. */
  readonly testImage: string;
  /** The image was built from something that stands in for the tool's sources. */
  readonly isStandIn: boolean;
  /** The JSON in the image's label. */
  readonly description: ToolDescription;
  readonly isDefault: boolean;
  readonly toolCase: ToolCase;
}

/** All definitions that the images of this workspace hold. Each has a case. */
export async function findDefinitions(): Promise<Definition[]> {
  const packages = globSync('packages/*/src/tool.ts', { cwd: workspaceRoot })
    .map((file) => path.basename(path.dirname(path.dirname(file))))
    .toSorted();
  const all: Definition[] = [];
  for (const name of packages) all.push(...(await definitionsOf(name)));
  return all;
}

async function definitionsOf(name: string): Promise<Definition[]> {
  const { reference, standIn } = await imageRecordOf(name);
  const testImage = (await imageRecordOf(`${name}/test`)).reference;
  const format = `{{index .Config.Labels "${DESCRIPTION_LABEL}"}}`;
  const { stdout } = await run(['docker', 'image', 'inspect', '--format', format, reference]);
  const description = JSON.parse(stdout) as ToolDescription;
  return Promise.all(
    description.definitions.map(async (definition, index) => {
      const file = `packages/${name}/test/${definition.name}.case.json`;
      const toolCase = parseCase(await readFile(path.join(workspaceRoot, file), 'utf8'), file);
      return {
        ...{ name: definition.name, package: name, reference, description, toolCase },
        ...{ testImage, isStandIn: standIn, isDefault: index === 0 },
      };
    }),
  );
}

interface ImageRecord {
  readonly reference: string;
  readonly standIn: boolean;
}

/** What docker-build and docker-test recorded of the last image. */
export async function imageRecordOf(name: string): Promise<ImageRecord> {
  const file = path.join(stateDirectory, 'images', `${name}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as ImageRecord;
}
