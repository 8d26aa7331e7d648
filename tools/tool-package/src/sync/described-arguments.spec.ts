import {
  type AnyTool,
  checkArguments,
  describeTool,
  type ToolsOfImage,
} from '@joblayer/job-runtime';
import { loadTools } from '@joblayer/nx-container/tool-source';
import {
  type DefinitionDescription,
  errorText,
  helpText,
  type Option,
  optionsOf,
  parseCommandLine,
  parseJobSpec,
  planArguments,
  selectDefinition,
  type ToolDescription,
  UsageError,
} from '@joblayer/tool-definition';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '../../../../packages');
const names = globSync('*/src/tool.ts', { cwd: PACKAGES }).map((file) => file.split('/')[0] ?? '');

/** What a program has that reads the label of an image: text. */
async function textOf(
  name: string,
): Promise<{ readonly tools: ToolsOfImage; readonly json: string }> {
  const tools = await loadTools(join(PACKAGES, name, 'src/tool.ts'));
  const manifest = parseToolManifest(
    readFileSync(join(PACKAGES, name, 'manifest.json'), 'utf8'),
    '',
  );
  return { tools, json: JSON.stringify(describeTool(tools, manifest)) };
}
const SPEC = { scheme: 'file', path: '/job.json' } as const;
const read = (json: string): ToolDescription => JSON.parse(json) as ToolDescription;

/** The message for arguments by the description alone; undefined where nothing is wrong. */
function refusal(definition: DefinitionDescription, argv: readonly string[]): string | undefined {
  try {
    const parsed = parseCommandLine(definition, argv);
    if (parsed.action === 'run') planArguments(definition, parsed.request);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return errorText(error);
    throw error;
  }
}

/** A value that an option takes by itself; a place of its own for each. */
function valueOf(option: Option): string[] {
  const flag = `--${option.flag}`;
  switch (option.group) {
    case 'param': {
      const { type, enum: choices, minimum } = option.definition;
      if (type === 'boolean') return [flag];
      return [flag, String(choices?.[0] ?? minimum ?? (type === 'string' ? 'x' : 1))];
    }
    case 'input':
    case 'secondary-file': {
      const isDirectory = option.group === 'input' && option.definition.kind === 'directory';
      const [suffix = ''] = option.definition.suffixes ?? [];
      return [flag, `s3://bkt/in-${option.key}/${option.key}${isDirectory ? '/' : suffix}`];
    }
    case 'output':
      return [flag, `s3://bkt/out-${option.key}/`];
    case 'runtime':
      return [flag, String(option.definition.choices?.[0] ?? option.definition.minimum ?? '/x')];
  }
}

type Relation = DefinitionDescription['relations'][number];

/** Options that keep no relation like this one, where that takes more than one option. */
function breaking(relation: Relation, options: readonly Option[]): string[] {
  const given = (condition: string | { option: string; is?: unknown[] }): string[] => {
    const key = typeof condition === 'string' ? condition : condition.option;
    const option = options.find((each) => each.key === key);
    if (!option) throw new Error(`no option ${key}`);
    const [value] = (typeof condition === 'object' && condition.is) || [];
    if (value === true || value === false) return [`--${value ? '' : 'no-'}${option.flag}`];
    return value === undefined ? valueOf(option) : [`--${option.flag}`, String(value)];
  };
  switch (relation.kind) {
    case 'excludes':
      return relation.conditions.flatMap(given);
    case 'requires':
      return given(relation.when);
    case 'onlyWith':
      return given(relation.option);
    case 'sameCount': {
      const [first, second] = relation.options;
      return [...given(first), `s3://bkt/more/more.fq.gz`, ...given(second)];
    }
    case 'oneOf':
      return [];
  }
}

/** A relation between inputs names them itself: none may be given twice. */
const withoutInputs = (words: readonly string[], { relations, inputs }: DefinitionDescription) => {
  const own = relations.flatMap((each) => (each.kind === 'sameCount' ? each.options : []));
  const flags = own.map((key) => `--${inputs[key]?.flag}`);
  return words.filter((word, i) => !flags.includes(word) && !flags.includes(words[i - 1] ?? ''));
};

