import { jest } from '@jest/globals';
import { exportTool } from '@joblayer/descriptors';
import { workspaceRoot } from '@joblayer/local-cloud';
import { kebabCase } from '@joblayer/tool-definition';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import type { ToolCase } from '@joblayer/tool-case';
import { run } from '@joblayer/subprocess';
import {
  type Cwltool,
  cwltool,
  definitionCases,
  finish,
  imageOf,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
} from '@joblayer/verify/testing';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandsOf } from '../src/docs/code-blocks.ts';

jest.setTimeout(240_000);

/** Memory of a job whose case does not state its own. All cases are small. */
const MEMORY_MIB = 1024;

const ALIGNMENTS = path.join(workspaceRoot, 'packages/samtools-stats/test/data/lambda.sam');

const cases = definitionCases();

let engine: Cwltool;
let directory: string;
beforeAll(async () => {
  engine = await cwltool();
  directory = await sharedDirectory();
});
afterAll(async () => {
  // The image's own user made some of the files.
  const empty = ['--rm', '--user', 'root', '--volume', `${directory}:/t`, '--entrypoint', 'bash'];
  await run(['docker', 'run', ...empty, imageOf('base'), '-c', 'rm -rf /t/*']);
  await removeDirectory(directory);
});

async function descriptionOf(image: string): Promise<unknown> {
  const format = `{{index .Config.Labels "${DESCRIPTION_LABEL}"}}`;
  const { stdout } = await run(['docker', 'image', 'inspect', '--format', format, imageOf(image)]);
  return JSON.parse(stdout);
}

/** Runs the script that knows cases in the image, on a directory of this host. */
const caseScript = (image: string, definition: string, place: string, args: readonly string[]) =>
  finish([
    ...(['docker', 'run', '--rm', '--volume', `${place}:${place}`] as const),
    ...['--workdir', place, '--entrypoint', 'node', imageOf(`${image}/test`)],
    ...['/cases/run-cases.mts', '--only', definition, ...args],
  ]);

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** Lays out a case with its descriptor, and grants what this machine has. */
async function layOut(image: string, toolCase: ToolCase): Promise<string> {
  const { definition, job } = toolCase;
  const place = await sharedSubdirectory(directory, definition);
  const prepared = await caseScript(image, definition, place, ['--prepare', place]);
  expect(prepared).toMatchObject({ exitCode: 0 });
  const files = exportTool('cwl', await descriptionOf(image), {
    ...{ image: imageOf(image), isLocalImage: true, cases: [toolCase], definition },
  });
  for (const file of files) await writeFile(path.join(place, file.path), file.text);
  const ramMin = Number(job['memory-mib'] ?? MEMORY_MIB);
  const overrides = {
    'cwltool:overrides': {
      [`${definition}.cwl`]: { requirements: { ResourceRequirement: { coresMin: 1, ramMin } } },
    },
  };
  await writeFile(path.join(place, 'overrides.json'), JSON.stringify(overrides));
  await mkdir(path.join(place, 'results'));
  return place;
}

interface CwlFile {
  readonly path: string;
  readonly secondaryFiles?: readonly CwlFile[];
}

/** The names of all files and directories in the object that cwltool prints. */
function namesIn(stdout: string): string[] {
  const printed = JSON.parse(stdout) as Record<string, CwlFile | null>;
  const all = Object.values(printed).flatMap((file) =>
    file ? [file, ...(file.secondaryFiles ?? [])] : [],
  );
  return [...new Set(all.map((file) => path.basename(file.path)))].toSorted();
}

/** The paths of the outputs by their names in the definition, from the object that cwltool prints. */
function outputsIn(stdout: string, { expect: expected }: ToolCase): Record<string, string> {
  const printed = JSON.parse(stdout) as Record<string, CwlFile | null>;
  const names = new Set(Object.keys(expected).map((key) => key.split('/')[0] ?? ''));
  const entries = [...names].map((name) => {
    const id = kebabCase(name).replaceAll('-', '_');
    // An output of the name of an input has a low line at its end.
    const file = printed[`${id}_`] ?? printed[id];
    return [name, file?.path ?? 'absent'] as const;
  });
  return Object.fromEntries(entries);
}

