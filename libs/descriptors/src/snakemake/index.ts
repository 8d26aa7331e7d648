import type { ExportedFile } from '../exported-file.ts';
import { PYTHON_KEYWORDS } from '../language/python.ts';
import { identifierOf, withIdentifiers } from '../step/identifiers.ts';
import type { Step } from '../step/step.ts';
import { COMMON, COMMON_FILE } from './common.ts';
import { ruleText } from './rule.ts';

export const snakemakeStep = (given: Step): Step =>
  withIdentifiers(given, [...PYTHON_KEYWORDS, 'extra_args']);

export function ruleName({ name }: Step): string {
  const identifier = identifierOf(name);
  return PYTHON_KEYWORDS.includes(identifier) ? `${identifier}_` : identifier;
}

/** A rule, and the functions that all rules share: https://snakemake.readthedocs.io/en/stable/snakefiles/rules.html */
export function snakemake(given: Step): ExportedFile[] {
  const step = snakemakeStep(given);
  return [
    { path: `${step.name}.smk`, text: ruleText(step, ruleName(step)) },
    { path: COMMON_FILE, text: COMMON },
  ];
}