/** Command lines by what is tried, most of which are wrong in one thing. */
function commandLines(definition: DefinitionDescription): [string, string[]][] {
  const options = optionsOf(definition);
  const least = options
    .filter(({ group, definition: own }) => group === 'input' && 'required' in own && own.required)
    .flatMap(valueOf);
  const required = options
    .filter(({ group, definition: own }) => group === 'param' && 'required' in own && own.required)
    .flatMap(valueOf);
  const oneOf = definition.relations.flatMap((relation) =>
    relation.kind === 'oneOf' ? options.filter(({ key }) => key === relation.options[0]) : [],
  );
  const good = [...least, ...required, ...oneOf.flatMap(valueOf), '--output-dir', 's3://bkt/out/'];
  const given = new Set(good);
  return [
    ['what it needs', good],
    ['no output', [...least, ...required]],
    ['no input', ['--output-dir', 's3://bkt/out/']],
    ['an option that is misspelt', [...good, '--outptu-dir', 'x']],
    ['two options that say the same', [...good, '--memory', '9', '--memory-mib', '9000']],
    ['less than the least', [...good, '--timeout', '0']],
    ['little memory', [...good, '--memory-mib', '1']],
    ['an open quote', [...good, '--extra-args', "-a 'b"]],
    ...definition.relations.map((relation): [string, string[]] => [
      `what is ${relation.kind}: ${relation.problem}`,
      [...withoutInputs(good, definition), ...breaking(relation, options)],
    ]),
    ...options
      .filter(({ flag, group }) => !given.has(`--${flag}`) && group !== 'runtime')
      .map((each): [string, string[]] => [`--${each.flag}`, [...good, ...valueOf(each)]]),
    ...options
      .filter(({ flag }) => !given.has(`--${flag}`))
      .map((each): [string, string[]] => [
        `a wrong --${each.flag}`,
        [...good, `--${each.flag}`, 'ftp://?'],
      ]),
  ];
}

describe.each(names)('from the JSON of %s alone', (name) => {
  it('the help is what the image prints', async () => {
    const { json } = await textOf(name);
    const description = read(json);
    for (const [index, definition] of description.definitions.entries()) {
      const argv = [...(index === 0 ? [] : [definition.name]), '--help'];
      const main = join(PACKAGES, name, 'src/main.ts');
      const { stdout } = spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8' });
      expect(stdout).toBe(`${helpText(description, definition)}\n`);
    }
  });

  it('command lines are taken and refused as by the image, in the same words', async () => {
    const { tools, json } = await textOf(name);
    const [first, ...others] = read(json).definitions;
    if (!first) throw new Error('no definition');
    for (const tool of tools) {
      const named = tool === tools[0] ? [] : [tool.name];
      const { definition } = selectDefinition([first, ...others], named);
      const tried = commandLines(definition);
      const described = tried.map(([what, argv]) => [what, refusal(definition, argv)]);
      const { checkInJob, ...withoutHook } = tool;
      const wordsOf = (one: AnyTool) =>
        tried.map(([what, argv]) => [what, checkArguments(one, argv)]);
      expect(described).toEqual(wordsOf(withoutHook));
      // Whatever only the hook refuses is announced by the description.
      if (checkInJob) expect(definition.checkedInJob).not.toEqual([]);
      else expect(described).toEqual(wordsOf(tool));
      const kept = described.filter(([what]) => /^what is (?:excludes|onlyWith)/.test(what ?? ''));
      expect(kept.filter(([, words]) => words === undefined)).toEqual([]);
      const refused = described.filter(([, words]) => words !== undefined);
      expect(refused.length).toBeGreaterThan(10);
      expect(described[0]).toEqual(['what it needs', undefined]);
    }
  });

  it('the job spec of each case leads to inputs, outputs and parameters', async () => {
    const { json } = await textOf(name);
    const { definitions } = read(json);
    for (const file of globSync('test/*.case.json', { cwd: join(PACKAGES, name) })) {
      const text = readFileSync(join(PACKAGES, name, file), 'utf8');
      const { definition, job, expect: made } = JSON.parse(text);
      const own = definitions.find((each) => each.name === definition);
      if (!own) throw new Error(`no definition ${definition}`);
      const spec = JSON.stringify({ 'output-dir': 'outputs/', ...job });
      const jobSpec = parseJobSpec(own, spec, SPEC, undefined);
      const parsed = parseCommandLine(own, [], { jobSpec });
      if (parsed.action !== 'run') throw new Error(parsed.action);
      const { outputs, outputManifest } = planArguments(own, parsed.request);
      const outputNames = outputs.map((output) => output.name);
      const expected = Object.keys(made).map((key) => key.split('/')[0]);
      expect(outputNames).toEqual(expect.arrayContaining(expected));
      expect(outputManifest).toMatchObject({ path: expect.stringMatching(/joblayer\.json$/) });
    }
  });
});