it('cwltool accepts the descriptor of every definition', async () => {
  const place = await sharedSubdirectory(directory, 'validated');
  for (const image of new Set(cases.map((each) => each.image))) {
    const options = { image: imageOf(image), isLocalImage: true };
    for (const file of exportTool('cwl', await descriptionOf(image), options)) {
      writeFileSync(path.join(place, file.path), file.text);
      const { exitCode, stderr } = await engine.run(place, ['--validate', file.path]);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    }
  }
});

describe.each(cases)('cwltool runs $definition', ({ image, definition, toolCase }) => {
  it('and the outputs are those of its case, without other files', async () => {
    const place = await layOut(image, toolCase);
    const options = ['--outdir', 'results', '--overrides', 'overrides.json'];
    const files = [`${definition}.cwl`, `${definition}.case.yml`];
    const { exitCode, stdout, stderr } = await engine.run(place, [...options, ...files]);
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(readdirSync(path.join(place, 'results')).toSorted()).toEqual(namesIn(stdout));
    const outputs = outputsIn(stdout, toolCase);
    await writeFile(path.join(place, 'outputs.json'), JSON.stringify(outputs));
    const check = ['--check', path.join(place, 'outputs.json')];
    const checked = await caseScript(image, definition, place, check);
    expect(checked.exitCode === 0 ? '' : checked.stderr).toBe('');
  });
});

describe('the check of a case', () => {
  it('finds an output with other content', async () => {
    const place = await sharedSubdirectory(directory, 'other-content');
    await writeFile(path.join(place, 'stats.txt'), 'SN\tsequences:\t13\n');
    await writeFile(path.join(place, 'outputs.json'), '{ "stats": "stats.txt" }');
    const check = ['--check', path.join(place, 'outputs.json')];
    const { exitCode, stderr } = await caseScript('samtools-stats', 'samtools-stats', place, check);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('stats: these lines are missing');
  });
});

describe('the section about cwltool in docs/workflow-engines.md', () => {
  it('runs as it is written', async () => {
    const page = readFileSync(path.join(workspaceRoot, 'docs/workflow-engines.md'), 'utf8');
    const [, section = ''] = /^## cwltool$(.*?)^## /ms.exec(page) ?? [];
    const place = await sharedSubdirectory(directory, 'page');
    await copyFile(ALIGNMENTS, path.join(place, 'sample.sam'));
    // The page's reader has a registry; this test has the images of this workspace.
    const commands = commandsOf(section)
      .replaceAll('export samtools-stats', `export ${imageOf('samtools-stats')}`)
      .replaceAll('sample.bam', 'sample.sam');
    const cli = path.join(workspaceRoot, 'tools/joblayer/src/main.ts');
    const lines = [
      `cd '${place}'`,
      `joblayer() { '${process.execPath}' '${cli}' "$@"; }`,
      `cwltool() { ${engine.argv(place).map(quoted).join(' ')} "$@"; }`,
      commands,
    ];
    const { exitCode, stderr } = await finish(['bash', '-euo', 'pipefail', '-c', lines.join('\n')]);
    expect(exitCode === 0 ? '' : stderr).toBe('');
    const statistics = path.join(place, 'results/cwltool/sample.stats.txt');
    expect(readFileSync(statistics, 'utf8')).toContain('SN\tsequences:\t12\n');
  });
});

describe('a step that cwltool runs', () => {
  it('fails on bad input, and the log shows what the runner says of it', async () => {
    const place = await sharedSubdirectory(directory, 'bad-input');
    const options = { image: imageOf('samtools-stats'), isLocalImage: true };
    for (const file of exportTool('cwl', await descriptionOf('samtools-stats'), options))
      await writeFile(path.join(place, file.path), file.text);
    await writeFile(path.join(place, 'bad.bam'), 'no BAM');
    const { exitCode, stderr } = await engine.run(place, [
      'samtools-stats.cwl',
      '--bam',
      'bad.bam',
    ]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/\[joblayer [\d:]+\] .*bad\.bam/);
    expect(stderr).toMatch(/permanentFail/);
  });
});
