import type { Step } from '../step/step.ts';

/**
 * The help in reStructuredText. What people wrote is in a literal block, so that none of it is read as markup. Galaxy
 * would fill in `${…}`.
 */
export function galaxyHelp({ about, rules, software, outputs }: Step): string {
  const literal = (line: string) => `    - ${line.replaceAll('${', '$ {')}`;
  return [
    '',
    '**What it does**',
    '',
    '::',
    '',
    literal(about.description),
    ...rules.map(literal),
    '',
    '**Outputs**',
    '',
    '::',
    '',
    ...outputs.map(({ id, description }) => literal(`${id}: ${description}`)),
    '',
    '**Software**',
    '',
    '::',
    '',
    ...software.map(({ name, version, license }) => literal(`${name} ${version} (${license})`)),
    literal(about.documentation),
    '',
  ].join('\n');
}
