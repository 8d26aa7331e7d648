import { yaml } from '../language/yaml.ts';
import { fileFormatOf } from '../step/file-formats.ts';
import { globsOf } from '../step/globs.ts';
import type { OutputPort, Step } from '../step/step.ts';
import type { Channel, Element } from './channels.ts';
import { globText, processName, versionsName } from './process.ts';

const META = { type: 'map', description: 'Metadata of the sample, such as [ id: "sample1" ]' };

/** nf-core's description of a module. */
export const metaYaml = (step: Step, channels: readonly Channel[]): string =>
  yaml({
    name: processName(step).toLowerCase(),
    description: step.summary,
    keywords: keywordsOf(step),
    tools: step.software.map(({ name, version, license }) => ({
      [name]: {
        description: name === step.software[0].name ? step.about.description : `${name} ${version}`,
        homepage: step.about.website,
        documentation: step.about.documentation,
        licence: [license],
        identifier:
          step.about.biotools !== undefined && name === step.software[0].name
            ? `biotools:${step.about.biotools}`
            : '',
      },
    })),
    input: channels.map(({ meta, elements }) => {
      const first = meta === undefined ? [] : [{ [meta]: META }];
      const entries = [...first, ...elements.map(elementEntry)];
      return entries.length === 1 ? entries[0] : entries;
    }),
    output: {
      ...Object.fromEntries(step.outputs.map((output) => [output.id, [outputEntry(output)]])),
      ...Object.fromEntries(
        step.software.map((each) => [versionsName(each.name), [versionEntry(each)]]),
      ),
    },
    topics: { versions: step.software.map(versionEntry) },
    authors: ['Joblayer'],
    maintainers: ['Joblayer'],
  });

/** nf-core wants three of them at least. */
const keywordsOf = ({ about, name, software }: Step): string[] => {
  const words = [...about.tags, software[0].name, name, 'joblayer'].map((word) =>
    word.toLowerCase(),
  );
  return [...new Set(words)];
};

const elementEntry = ({ id, description, pattern, isDirectory }: Element) => ({
  [id]: {
    type: isDirectory ? 'directory' : 'file',
    description,
    pattern,
    ontologies: [],
  },
});

function outputEntry(output: OutputPort) {
  const edam = fileFormatOf(globsOf(output)[0] ?? '')?.edam;
  const isFile = output.kind === 'file';
  return [
    { meta: META },
    {
      [globText(output).slice(1, -1)]: {
        type: isFile ? 'file' : 'directory',
        description: output.description,
        pattern: globText(output).slice(1, -1),
        ontologies:
          isFile && edam !== undefined ? [{ edam: `http://edamontology.org/${edam}` }] : [],
      },
    },
  ];
}

const versionEntry = ({ name, version }: Step['software'][number]) => [
  { '${task.process}': { type: 'string', description: 'The process with this version' } },
  { [name]: { type: 'string', description: 'The software' } },
  { [version]: { type: 'string', description: 'Its version in the image' } },
];
