import {
  parseCommandLine,
  planArguments,
  selectDefinition,
  type DefinitionDescription,
} from '@joblayer/tool-definition';
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
