import { versionsIn, type ToolManifest } from '@joblayer/tool-manifest';
import type { DefinitionDescription } from '../description/description.ts';
import { describeOption } from '../description/describe-option.ts';
import type { ToolDescription } from '../description/describe-tool.ts';
import { type Option, optionsOf } from '../description/options.ts';

const WIDTH = 100;
const INDENT = 6;

const GROUPS: readonly (readonly [string, readonly Option['group'][]])[] = [
  ['Inputs', ['input', 'secondary-file']],
  ['Outputs', ['output']],
  ['Parameters', ['param']],
  ['Job', ['runtime']],
];

/** The commands that the help shows. They depend on what the user types: docker, or a command line of ours. */
export interface HelpCommands {
  /** What comes before a tool's options. */
  readonly run: string;
  readonly helpOf: (definition: string) => string;
  /** Manages the host cache. Undefined if there is no such command. */
  readonly cache?: string;
}

/**
 * The commands of an image's own help.
 *
 * @param start the command that runs the image
 */
export const commandsOfImage = (start = 'docker run IMAGE'): HelpCommands => ({
  run: start,
  helpOf: (definition) => `${start} ${definition} --help`,
  cache: `${start} cache ls|prune|verify --cache-dir DIRECTORY`,
});

/** The text of `--help`: each option with its type, its meaning and its default. */
export function helpText(
  { toolManifest, definitions: [main, ...also] }: ToolDescription,
  tool: DefinitionDescription,
  commands: HelpCommands = commandsOfImage(),
): string {
  const options = optionsOf(tool);
  const sections = GROUPS.map(([title, groups]) => {
    const own = options.filter(({ group }) => groups.includes(group));
    return own.length === 0 ? '' : `${title}:\n${own.map((each) => entry(each)).join('\n')}\n`;
  });
  return [
    `${tool.name}: ${tool.summary}`,
    '',
    `Usage: ${commands.run} ${tool.name === main?.name ? '' : `${tool.name} `}${usage(options)} [options]`,
    ...(commands.cache === undefined ? [] : [`       ${commands.cache}`]),
    '',
    ...wrap(
      'A location is s3://bucket/key or a local path. A directory has a slash at its end. An input file may also be https://….',
      0,
    ),
    '',
    ...sections.filter(Boolean),
    ...(tool.name === main?.name ? also.map((each) => alsoHere(each, commands)) : []),
    'Exit codes: 0 success; the tool’s own when it failed; 64 wrong arguments, 65 bad data, 66 input absent,',
    '69 service refused, 73 output cannot be written, 74 disk full or local I/O, 75 transient (retry),',
    '77 access denied, 143 terminated.',
    '',
    `Runs ${softwareOf(toolManifest)}. Manual: ${toolManifest.software.documentation}`,
  ].join('\n');
}

const alsoHere = ({ name, summary }: DefinitionDescription, { helpOf }: HelpCommands): string =>
  `Also in this image: ${name}, ${summary}.\n  ${helpOf(name)}\n`;

export function softwareOf(manifest: ToolManifest): string {
  return versionsIn(manifest)
    .map(({ name, version }) => `${name} ${version}`)
    .join(', ');
}

/** The required options, as a user types them. */
function usage(options: readonly Option[]): string {
  return options
    .map((option) => ({ option, ...describeOption(option) }))
    .filter(({ required, option }) => required && !isDerived(option))
    .map(({ option, type }) => `--${option.flag} ${type.toUpperCase().replaceAll(' ', '-')}`)
    .join(' ');
}

const isDerived = (option: Option): boolean =>
  option.group === 'output' && option.definition.beside !== undefined;

function entry(option: Option): string {
  const { type, meaning, defaultText, required } = describeOption(option);
  const value = type === 'flag' ? '' : ` <${type}>`;
  const state = required ? 'required' : `default: ${defaultText}`;
  const aliases =
    option.aliases.length > 0 ? [`also ${option.aliases.map((a) => `--${a}`).join(', ')}`] : [];
  const notes = [...(type === 'flag' ? ['flag'] : []), state, ...aliases].join('; ');
  return [`  --${option.flag}${value}`, ...wrap(`${meaning} [${notes}]`, INDENT)].join('\n');
}

function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each);
}
