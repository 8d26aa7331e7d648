import type { ExportedFile } from '../exported-file.ts';
import { cdata, element, text, xml } from '../language/xml.ts';
import { identifierOf, withIdentifiers } from '../step/identifiers.ts';
import type { Step } from '../step/step.ts';
import type { StepCase } from '../step/step-case.ts';
import { galaxyCommand } from './command.ts';
import { galaxyHelp } from './help.ts';
import { galaxyInputs } from './inputs.ts';
import { archivesOf, RESERVED } from './names.ts';
import { galaxyOutputs } from './outputs.ts';
import { galaxyTests } from './tests.ts';

/** The oldest Galaxy that reads it as it is meant. */
const PROFILE = '23.0';

/** A tool of Galaxy: https://docs.galaxyproject.org/en/latest/dev/schema.html */
export function galaxy(given: Step, stepCase: StepCase | undefined): ExportedFile[] {
  const step = withIdentifiers(given, [...RESERVED, ...archivesOf(given)]);
  const { biotools, description } = step.about;
  const tool = element(
    'tool',
    {
      id: `joblayer_${identifierOf(step.name)}`,
      name: step.name,
      version: versionOf(step),
      profile: PROFILE,
    },
    [
      element('description', {}, [text(step.summary)]),
      ...(biotools === undefined
        ? []
        : [element('xrefs', {}, [element('xref', { type: 'bio.tools' }, [text(biotools)])])]),
      element('requirements', {}, [element('container', { type: 'docker' }, [text(step.image)])]),
      element('stdio', {}, [
        element('exit_code', { range: '137', level: 'fatal_oom', description: 'Out of memory' }),
        element('exit_code', { range: '1:', level: 'fatal', description: 'The job failed' }),
      ]),
      element('command', {}, [cdata(galaxyCommand(step))]),
      element('inputs', {}, galaxyInputs(step)),
      element('outputs', {}, galaxyOutputs(step)),
      ...galaxyTests(step, stepCase),
      element('help', {}, [text(galaxyHelp(step))]),
      element('citations', {}, [
        element('citation', { type: 'bibtex' }, [text(citation(step, description))]),
      ]),
    ],
  );
  return [{ path: `${step.name}.xml`, text: xml(tool) }];
}

/** A version of PEP 440, which Galaxy sorts by: `5.2.f` is `5.2+f.joblayer0`. */
function versionOf({ software: [{ version }], about: { revision } }: Step): string {
  const { release = '0', rest = '' } =
    /^(?<release>\d+(?:\.\d+)*)(?<rest>.*)$/.exec(version)?.groups ?? {};
  const words = rest
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return `${release}+${[...words, `joblayer${revision}`].join('.')}`;
}

/** A reference to the software by its website, which is what the description holds. */
function citation(
  { name, about, software: [{ name: title, version }] }: Step,
  description: string,
) {
  const value = (words: string) => words.replaceAll(/[{}\\]/g, ' ');
  return [
    `@misc{${identifierOf(name)},`,
    `    title = {${value(title)} ${value(version)}: ${value(description)}},`,
    `    author = {{The authors of ${value(title)}}},`,
    `    howpublished = {${value(about.website)}},`,
    `    url = {${value(about.website)}}`,
    '}',
  ].join('\n');
}
