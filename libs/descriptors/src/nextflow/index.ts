import type { ExportedFile } from '../exported-file.ts';
import { GROOVY_KEYWORDS } from '../language/groovy.ts';
import { withIdentifiers } from '../step/identifiers.ts';
import type { Step } from '../step/step.ts';
import { channelsOf } from './channels.ts';
import { CONFIG } from './config.ts';
import { metaYaml } from './meta-yaml.ts';
import { mainNf } from './process.ts';

/** Names that every module has. */
const OWN = [
  'args',
  'prefix',
  'ext',
  'meta',
  'meta2',
  'meta3',
  'options',
  'renamed',
  'quoted',
  'optionsOf',
];

export const nextflowStep = (given: Step): Step =>
  withIdentifiers(given, [...GROOVY_KEYWORDS, ...OWN]);

/** A module in nf-core's shape, and the configuration that all of them share. */
export function nextflow(given: Step): ExportedFile[] {
  const step = nextflowStep(given);
  const channels = channelsOf(step);
  return [
    { path: `modules/${step.name}/main.nf`, text: mainNf(step, channels) },
    { path: `modules/${step.name}/meta.yml`, text: metaYaml(step, channels) },
    { path: 'nextflow.config', text: CONFIG },
  ];
}
