import {
  parseCommandLine,
  planArguments,
  selectDefinition,
  type DefinitionDescription,
} from '@joblayer/tool-definition';
import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import { readCatalogue } from '../read/read-catalogue.ts';
import { commandsOf } from './commands-of.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const { packages } = await readCatalogue(ROOT);
const all = packages.flatMap((pkg) =>
  pkg.definitions.map((definition) => ({ name: definition.name, pkg, definition })),
);
type Definitions = [DefinitionDescription, ...DefinitionDescription[]];

/** Where the arguments of the tool begin. */
const STARTS: Readonly<Record<string, (words: readonly string[]) => number>> = {
  docker: (words) => words.findIndex((word) => word.startsWith('joblayer/')) + 1,
  joblayer: (words) => words.indexOf('--') + 1,
  batch: (words) => words.indexOf('--') + 1,
};

describe.each(all)('the commands of $name', ({ name, pkg, definition }) => {
  const commands = commandsOf(pkg, definition);

  it('are there for every way to run it', () => {
    expect(commands.map(({ id }) => id)).toEqual([
      ...['docker', 'joblayer', 'batch'],
      ...['cwl', 'wdl', 'nextflow', 'snakemake', 'galaxy'],
    ]);
  });

  it.each(Object.keys(STARTS))('for %s are accepted by the tool’s parser', (id) => {
    const text = commands.find((command) => command.id === id)?.text ?? '';
    const words = parseArgsStringToArgv(text.replaceAll('\\\n', ' '));
    const start = STARTS[id]?.(words) ?? 0;
    expect(start).toBeGreaterThan(1);
    const definitions = pkg.description?.definitions as Definitions;
    const selected = selectDefinition(definitions, words.slice(start));
    expect(selected.definition.name).toBe(name);
    const parsed = parseCommandLine(selected.definition, selected.argv);
    if (parsed.action !== 'run') throw new Error(`the command does not run a job: ${text}`);
    const { outputs } = planArguments(selected.definition, parsed.request);
    expect(outputs.length).toBeGreaterThan(0);
  });

  it('name no directory of the case', () => {
    for (const { text } of commands) expect(text).not.toMatch(/(?:^|[\s"'/])(?:outputs|case_)\/?/m);
  });
});

describe.each(['run', 'export'])('the commands of joblayer %s', (subcommand) => {
  const lines = all.flatMap(({ pkg, definition }) =>
    commandsOf(pkg, definition)
      .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
      .filter((line) => line.startsWith(`joblayer ${subcommand} `)),
  );
  it('have all options that it requires, and none that it does not know', async () => {
    const cli = join(ROOT, 'tools/joblayer/src/main.ts');
    const { stdout } = await run([process.execPath, cli, subcommand, '--help']);
    const entries = `${stdout}\n`.split(/\n(?=\s+(?:-\w, )? *--)/).slice(1);
    const known = entries.map((text) => ({
      option: /--[\w-]+/.exec(text)?.[0],
      isRequired: text.includes('[required]'),
    }));
    const required = known.filter(({ isRequired }) => isRequired).map(({ option }) => option);
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const given = line.split(' -- ')[0]?.match(/(?<=\s)--[a-z][\w-]*/g) ?? [];
      expect(given).toEqual(expect.arrayContaining(required));
      for (const option of given) expect(known.map((each) => each.option)).toContain(option);
    }
  });
});
